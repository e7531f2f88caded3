import type {JsonObject, Safe} from '../model/index.js';
import type {Connection} from './connect.js';
import {ExchangeFailure} from './failures-network.js';
import {parsedAnswer} from './request.js';
import {warningTexts} from './warnings.js';
import {wireOf} from './wire.js';

/** A body for the server. Imported by `writer`, which sends it for good, and `dry-run`, which cannot. */
export type Write = {
	readonly method: 'POST' | 'PATCH' | 'DELETE';
	/** Path of the object; of the list for a POST. Without query. */
	readonly path: string;
	readonly body: JsonObject;
	readonly contentType: 'application/json' | 'application/strategic-merge-patch+json' | 'application/merge-patch+json';
	readonly signal?: AbortSignal;
};
export type Written = {
	readonly status: number;
	readonly body: JsonObject;
	/** The message of a Status. May hold the whole object: never show it raw. */
	readonly message: string;
	readonly warnings: readonly Safe[];
};

export const fieldManager = 'castellan';

/** Sends once. Again only after a 401 with a fresh login, after a 429, or where the server was never reached: then nothing was done. */
export async function send(connection: Connection, write: Write, query: Readonly<Record<string, string>>): Promise<Written> {
	const wire = wireOf(connection);
	const {method, body, contentType, signal} = write;
	const path = Object.keys(query).length === 0 ? write.path : `${write.path}?${new URLSearchParams(query).toString()}`;
	let fresh = false;
	for (let tries = 0; ; tries++) {
		try {
			const identity = await wire.credentials.identity(fresh, signal);
			const headers = {accept: 'application/json', 'content-type': contentType};
			const answer = await wire.exchange({method, path, headers, body: JSON.stringify(body), ...(signal && {signal})}, identity);
			if (answer.status === 401 && wire.credentials.answers401 && !fresh) {
				answer.release();
				fresh = true;
				continue;
			}
			if (answer.status === 429 && tries < 5) {
				answer.release();
				await wire.sleep(Math.min(30, Number(answer.headers['retry-after']) || 1) * 1000, signal);
				continue;
			}
			const {warnings} = answer;
			const parsed = parsedAnswer(wire, write.path, answer);
			return {status: parsed.status, body: parsed.body as JsonObject, message: parsed.message, warnings: warningTexts(warnings)};
		} catch (error) {
			if (!(error instanceof ExchangeFailure) || error.reached || tries >= 2) throw error;
			await wire.sleep(250 * 2 ** tries, signal);
		}
	}
}
