import type {Snapshot} from '../model/index.js';
import {isSystemNamespace} from './namespaces.js';
import {perSnapshot} from './per-snapshot.js';
import {allowsEverything, type Bearer, bearerKey, bindingsOf} from './rbac.js';

export type People = {
	/** Names of users and groups in bindings that are not the cluster's own, sorted. */
	readonly users: readonly string[];
	readonly groups: readonly string[];
	/** Those of them that may do everything in the whole cluster. */
	readonly administrators: readonly string[];
};

/** Components and groups of the cluster itself; the administrators' group of kubeadm holds people. */
const own = /^(system:|kubelet$|kube-(proxy|apiserver|scheduler|controller-manager)|eks:|gke-|gce:|aks-)/;

/** Who can log in, as far as bindings name people. Logins that a cloud provider keeps are not seen. */
export const people = perSnapshot((snapshot): People => {
	const found = new Map<string, Bearer>();
	const administrators = new Set<string>();
	for (const {bearers, rules, namespace} of bindingsOf(snapshot)) {
		for (const bearer of bearers) {
			if (bearer.kind === 'ServiceAccount' || own.test(bearer.name)) continue;
			found.set(bearerKey(bearer), bearer);
			if (namespace === undefined && allowsEverything(rules)) administrators.add(bearer.name);
		}
	}
	const names = (kind: Bearer['kind']) =>
		[...found.values()]
			.filter(bearer => bearer.kind === kind)
			.map(({name}) => name)
			.sort();
	return {users: names('User'), groups: names('Group'), administrators: [...administrators].sort()};
});

/** Names of accounts outside of the system with a token in a Secret, which a program outside may hold; what old clusters made by themselves is left out. */
export function tokenHolders({items}: Snapshot): readonly string[] {
	const holders = (items.secrets ?? []).flatMap(({metadata: {namespace = '', name, annotations}}) => {
		const account = annotations?.['kubernetes.io/service-account.name'];
		const isOwn = account !== undefined && name.startsWith(`${account}-token-`) && name.length === account.length + '-token-12345'.length;
		return account === undefined || isOwn || isSystemNamespace(namespace) ? [] : [`${namespace}/${account}`];
	});
	return [...new Set(holders)].sort();
}
