import type {ResourceName, Snapshot} from '../model/index.js';
import {type Entrance, ofGateways, ofHostPorts, ofIngresses, ofRoutes, ofServices} from './exposure/entrances.js';
import {perSnapshot} from './per-snapshot.js';
import type {Workload} from './workloads.js';

export {type Entrance, listedBalancers, takesNodePorts} from './exposure/entrances.js';
export {workloadsBehind} from './exposure/services.js';

/** The lists that tell, beside those of workloads and nodes, who can be reached from outside and what asks for a login first. */
export const entranceSources: readonly ResourceName[] = [
	'services',
	'ingresses',
	'ingressClasses',
	'httpRoutes',
	'gateways',
	'traefikMiddlewares',
	'backendConfigs',
	'istioRequestAuthentications',
];

export type Exposure = {
	readonly state: 'internet-facing' | 'internal' | 'unknown';
	/** What leads to it, the open ones first. */
	readonly by: readonly Entrance[];
};

type Known = {readonly all: readonly Entrance[]; readonly byWorkload: ReadonlyMap<Workload, readonly Entrance[]>};
const indexed = perSnapshot((snapshot): Known => {
	const direct = [...ofServices(snapshot), ...ofHostPorts(snapshot), ...ofGateways(snapshot)];
	const openFirst = ({openness}: Entrance) => (openness === 'public' ? 0 : 1);
	const all = [...direct, ...ofIngresses(snapshot, direct), ...ofRoutes(snapshot, direct)].sort(
		(a, b) => openFirst(a) - openFirst(b) || (a.says < b.says ? -1 : 1),
	);
	const byWorkload = new Map<Workload, Entrance[]>();
	for (const entrance of all) {
		for (const workload of entrance.workloads) byWorkload.set(workload, [...(byWorkload.get(workload) ?? []), entrance]);
	}
	return {all, byWorkload};
});

/** Every way in that strangers can take. */
export function publicEntrances(snapshot: Snapshot): readonly Entrance[] {
	return indexed(snapshot).all.filter(({openness}) => openness === 'public');
}

/** Ways in whose address is only a name, which nobody resolved, or is not told. */
export function unsureEntrances(snapshot: Snapshot): readonly Entrance[] {
	return indexed(snapshot).all.filter(({openness}) => openness === 'unknown');
}

/** Why it is not known whether strangers can take it. */
export function unsureSays({says, unplaced}: Entrance): string {
	return unplaced ? says : `${says}: a name, which nobody resolved`;
}

/** Whether strangers can reach a workload. Without the list of Services nothing is known. */
export function exposureOf(snapshot: Snapshot, workload: Workload): Exposure {
	const by = indexed(snapshot).byWorkload.get(workload) ?? [];
	if (by.some(({openness}) => openness === 'public')) return {state: 'internet-facing', by};
	const unread = snapshot.read.services !== 'complete' || snapshot.read.ingresses !== 'complete';
	return {state: by.length > 0 || unread ? 'unknown' : 'internal', by};
}
