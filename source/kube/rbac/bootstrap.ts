import type {Metadata, PolicyRule, Role, RoleBinding} from '../../model/index.js';
import {bootstrapBindings, bootstrapRoles, earlierRules} from './bootstrap-policy.js';
import {ruleOf} from './rule-text.js';
import {type Asking, beyond} from './rules.js';
import {type Bearer, bearerKey} from './subjects.js';

type DefaultRole = {readonly rules: readonly PolicyRule[]; readonly collects?: string; readonly joins: readonly string[]};
type DefaultBinding = {readonly roleName: string; readonly subjects: ReadonlySet<string>};

const controllerPrefix = 'system:controller:';
const lines = (text: string) => text.trim().split('\n');

function defaultRole(line: string): [string, DefaultRole] {
	const [head = '', text = ''] = line.split(' | ');
	const [path = '', ...marks] = head.trim().split(' ');
	const collects = marks.find(mark => mark.startsWith('<'))?.slice(1);
	const rules = text.trim() === '' ? [] : text.split('; ').map(ruleOf);
	return [path, {rules, joins: marks.filter(mark => mark.startsWith('>')).map(mark => mark.slice(1)), ...(collects && {collects})}];
}

function defaultBinding(line: string): [string, DefaultBinding] {
	const [path = '', roleName = '', ...subjects] = line.split(' ');
	return [path, {roleName, subjects: new Set(subjects)}];
}

const roles: ReadonlyMap<string, DefaultRole> = new Map(lines(bootstrapRoles).map(defaultRole));
const bindings: ReadonlyMap<string, DefaultBinding> = new Map([
	...lines(bootstrapBindings).map(defaultBinding),
	...[...roles.keys()]
		.filter(path => path.startsWith(controllerPrefix))
		.map((path): [string, DefaultBinding] => [
			path,
			{roleName: path, subjects: new Set([`S:kube-system/${path.slice(controllerPrefix.length)}`])},
		]),
]);
const pathOf = ({namespace, name}: Pick<Metadata, 'namespace' | 'name'>) => (namespace === undefined ? name : `${namespace}/${name}`);

/** Rights that many default roles had while their resources were served. */
const retired: readonly PolicyRule[] = [
	{verbs: ['use'], apiGroups: ['policy', 'extensions'], resources: ['podsecuritypolicies']},
	{verbs: ['*'], apiGroups: ['extensions'], resources: ['deployments', 'daemonsets', 'replicasets', 'ingresses', 'networkpolicies']},
];
/** What single default roles held in earlier versions; an upgrade takes nothing away from them. */
const earlier: ReadonlyMap<string, DefaultRole> = new Map(lines(earlierRules).map(defaultRole));

/** A default role and those that it collects. */
function partsOf(path: string): string[] {
	const collects = roles.get(path)?.collects;
	const parts = collects === undefined ? [] : [...roles].flatMap(([part, {joins}]) => (joins.includes(collects) ? partsOf(part) : []));
	return [path, ...parts];
}

/** The default rules of a role of the server's bootstrap policy, collected where it aggregates; undefined for any other. */
export function defaultRules(metadata: Pick<Metadata, 'namespace' | 'name'>): readonly PolicyRule[] | undefined {
	const path = pathOf(metadata);
	return roles.has(path) ? partsOf(path).flatMap(part => roles.get(part)?.rules ?? []) : undefined;
}

/** What was added to a role of the bootstrap policy; undefined for any other role. */
export function addedRights({metadata, rules}: Pick<Role, 'metadata' | 'rules'>): readonly Asking[] | undefined {
	const own = defaultRules(metadata);
	const former = partsOf(pathOf(metadata)).flatMap(part => earlier.get(part)?.rules ?? []);
	return own && beyond(rules, [...own, ...former, ...retired]);
}

/** The subjects that the bootstrap policy puts into a binding; undefined where the binding is none of it or leads to another role. */
export function isDefaultSubject({metadata, roleRef}: Pick<RoleBinding, 'metadata' | 'roleRef'>, subject: Bearer): boolean {
	const binding = bindings.get(pathOf(metadata));
	return binding !== undefined && binding.roleName === roleRef.name && binding.subjects.has(bearerKey(subject));
}

/** Resources of an API group that the default roles name, without subresources. */
export function knownResources(group: string): readonly string[] {
	const named = [...roles.values()]
		.flatMap(({rules}) => rules)
		.filter(({apiGroups = []}) => apiGroups.includes(group))
		.flatMap(({resources = []}) => resources.filter(resource => resource !== '*' && !resource.includes('/')));
	return [...new Set(named)].sort();
}

/** API groups of the server itself that the default roles name. */
export function knownGroups(): ReadonlySet<string> {
	return new Set([...roles.values()].flatMap(({rules}) => rules.flatMap(({apiGroups = []}) => apiGroups.filter(group => group !== '*'))));
}
