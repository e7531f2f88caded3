import type {Labels, Metadata, ResourceName, Snapshot} from '../model/index.js';
import {perSnapshot} from './per-snapshot.js';
import {resourceInfo} from './resources.js';
import {workloadSources} from './workload-sources.js';

export type NamespaceKind = 'system' | 'infrastructure' | 'application';
export type KnownNamespace = {
	readonly name: string;
	readonly kind: NamespaceKind;
	/** Absent where only objects name it and nobody described it. */
	readonly metadata?: Metadata;
	/** Absent where they are not known. */
	readonly labels?: Labels;
};

const system: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);
/** Namespaces of platforms and of products that belong to one. */
const infrastructure: ReadonlySet<string> = new Set(
	`openshift gke-gmp-system config-management-system asm-system amazon-cloudwatch amazon-guardduty aws-observability gatekeeper-system
	aks-command calico-system tigera-operator calico-apiserver kube-flannel cilium-secrets local-path-storage metallb-system ingress-nginx
	cert-manager istio-system kyverno argocd flux-system monitoring velero longhorn-system rook-ceph trivy-system falco kubescape vault
	external-secrets`.split(/\s+/),
);
const infrastructurePrefixes = ['openshift-', 'cattle-', 'fleet-', 'linkerd'];
/** Prefixes that a provider keeps for itself, with the machines that it runs on: elsewhere anybody may take them. */
const prefixesOfClouds: readonly (readonly [string, string])[] = [
	['gke-managed-', 'gce://'],
	['gmp-', 'gce://'],
	['eks-', 'aws://'],
	['azure-', 'azure://'],
];

/** Without a snapshot, or where nodes were not read, a provider's prefix is believed. */
export function namespaceKind(name: string | undefined, snapshot?: Snapshot): NamespaceKind {
	if (name === undefined) return 'application';
	if (system.has(name)) return 'system';
	const scheme = prefixesOfClouds.find(([prefix]) => name.startsWith(prefix))?.[1];
	const isInfrastructure =
		infrastructure.has(name) ||
		infrastructurePrefixes.some(prefix => name.startsWith(prefix)) ||
		(scheme !== undefined && mayRunOn(scheme, snapshot));
	return isInfrastructure ? 'infrastructure' : 'application';
}

function mayRunOn(scheme: string, snapshot: Snapshot | undefined): boolean {
	const nodes = snapshot?.items.nodes ?? [];
	return snapshot?.read.nodes !== 'complete' || nodes.length === 0 || nodes.some(({providerID}) => providerID?.startsWith(scheme));
}

export const isSystemNamespace = (name: string | undefined) => namespaceKind(name) === 'system';
export const isApplicationNamespace = (name: string | undefined, snapshot?: Snapshot) => namespaceKind(name, snapshot) === 'application';

export type Environment = 'prod' | 'staging' | 'dev';
const environmentWords: readonly (readonly [Environment, RegExp])[] = [
	['prod', /(^|[-_./@:])(prod(uction)?|prd|live)([-_./@:]|\d*$)/i],
	['staging', /(^|[-_./@:])(stag(e|ing)?|stg|uat|pre-?prod)([-_./@:]|\d*$)/i],
	['dev', /(^|[-_./@:])(dev(el(opment)?)?|test(ing|s)?|qa|sandbox|lab|training|playground|kind|minikube)([-_./@:]|\d*$)/i],
];
/** Labels that tell what a namespace is for. */
export const environmentLabels = ['environment', 'env', 'stage', 'app.kubernetes.io/environment'];

/** What a namespace says that it is for: by its labels, else by its name; undefined where it says nothing. */
export function environmentOf({name, labels = {}}: Pick<Metadata, 'name' | 'labels'>): Environment | undefined {
	const said = environmentLabels.map(key => labels[key]).find(value => value !== undefined);
	return (said === undefined ? undefined : environmentIn(said)) ?? environmentIn(name);
}

/** What a name or label says that something is for; undefined where it says nothing. */
export function environmentIn(text: string): Environment | undefined {
	if (/(^|[-_./@:])pre-?prod/i.test(text)) return 'staging';
	if (/(^|[-_./@:])non-?prod/i.test(text)) return 'dev';
	return environmentWords.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Every namespace that was read or that an object lies in, by name. */
export const namespacesOf = perSnapshot((snapshot): ReadonlyMap<string, KnownNamespace> => {
	const result = new Map<string, KnownNamespace>();
	for (const {metadata} of snapshot.items.namespaces ?? []) {
		const {name, labels = {}} = metadata;
		result.set(name, {name, kind: namespaceKind(name, snapshot), metadata, labels});
	}
	for (const name of namesInUse(snapshot)) if (!result.has(name)) result.set(name, {name, kind: namespaceKind(name, snapshot)});
	return new Map([...result].sort(([a], [b]) => (a < b ? -1 : 1)));
});

/** Lists that tell where workloads lie; reading others would make every rule need them. */
const tellingLists: readonly ResourceName[] = ['pods', ...workloadSources.filter(list => list !== 'podTemplates')];

function namesInUse({items}: Snapshot): ReadonlySet<string> {
	const names = new Set<string>();
	for (const list of tellingLists.filter(one => resourceInfo(one).namespaced)) {
		for (const {metadata} of items[list] ?? []) if (metadata.namespace !== undefined) names.add(metadata.namespace);
	}
	return names;
}

/** Names of the namespaces that are there to develop or test in. */
export function developmentNamespaces(snapshot: Snapshot): ReadonlySet<string> {
	return new Set(
		[...namespacesOf(snapshot).values()]
			.filter(({name, labels}) => environmentOf({name, ...(labels && {labels})}) === 'dev')
			.map(({name}) => name),
	);
}
