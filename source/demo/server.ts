import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {gzipSync} from 'node:zlib';
import {type Answer, internalError} from './answers.js';
import {answer} from './api.js';
import {type ClusterOptions, createCluster} from './cluster.js';
import {kubeconfig} from './kubeconfig.js';
import type {Store} from './store.js';
import type {Account} from './users.js';

export type DemoOptions = ClusterOptions & {
	/** Milliseconds before every answer. */
	readonly latency?: number;
	/** Default: any free one. */
	readonly port?: number;
	/** Takes an exchange over by answering true: for tests of servers that misbehave. */
	readonly intercept?: (exchange: Exchange) => boolean | Promise<boolean>;
};
export type Exchange = {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	readonly body: string;
	/** Does what the request asks for, and says what would be answered. */
	readonly answer: () => Answer;
};

export type Demo = {
	/** http://127.0.0.1:PORT */
	readonly url: string;
	/** YAML (JSON, which is YAML) with one context named `demo`, for the administrator. */
	readonly kubeconfig: string;
	readonly kubeconfigOf: (account: Account) => string;
	readonly store: Store;
	/** Does at once what its controllers would do over the next seconds. */
	readonly settle: () => void;
	readonly stop: () => Promise<void>;
	/** Listens again at the same address, after `stop`, with all that it held. */
	readonly start: () => Promise<void>;
};

/** Starts the demo cluster on this machine's loopback. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
	const {world, settle} = createCluster(options);
	const exchange = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const body = await text(request);
		const {latency = 0, intercept} = options;
		if (latency > 0) await new Promise<void>(resolve => world.clock.after(latency, resolve));
		const answered = () => answer(world, {method: request.method ?? 'GET', url: request.url ?? '/', headers: request.headers, body});
		if (!(await intercept?.({request, response, body, answer: answered}))) send(request, response, answered());
	};
	const handler = (request: IncomingMessage, response: ServerResponse) => {
		exchange(request, response).catch((error: unknown) => {
			if (!response.headersSent) send(request, response, internalError(String(error)));
			else response.destroy();
		});
	};
	let server = createServer(handler);
	const port = await listening(server, options.port ?? 0);
	const url = `http://127.0.0.1:${port}`;
	return {
		url,
		kubeconfig: kubeconfig(url, 'admin'),
		kubeconfigOf: account => kubeconfig(url, account),
		store: world.store,
		settle,
		stop: () => closed(server),
		start: async () => {
			server = createServer(handler);
			await listening(server, port);
		},
	};
}

async function text(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts).toString();
}

/** The real server compresses only what is long. */
const compressFrom = 128 * 1024;

export function send(request: IncomingMessage, response: ServerResponse, {status, body, type, warnings = []}: Answer): void {
	const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	const isZipped = bytes.length >= compressFrom && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
	const sent = isZipped ? gzipSync(bytes, {level: 1}) : bytes;
	response.writeHead(status, {
		'Content-Type': type ?? 'application/json',
		'Cache-Control': 'no-cache, private',
		'Content-Length': sent.length,
		...(isZipped ? {'Content-Encoding': 'gzip', Vary: 'Accept-Encoding'} : {}),
		...(warnings.length > 0 ? {Warning: warnings.map(warningLine)} : {}),
	});
	response.end(request.method === 'HEAD' ? undefined : sent);
}

/** Headers are bytes: what is not ASCII goes as UTF-8. */
const warningLine = (warning: string) => Buffer.from(`299 - "${warning.replace(/[\\"]/g, '\\$&')}"`).toString('latin1');

function listening(server: Server, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			resolve(typeof address === 'object' && address ? address.port : port);
		});
	});
}

function closed(server: Server): Promise<void> {
	return new Promise(resolve => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
