import https from 'node:https';
import type {Socket} from 'node:net';
import {nodeHttp} from './node-http.js';

/** A connection to `host` through an HTTP proxy, for a handshake without HTTP. */
export async function tunnelTo(proxy: URL, host: string, port: number, timeout: number): Promise<Socket> {
	const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
	const login = proxy.username === '' ? undefined : `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
	return new Promise((resolve, reject) => {
		const request = (proxy.protocol === 'https:' ? https : nodeHttp).request({
			host: proxy.hostname.replace(/^\[|\]$/g, ''),
			port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
			method: 'CONNECT',
			path: target,
			headers: {host: target, ...(login !== undefined && {'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}`})},
			timeout,
			agent: false,
		});
		request.on('connect', (response, socket) => {
			if (response.statusCode === 200) resolve(socket);
			else {
				socket.destroy();
				reject(new Error(`the proxy answered ${response.statusCode}`));
			}
		});
		request.on('timeout', () => request.destroy(new Error('the proxy does not answer')));
		request.on('error', reject);
		request.end();
	});
}
