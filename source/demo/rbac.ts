import {type Tree, textAt, textsAt, treesAt} from './api-object.js';
import {qualifiedPlural} from './kinds.js';
import type {Store} from './store.js';

export type User = {readonly name: string; readonly uid?: string; readonly groups: readonly string[]};
/** What somebody wants to do: to an object, or to a path that is none. */
export type Act =
	| {
			readonly verb: string;
			readonly group: string;
			readonly plural: string;
			readonly subresource?: string;
			readonly namespace?: string;
			readonly name?: string;
			readonly path?: undefined;
	  }
	| {readonly verb: string; readonly path: string};

export type Grant = {readonly rule: Tree; readonly says: string};

const group = 'rbac.authorization.k8s.io';

function isSubject(user: User, subject: Tree, namespace: string | undefined): boolean {
	const name = textAt(subject, 'name') ?? '';
	if (subject['kind'] === 'User') return name === user.name;
	if (subject['kind'] === 'Group') return user.groups.includes(name);
	return user.name === `system:serviceaccount:${textAt(subject, 'namespace') ?? namespace}:${name}`;
}

const described = (subject: Tree) =>
	subject['kind'] === 'ServiceAccount'
		? `ServiceAccount "${textAt(subject, 'name')}/${textAt(subject, 'namespace')}"`
		: `${textAt(subject, 'kind')} "${textAt(subject, 'name')}"`;

/** Every rule that holds for the user: those of the whole cluster first, then those of the namespace. */
export function grantsOf(store: Store, user: User, namespace?: string): Grant[] {
	const bindings = [
		...store.list({group, plural: 'clusterrolebindings'}),
		...(namespace ? store.list({group, plural: 'rolebindings'}, namespace) : []),
	];
	return bindings.flatMap(({kind, metadata, subjects, roleRef}) => {
		const subject = treesAt(subjects).find(each => isSubject(user, each, metadata.namespace));
		if (!subject) return [];
		const name = textAt(roleRef, 'name') ?? '';
		const role =
			textAt(roleRef, 'kind') === 'ClusterRole'
				? store.get({group, plural: 'clusterroles'}, undefined, name)
				: store.get({group, plural: 'roles'}, metadata.namespace, name);
		const path = metadata.namespace ? `${metadata.name}/${metadata.namespace}` : metadata.name;
		const says = `RBAC: allowed by ${kind} "${path}" of ${textAt(roleRef, 'kind')} "${name}" to ${described(subject)}`;
		return treesAt(role, 'rules').map(rule => ({rule, says}));
	});
}

const has = (list: readonly string[], value: string) => list.includes('*') || list.includes(value);

export function covers(rule: Tree, act: Act): boolean {
	if (!has(textsAt(rule, 'verbs'), act.verb)) return false;
	if (act.path !== undefined) {
		const {path} = act;
		return textsAt(rule, 'nonResourceURLs').some(url => url === path || (url.endsWith('*') && path.startsWith(url.slice(0, -1))));
	}
	const resource = act.subresource ? `${act.plural}/${act.subresource}` : act.plural;
	const resources = textsAt(rule, 'resources');
	const names = textsAt(rule, 'resourceNames');
	return (
		has(textsAt(rule, 'apiGroups'), act.group) &&
		(has(resources, resource) || (act.subresource !== undefined && resources.includes(`*/${act.subresource}`))) &&
		(names.length === 0 || (act.name !== undefined && names.includes(act.name)))
	);
}

/** Why the user may do it: empty for the masters, undefined where nothing allows it. */
export function allowance(store: Store, user: User, act: Act): string | undefined {
	if (user.groups.includes('system:masters')) return '';
	return grantsOf(store, user, act.path === undefined ? act.namespace : undefined).find(({rule}) => covers(rule, act))?.says;
}

/** The server's words for a missing right. */
export function refusal(user: User, act: Act): string {
	if (act.path !== undefined) return `User "${user.name}" cannot ${act.verb} path "${act.path}"`;
	const resource = act.subresource ? `${act.plural}/${act.subresource}` : act.plural;
	const scope = act.namespace ? `in the namespace "${act.namespace}"` : 'at the cluster scope';
	return `User "${user.name}" cannot ${act.verb} resource "${resource}" in API group "${act.group}" ${scope}`;
}

export function refusedObject(act: Act): string {
	if (act.path !== undefined) return 'forbidden';
	return act.name ? `${qualifiedPlural(act)} "${act.name}" is forbidden` : `${qualifiedPlural(act)} is forbidden`;
}
