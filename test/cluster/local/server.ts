import http from 'node:http';
import https from 'node:https';
import type {AddressInfo} from 'node:net';
import {after} from 'node:test';
import type {Pair} from '../real/certificates.js';

export type Handler = (request: http.IncomingMessage, response: http.ServerResponse, body: string) => void;
export type LocalServer = {
	readonly url: string;
	readonly port: number;
	readonly server: http.Server;
	readonly seen: Seen[];
	readonly close: () => void;
};
export type Seen = {readonly method: string; readonly url: string; readonly headers: http.IncomingHttpHeaders; readonly body: string};

/** A server of this test on loopback, ended with the test file; with TLS where a certificate is given. */
export async function listening(
	handler: Handler,
	tls?: Pair & {readonly clientAuthority?: string /** Clients may come without a certificate. */; readonly optional?: boolean},
): Promise<LocalServer> {
	const seen: Seen[] = [];
	const listener: http.RequestListener = (request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const body = Buffer.concat(parts).toString('utf8');
			seen.push({method: request.method ?? '', url: request.url ?? '', headers: request.headers, body});
			handler(request, response, body);
		});
	};
	const {clientAuthority} = tls ?? {};
	const server = tls
		? https.createServer(
				{
					cert: tls.certificate,
					key: tls.key,
					...(clientAuthority !== undefined && {ca: clientAuthority, requestCert: true, rejectUnauthorized: tls.optional !== true}),
				},
				listener,
			)
		: http.createServer(listener);
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	const close = () => {
		server.closeAllConnections();
		server.close();
	};
	after(close);
	return {url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, port, server, seen, close};
}

export function json(response: http.ServerResponse, body: unknown, status = 200, headers: http.OutgoingHttpHeaders = {}): void {
	response.writeHead(status, {'content-type': 'application/json', ...headers}).end(JSON.stringify(body));
}

/** What the API server says instead of an object. */
export function refusal(response: http.ServerResponse, code: number, message: string, headers: http.OutgoingHttpHeaders = {}): void {
	json(response, {kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code}, code, headers);
}
