import type {Service, Snapshot} from '../../model/index.js';
import {perSnapshot} from '../per-snapshot.js';
import {matchesLabels} from '../selectors.js';
import {type Workload, workloads} from '../workloads.js';

/** The workloads whose pods a Service leads to. */
export function workloadsBehind(snapshot: Snapshot, service: Service): readonly Workload[] {
	return finder(snapshot)(service);
}

/** Workloads by namespace and one of their labels, so that each Service looks at few. */
const finder = perSnapshot((snapshot): ((service: Service) => readonly Workload[]) => {
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
});

const keyOf = (namespace = '', [key, value]: readonly [string, string]) => `${namespace} ${key}=${value}`;
