import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {gzipSync} from 'node:zlib';
import type {Answer} from './answers.js';
import {answer} from './api.js';
import type {ApiObject} from './api-object.js';
import {createControllers} from './controllers/controllers.js';
import {load, runCronJobs} from './load.js';
import {imageUser} from './shop/images.js';
import {demoVersion, shopFixtures, shopObjects} from './shop/shop.js';
import {type Clock, createStore, type Store} from './store.js';
import {type Account, tokenOf} from './users.js';
import type {World} from './world.js';

export type DemoOptions = {
	/** In place of the web shop: plain objects, as a file would hold them. */
	readonly objects?: readonly ApiObject[];
	/** Default: v1.33.4. */
	readonly version?: string;
	/** Milliseconds before every answer. */
	readonly latency?: number;
	readonly clock?: Clock;
	/** Default: any free one. */
	readonly port?: number;
	/** Sees every request; its answer, if any, is sent instead of the server's. For tests of broken servers. */
	readonly intercept?: (request: IncomingMessage, response: ServerResponse, body: string) => boolean | Promise<boolean>;
};

export type Demo = {
	readonly url: string;
	readonly port: number;
	/** YAML (JSON, which is YAML) with one context named `demo`. */
	readonly kubeconfig: string;
	readonly kubeconfigOf: (account: Account) => string;
	readonly store: Store;
	/** Does at once what its controllers would do over the next seconds. */
	readonly settle: () => void;
	readonly stop: () => Promise<void>;
};

/** How long ago the shop was set up, in milliseconds. */
const clusterAge = 97 * 24 * 3600 * 1000;

const wallClock: Clock = {
	now: () => new Date(),
	after: (milliseconds, act) => {
		setTimeout(act, milliseconds).unref();
	},
};

/** Starts the demo cluster on a free port of this machine. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
	const {version = demoVersion, clock = wallClock, latency = 0} = options;
	let age = clusterAge;
	const store = createStore({...clock, now: () => new Date(clock.now().getTime() - age)});
	const controllers = createControllers(() => world);
	const world: World = {
		store,
		clock,
		version,
		minor: Number(/^v1\.(\d+)/.exec(version)?.[1] ?? 33),
		imageUser,
		onChange: controllers.onChange,
		onDelete: controllers.onDelete,
	};
	load(world, controllers, options.objects ?? shopObjects(version), options.objects ? [] : shopFixtures(version));
	age = 0;
	if (!options.objects) runCronJobs(world, controllers);
	const server = createServer((request, response) => {
		void respond(world, request, response, latency, options.intercept);
	});
	const port = await listening(server, options.port ?? 0);
	const url = `http://127.0.0.1:${port}`;
	return {
		url,
		port,
		kubeconfig: kubeconfig(url, 'admin'),
		kubeconfigOf: account => kubeconfig(url, account),
		store,
		settle: controllers.settle,
		stop: () => closed(server),
	};
}

async function respond(
	world: World,
	request: IncomingMessage,
	response: ServerResponse,
	latency: number,
	intercept: DemoOptions['intercept'],
): Promise<void> {
	const body = await text(request);
	if (latency > 0) await new Promise<void>(resolve => world.clock.after(latency, resolve));
	if (await intercept?.(request, response, body)) return;
	send(request, response, answer(world, {method: request.method ?? 'GET', url: request.url ?? '/', headers: request.headers, body}));
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

function kubeconfig(server: string, account: Account): string {
	const name = 'demo';
	return JSON.stringify({
		apiVersion: 'v1',
		kind: 'Config',
		clusters: [{name, cluster: {server, 'insecure-skip-tls-verify': true}}],
		users: [{name: account, user: {token: tokenOf(account)}}],
		contexts: [{name, context: {cluster: name, user: account, ...(account === 'anna' ? {namespace: 'shop'} : {})}}],
		'current-context': name,
	});
}
