import type {PolicyRule, Role, Snapshot} from '../../model/index.js';
import {matchesSelector} from '../selectors.js';
import {defaultRules, knownGroups} from './bootstrap.js';
import {type ClassId, classesIn} from './classes.js';
import {ordinaryVerbs} from './trim.js';

export type Wildcard = 'verbs' | 'resources' | 'apiGroups';
const lists: readonly Wildcard[] = ['verbs', 'resources', 'apiGroups'];

/** The lists of a rule that hold `*`. */
export function wildcardsOf(rule: PolicyRule): readonly Wildcard[] {
	return lists.filter(key => rule[key]?.includes('*'));
}

/** Every verb on every resource of its groups. */
export const isFullWildcard = (rule: PolicyRule) => ['verbs', 'resources'].every(key => rule[key as Wildcard]?.includes('*'));

const reads: ReadonlySet<string> = new Set(['get', 'list', 'watch']);
const isReading = ({verbs}: PolicyRule) => verbs.every(verb => reads.has(verb));
/** A group that is not one of Kubernetes, by its name. */
const isForeign = (group: string) => group.includes('.') && !group.endsWith('.k8s.io');

/** Whether all groups of a rule are kinds that were added to this cluster; to read kinds that nobody added gives nothing either. */
export function isOfAddedKinds(rule: PolicyRule, {items, read}: Pick<Snapshot, 'items' | 'read'>): boolean {
	const {apiGroups = []} = rule;
	const definitions = read.customResourceDefinitions === 'complete' ? items.customResourceDefinitions : undefined;
	const added = new Set(definitions?.map(({metadata: {name}}) => name.slice(name.indexOf('.') + 1)));
	const builtIn = knownGroups();
	return (
		apiGroups.length > 0 &&
		apiGroups.every(
			group =>
				group !== '*' && !builtIn.has(group) && (definitions && !isReading(rule) ? added.has(group) : added.has(group) || isForeign(group)),
		)
	);
}

/** Reading kinds of a group that was added, which is as much as can be named where its kinds come and go. */
export const readsAddedKinds = (rule: PolicyRule, snapshot: Pick<Snapshot, 'items' | 'read'>) =>
	isReading(rule) && isOfAddedKinds(rule, snapshot);

/** The names of the built-in roles that collect a role's rules by its labels. */
export function widens({metadata: {labels = {}}}: Role): readonly ('view' | 'edit' | 'admin')[] {
	return (['view', 'edit', 'admin'] as const).filter(name => labels[`rbac.authorization.k8s.io/aggregate-to-${name}`] === 'true');
}

/** ClusterRoles that collect the rules of another one. */
export function collectors(role: Role, clusterRoles: readonly Role[]): readonly Role[] {
	return clusterRoles.filter(
		other => other !== role && other.aggregationRule?.clusterRoleSelectors.some(one => matchesSelector(one, role.metadata.labels)),
	);
}

const secrets = (rule: PolicyRule) =>
	['', '*'].some(group => rule.apiGroups?.includes(group)) && ['secrets', '*'].some(resource => rule.resources?.includes(resource));

/** What a reader of a namespace should not be given: `change things` or `read Secrets`; undefined where there is nothing. */
export function tooMuchForView(rules: readonly PolicyRule[]): string | undefined {
	if (rules.some(secrets)) return 'read Secrets';
	return rules.some(rule => !isReading(rule)) ? 'change things' : undefined;
}

/** What editors and owners of a namespace do not have by default, by what it leads to. */
export function tooMuchForEdit(rules: readonly PolicyRule[]): readonly string[] {
	const own = new Set<ClassId>(classesIn(defaultRules({name: 'admin'}) ?? []).map(({id}) => id));
	return classesIn(rules)
		.filter(({id}) => !own.has(id))
		.map(({says}) => says);
}

/** A rule that names what it allows. */
export function namedRule(rule: PolicyRule, named: Pick<PolicyRule, 'resources' | 'apiGroups'>): PolicyRule {
	return {...rule, ...named, verbs: rule.verbs.includes('*') ? ordinaryVerbs : rule.verbs};
}
