import type {Snapshot} from '../model/index.js';
import {isApplicationNamespace} from './namespaces.js';
import {perSnapshot} from './per-snapshot.js';
import {platformProduct} from './platform-workloads.js';
import {type Workload, workloads} from './workloads.js';

const nodesOfApplications = perSnapshot((snapshot): ReadonlySet<string> => {
	return new Set(
		workloads(snapshot)
			.filter(workload => isApplicationNamespace(workload.subject.namespace, snapshot) && platformProduct(workload) === undefined)
			.flatMap(({pods}) => pods.flatMap(({spec}) => spec.nodeName ?? [])),
	);
});

/** A node that a workload shares with pods of applications; `false` where it shares none, undefined where its nodes were not seen. */
export function sharedNode(snapshot: Snapshot, {pods}: Workload): string | false | undefined {
	const own = pods.flatMap(({spec}) => spec.nodeName ?? []);
	if (own.length === 0) return undefined;
	const nodes = nodesOfApplications(snapshot);
	return own.sort().find(node => nodes.has(node)) ?? false;
}
