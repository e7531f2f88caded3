import type http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import {type Safe, visible} from '../model/index.js';
import {nodeHttp} from './node-http.js';
import {isSocks} from './proxies.js';

/** Where the API server is and how its TLS is checked. */
export type Endpoint = {
	readonly url: URL;
	/** PEM. */
	readonly authority?: string;
	readonly insecure: boolean;
	readonly serverName?: string;
	readonly proxy?: URL;
	readonly compressed: boolean;
};
export type ClientCertificate = {readonly certificate: string; readonly key: string};

/** Without a name and password that may stand in it. */
export function addressOf({url}: Endpoint): Safe {
	return visible(`${url.protocol}//${url.host}${url.pathname}`.replace(/\/$/, ''));
}

let ofSystem: string[] | undefined;
/** A kubeconfig without an authority trusts those of the machine, as kubectl does; Node by itself knows only its own list. */
function systemAuthorities(): string[] {
	ofSystem ??= [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
	return ofSystem;
}

const sockets = {keepAlive: true, maxSockets: 16, scheduling: 'lifo'} as const;

export type TlsOptions = Pick<tls.ConnectionOptions, 'ca' | 'servername' | 'rejectUnauthorized' | 'checkServerIdentity'>;

export function tlsOptions(endpoint: Endpoint): TlsOptions {
	const name = endpoint.serverName ?? endpoint.url.hostname.replace(/^\[|\]$/g, '');
	return {
		// Said by name, because through a SOCKS proxy an address would be compared with "localhost".
		checkServerIdentity: (_, certificate) => tls.checkServerIdentity(name, certificate),
		...(endpoint.url.protocol === 'https:' && !endpoint.insecure && {ca: endpoint.authority ?? systemAuthorities()}),
		...(endpoint.serverName !== undefined && {servername: endpoint.serverName}),
		rejectUnauthorized: !endpoint.insecure,
	};
}

/** Connections that are used again; HTTP/1.1 throughout, because Node's HTTP/2 windows make large lists slow. */
export async function agentFor(endpoint: Endpoint, client: ClientCertificate | undefined, keepAlive = true): Promise<http.Agent> {
	const {url, proxy} = endpoint;
	const tls = {...tlsOptions(endpoint), ...(client && {cert: client.certificate, key: client.key})};
	const options = {...sockets, keepAlive};
	if (proxy && isSocks(proxy)) {
		const {SocksProxyAgent} = await import('socks-proxy-agent');
		return new SocksProxyAgent(proxy, {...options, ...tls});
	}
	const proxyEnv = proxy && {proxyEnv: url.protocol === 'https:' ? {HTTPS_PROXY: proxy.href} : {HTTP_PROXY: proxy.href}};
	return url.protocol === 'https:' ? new https.Agent({...options, ...tls, ...proxyEnv}) : new nodeHttp.Agent({...options, ...proxyEnv});
}
