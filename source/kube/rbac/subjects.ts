import type {RbacSubject} from '../../model/index.js';

/** Who holds a right: an account by its namespace and name, a user or a group by its name. */
export type Bearer =
	| {readonly kind: 'User' | 'Group'; readonly name: string}
	| {readonly kind: 'ServiceAccount'; readonly namespace: string; readonly name: string};

const accountUser = /^system:serviceaccount:([^:]+):([^:]+)$/;

/**
 * A subject of a binding as the server understands it. A service account without a namespace is one of a RoleBinding's own namespace;
 * in a ClusterRoleBinding it is nobody: undefined.
 */
export function bearerOf({kind, name, namespace}: RbacSubject, bindingNamespace: string | undefined): Bearer | undefined {
	if (kind === 'User') {
		const account = accountUser.exec(name);
		return account ? {kind: 'ServiceAccount', namespace: account[1] as string, name: account[2] as string} : {kind, name};
	}
	if (kind === 'Group') return {kind, name};
	const place = namespace ?? bindingNamespace;
	return kind === 'ServiceAccount' && place !== undefined ? {kind, namespace: place, name} : undefined;
}

/** `U:name`, `G:name` or `S:namespace/name`. */
export function bearerKey(bearer: Bearer): string {
	return bearer.kind === 'ServiceAccount' ? `S:${bearer.namespace}/${bearer.name}` : `${bearer.kind.charAt(0)}:${bearer.name}`;
}

/** As a person says it: `group system:masters`, `service account shop/web`. */
export function bearerName(bearer: Bearer): string {
	if (bearer.kind === 'ServiceAccount') return `service account ${bearer.namespace}/${bearer.name}`;
	return `${bearer.kind === 'User' ? 'user' : 'group'} ${bearer.name}`;
}

/** The name of who a `bearerKey` stands for; undefined for any other text. */
export function bearerNameOfKey(key: string): string | undefined {
	const [, kind, name = ''] = /^([UGS]):(.+)$/s.exec(key) ?? [];
	return kind && `${{U: 'user', G: 'group', S: 'service account'}[kind]} ${name}`;
}

/** Who asks: a bearer, and the groups that its login says it is in. */
export type Person = Bearer & {readonly groups?: readonly string[]};

/** Keys of every bearer whose rights this one has: itself, and the groups that it is in. */
export function bearersOf(person: Person): ReadonlySet<string> {
	// The server names a signed-in account as a user.
	const account = person.kind === 'User' ? bearerOf(person, undefined) : undefined;
	if (account?.kind === 'ServiceAccount') return bearersOf({...account, groups: person.groups ?? []});
	const stranger = person.kind === 'User' && person.name === 'system:anonymous';
	const groups = person.kind === 'Group' ? [] : [stranger ? 'system:unauthenticated' : 'system:authenticated', ...(person.groups ?? [])];
	if (person.kind === 'ServiceAccount') groups.push('system:serviceaccounts', `system:serviceaccounts:${person.namespace}`);
	if (person.kind === 'Group' && person.name !== 'system:unauthenticated') groups.push('system:authenticated');
	if (person.kind === 'Group' && person.name.startsWith('system:serviceaccounts:')) groups.push('system:serviceaccounts');
	return new Set([bearerKey(person), ...groups.map(name => bearerKey({kind: 'Group', name}))]);
}

/** Groups whose members nobody can count. */
export function isOpenGroup(bearer: Bearer): boolean {
	return (
		bearer.kind === 'Group' &&
		(/^system:(authenticated|unauthenticated|serviceaccounts)$/.test(bearer.name) || bearer.name.startsWith('system:serviceaccounts:'))
	);
}
