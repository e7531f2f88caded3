import type {PolicyRule, RbacSubject, Role, RoleBinding, Snapshot, Subject} from '../../model/index.js';
import {perSnapshot} from '../per-snapshot.js';
import {roleFinder} from './roles.js';
import {type Asking, allows} from './rules.js';
import {type Bearer, bearerKey, bearerOf, bearersOf, type Person} from './subjects.js';

/** One binding with everything it leads to. */
export type Grant = {
	readonly subject: Subject;
	readonly binding: RoleBinding;
	/** As the server understands them; subjects that are nobody stand apart. */
	readonly bearers: readonly Bearer[];
	readonly nobodies: readonly RbacSubject[];
	/** Empty where the role is not known. */
	readonly rules: readonly PolicyRule[];
	/** Absent where the role was not read. */
	readonly role?: Role;
	/** The role is neither read nor built in: it may not exist. */
	readonly dangling: boolean;
	/** Absent for the whole cluster. */
	readonly namespace?: string;
};
/** A rule that somebody holds, and the binding that gives it; without one it comes from system:masters. */
export type Right = {readonly rule: PolicyRule; readonly namespace?: string; readonly grant?: Grant};
/** `namespace` absent asks for the whole cluster. */
export type Request = Asking & {readonly namespace?: string};

type Rbac = {readonly grants: readonly Grant[]; readonly byBearer: ReadonlyMap<string, readonly Grant[]>};
const everything: readonly PolicyRule[] = [
	{verbs: ['*'], apiGroups: ['*'], resources: ['*']},
	{verbs: ['*'], nonResourceURLs: ['*']},
];

const rbacOf = perSnapshot((snapshot): Rbac => {
	const ruleOf = roleFinder(snapshot);
	const grantOf = (binding: RoleBinding, kind: 'RoleBinding' | 'ClusterRoleBinding'): Grant => {
		const {name, namespace} = binding.metadata;
		const scope = kind === 'RoleBinding' && namespace !== undefined ? {namespace} : {};
		const found = ruleOf(binding.roleRef, namespace);
		const bearers = binding.subjects.map(subject => bearerOf(subject, scope.namespace));
		return {
			subject: {group: 'rbac.authorization.k8s.io', kind, name, ...scope},
			binding,
			bearers: bearers.filter(bearer => bearer !== undefined),
			nobodies: binding.subjects.filter((_, index) => bearers[index] === undefined),
			rules: found?.rules ?? [],
			dangling: found === undefined,
			...(found?.role && {role: found.role}),
			...scope,
		};
	};
	const {clusterRoleBindings = [], roleBindings = []} = snapshot.items;
	const grants = [
		...clusterRoleBindings.map(one => grantOf(one, 'ClusterRoleBinding')),
		...roleBindings.map(one => grantOf(one, 'RoleBinding')),
	].sort(bySubject);
	const byBearer = new Map<string, Grant[]>();
	for (const grant of grants) {
		for (const key of new Set(grant.bearers.map(bearerKey))) {
			const list = byBearer.get(key);
			if (list) list.push(grant);
			else byBearer.set(key, [grant]);
		}
	}
	return {grants, byBearer};
});

function bySubject({subject: a}: Grant, {subject: b}: Grant): number {
	const [left, right] = [`${a.kind} ${a.namespace ?? ''} ${a.name}`, `${b.kind} ${b.namespace ?? ''} ${b.name}`];
	return left < right ? -1 : left > right ? 1 : 0;
}

/** Every binding, those of the whole cluster first. */
export function bindingsOf(snapshot: Snapshot): readonly Grant[] {
	return rbacOf(snapshot).grants;
}

/** The bindings that give somebody rights, through groups too. */
export function grantsOf(snapshot: Snapshot, person: Person): readonly Grant[] {
	const {byBearer} = rbacOf(snapshot);
	return [...new Set([...bearersOf(person)].flatMap(key => byBearer.get(key) ?? []))];
}

/** Everything that RBAC lets somebody do; other authorizers of the server are not seen. */
export function rightsOf(snapshot: Snapshot, person: Person): readonly Right[] {
	const master = bearersOf(person).has(bearerKey({kind: 'Group', name: 'system:masters'}));
	return [
		...(master ? everything.map(rule => ({rule})) : []),
		...grantsOf(snapshot, person).flatMap(grant =>
			grant.rules.map(rule => ({rule, grant, ...(grant.namespace !== undefined && {namespace: grant.namespace})})),
		),
	];
}

/** Whether RBAC allows a request. A binding of a namespace gives nothing outside of it, and no paths. */
export function may(snapshot: Snapshot, person: Person, {namespace, ...asking}: Request): boolean {
	return rightsOf(snapshot, person).some(
		right => (right.namespace === undefined || (right.namespace === namespace && asking.path === undefined)) && allows(right.rule, asking),
	);
}
