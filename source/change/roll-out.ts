import {type Change, counted, type Impact, type Json, type JsonObject} from '../model/index.js';
import {isObject} from './merge-patch.js';
import {isEqual} from './simulate.js';

const controllers = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController']);

/** Which pods a change replaces, and how. */
export function rollOut(change: Change, before: JsonObject | undefined, after: JsonObject | undefined): Pick<Impact, 'restarts' | 'says'> {
	const none = {restarts: 0, says: 'nothing restarts'};
	const {kind} = change.target;
	if (change.action === 'delete' && controllers.has(kind)) return {restarts: replicasOf(before), says: 'its pods go with it'};
	if (change.action !== 'patch' || !before || !after) return none;
	const spec = (object: JsonObject) => (isObject(object['spec']) ? object['spec'] : {});
	if (isEqual(spec(before)['template'] ?? spec(before)['jobTemplate'], spec(after)['template'] ?? spec(after)['jobTemplate'])) return none;
	if (kind === 'CronJob') return {restarts: 0, says: 'from the next run on'};
	if (!controllers.has(kind)) return none;
	if (kind === 'ReplicaSet' || kind === 'ReplicationController') return {restarts: 0, says: 'for new pods only'};
	const replicas = replicasOf(before);
	const strategy = (kind === 'Deployment' ? spec(before)['strategy'] : spec(before)['updateStrategy']) as JsonObject | undefined;
	if (strategy?.['type'] === 'OnDelete') return {restarts: 0, says: 'for new pods only (OnDelete)'};
	if (replicas === 0) return {restarts: 0, says: 'nothing runs now'};
	return {restarts: replicas, says: `${counted(replicas, 'pod')}${howReplaced(kind, replicas, strategy)}`};
}

function howReplaced(kind: string, replicas: number, strategy: JsonObject | undefined): string {
	if (kind === 'DaemonSet') return ', one node after another';
	if (kind === 'StatefulSet') return replicas === 1 ? ', a short gap' : ', one at a time';
	if (strategy?.['type'] === 'Recreate') return replicas === 1 ? ', a short gap' : ', all at once: a gap';
	const rolling = isObject(strategy?.['rollingUpdate']) ? strategy['rollingUpdate'] : {};
	const unavailable = share(rolling['maxUnavailable'] ?? '25%', replicas, Math.floor);
	const surge = share(rolling['maxSurge'] ?? '25%', replicas, Math.ceil);
	if (unavailable >= replicas) return replicas === 1 ? ', a short gap' : ', all at once: a gap';
	return Math.max(unavailable, surge) <= 1
		? replicas === 1
			? ', the new one first'
			: ', one at a time'
		: `, ${Math.max(unavailable, surge)} at a time`;
}

function share(value: Json | undefined, of: number, round: (value: number) => number): number {
	if (typeof value === 'number') return value;
	const percent = /^(\d+)%$/.exec(typeof value === 'string' ? value : '');
	return percent ? round((Number(percent[1]) / 100) * of) : 0;
}

function replicasOf(object: JsonObject | undefined): number {
	const spec = isObject(object?.['spec']) ? object['spec'] : {};
	const status = isObject(object?.['status']) ? object['status'] : {};
	if (typeof status['desiredNumberScheduled'] === 'number') return status['desiredNumberScheduled'];
	return typeof spec['replicas'] === 'number' ? spec['replicas'] : object?.['kind'] === 'DaemonSet' ? 0 : 1;
}
