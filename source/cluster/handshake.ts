import net from 'node:net';
import tls from 'node:tls';
import type {Certificate, Handshake} from '../model/index.js';
import {type Endpoint, tlsOptions} from './agents.js';
import {certificateOf} from './handshake-certificate.js';
import {isSocks} from './proxies.js';
import {tunnelTo} from './tunnel.js';

/** Suites of TLS 1.2 that no server should take any more: without forward secrecy, or CBC. 3DES is left out: this side cannot offer it. */
const weakSuites = [
	'AES128-SHA',
	'AES256-SHA',
	'AES128-SHA256',
	'AES256-SHA256',
	'AES128-GCM-SHA256',
	'AES256-GCM-SHA384',
	'ECDHE-ECDSA-AES128-SHA',
	'ECDHE-ECDSA-AES256-SHA',
	'ECDHE-RSA-AES128-SHA',
	'ECDHE-RSA-AES256-SHA',
	'ECDHE-ECDSA-AES128-SHA256',
	'ECDHE-RSA-AES128-SHA256',
].join(':');

/** Node refuses old versions by itself below this level, and the test would pass falsely. */
const permissive = '@SECLEVEL=0';

type Shaken = {readonly protocol: string; readonly cipher: string; readonly chain: readonly Certificate[]; readonly nameMatches: boolean};
type Attempt = {readonly shaken: Shaken} | {readonly refused: boolean};

/** What handshakes show: no HTTP is sent. Undefined where there is no TLS, or none came about. */
export async function handshakeWith(endpoint: Endpoint, timeout = 10_000, signal?: AbortSignal): Promise<Handshake | undefined> {
	if (endpoint.url.protocol !== 'https:' || (endpoint.proxy && isSocks(endpoint.proxy))) return undefined;
	const attempt = (options: tls.ConnectionOptions) => shake(endpoint, options, timeout, signal);
	const main = await attempt({});
	if (!('shaken' in main)) return undefined;
	const [tls10, tls11, weak] = await Promise.all([
		attempt({minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: `DEFAULT:${permissive}`}),
		attempt({minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: `DEFAULT:${permissive}`}),
		attempt({minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers: `${weakSuites}:${permissive}`}),
	]);
	const {protocol, cipher, chain, nameMatches} = main.shaken;
	const authority = endpoint.authority === undefined ? undefined : certificateOf(endpoint.authority);
	return {
		protocol,
		cipher,
		chain,
		...(authority && {authority}),
		nameMatches,
		accepts: {...accepted('tls10', tls10), ...accepted('tls11', tls11), ...accepted('weakSuite', weak)},
		...('shaken' in weak && {weakSuite: weak.shaken.cipher}),
	};
}

/** An attempt that failed by our side's doing says nothing. */
function accepted(key: 'tls10' | 'tls11' | 'weakSuite', attempt: Attempt): Handshake['accepts'] {
	if ('shaken' in attempt) return {[key]: true};
	return attempt.refused ? {[key]: false} : {};
}

async function shake(endpoint: Endpoint, options: tls.ConnectionOptions, timeout: number, signal?: AbortSignal): Promise<Attempt> {
	const host = endpoint.url.hostname.replace(/^\[|\]$/g, '');
	const port = Number(endpoint.url.port || 443);
	const name = endpoint.serverName ?? host;
	let carrier: net.Socket | undefined;
	try {
		carrier = endpoint.proxy && (await tunnelTo(endpoint.proxy, host, port, timeout));
	} catch {
		return {refused: false};
	}
	const {ca} = tlsOptions(endpoint);
	const wanted: tls.ConnectionOptions = {
		...(carrier ? {socket: carrier} : {host, port}),
		...(ca !== undefined && {ca}),
		...(net.isIP(name) === 0 && {servername: name}),
		rejectUnauthorized: false,
		...options,
	};
	return new Promise(resolve => {
		let socket: tls.TLSSocket;
		try {
			socket = tls.connect(wanted);
		} catch {
			// This side cannot make such an offer at all.
			resolve({refused: false});
			return;
		}
		const done = (attempt: Attempt) => {
			clearTimeout(timer);
			socket.destroy();
			resolve(attempt);
		};
		const timer = setTimeout(done, timeout, {refused: false});
		signal?.addEventListener('abort', () => done({refused: false}), {once: true});
		socket.on('secureConnect', () => done({shaken: shakenOf(socket, name)}));
		socket.on('error', error => done({refused: isRefusal(error)}));
		socket.on('close', () => done({refused: false}));
	});
}

/** The server said so itself, by an alert or by hanging up after our hello. */
function isRefusal(error: Error & {code?: string}): boolean {
	return /ALERT/i.test(error.code ?? '') || /alert/.test(error.message) || error.code === 'ECONNRESET';
}

function shakenOf(socket: tls.TLSSocket, name: string): Shaken {
	const chain: Certificate[] = [];
	const leaf = socket.getPeerCertificate(true);
	const seen = new Set<string>();
	for (let one = leaf; one?.raw && !seen.has(one.fingerprint256); one = one.issuerCertificate) {
		seen.add(one.fingerprint256);
		const certificate = certificateOf(one.raw);
		if (certificate) chain.push(certificate);
	}
	return {
		protocol: socket.getProtocol() ?? 'unknown',
		cipher: socket.getCipher().standardName ?? socket.getCipher().name,
		chain,
		nameMatches: leaf?.raw ? tls.checkServerIdentity(name, leaf) === undefined : false,
	};
}
