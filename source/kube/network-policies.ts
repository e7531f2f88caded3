import type {Labels, NetworkPolicy, Pod, Snapshot} from '../model/index.js';
import {namespacesOf} from './namespaces.js';
import {ofCalico} from './network-policies/calico.js';
import {ofCilium} from './network-policies/cilium.js';
import {ofClusterNetworkPolicy} from './network-policies/cluster.js';
import {ofNetworkPolicy} from './network-policies/core.js';
import {type Direction, type Isolator, isClosed, isHeldToList} from './network-policies/isolator.js';
import {perSnapshot} from './per-snapshot.js';
import {type Workload, workloads} from './workloads.js';

export type {Direction} from './network-policies/isolator.js';

/** A pod, or one that a template would make where none runs. */
export type PodUnderPolicy = {readonly workload: Workload; readonly namespace: string; readonly labels: Labels; readonly pod?: Pod};
export type DirectionCoverage = {
	readonly isolated: number;
	/** The policy that closes this direction for every pod of the namespace, new ones too. */
	readonly denies?: string;
};
export type Coverage = {
	readonly namespace: string;
	/** Pods that policies can reach: those on the network of their node are not counted. */
	readonly pods: number;
	readonly onHostNetwork: number;
	readonly ingress: DirectionCoverage;
	readonly egress: DirectionCoverage;
};

type Known = {
	readonly isolators: readonly Isolator[];
	readonly podsIn: ReadonlyMap<string, readonly PodUnderPolicy[]>;
	readonly coverage: Map<string, Coverage>;
};
const indexed = perSnapshot((snapshot): Known => {
	const {items, facts} = snapshot;
	const podsIn = new Map<string, PodUnderPolicy[]>();
	for (const workload of workloads(snapshot)) {
		const {namespace = ''} = workload.subject;
		const pods = unitsOf(workload, namespace);
		const list = podsIn.get(namespace);
		if (list) list.push(...pods);
		else podsIn.set(namespace, pods);
	}
	const isolators = [
		...(items.networkPolicies ?? []).map(ofNetworkPolicy),
		...(items.ciliumNetworkPolicies ?? []).flatMap(one => ofCilium(one, true)),
		...(items.ciliumClusterwideNetworkPolicies ?? []).flatMap(one => ofCilium(one, false)),
		...(items.calicoGlobalNetworkPolicies ?? []).flatMap(ofCalico),
		...(items.clusterNetworkPolicies ?? []).flatMap(ofClusterNetworkPolicy),
		...(facts.settings?.['kube-system/cilium-config']?.['enable-policy'] === 'always' ? [alwaysOfCilium] : []),
	].sort((a, b) => (a.name < b.name ? -1 : 1));
	return {isolators, podsIn, coverage: new Map<string, Coverage>()};
});

/** Cilium set to isolate every pod, whatever policies there are. */
const alwaysOfCilium: Isolator = {
	name: 'enable-policy=always of Cilium',
	strength: 'added',
	selects: () => true,
	selectsAll: () => true,
	ingress: 'closed',
	egress: 'closed',
};

function unitsOf(workload: Workload, namespace: string): PodUnderPolicy[] {
	if (workload.finished || workload.list === 'podTemplates') return [];
	if (workload.pods.length === 0) return [{workload, namespace, labels: workload.podMetadata.labels ?? {}}];
	return workload.pods.map(pod => ({workload, namespace, labels: pod.metadata.labels ?? {}, pod}));
}

const labelsOfNamespace = (snapshot: Snapshot, namespace: string): Labels => ({
	'kubernetes.io/metadata.name': namespace,
	...namespacesOf(snapshot).get(namespace)?.labels,
});
const isOnHostNetwork = ({workload, pod}: PodUnderPolicy) => (pod?.spec ?? workload.podSpec).hostNetwork === true;

/** The pods of a namespace that policies can reach. */
export function podsUnderPolicy(snapshot: Snapshot, namespace: string): readonly PodUnderPolicy[] {
	return (indexed(snapshot).podsIn.get(namespace) ?? []).filter(unit => !isOnHostNetwork(unit));
}

/** Names of the policies that select a pod and speak of a direction. */
export function policiesOver(
	snapshot: Snapshot,
	{namespace, labels}: Pick<PodUnderPolicy, 'namespace' | 'labels'>,
	direction: Direction,
): readonly string[] {
	return selecting(indexed(snapshot).isolators, snapshot, namespace, labels)
		.filter(isolator => isolator[direction] !== undefined)
		.map(({name}) => name);
}

function selecting(isolators: readonly Isolator[], snapshot: Snapshot, namespace: string, labels: Labels): Isolator[] {
	const place = {namespace, labels, namespaceLabels: labelsOfNamespace(snapshot, namespace)};
	return isolators.filter(isolator => isolator.selects(place));
}

/** How many pods of a namespace are isolated by policies of any known kind. Whether the network obeys them is another question. */
export function coverageOf(snapshot: Snapshot, namespace: string): Coverage {
	const {isolators, podsIn, coverage} = indexed(snapshot);
	const before = coverage.get(namespace);
	if (before) return before;
	const result = coverageWith(snapshot, namespace, podsIn.get(namespace) ?? [], relevant(isolators, namespace));
	coverage.set(namespace, result);
	return result;
}

/** Whether policies hold every pod of a namespace to public addresses that somebody listed. */
export function isNamespaceHeldToList(snapshot: Snapshot, namespace: string): boolean {
	const {isolators, podsIn} = indexed(snapshot);
	const own = relevant(isolators, namespace);
	return (podsIn.get(namespace) ?? []).every(
		unit => !isOnHostNetwork(unit) && isHeldToList(selecting(own, snapshot, namespace, unit.labels)),
	);
}

const relevant = (isolators: readonly Isolator[], namespace: string) =>
	isolators.filter(isolator => isolator.namespace === undefined || isolator.namespace === namespace);

function coverageWith(snapshot: Snapshot, namespace: string, all: readonly PodUnderPolicy[], isolators: readonly Isolator[]): Coverage {
	const pods = all.filter(unit => !isOnHostNetwork(unit));
	const over = pods.map(({labels}) => selecting(isolators, snapshot, namespace, labels));
	const whole = isolators.filter(isolator => isolator.selectsAll(namespace, labelsOfNamespace(snapshot, namespace)));
	const of = (direction: Direction): DirectionCoverage => {
		const denies = isClosed(whole, direction) ? whole.find(isolator => isolator[direction] === 'closed')?.name : undefined;
		return {isolated: over.filter(own => isClosed(own, direction)).length, ...(denies !== undefined && {denies})};
	};
	return {namespace, pods: pods.length, onHostNetwork: all.length - pods.length, ingress: of('ingress'), egress: of('egress')};
}

/** Workloads with pods that further policies would isolate and that are not isolated now. */
export function newlyIsolated(snapshot: Snapshot, added: readonly NetworkPolicy[], direction: Direction): readonly Workload[] {
	const {isolators, podsIn} = indexed(snapshot);
	const more = added.map(ofNetworkPolicy);
	const namespaces = new Set(more.map(({namespace}) => namespace ?? ''));
	const found = new Set<Workload>();
	for (const namespace of namespaces) {
		const own = relevant(isolators, namespace);
		for (const unit of (podsIn.get(namespace) ?? []).filter(one => !isOnHostNetwork(one))) {
			const now = selecting(own, snapshot, namespace, unit.labels);
			const then = [...now, ...selecting(more, snapshot, namespace, unit.labels)];
			if (!isClosed(now, direction) && isClosed(then, direction)) found.add(unit.workload);
		}
	}
	return [...found];
}
