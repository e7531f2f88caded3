import type {Change, Manifest, Target} from '../model/index.js';
import {unescaped} from '../model/index.js';
import type {Bearer, Grant} from './rbac.js';

/** A narrower role for somebody, and where it holds. */
export type RoleChoice = {
	readonly value: string;
	readonly says: string;
	/** Absent: nothing instead. */
	readonly role?: string;
	/** Absent for the whole cluster. */
	readonly namespace?: string;
};

/** What somebody may have instead of every right, the mildest useful one first. */
export function roleChoices(bearer: Bearer, bindingNamespace: string | undefined): readonly RoleChoice[] {
	const none: RoleChoice = {value: 'none', says: 'nothing: take it away'};
	const own = bindingNamespace ?? (bearer.kind === 'ServiceAccount' ? bearer.namespace : undefined);
	const inOwn: RoleChoice[] =
		own === undefined
			? []
			: [
					{value: 'edit-own', says: `edit in namespace ${own}: change workloads, read secrets there`, role: 'edit', namespace: own},
					{value: 'view-own', says: `view in namespace ${own}: read all but secrets there`, role: 'view', namespace: own},
				];
	if (bindingNamespace !== undefined) return [...inOwn, none];
	const everywhere: RoleChoice[] = [
		{value: 'edit-all', says: 'edit in every namespace: change workloads, read secrets', role: 'edit'},
		{value: 'view-all', says: 'view in every namespace: read all but secrets', role: 'view'},
	];
	return [...inOwn, ...everywhere, none];
}

const group = 'rbac.authorization.k8s.io';
const apiVersion = `${group}/v1`;
const longestName = 253;

/** New binding first, then the old one goes, or only this subject leaves it. roleRef of a binding cannot be changed. */
export function bindingChanges({binding, subject}: Grant, bearer: Bearer, {role, namespace}: RoleChoice): readonly [Change, ...Change[]] {
	const old: Target = target(subject.kind as 'RoleBinding' | 'ClusterRoleBinding', unescaped(subject.name), subject.namespace);
	const written = binding.subjects.map(one => ({
		kind: one.kind,
		...(one.kind === 'ServiceAccount' ? {} : {apiGroup: group}),
		name: unescaped(one.name),
		...(one.kind === 'ServiceAccount' && {namespace: unescaped(one.namespace ?? subject.namespace ?? '')}),
	}));
	const isMeant = (one: (typeof written)[number]) =>
		bearer.kind === 'ServiceAccount'
			? (one.kind === 'ServiceAccount' && one.name === unescaped(bearer.name) && one.namespace === unescaped(bearer.namespace)) ||
				one.name === `system:serviceaccount:${bearer.namespace}:${bearer.name}`
			: one.kind === bearer.kind && one.name === unescaped(bearer.name);
	const leaving = written.filter(isMeant);
	const staying = written.filter(one => !isMeant(one));
	const removal: Change =
		staying.length === 0 ? {action: 'delete', target: old} : {action: 'patch', target: old, patch: {subjects: staying}};
	if (role === undefined) return [removal];
	const kind = namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding';
	const name = `${old.name}-${staying.length === 0 ? '' : `${unescaped(bearer.name).replaceAll(/[/%]/g, '-')}-`}${role}`.slice(
		0,
		longestName,
	);
	const place = namespace === undefined ? {} : {namespace: unescaped(namespace)};
	const manifest: Manifest = {
		apiVersion,
		kind,
		metadata: {name, ...place},
		roleRef: {apiGroup: group, kind: 'ClusterRole', name: role},
		subjects: leaving,
	};
	return [{action: 'create', target: target(kind, name, place.namespace), manifest}, removal];
}

function target(kind: 'RoleBinding' | 'ClusterRoleBinding', name: string, namespace: string | undefined): Target {
	return {
		group,
		version: 'v1',
		kind,
		plural: kind === 'RoleBinding' ? 'rolebindings' : 'clusterrolebindings',
		name,
		...(kind === 'RoleBinding' && namespace !== undefined && {namespace: unescaped(namespace)}),
	};
}
