import type {Change, Manifest, Snapshot} from '../model/index.js';
import {unescaped} from '../model/index.js';
import {identityMarks} from './cloud-access.js';
import {cannotPatch, patchPodSpec} from './pod-patch.js';
import type {Bearer, Grant} from './rbac.js';
import {bindingChanges} from './role-change.js';
import {workloadsRunningAs} from './service-accounts.js';
import type {Workload} from './workloads.js';

/** Workloads of a namespace that name no account, and whose template can be changed. */
export function withoutAccount(snapshot: Snapshot, namespace: string): readonly Workload[] {
	return workloadsRunningAs(snapshot, {namespace, name: 'default'}).filter(workload => cannotPatch(workload) === undefined);
}

/** A name for the account of one workload that no account of its namespace has yet. */
function freeName({items}: Snapshot, {subject}: Workload): string {
	const taken = new Set(
		(items.serviceAccounts ?? []).filter(({metadata}) => metadata.namespace === subject.namespace).map(({metadata}) => metadata.name),
	);
	let name = subject.name;
	while (taken.has(name) || name === 'default') name = `${name}-app`;
	return unescaped(name);
}

/** An account for one workload alone, with what `default` has for pulling images and for a cloud; then the workload runs as it. */
export function ownAccountChanges(snapshot: Snapshot, workload: Workload): readonly [Change, ...Change[]] | undefined {
	const {subject} = workload;
	const name = freeName(snapshot, workload);
	const patched = patchPodSpec({check: '', subject, level: 'warn', message: ''}, snapshot, () => ({
		serviceAccountName: name,
		// The API keeps both, and takes this one where the other is taken away.
		serviceAccount: name,
	}));
	if (!('changes' in patched)) return undefined;
	const namespace = unescaped(subject.namespace ?? '');
	const old = snapshot.items.serviceAccounts?.find(({metadata}) => metadata.namespace === subject.namespace && metadata.name === 'default');
	const annotations = Object.entries(old?.metadata.annotations ?? {}).filter(([key]) => identityMarks.includes(key));
	const secrets = old?.imagePullSecrets ?? [];
	const manifest: Manifest = {
		apiVersion: 'v1',
		kind: 'ServiceAccount',
		metadata: {name, namespace, ...(annotations.length > 0 && {annotations: Object.fromEntries(annotations)})},
		...(secrets.length > 0 && {imagePullSecrets: secrets.map(secret => ({name: unescaped(secret)}))}),
	};
	const target = {group: '', version: 'v1', kind: 'ServiceAccount', plural: 'serviceaccounts', namespace, name};
	return [{action: 'create', target, manifest}, ...patched.changes];
}

/** The same for a workload that needs the rights which a binding gives to everybody: it alone keeps them. */
export function rightsToOwnAccount(
	snapshot: Snapshot,
	grant: Grant,
	bearer: Bearer,
	workload: Workload,
): readonly [Change, ...Change[]] | undefined {
	const own = ownAccountChanges(snapshot, workload);
	if (!own) return undefined;
	const {binding, subject} = grant;
	const account = own[0].target;
	const kind = subject.kind as 'RoleBinding' | 'ClusterRoleBinding';
	const place = subject.namespace === undefined ? {} : {namespace: unescaped(subject.namespace)};
	const group = 'rbac.authorization.k8s.io';
	const name = `${unescaped(subject.name)}-${account.name}`.slice(0, 253);
	const manifest: Manifest = {
		apiVersion: `${group}/v1`,
		kind,
		metadata: {name, ...place},
		roleRef: {apiGroup: group, kind: binding.roleRef.kind, name: unescaped(binding.roleRef.name)},
		subjects: [{kind: 'ServiceAccount', namespace: account.namespace, name: account.name}],
	};
	const plural = `${kind.toLowerCase()}s`;
	const [first, ...others] = own;
	return [
		first,
		{action: 'create', target: {group, version: 'v1', kind, plural, ...place, name}, manifest},
		...others,
		...bindingChanges(grant, bearer, {value: 'none', says: ''}),
	];
}
