import type {Escaped, Flags, Node, Pod, Settings, Snapshot} from '../model/index.js';
import {visible} from '../model/index.js';
import {type Component, flagDefaults, k3sDefaults, kubeadmDefaults} from './flags/defaults.js';
import {argumentsOfNode} from './flags/node-arguments.js';
import {keptFlags} from './flags/words.js';

export {switchOf} from './flags/booleans.js';
export type {Component} from './flags/defaults.js';
export {argumentsOfNode, keptNodeArguments, type NodeArguments, nodeArguments} from './flags/node-arguments.js';
export {keptFlags} from './flags/words.js';

/** Names of the components: as pods are labelled, and as k3s and OpenShift call them. */
const components: readonly {
	readonly component: Component;
	readonly label: string;
	readonly argument: string;
	readonly openshift?: `${string}/${string}`;
}[] = [
	{component: 'apiServer', label: 'kube-apiserver', argument: 'kube-apiserver-arg', openshift: 'openshift-kube-apiserver/config'},
	{component: 'controllerManager', label: 'kube-controller-manager', argument: 'kube-controller-manager-arg'},
	{component: 'scheduler', label: 'kube-scheduler', argument: 'kube-scheduler-arg'},
	{component: 'etcd', label: 'etcd', argument: 'etcd-arg'},
];

/** The flags of each control-plane component: from its pods, else from OpenShift's or k3s' own words, else from what kubeadm intends. */
export function flagsOf(pods: readonly Escaped<Pod>[], nodes: readonly Escaped<Node>[], settings: Settings): Snapshot['facts']['flags'] {
	const result: Partial<Record<Component, Flags>> = {};
	for (const {component, label, argument, openshift} of components) {
		const flags =
			fromPods(pods, label) ??
			(openshift === undefined ? undefined : fromSettings(settings, openshift, 'pod', '')) ??
			fromNodes(nodes, argument) ??
			fromSettings(settings, 'kube-system/kubeadm-config', 'kubeadm-config', `${component}.`);
		if (flags) result[component] = flags;
	}
	return result;
}

/** Mirror pods only: anybody may give a pod that label. In files, where nothing has a uid, the annotation may be missing. */
function fromPods(pods: readonly Escaped<Pod>[], label: string): Flags | undefined {
	const own = pods.filter(
		({metadata, spec}) =>
			metadata.namespace === 'kube-system' &&
			metadata.labels?.['component'] === label &&
			(metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined || metadata.uid === undefined) &&
			spec.containers[0]?.flags !== undefined,
	);
	return together(
		own.map(({metadata, spec}) => ({values: spec.containers[0]?.flags ?? {}, where: visible(`pod ${metadata.name}`)})),
		'pod',
	);
}

/** The first by name stands for all that were started like it; those that were started in another way stand beside it. */
function together(instances: NonNullable<Flags['others']>, from: Flags['from']): Flags | undefined {
	const [first, ...rest] = [...instances].sort((a, b) => (a.where < b.where ? -1 : 1));
	if (!first) return undefined;
	const others = rest.filter(one => isOther(one.values, first.values));
	return {...first, from, instances: instances.length, ...(others.length > 0 && {others})};
}

function isOther(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
	return [...new Set([...Object.keys(a), ...Object.keys(b)])].some(name => a[name] !== b[name]);
}

/** The snapshot as each instance of a component would have it: once where all were started alike. */
export function perInstance(snapshot: Snapshot, component: Component): readonly Snapshot[] {
	const flags = snapshot.facts.flags[component];
	const {others = [], ...first} = flags ?? {};
	if (others.length === 0) return [snapshot];
	return [first, ...others].map(one => ({
		...snapshot,
		facts: {...snapshot.facts, flags: {...snapshot.facts.flags, [component]: {...first, ...one}}},
	}));
}

function fromNodes(nodes: readonly Escaped<Node>[], argument: string): Flags | undefined {
	const servers = nodes.flatMap(node => {
		const started = argumentsOfNode(node);
		if (started?.role !== 'server') return [];
		const values = keptFlags((started.words[argument] ?? []).map(word => `--${word}`)) ?? {};
		return [{values, where: visible(`node ${node.metadata.name}`)}];
	});
	return together(servers, 'node-args');
}

/** Flags among the kept settings of a ConfigMap: keys that begin with the prefix and two dashes. */
function fromSettings(settings: Settings, name: `${string}/${string}`, from: Flags['from'], prefix: string): Flags | undefined {
	const kept = settings[name];
	if (!kept || (from === 'kubeadm-config' && prefix === 'etcd.')) return undefined;
	const own = Object.entries(kept).filter(([key]) => key.startsWith(`${prefix}--`));
	return {
		values: Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value])),
		from,
		where: visible(`ConfigMap ${name}`),
		instances: from === 'pod' ? 1 : 0,
	};
}

export type FlagValue = {
	/** undefined where the flag is neither set nor has a default. */
	readonly value: string | undefined;
	readonly isSet: boolean;
	/** "pod kube-apiserver-one", with "default of" before it where the flag is not set. */
	readonly where: string;
	/** What kubeadm intends was not seen running. */
	readonly inferred: boolean;
};

/** One flag of a component, with its default where it is not set; undefined where nothing of the component was seen. */
export function flag({facts}: Snapshot, component: Component, name: `--${string}`): FlagValue | undefined {
	const flags = facts.flags[component];
	if (!flags) return undefined;
	const {values, from, where} = flags;
	const set = values[name];
	const inferred = from === 'kubeadm-config';
	if (set !== undefined) return {value: set, isSet: true, where, inferred};
	const own = {pod: flagDefaults, 'node-args': k3sDefaults, 'kubeadm-config': kubeadmDefaults}[from][component][name];
	return {value: own ?? flagDefaults[component][name], isSet: false, where: `default of ${where}`, inferred};
}
