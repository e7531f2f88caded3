import https from 'node:https';
import type {Pair} from './certificates.js';

export type Answer = {
	readonly status: number;
	readonly body: Record<string, unknown>;
	readonly text: string;
	readonly warnings: readonly string[];
};
/** Sends one request as the administrator; JSON bodies only. */
export type Requester = (method: string, path: string, body?: unknown, contentType?: string) => Promise<Answer>;

export function requester(port: number, authority: string, identity: Pair): Requester & {readonly close: () => void} {
	const agent = new https.Agent({keepAlive: true, ca: authority, cert: identity.certificate, key: identity.key});
	const send: Requester = (method, path, body, contentType = 'application/json') =>
		new Promise((resolve, reject) => {
			const sent = body === undefined ? undefined : JSON.stringify(body);
			// Node frames the body of a DELETE only where it is told how long it is.
			const framing = sent === undefined ? {} : {'content-type': contentType, 'content-length': Buffer.byteLength(sent)};
			const request = https.request(
				{
					agent,
					host: '127.0.0.1',
					port,
					method,
					path,
					headers: {accept: 'application/json', ...framing},
				},
				response => {
					const parts: Buffer[] = [];
					response.on('error', reject);
					response.on('data', (part: Buffer) => parts.push(part));
					response.on('end', () => {
						const text = Buffer.concat(parts).toString('utf8');
						resolve({status: response.statusCode ?? 0, body: asObject(text), text, warnings: response.headersDistinct['warning'] ?? []});
					});
				},
			);
			request.setTimeout(30_000, () => request.destroy(new Error(`${method} ${path}: no answer in 30 s`)));
			request.on('error', reject);
			request.end(sent);
		});
	return Object.assign(send, {close: () => agent.destroy()});
}

function asObject(text: string): Record<string, unknown> {
	return text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
}
