import type {Snapshot} from '../model/index.js';
import {isApplicationNamespace} from './namespaces.js';
import {platformProduct} from './platform-workloads.js';
import {type Workload, workloads} from './workloads.js';

const known = new WeakMap<Snapshot, ReadonlySet<string>>();

function nodesOfApplications(snapshot: Snapshot): ReadonlySet<string> {
	const before = known.get(snapshot);
	if (before) return before;
	const nodes = new Set(
		workloads(snapshot)
			.filter(workload => isApplicationNamespace(workload.subject.namespace) && platformProduct(workload) === undefined)
			.flatMap(({pods}) => pods.flatMap(({spec}) => spec.nodeName ?? [])),
	);
	known.set(snapshot, nodes);
	return nodes;
}

/** A node that a workload shares with pods of applications; `false` where it shares none, undefined where its nodes were not seen. */
export function sharedNode(snapshot: Snapshot, {pods}: Workload): string | false | undefined {
	const own = pods.flatMap(({spec}) => spec.nodeName ?? []);
	if (own.length === 0) return undefined;
	const nodes = nodesOfApplications(snapshot);
	return own.sort().find(node => nodes.has(node)) ?? false;
}
