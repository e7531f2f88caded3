import type {Change, JsonObject, Safe, Tried} from '../model/index.js';
import {visible} from '../model/index.js';
import type {Connection} from './connect.js';
import {dryRun} from './dry-run.js';
import {refusedRead, shortened} from './failures.js';
import {lockOf} from './fingerprint.js';
import {objectPath, rightSays} from './paths.js';
import {requestOf, verbOf} from './requests.js';

const tries = 4;

/**
 * Asks the server what a change would do: reads the object, then a dry run. Nothing is stored. An object that changes between the two,
 * as its status does while pods are replaced, is read again.
 */
export async function tryChange(connection: Connection, change: Change, signal?: AbortSignal, attempt = 1): Promise<Tried> {
	const {target} = change;
	const here = (why: string, before?: JsonObject, extra: Partial<Tried> = {}): Tried => ({
		change,
		...(before && {before, lock: lockOf(before)}),
		warnings: [],
		computed: 'here',
		why,
		...extra,
	});
	const live = await connection.reader.json(objectPath(target), signal ? {signal} : {});
	if (live.status === 403)
		return here(`this account may not ${rightSays('get', target)}`, undefined, {forbidden: rightSays('get', target)});
	const exists = live.status === 200;
	if (!exists && live.status !== 404)
		throw refusedRead(String(connection.describe().server), objectPath(target), live.status, live.message);
	const before = exists ? (live.body as JsonObject) : undefined;
	if (change.action === 'create' && before)
		return here('it exists already', before, {refused: visible(`a ${target.kind} of this name exists already`)});
	if (change.action !== 'create' && !before) return here('it is gone', undefined, {refused: visible('it does not exist any more')});
	const answer = await dryRun(connection, requestOf(change, before && lockOf(before), signal));
	const {status, message, warnings, body} = answer;
	if (status >= 200 && status < 300)
		return {
			change,
			...(before && {before, lock: lockOf(before)}),
			...(change.action !== 'delete' && {after: body}),
			warnings,
			computed: 'server',
		};
	if (status === 409 && change.action !== 'create')
		return attempt < tries
			? tryChange(connection, change, signal, attempt + 1)
			: here('it changes too often: somebody else writes to it right now', before);
	if (status === 403 && isMissingRight(message))
		return here(`this account may not ${rightSays(verbOf[change.action], target)}`, before, {
			forbidden: rightSays(verbOf[change.action], target),
		});
	if (/does not support dry.?run/i.test(message)) return here('an admission webhook of the cluster does not support dry runs', before);
	return {change, ...(before && {before, lock: lockOf(before)}), warnings, computed: 'server', refused: refusalText(message, status)};
}

/** The authorizer refuses in these words; admission, and RBAC where a role gives more than one has, refuse with the same status in others. */
function isMissingRight(message: string): boolean {
	return /cannot (get|patch|create|delete|update) resource/.test(message);
}

/** The server's message may hold the whole object: only its beginning is shown. */
export function refusalText(message: string, status: number): Safe {
	const [beginning = ''] = message.split(/ in object|: patch: Invalid value|Invalid value: "\{|\{"api/);
	return shortened(beginning === '' ? `the server answered ${status}` : beginning, 240);
}
