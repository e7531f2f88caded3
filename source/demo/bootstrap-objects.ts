import {bootstrapBindings, bootstrapRoles} from '../kube/rbac/bootstrap-policy.js';
import {ruleOf} from '../kube/rbac/rule-text.js';
import type {ApiObject, Labels, Tree} from './api-object.js';

const rbac = 'rbac.authorization.k8s.io';
const metadata = (path: string, labels: Labels = {}) => {
	const slash = path.indexOf('/');
	return {
		name: path.slice(slash + 1),
		...(slash < 0 ? {} : {namespace: path.slice(0, slash)}),
		annotations: {'rbac.authorization.kubernetes.io/autoupdate': 'true'},
		labels: {'kubernetes.io/bootstrapping': 'rbac-defaults', ...labels},
	};
};
const lines = (text: string) => text.trim().split('\n');

/** A rule from its short form, as an object of the API. */
export function ruleTree(text: string): Tree {
	return Object.fromEntries(Object.entries(ruleOf(text)).map(([field, values]) => [field, [...values]]));
}

function role(line: string): ApiObject {
	const [head = '', rules = ''] = line.split(' | ');
	const [path = '', ...marks] = head.split(' ');
	const label = (mark: string) => `${rbac}/aggregate-to-${mark.slice(1)}`;
	const from = marks.filter(mark => mark.startsWith('<')).map(mark => ({matchLabels: {[label(mark)]: 'true'}}));
	const to = Object.fromEntries(marks.filter(mark => mark.startsWith('>')).map(mark => [label(mark), 'true']));
	return {
		kind: path.includes('/') ? 'Role' : 'ClusterRole',
		apiVersion: `${rbac}/v1`,
		metadata: metadata(path, to),
		rules: rules === '' ? [] : rules.split('; ').map(ruleTree),
		...(from.length > 0 ? {aggregationRule: {clusterRoleSelectors: from}} : {}),
	};
}

/** `U:name`, `G:name` or `S:namespace/name`. */
export function subjectOf(text: string): Tree {
	const name = text.slice(2);
	if (text.startsWith('S:'))
		return {kind: 'ServiceAccount', namespace: name.slice(0, name.indexOf('/')), name: name.slice(name.indexOf('/') + 1)};
	return {kind: text.startsWith('U:') ? 'User' : 'Group', apiGroup: rbac, name};
}

function binding(line: string): ApiObject {
	const [path = '', roleName = '', ...subjects] = line.split(' ');
	const kind = path.includes('/') ? 'RoleBinding' : 'ClusterRoleBinding';
	return {
		kind,
		apiVersion: `${rbac}/v1`,
		metadata: metadata(path),
		...(subjects.length > 0 ? {subjects: subjects.map(subjectOf)} : {}),
		roleRef: {apiGroup: rbac, kind: kind === 'RoleBinding' ? 'Role' : 'ClusterRole', name: roleName},
	};
}

/** What the API server puts into an empty cluster: its roles, their bindings, and the two priorities of its own. */
export function bootstrapObjects(): ApiObject[] {
	const roles = lines(bootstrapRoles).map(role);
	const prefix = 'system:controller:';
	const controllers = roles
		.filter(({kind, metadata: {name}}) => kind === 'ClusterRole' && name.startsWith(prefix))
		.map(({metadata: {name}}) => `${name} ${name} S:kube-system/${name.slice(prefix.length)}`);
	const classes = ['system-cluster-critical', 'system-node-critical'].map((name, index) => ({
		kind: 'PriorityClass',
		apiVersion: 'scheduling.k8s.io/v1',
		metadata: {name},
		value: 2_000_000_000 + 1000 * index,
		preemptionPolicy: 'PreemptLowerPriority',
	}));
	return [...classes, ...roles, ...[...lines(bootstrapBindings), ...controllers].map(binding)];
}
