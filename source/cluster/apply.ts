import type {Change, JsonObject, Lock, Safe} from '../model/index.js';
import {Failure, visible} from '../model/index.js';
import type {Connection} from './connect.js';
import {ExchangeFailure} from './failures-network.js';
import {fingerprintOf, lockOf} from './fingerprint.js';
import {objectPath, rightSays} from './paths.js';
import {refusalText} from './preview.js';
import {requestOf, verbOf} from './requests.js';
import {write} from './writer.js';

export type Applied =
	/** `object`: as the server has it now; absent after a delete. */
	| {readonly outcome: 'applied'; readonly object?: JsonObject; readonly uid: string; readonly warnings: readonly Safe[]}
	| {readonly outcome: 'refused'; readonly why: Safe}
	/** Somebody else changed the object since the preview: nothing was sent. */
	| {readonly outcome: 'conflict'; readonly why: Safe}
	/** The answer was lost: whether it was done must be looked up. */
	| {readonly outcome: 'unclear'; readonly why: Safe};

const tries = 3;

/**
 * Sends one change, held to the object as it is now, which must still be as it was previewed. A conflict that the lock finds is looked
 * at again, three times. `onSend` runs right before each request: the journal is written there.
 */
export async function apply(
	connection: Connection,
	change: Change,
	lock: Lock | undefined,
	{signal, onSend}: {signal?: AbortSignal; onSend: () => void},
): Promise<Applied> {
	for (let attempt = 1; ; attempt += 1) {
		const current = await stillAsPreviewed(connection, change, lock, signal);
		if ('outcome' in current) return current;
		onSend();
		let answer: Awaited<ReturnType<typeof write>>;
		try {
			// Once it is sent it is waited for: giving up now would leave the outcome unclear.
			answer = await write(connection, requestOf(change, current.lock));
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			if (error instanceof ExchangeFailure && !error.reached)
				return {outcome: 'refused', why: visible(`the server could not be reached: ${error.why}`)};
			return {outcome: 'unclear', why: visible(`the connection broke before the server answered: ${error.why || error.message}`)};
		}
		const {status, body, message, warnings} = answer;
		if (status >= 200 && status < 300) {
			const {uid} = (body['metadata'] ?? {}) as {uid?: string};
			return {
				outcome: 'applied',
				...(change.action !== 'delete' && {object: body}),
				uid: change.action === 'delete' ? (lock?.uid ?? '') : (uid ?? ''),
				warnings,
			};
		}
		if (status === 409 && change.action !== 'create' && attempt <= tries) continue;
		if (status === 409)
			return {
				outcome: 'conflict',
				why: visible(
					change.action === 'create'
						? 'an object of this name exists already'
						: 'it changes too often: somebody else writes to it right now',
				),
			};
		if (status === 403 && /cannot \w+ resource/.test(message))
			return {outcome: 'refused', why: visible(`this account may not ${rightSays(verbOf[change.action], change.target)}`)};
		return {outcome: 'refused', why: refusalText(message, status)};
	}
}

async function stillAsPreviewed(
	connection: Connection,
	change: Change,
	lock: Lock | undefined,
	signal: AbortSignal | undefined,
): Promise<{lock: Lock | undefined} | Extract<Applied, {outcome: 'conflict'}>> {
	if (change.action === 'create') return {lock: undefined};
	const {status, body} = await connection.reader.json(objectPath(change.target), signal ? {signal} : {});
	if (status === 404) return {outcome: 'conflict', why: visible('it was deleted since the preview')};
	if (status !== 200) return {outcome: 'conflict', why: visible(`it could not be read again: the server answered ${status}`)};
	const object = body as JsonObject;
	if (lock && (lockOf(object).uid !== lock.uid || fingerprintOf(object) !== lock.fingerprint))
		return {outcome: 'conflict', why: visible('somebody else changed it since the preview')};
	return {lock: lockOf(object)};
}

/** The object as it is now; undefined where it does not exist. */
export async function readObject(connection: Connection, target: Change['target'], signal?: AbortSignal): Promise<JsonObject | undefined> {
	const {status, body, message} = await connection.reader.json(objectPath(target), signal ? {signal} : {});
	if (status === 404) return undefined;
	if (status !== 200)
		throw new Failure(`${visible(target.name)} could not be read: the server answered ${status}.`, {
			why: refusalText(message, status),
			exitCode: 3,
		});
	return body as JsonObject;
}
