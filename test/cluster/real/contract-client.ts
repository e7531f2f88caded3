import {readFile} from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type {Step} from './contract-step.js';
import type {ControlPlane} from './control-plane.js';

export type Answer = {readonly status: number; readonly warnings: readonly string[]; readonly body: unknown};
export type Send = (step: Omit<Step, 'says'>) => Promise<Answer>;

/** Sends steps of the contract to the real server, as its administrator. */
export async function realSender(plane: ControlPlane): Promise<Send> {
	const config = JSON.parse(await readFile(plane.kubeconfig('admin'), 'utf8')) as {
		readonly clusters: readonly {readonly cluster: {readonly 'certificate-authority-data': string}}[];
		readonly users: readonly {readonly user: Readonly<Record<string, string>>}[];
	};
	const decoded = (text: string | undefined) => Buffer.from(text ?? '', 'base64').toString();
	const {user} = config.users[0] ?? {user: {}};
	return sender(plane.server, {
		ca: decoded(config.clusters[0]?.cluster['certificate-authority-data']),
		cert: decoded(user['client-certificate-data']),
		key: decoded(user['client-key-data']),
	});
}

export const demoSender = (url: string): Send => sender(url, {token: 'demo-admin'});

/** Who is somebody else is impersonated. */
function sender(url: string, credentials: https.RequestOptions & {readonly token?: string}): Send {
	const {token, ...tls} = credentials;
	const {cert: _, key: __, ...anonymous} = tls;
	return ({method, path, body, type = 'application/json', as, accept = 'application/json'}) =>
		new Promise((resolve, reject) => {
			const isKnown = as !== 'nobody' && as !== 'stranger';
			const headers: Record<string, string> = {accept, 'user-agent': 'contract'};
			if (isKnown && token) headers['authorization'] = `Bearer ${token}`;
			if (as === 'stranger') headers['authorization'] = 'Bearer wrong';
			if (as && isKnown) headers['impersonate-user'] = as;
			const text = body === undefined ? (method === 'PATCH' ? '{"spec":' : undefined) : JSON.stringify(body);
			// Node frames the body of a DELETE only where it is told how long it is.
			if (text !== undefined) Object.assign(headers, {'content-type': type, 'content-length': String(Buffer.byteLength(text))});
			const options = {method, headers, ...(isKnown ? tls : anonymous)};
			const request = (url.startsWith('https') ? https : http).request(new URL(path, url), options, response => {
				const parts: Buffer[] = [];
				response.on('error', reject);
				response.on('data', (part: Buffer) => parts.push(part));
				response.on('end', () => {
					const answer = Buffer.concat(parts).toString();
					const isJson = answer.trimStart().startsWith('{');
					resolve({
						status: response.statusCode ?? 0,
						warnings: response.headersDistinct['warning'] ?? [],
						body: isJson ? (JSON.parse(answer) as unknown) : answer,
					});
				});
			});
			request.on('error', reject);
			request.end(text);
		});
}
