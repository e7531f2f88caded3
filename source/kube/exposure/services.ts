import type {Service, Snapshot} from '../../model/index.js';
import {matchesLabels} from '../selectors.js';
import {type Workload, workloads} from '../workloads.js';

const known = new WeakMap<Snapshot, (service: Service) => readonly Workload[]>();

/** The workloads whose pods a Service leads to. */
export function workloadsBehind(snapshot: Snapshot, service: Service): readonly Workload[] {
	const before = known.get(snapshot) ?? finder(snapshot);
	known.set(snapshot, before);
	return before(service);
}

/** Workloads by namespace and one of their labels, so that each Service looks at few. */
function finder(snapshot: Snapshot): (service: Service) => readonly Workload[] {
	const byLabel = new Map<string, Workload[]>();
	for (const workload of workloads(snapshot)) {
		for (const pair of Object.entries(workload.podMetadata.labels ?? {})) {
			const key = keyOf(workload.subject.namespace, pair);
			const list = byLabel.get(key);
			if (list) list.push(workload);
			else byLabel.set(key, [workload]);
		}
	}
	return ({metadata, selector = {}}) => {
		const lists = Object.entries(selector).map(pair => byLabel.get(keyOf(metadata.namespace, pair)) ?? []);
		const [fewest] = lists.sort((a, b) => a.length - b.length);
		return (fewest ?? []).filter(({podMetadata}) => matchesLabels(selector, podMetadata.labels));
	};
}

const keyOf = (namespace = '', [key, value]: readonly [string, string]) => `${namespace} ${key}=${value}`;
