import type http from 'node:http';
import https from 'node:https';
import type {Socket} from 'node:net';
import {pipeline} from 'node:stream';
import {TLSSocket} from 'node:tls';
import {createGunzip} from 'node:zlib';
import {type Endpoint, tlsOptions} from './agents.js';
import type {Body} from './buffers.js';
import {answerBroken, unreachable} from './failures.js';
import {ExchangeFailure, networkFailure} from './failures-network.js';
import {nodeHttp} from './node-http.js';

/** Milliseconds: until a connection stands, without a byte, and altogether. */
export type Timeouts = {readonly connect: number; readonly idle: number; readonly total: number};
export const timeouts: Timeouts = {connect: 10_000, idle: 60_000, total: 600_000};

export type Exchange = {
	readonly method: string;
	/** With query; without the path of the server's address. */
	readonly path: string;
	readonly headers: http.OutgoingHttpHeaders;
	readonly body?: string;
	readonly signal?: AbortSignal;
	/** Called with what has arrived so far until it returns true. */
	readonly onHead?: (head: Buffer) => boolean;
	/** Takes the bytes of a successful answer instead of its body. */
	readonly sink?: (chunk: Buffer) => void;
	/** Bytes of an unpacked body. */
	readonly limit?: number;
};
/** `body` is valid until `release`. */
export type Answer = {
	readonly status: number;
	readonly headers: http.IncomingHttpHeaders;
	/** Lines of the Warning header. */
	readonly warnings: readonly string[];
	readonly body: Buffer;
	readonly release: () => void;
};

const largestBody = 256 * 1024 * 1024;

/** One request and its whole answer. Throws an ExchangeFailure, or what the signal was aborted with. */
export async function exchange(endpoint: Endpoint, agent: http.Agent, wanted: Exchange, body: Body, limits: Timeouts): Promise<Answer> {
	const {url} = endpoint;
	let connected = false;
	let answered = false;
	let late: string | undefined;
	const request = (url.protocol === 'https:' ? https : nodeHttp).request({
		agent,
		...tlsOptions(endpoint),
		...forSocks(url),
		host: url.hostname.replace(/^\[|\]$/g, ''),
		port: url.port || (url.protocol === 'https:' ? 443 : 80),
		method: wanted.method,
		path: url.pathname.replace(/\/$/, '') + wanted.path,
		// Node gives a DELETE no length by itself, and its body would be read as the next request.
		headers: {
			...wanted.headers,
			...(wanted.body !== undefined && {'content-length': Buffer.byteLength(wanted.body)}),
			...(endpoint.compressed && wanted.method === 'GET' && {'accept-encoding': 'gzip'}),
		},
		...(wanted.signal && {signal: wanted.signal}),
	});
	const giveUp = (why: string) => () => {
		late = why;
		request.destroy(new Error(why));
	};
	const total = setTimeout(giveUp('The whole answer did not arrive in time.'), limits.total);
	let idle = setTimeout(giveUp('No connection came about in time.'), limits.connect);
	const stands = () => {
		if (connected) return;
		connected = true;
		clearTimeout(idle);
		idle = setTimeout(giveUp('It stopped answering.'), limits.idle);
	};
	request.on('socket', socket => {
		if (request.reusedSocket || isUp(socket)) stands();
		else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', stands);
	});
	try {
		const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
			request.on('response', resolve);
			request.on('error', reject);
			request.end(wanted.body);
		});
		answered = true;
		stands();
		await receive(response, url.host, wanted, body, () => idle.refresh());
		return {
			status: response.statusCode ?? 0,
			headers: response.headers,
			warnings: response.headersDistinct['warning'] ?? [],
			body: body.bytes(),
			release: body.release,
		};
	} catch (error) {
		body.release();
		if (wanted.signal?.aborted) throw wanted.signal.reason;
		if (error instanceof ExchangeFailure) throw error;
		const failure = late === undefined ? networkFailure(url.host, error) : unreachable(url.host, late);
		throw new ExchangeFailure(failure, connected, late === undefined && !answered && request.reusedSocket);
	} finally {
		clearTimeout(total);
		clearTimeout(idle);
	}
}

/** Otherwise the SOCKS agent guesses it from the call stack, guesses wrong when a connection becomes free, and never uses one again. */
function forSocks(url: URL): object {
	return {secureEndpoint: url.protocol === 'https:'};
}

/** A tunnel through a proxy may hand over a connection that stands already. */
function isUp(socket: Socket): boolean {
	if (socket.connecting) return false;
	const protocol = socket instanceof TLSSocket ? socket.getProtocol() : '';
	return protocol !== null && protocol !== 'unknown';
}

async function receive(response: http.IncomingMessage, host: string, wanted: Exchange, body: Body, tick: () => void): Promise<void> {
	const packed = response.headers['content-encoding'] === 'gzip';
	// What goes wrong before the last stream ends that stream with the same error, so it is read here.
	const stream = packed ? pipeline(response, createGunzip({chunkSize: 65_536}), () => undefined) : response;
	const {sink, limit = largestBody, onHead} = wanted;
	let watching = onHead !== undefined;
	let length = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		tick();
		length += chunk.length;
		if (length > limit) throw new ExchangeFailure(answerBroken(host, wanted.path, `It is larger than ${limit} bytes.`), true);
		if (sink && response.statusCode === 200) sink(chunk);
		else body.add(chunk);
		if (watching) watching = onHead?.(body.bytes().subarray(0, 1536)) !== true && length < 1536;
	}
	if (!response.complete) throw Object.assign(new Error('cut'), {code: 'ECONNRESET'});
}
