import {type Safe, visible} from '../model/index.js';
import type {Answer, Exchange} from './exchange.js';
import {loginRefused, notKubernetes} from './failures.js';
import type {Wire} from './wire.js';

export type ReadOptions = {
	readonly accept?: string;
	readonly signal?: AbortSignal;
	readonly onHead?: Exchange['onHead'];
	readonly sink?: Exchange['sink'];
	readonly limit?: number;
	/** The server asked for patience. */
	readonly onThrottle?: () => void;
};
export type Logged = {readonly method: 'GET' | 'POST'; readonly path: Safe; readonly status: number; readonly milliseconds: number};
/** What everybody may ask about themselves; nothing is stored. */
export type Review = 'selfsubjectreviews' | 'selfsubjectaccessreviews' | 'selfsubjectrulesreviews';

/** Reads, and nothing else: there is no way to name another method. */
export type Reader = {
	readonly get: (path: string, options?: ReadOptions) => Promise<Answer>;
	/** Parsed body of a successful answer; other statuses with what the server says about them. */
	readonly json: (path: string, options?: ReadOptions) => Promise<JsonAnswer>;
	readonly review: (kind: Review, version: string, spec: object | undefined, signal?: AbortSignal) => Promise<JsonAnswer>;
	/** Latest last; without headers. */
	readonly log: () => readonly Logged[];
	readonly reads: () => number;
};
export type JsonAnswer = {readonly status: number; readonly body: Record<string, unknown>; readonly message: string};

const reviews: Record<Review, {readonly group: string; readonly name: string}> = {
	selfsubjectreviews: {group: 'authentication.k8s.io', name: 'SelfSubjectReview'},
	selfsubjectaccessreviews: {group: 'authorization.k8s.io', name: 'SelfSubjectAccessReview'},
	selfsubjectrulesreviews: {group: 'authorization.k8s.io', name: 'SelfSubjectRulesReview'},
};
const patience = 5;
const kept = 2000;

export function readerOn(wire: Wire): Reader {
	const log: Logged[] = [];
	let reads = 0;
	const once = async (path: string, options: ReadOptions, review: string | undefined, fresh: boolean) => {
		const {accept = 'application/json', signal, onHead, sink, limit} = options;
		const method = review === undefined ? 'GET' : 'POST';
		const identity = await wire.credentials.identity(fresh, signal);
		const start = performance.now();
		const note = (status: number) => {
			reads++;
			log.push({method, path: visible(path), status, milliseconds: Math.round(performance.now() - start)});
			if (log.length > kept) log.shift();
		};
		try {
			const headers = {accept, ...(review !== undefined && {'content-type': 'application/json'})};
			// Field by field: nothing else that a caller passes gets into the request.
			const given = {...(signal && {signal}), ...(onHead && {onHead}), ...(sink && {sink}), ...(limit !== undefined && {limit})};
			const answer = await wire.exchange({method, path, headers, ...(review !== undefined && {body: review}), ...given}, identity);
			note(answer.status);
			return answer;
		} catch (error) {
			note(0);
			throw error;
		}
	};
	const ask = async (path: string, options: ReadOptions, review?: string): Promise<Answer> => {
		let fresh = false;
		for (let waits = 0; ; ) {
			const answer = await once(path, options, review, fresh);
			if (answer.status === 401 && wire.credentials.answers401) {
				answer.release();
				if (fresh) throw loginRefused(wire.endpoint.url.host, wire.credentials.runs);
				fresh = true;
				continue;
			}
			if (!(answer.status === 429 || (answer.status === 503 && answer.headers['retry-after'] !== undefined)) || waits >= patience)
				return answer;
			answer.release();
			waits++;
			options.onThrottle?.();
			await wire.sleep(patienceAsked(answer), options.signal);
		}
	};
	const json = async (path: string, options: ReadOptions, review?: string) =>
		parsedAnswer(wire, path, await ask(path, {limit: 32 * 1024 * 1024, ...options}, review));
	return {
		get: (path, options = {}) => ask(path, options),
		json: (path, options = {}) => json(path, options),
		review(kind, version, spec, signal) {
			const {group, name} = reviews[kind];
			const apiVersion = `${group}/${version}`;
			return json(`/apis/${apiVersion}/${kind}`, signal ? {signal} : {}, JSON.stringify({apiVersion, kind: name, ...(spec && {spec})}));
		},
		log: () => log,
		reads: () => reads,
	};
}

/** Milliseconds, at most 30 s, spread so that not all come back at once. */
function patienceAsked(answer: Answer): number {
	const seconds = Number(answer.headers['retry-after'] ?? 1);
	return Math.min(30, Number.isFinite(seconds) && seconds > 0 ? seconds : 1) * 1000 * (0.9 + Math.random() * 0.3);
}

/** Throws a Failure where a JSON object had to come and something else came. */
export function parsedAnswer(wire: Wire, path: string, answer: Answer): JsonAnswer {
	const text = answer.body.toString('utf8');
	answer.release();
	const type = answer.headers['content-type'] ?? '';
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		body = undefined;
	}
	if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
		const message = (body as {message?: unknown}).message;
		return {status: answer.status, body: body as Record<string, unknown>, message: typeof message === 'string' ? message : ''};
	}
	if (answer.status === 404 || answer.status === 405) return {status: answer.status, body: {}, message: text};
	throw notKubernetes(wire.endpoint.url.host, path, `status ${answer.status}, ${type === '' ? 'no content type' : type.split(';')[0]}`);
}
