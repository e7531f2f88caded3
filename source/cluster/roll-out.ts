import type {JsonObject, Safe, Target} from '../model/index.js';
import {Failure, visible} from '../model/index.js';
import type {Connection} from './connect.js';
import {shortened} from './failures.js';
import {objectPath} from './paths.js';

export type RollOutState = {readonly done: boolean /** "2 of 3 pods ready". */; readonly says: Safe; readonly events: readonly Safe[]};

const interval = 500;
export const patience = 5 * 60 * 1000;

type Status = Readonly<Record<string, unknown>>;
const count = (value: unknown) => (typeof value === 'number' ? value : 0);
const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** How far the pods of a controller are; undefined for kinds that roll nothing out. */
export function rollOutState(object: JsonObject): {done: boolean; ready: number; wanted: number} | undefined {
	const kind = text(object['kind']);
	const status = (object['status'] ?? {}) as Status;
	const spec = (object['spec'] ?? {}) as Status;
	const generation = count((object['metadata'] as Status | undefined)?.['generation']);
	const observed = count(status['observedGeneration']) >= generation;
	const strategy = ((spec['updateStrategy'] ?? spec['strategy'] ?? {}) as Status)['type'];
	switch (kind) {
		case 'Deployment': {
			const wanted = count(spec['replicas'] ?? 1);
			const ready = Math.min(count(status['updatedReplicas']), count(status['availableReplicas']));
			return {
				done: observed && ready >= wanted && count(status['replicas']) === wanted && count(status['updatedReplicas']) === wanted,
				ready,
				wanted,
			};
		}
		case 'StatefulSet': {
			const wanted = count(spec['replicas'] ?? 1);
			if (strategy === 'OnDelete') return {done: observed, ready: count(status['readyReplicas']), wanted};
			const updated =
				status['updateRevision'] !== undefined && status['updateRevision'] === status['currentRevision']
					? wanted
					: count(status['updatedReplicas']);
			const ready = Math.min(updated, count(status['availableReplicas'] ?? status['readyReplicas']));
			return {done: observed && ready >= wanted, ready, wanted};
		}
		case 'DaemonSet': {
			const wanted = count(status['desiredNumberScheduled']);
			if (strategy === 'OnDelete') return {done: observed, ready: count(status['numberAvailable']), wanted};
			const ready = Math.min(count(status['updatedNumberScheduled']), count(status['numberAvailable']));
			return {done: observed && ready >= wanted, ready, wanted};
		}
		default:
			return undefined;
	}
}

/** Watches until every pod is replaced and ready, time is up, or it is aborted; tells each change. */
export async function watchRollOut(
	connection: Connection,
	target: Target,
	{signal, since, tell, limit = patience}: {signal?: AbortSignal; since: Date; tell: (state: RollOutState) => void; limit?: number},
): Promise<RollOutState> {
	let said = '';
	let last: RollOutState = {done: false, says: visible('not looked at yet'), events: []};
	for (let waited = 0; ; waited += interval) {
		try {
			last = await looked(connection, target, since, signal);
			const text = JSON.stringify(last);
			if (text !== said) tell(last);
			said = text;
			if (last.done || waited >= limit || signal?.aborted) return last;
			await connection.sleep(interval, signal);
		} catch (error) {
			if (signal?.aborted) return last;
			// The change is made: a server that does not answer for a while does not undo it.
			if (!(error instanceof Failure)) throw error;
			last = {done: false, says: visible(error.message.replace(/\.$/, '')), events: []};
			if (waited >= limit) return last;
			await connection.sleep(interval);
		}
	}
}

async function looked(connection: Connection, target: Target, since: Date, signal: AbortSignal | undefined): Promise<RollOutState> {
	const {status, body} = await connection.reader.json(objectPath(target), signal ? {signal} : {});
	if (status !== 200 && status !== 404) return {done: false, says: visible(`the server answered ${status}`), events: []};
	const state = status === 200 ? rollOutState(body as JsonObject) : undefined;
	if (!state) return {done: true, says: visible(status === 200 ? 'nothing to roll out' : 'it is gone'), events: []};
	const says = visible(
		state.wanted === 0 ? 'no pods wanted' : `${state.ready} of ${state.wanted} ${state.wanted === 1 ? 'pod' : 'pods'} ready`,
	);
	const events = state.done ? [] : await warningsSince(connection, target, since, signal);
	return {done: state.done, says, events};
}

/** Warning events of a workload, its ReplicaSets and pods, in the cluster's own words. */
export async function warningsSince(connection: Connection, {namespace, name}: Target, since: Date, signal?: AbortSignal): Promise<Safe[]> {
	if (namespace === undefined) return [];
	const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/events?fieldSelector=type%3DWarning&limit=250`;
	const {status, body} = await connection.reader.json(path, signal ? {signal} : {});
	if (status !== 200) return [];
	const items = Array.isArray(body['items']) ? (body['items'] as Status[]) : [];
	const texts = items.flatMap(event => {
		const involved = (event['involvedObject'] ?? {}) as Status;
		const at = Date.parse(
			text(event['lastTimestamp'] ?? event['eventTime'] ?? (event['metadata'] as Status | undefined)?.['creationTimestamp']),
		);
		const own = text(involved['name']);
		if (!(own === name || own.startsWith(`${name}-`)) || !(at >= since.getTime() - 2000)) return [];
		return [shortened(`${text(event['reason'])}: ${text(event['message'])}`, 240)];
	});
	return [...new Set(texts)];
}
