import type {PolicyRule} from '../../model/index.js';

/** What somebody asks for: a verb on a resource (`pods/exec` with its subresource) or on a path that is none. */
export type Asking =
	| {
			readonly verb: string;
			/** API group; empty for the core group. */
			readonly group: string;
			readonly resource: string;
			readonly name?: string;
			readonly path?: undefined;
	  }
	| {readonly verb: string; readonly path: string};

const has = (list: readonly string[] | undefined, value: string) => list?.includes('*') || list?.includes(value) || false;

/** As the server's RBAC authorizer decides; `*` of a request asks for everything. */
export function allows(rule: PolicyRule, asking: Asking): boolean {
	if (!has(rule.verbs, asking.verb)) return false;
	if (asking.path !== undefined) return (rule.nonResourceURLs ?? []).some(url => coversPath(url, asking.path));
	return (
		has(rule.apiGroups, asking.group) && coversResource(rule.resources, asking.resource) && coversName(rule.resourceNames, asking.name)
	);
}

function coversResource(resources: readonly string[] | undefined, resource: string): boolean {
	if (has(resources, resource)) return true;
	const slash = resource.indexOf('/');
	return slash > 0 && has(resources, `*${resource.slice(slash)}`);
}

const coversName = (names: readonly string[] | undefined, name: string | undefined) =>
	names === undefined || names.length === 0 || names.includes(name ?? '');

function coversPath(url: string, path: string): boolean {
	return url === '*' || url === path || (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, '')));
}

/** Each single right of a rule, wildcards left as they are. */
export function singleRights({verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = []}: PolicyRule): Asking[] {
	const names: readonly (string | undefined)[] = resourceNames.length > 0 ? resourceNames : [undefined];
	return verbs.flatMap(verb => [
		...apiGroups.flatMap(group =>
			resources.flatMap(resource => names.map(name => ({verb, group, resource, ...(name !== undefined && {name})}))),
		),
		...nonResourceURLs.map(path => ({verb, path})),
	]);
}

/** Verbs that together leave nothing to be wished for: rules that name them all are worth a wildcard. */
const usualVerbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'] as const;

/** Whether these rules together may do everything with every object. */
export function allowsEverything(rules: readonly PolicyRule[]): boolean {
	return usualVerbs.every(verb => rules.some(rule => allows(rule, {verb, group: '*', resource: '*'})));
}

/** Single rights of `rules` that `others` do not give. */
export function beyond(rules: readonly PolicyRule[], others: readonly PolicyRule[]): Asking[] {
	return rules.flatMap(rule => {
		if (others.some(other => isSameRule(rule, other))) return [];
		return singleRights(rule).filter(right => !others.some(other => allows(other, right)));
	});
}

const isSameList = (a: readonly string[] = [], b: readonly string[] = []) =>
	a.length === b.length && a.every((one, index) => one === b[index]);
function isSameRule(a: PolicyRule, b: PolicyRule): boolean {
	return (['verbs', 'apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'] as const).every(key => isSameList(a[key], b[key]));
}
