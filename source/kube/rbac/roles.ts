import type {PolicyRule, Role, RoleBinding, Snapshot} from '../../model/index.js';
import {matchesSelector} from '../selectors.js';
import {defaultRules} from './bootstrap.js';

export type ResolvedRole = {
	readonly rules: readonly PolicyRule[];
	/** Absent where the role was not read; then its rules are those of the server's defaults, if it is one of them. */
	readonly role?: Role;
};

/** Finds the rules behind a binding's roleRef; undefined where the role is neither read nor built in. */
export function roleFinder({
	items,
	cluster,
}: Snapshot): (roleRef: RoleBinding['roleRef'], namespace: string | undefined) => ResolvedRole | undefined {
	const clusterRoles = items.clusterRoles ?? [];
	const byName = new Map(clusterRoles.map(role => [role.metadata.name, role]));
	const roles = new Map((items.roles ?? []).map(role => [`${role.metadata.namespace ?? ''}/${role.metadata.name}`, role]));
	const aggregated = new Map<string, readonly PolicyRule[]>();

	/** A live server keeps the collected rules; in files they are collected by label. */
	function rulesOf(role: Role, open: ReadonlySet<string>): readonly PolicyRule[] {
		const {aggregationRule, metadata, rules} = role;
		if (!aggregationRule || (cluster.source !== 'files' && rules.length > 0)) return rules;
		const before = aggregated.get(metadata.name);
		if (before) return before;
		const now = new Set([...open, metadata.name]);
		const members = clusterRoles.filter(
			other =>
				!now.has(other.metadata.name) && aggregationRule.clusterRoleSelectors.some(one => matchesSelector(one, other.metadata.labels)),
		);
		const collected = [...rules, ...(defaultRules(metadata) ?? []), ...members.flatMap(member => rulesOf(member, now))];
		if (open.size === 0) aggregated.set(metadata.name, collected);
		return collected;
	}

	/** What files add to a built-in role that they do not hold themselves. */
	function builtIn(name: string): readonly PolicyRule[] | undefined {
		const own = defaultRules({name});
		const mark = `rbac.authorization.k8s.io/aggregate-to-${name}`;
		return (
			own && [
				...own,
				...clusterRoles.filter(({metadata}) => metadata.labels?.[mark] === 'true').flatMap(role => rulesOf(role, new Set([name]))),
			]
		);
	}

	return ({kind, name}, namespace) => {
		const role = kind === 'ClusterRole' ? byName.get(name) : roles.get(`${namespace ?? ''}/${name}`);
		if (role) return {role, rules: rulesOf(role, new Set())};
		const rules = kind === 'ClusterRole' ? builtIn(name) : namespace === undefined ? undefined : defaultRules({namespace, name});
		return rules && {rules};
	};
}
