import type {IncomingMessage} from 'node:http';
import {failure} from '../../source/demo/answers.js';
import {expired} from '../../source/demo/lists.js';
import {type Demo, type DemoOptions, type Exchange, send, startDemo} from '../../source/demo/server.js';
import type {Clock, Store} from '../../source/demo/store.js';

/** A clock that stands until it is moved. */
export type ManualClock = Clock & {readonly advance: (milliseconds: number) => void};

export function manualClock(start = '2026-11-12T14:00:00Z'): ManualClock {
	let now = Date.parse(start);
	let waiting: {readonly at: number; readonly act: () => void}[] = [];
	return {
		now: () => new Date(now),
		after: (milliseconds, act) => {
			waiting.push({at: now + milliseconds, act});
		},
		advance: milliseconds => {
			const end = now + milliseconds;
			for (;;) {
				const next = waiting.filter(({at}) => at <= end).sort((left, right) => left.at - right.at)[0];
				if (!next) break;
				waiting = waiting.filter(each => each !== next);
				now = next.at;
				next.act();
			}
			now = end;
		},
	};
}

/** Which requests a fault meets; all that is given must hold. */
export type Meets = {
	readonly method?: string;
	/** Part of the path, or a pattern for path and query. */
	readonly path?: string | RegExp;
	/** Only the first so many. */
	readonly times?: number;
	/** Leave so many alone before. */
	readonly skip?: number;
};
export type Fault = Meets &
	(
		| {readonly does: 'delay'; readonly milliseconds: number}
		/** Sends headers and half a body, then nothing. */
		| {readonly does: 'hang'}
		| {readonly does: 'throttle'; readonly retryAfter?: number}
		/** 410 on pages after the first. */
		| {readonly does: 'expire'; readonly token?: string}
		/** The login page of a portal in between. */
		| {readonly does: 'portal'}
		/** Half a body, then the end of the connection. */
		| {readonly does: 'truncate'}
		/** A missing right. */
		| {readonly does: 'refuse'; readonly message?: string}
		/** Every page says that there is one more. */
		| {readonly does: 'repeat'}
		/** As a server whose webhooks know no dry run. */
		| {readonly does: 'refuse-dry-run'}
		/** Somebody else is faster. */
		| {readonly does: 'change'; readonly change: (store: Store) => void}
		/** The server goes away before it acts, or after it acted and before it says so. */
		| {readonly does: 'die'; readonly when: 'before' | 'after'}
		| {readonly does: 'fail'; readonly status: number; readonly message?: string}
	);

export type ApiServer = Demo & {
	readonly add: (...faults: readonly Fault[]) => void;
	readonly heal: () => void;
	/** Every request so far: `PATCH /api/v1/namespaces/shop?dryRun=All`. */
	readonly seen: readonly string[];
};

/** The demo server of a test, with faults. End it with `stop`. */
export async function startApiServer({
	faults = [],
	...options
}: DemoOptions & {readonly faults?: readonly Fault[]} = {}): Promise<ApiServer> {
	let active = faults.map(counted);
	const seen: string[] = [];
	const clock = options.clock;
	const demo = await startDemo({
		...options,
		intercept: async exchange => {
			const {method, url} = exchange.request;
			seen.push(`${method} ${url}`);
			for (const {fault, met} of active) if (met(exchange.request) && (await misbehave(fault, exchange, demo, clock))) return true;
			return (await options.intercept?.(exchange)) ?? false;
		},
	});
	return {
		...demo,
		seen,
		add: (...more) => {
			active = [...active, ...more.map(counted)];
		},
		heal: () => {
			active = [];
		},
	};
}

function counted(fault: Fault) {
	let count = 0;
	const met = ({method, url = ''}: IncomingMessage) => {
		const {path} = fault;
		if (fault.method !== undefined && fault.method !== method) return false;
		if (typeof path === 'string' ? !url.split('?')[0]?.includes(path) : path && !path.test(url)) return false;
		if (fault.does === 'expire' && !url.includes('continue=')) return false;
		if (fault.does === 'refuse-dry-run' && !url.includes('dryRun=')) return false;
		if (fault.does === 'change' && url.includes('dryRun=')) return false;
		count++;
		const {skip = 0, times = Number.POSITIVE_INFINITY} = fault;
		return count > skip && count <= skip + times;
	};
	return {fault, met};
}

const fromTheStart = Buffer.from(JSON.stringify({v: 'meta.k8s.io/v1', rv: 1, start: ''})).toString('base64url');

/** Whether the exchange is over. */
async function misbehave(fault: Fault, {request, response, answer}: Exchange, demo: Demo, clock: Clock | undefined): Promise<boolean> {
	switch (fault.does) {
		case 'delay':
			await new Promise<void>(resolve => (clock ? clock.after(fault.milliseconds, resolve) : setTimeout(resolve, fault.milliseconds)));
			return false;
		case 'hang':
			response.writeHead(200, {'Content-Type': 'application/json'});
			response.write('{"kind":');
			return true;
		case 'throttle':
			response
				.writeHead(429, {'Retry-After': String(fault.retryAfter ?? 1), 'Content-Type': 'text/plain'})
				.end('Too many requests, please try again later.');
			return true;
		case 'expire':
			send(request, response, expired(fault.token ?? ''));
			return true;
		case 'portal':
			response.writeHead(200, {'Content-Type': 'text/html'}).end('<!doctype html><title>Sign in</title><p>Please sign in to continue.');
			return true;
		case 'truncate': {
			const text = JSON.stringify(answer().body);
			response.writeHead(200, {'Content-Type': 'application/json', 'Content-Length': text.length});
			response.write(text.slice(0, text.length / 2), () => response.destroy());
			return true;
		}
		case 'refuse':
			send(request, response, failure(403, fault.message ?? `forbidden: User "kubernetes-admin" cannot do that`, 'Forbidden', {}));
			return true;
		case 'repeat': {
			const {status, body} = answer();
			const page = typeof body === 'string' ? {} : body;
			send(request, response, {status, body: {...page, metadata: {resourceVersion: '1', continue: fromTheStart}}});
			return true;
		}
		case 'refuse-dry-run':
			send(request, response, failure(400, 'admission webhook "defaults.example" does not support dry run', 'BadRequest'));
			return true;
		case 'change':
			fault.change(demo.store);
			return false;
		case 'die':
			if (fault.when === 'after') answer();
			await demo.stop();
			return true;
		default:
			send(
				request,
				response,
				failure(fault.status, fault.message ?? 'an error on the server has prevented the request from succeeding', 'InternalError', {}),
			);
			return true;
	}
}
