import type {Snapshot} from '../model/index.js';
import {perSnapshot} from './per-snapshot.js';
import {type Workload, workloads} from './workloads.js';

type Account = {readonly namespace: string; readonly name: string};

/** The workloads whose pods run as a service account now, or would if they were started. Jobs that are done do not count. */
export function workloadsRunningAs(snapshot: Snapshot, {namespace, name}: Account): readonly Workload[] {
	return byAccount(snapshot).get(`${namespace}/${name}`) ?? [];
}

const byAccount = perSnapshot((snapshot): ReadonlyMap<string, readonly Workload[]> => {
	const result = new Map<string, Workload[]>();
	for (const workload of workloads(snapshot)) {
		if (workload.finished || workload.list === 'podTemplates' || (workload.replicas === 0 && workload.pods.length === 0)) continue;
		const key = `${workload.subject.namespace ?? ''}/${workload.podSpec.serviceAccountName ?? 'default'}`;
		const list = result.get(key);
		if (list) list.push(workload);
		else result.set(key, [workload]);
	}
	return result;
});
