import type {PolicyRule} from '../../model/index.js';
import {type Asking, allows, singleRights} from './rules.js';

type OfObject = Extract<Asking, {readonly group: string}>;

/** Every verb of the API for ordinary objects: what `*` of a rule is narrowed to. */
export const ordinaryVerbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'] as const;

/** Rules without some single rights; undefined where a wildcard of groups or resources covers them. */
export function withoutRights(rules: readonly PolicyRule[], going: readonly Asking[]): PolicyRule[] | undefined {
	const result: PolicyRule[] = [];
	for (const rule of rules) {
		const taken = going.filter(asking => allows(rule, asking));
		if (taken.length === 0) {
			result.push(rule);
			continue;
		}
		const {apiGroups = [], resources = []} = rule;
		const objects = taken.filter(isOfObject);
		if (objects.length < taken.length || apiGroups.includes('*') || objects.some(one => !resources.includes(one.resource)))
			return undefined;
		const touched = new Set(objects.map(({resource}) => resource));
		const others = resources.filter(resource => !touched.has(resource));
		const verbs = rule.verbs.includes('*') ? ordinaryVerbs : rule.verbs;
		const kept = singleRights({...rule, resources: [...touched], verbs}).filter(right => !objects.some(one => allows(ruleFor(one), right)));
		if (others.length > 0) result.push({...rule, resources: others});
		result.push(...rulesOf(kept));
	}
	return result;
}

const isOfObject = (asking: Asking): asking is OfObject => asking.path === undefined;
const ruleFor = ({verb, group, resource, name}: OfObject): PolicyRule => ({
	verbs: [verb],
	apiGroups: [group],
	resources: [resource],
	...(name !== undefined && {resourceNames: [name]}),
});

/** As few rules as easily said that give just these single rights. */
export function rulesOf(rights: readonly Asking[]): PolicyRule[] {
	const objects = collect(rights.filter(isOfObject).map(ruleFor), ['verbs', 'resources', 'apiGroups', 'resourceNames']);
	const paths = rights.flatMap(({verb, path}) => (path === undefined ? [] : [{verbs: [verb], nonResourceURLs: [path]}]));
	return [...objects, ...collect(paths, ['verbs', 'nonResourceURLs'])];
}

type Key = 'verbs' | 'resources' | 'apiGroups' | 'resourceNames' | 'nonResourceURLs';

/** Joins rules that differ in one list only, list by list. */
function collect(rules: readonly PolicyRule[], keys: readonly Key[]): PolicyRule[] {
	return keys.reduce<PolicyRule[]>(
		(current, key) => {
			const joined = new Map<string, PolicyRule>();
			for (const rule of current) {
				const rest =
					JSON.stringify(keys.filter(other => other !== key).map(other => rule[other] ?? null)) + String(rule[key] === undefined);
				const before = joined.get(rest);
				const both = before && rule[key] && [...new Set([...(before[key] ?? []), ...rule[key]])];
				joined.set(rest, both ? {...before, [key]: both} : rule);
			}
			return [...joined.values()];
		},
		[...rules],
	);
}

/** What both of two sets of rules give. */
export function rulesOfBoth(a: readonly PolicyRule[], b: readonly PolicyRule[]): PolicyRule[] {
	const within = (some: readonly PolicyRule[], others: readonly PolicyRule[]) =>
		some.flatMap(singleRights).filter(right => others.some(rule => allows(rule, right)));
	return rulesOf([...within(a, b), ...within(b, a)]);
}
