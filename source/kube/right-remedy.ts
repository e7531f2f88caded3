import type {Change, Finding, Given, JsonObject, PolicyRule, Remediation, Role, Snapshot, Target} from '../model/index.js';
import {unescaped} from '../model/index.js';
import {allowsEverything, bearerKey, bearerName, bindingsOf, defaultRules, type Grant, holdersOf, isOwn, type Standing} from './rbac.js';
import {bindingChanges, type RoleChoice, roleChoices} from './role-change.js';

const guide = {everywhere: ['Bind the account to a narrower role in the namespaces it really uses, then delete the old binding.']};
const everything = {
	everywhere: ['It may do everything: row rbac-cluster-admin-bindings gives it narrower rights, and this goes with them.'],
};
const mine = 'it carries your own rights: another administrator has to change it';

/** The holder that a finding is about: its subject is the binding, its item the bearer. */
export function holderOf(snapshot: Snapshot, {subject, item}: Finding): Standing | undefined {
	return holdersOf(snapshot).find(
		({grant, bearer}) =>
			grant.subject.kind === subject.kind &&
			grant.subject.name === subject.name &&
			grant.subject.namespace === subject.namespace &&
			bearerKey(bearer) === item,
	);
}

export type Narrowing = {
	/** After "instead of": what goes. */
	readonly what: string;
	/** The rules of the role without it; undefined where they cannot be told apart. */
	readonly trimmed?: readonly PolicyRule[] | undefined;
	/** Which other roles are narrow enough. */
	readonly fits?: (choice: RoleChoice) => boolean;
};

/** Takes a right from a holder: from its role for everybody who has that, or by another role for the holder alone. A person chooses. */
export function narrowed(finding: Finding, snapshot: Snapshot, given: Given, {what, trimmed, fits = () => true}: Narrowing): Remediation {
	const holder = holderOf(snapshot, finding);
	if (!holder) return {guide};
	const {grant, bearer} = holder;
	if (isOwn(snapshot, bearer)) return {guide, refused: mine};
	if (allowsEverything(grant.rules)) return {guide: everything};
	const {subject, item = ''} = finding;
	const id = `${subject.kind}/${subject.namespace ?? ''}/${subject.name}/${item}`;
	const patch = trimmed && rolePatch(snapshot, grant.role, trimmed);
	const choices = roleChoices(bearer, grant.namespace).filter(fits);
	if (patch && given[id] === 'trim') return {changes: [patch]};
	const chosen = choices.find(({value}) => value === given[id]);
	if (chosen) return {changes: bindingChanges(grant, bearer, chosen)};
	const options = [
		...(patch ? [{value: 'trim', says: `all it has but this: ${grant.binding.roleRef.kind} ${grant.binding.roleRef.name} loses it`}] : []),
		...choices.map(({value, says}) => ({value, says})),
	];
	return {
		asks: [
			{
				id,
				question: `What should ${bearerName(bearer)} have, so that it can no longer ${what}?`,
				kind: 'role',
				proposal: (options[0] as (typeof options)[number]).value,
				options,
				seen: {text: seen(snapshot, grant, patch !== undefined)},
			},
		],
	};
}

function seen(snapshot: Snapshot, grant: Grant, canTrim: boolean): string {
	const {roleRef} = grant.binding;
	const others = canTrim && grant.role ? bindingsOfRole(snapshot, grant.role).length - 1 : 0;
	return `${grant.subject.kind} ${grant.subject.name} gives it ${roleRef.kind} ${roleRef.name}${others > 0 ? `, as ${others} other ${others === 1 ? 'binding does' : 'bindings do'}` : ''}`;
}

/** Every binding of a role. */
export function bindingsOfRole(snapshot: Snapshot, {metadata: {name, namespace}}: Role): readonly Grant[] {
	const kind = namespace === undefined ? 'ClusterRole' : 'Role';
	return bindingsOf(snapshot).filter(
		({binding: {roleRef}, namespace: where}) =>
			roleRef.kind === kind && roleRef.name === name && (namespace === undefined || where === namespace),
	);
}

/** Other rules for a role; undefined where the server writes it itself, or where the session has its own rights by it. */
export function rolePatch(snapshot: Snapshot, role: Role | undefined, rules: readonly PolicyRule[]): Change | undefined {
	if (!role || role.aggregationRule || defaultRules(role.metadata)) return undefined;
	if (bindingsOfRole(snapshot, role).some(({bearers}) => bearers.some(bearer => isOwn(snapshot, bearer)))) return undefined;
	return {action: 'patch', target: roleTarget(role), patch: {rules: rules.map(ruleOf)}};
}

export function roleTarget({metadata: {name, namespace}}: Role): Target {
	const kind = namespace === undefined ? 'ClusterRole' : 'Role';
	return {
		group: 'rbac.authorization.k8s.io',
		version: 'v1',
		kind,
		plural: `${kind.toLowerCase()}s`,
		...(namespace !== undefined && {namespace: unescaped(namespace)}),
		name: unescaped(name),
	};
}

/** A rule as the server has it. */
export function ruleOf(rule: PolicyRule): JsonObject {
	return Object.fromEntries(
		Object.entries(rule)
			.filter(([, values]) => values.length > 0)
			.map(([key, values]) => [key, values.map(unescaped)]),
	);
}
