import type http from 'node:http';
import {setTimeout as delay} from 'node:timers/promises';
import {agentFor, type ClientCertificate, type Endpoint} from './agents.js';
import {bodyPool} from './buffers.js';
import {type Answer, type Exchange, exchange, type Timeouts, timeouts} from './exchange.js';
import {ExchangeFailure} from './failures-network.js';

/** What proves who we are: headers, a client certificate, or both; neither for requests without a login. */
export type Identity = {readonly headers: http.OutgoingHttpHeaders; readonly client?: ClientCertificate};
export type Credentials = {
	/** `fresh`: what was used last was refused. */
	readonly identity: (fresh: boolean, signal?: AbortSignal) => Promise<Identity>;
	/** A 401 means that this login is refused, and not merely that there is none. */
	readonly answers401: boolean;
	/** The program that is run to sign in. */
	readonly runs?: string;
};

/** The connections to one API server as one account. Only `request` (reading) and `sending` (writing) hold one. */
export type Wire = {
	readonly endpoint: Endpoint;
	readonly credentials: Credentials;
	readonly exchange: (wanted: Exchange, identity: Identity) => Promise<Answer>;
	readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
	readonly close: () => void;
};
export type WireOptions = {
	readonly endpoint: Endpoint;
	readonly credentials: Credentials;
	readonly timeouts?: Partial<Timeouts>;
	/** A test need not wait. */
	readonly sleep?: Wire['sleep'];
};

export function wireTo({endpoint, credentials, sleep = pause, ...options}: WireOptions): Wire {
	const limits = {...timeouts, ...options.timeouts};
	const pool = bodyPool();
	let kept: {readonly key: string; readonly agent: Promise<http.Agent>} | undefined;
	const agent = (client: ClientCertificate | undefined) => {
		const key = JSON.stringify(client ?? null);
		if (kept?.key !== key) {
			void kept?.agent.then(old => old.destroy());
			kept = {key, agent: agentFor(endpoint, client)};
		}
		return kept.agent;
	};
	return {
		endpoint,
		credentials,
		sleep,
		async exchange(wanted, identity) {
			const headers = {'user-agent': 'castellan', ...wanted.headers, ...identity.headers};
			const send = async (one: http.Agent) => exchange(endpoint, one, {...wanted, headers}, pool(), limits);
			if (wanted.method === 'GET') {
				return send(await agent(identity.client)).catch(async error => {
					// A kept connection may have been closed at the other end; asking once more on another does no harm.
					if (error instanceof ExchangeFailure && error.stale) return send(await agent(identity.client));
					throw error;
				});
			}
			// On a kept connection nobody could tell whether a lost request was carried out.
			const own = await agentFor(endpoint, identity.client, false);
			return send(own).finally(() => own.destroy());
		},
		close: () => void kept?.agent.then(old => old.destroy()),
	};
}

const pause: Wire['sleep'] = async (milliseconds, signal) => delay(milliseconds, undefined, signal && {signal});

const held = new WeakMap<object, Wire>();

/** Keeps a wire behind its connection, where only `sending` gets at it: whoever holds a connection can read and nothing else. */
export function holdWire(connection: object, wire: Wire): void {
	held.set(connection, wire);
}

export function wireOf(connection: object): Wire {
	const wire = held.get(connection);
	if (!wire) throw new Error('not a connection');
	return wire;
}
