import control from '../../../source/catalogue/rbac/rbac-wildcards.js';
import type {JsonObject, Manifest} from '../../../source/model/index.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {account, clusterRole, clusterRoleBinding, roleBinding, user} from '../../helpers/manifests.js';

const rule = (verbs: string[], apiGroups: string[], resources: string[]): JsonObject => ({apiGroups, resources, verbs});
const role = (...rules: JsonObject[]) => clusterRole('law-shop-role', rules);
const anna = clusterRoleBinding('law-shop-anna', [user('anna')], 'law-shop-role');
const joining = (name: string, ...rules: JsonObject[]): Manifest => ({
	...clusterRole('law-shop-role', rules),
	metadata: {name: 'law-shop-role', labels: {[`rbac.authorization.k8s.io/aggregate-to-${name}`]: 'true'}},
});
const answers = (texts: Readonly<Record<string, string>>) => ({
	given: Object.fromEntries(Object.entries(texts).map(([key, text]) => [`ClusterRole//law-shop-role/${key}`, text])),
});
const definition = {
	apiVersion: 'apiextensions.k8s.io/v1',
	kind: 'CustomResourceDefinition',
	metadata: {name: 'widgets.shop.example'},
	spec: {group: 'shop.example', names: {kind: 'Widget', plural: 'widgets'}, scope: 'Namespaced', versions: []},
} as const;

export const cases: Cases = {
	pass: [
		{name: 'what is named', objects: [role(rule(['get', 'list'], ['apps'], ['deployments'])), anna]},
		{name: 'a narrow wildcard that nobody holds', objects: [role(rule(['*'], ['apps'], ['deployments']))]},
		{
			name: 'the roles of every cluster',
			objects: [
				clusterRole('cluster-admin', [rule(['*'], ['*'], ['*']), {verbs: ['*'], nonResourceURLs: ['*']}]),
				clusterRoleBinding('ops', [user('ops')]),
			],
		},
		{
			name: 'the kinds that an operator brings itself',
			objects: [
				role(rule(['*'], ['shop.example'], ['*'])),
				clusterRoleBinding('operator', [account('operator')], 'law-shop-role'),
				definition,
			],
		},
		{
			name: 'a role of a platform',
			objects: [role(rule(['get'], ['*'], ['pods'])), clusterRoleBinding('eks:addon', [user('eks:addon-manager')], 'law-shop-role')],
			exempt: ['law-shop-role'],
		},
		{
			name: 'people who read what was added, or would be',
			objects: [role(rule(['get', 'list'], ['constraints.gatekeeper.sh'], ['*'])), anna],
		},
		{name: 'view may read kinds that were added', objects: [joining('view', rule(['get', 'list'], ['shop.example'], ['widgets']))]},
		{name: 'editors of kinds that were added', objects: [joining('edit', rule(['create', 'delete'], ['shop.example'], ['widgets']))]},
	],
	fail: [
		{
			name: 'every verb on every resource of a group',
			objects: [role(rule(['*'], ['apps'], ['*'])), anna],
			says: ['allows every verb on every resource of apps; held by user anna'],
			mend: answers({'0/resources': 'deployments, statefulsets'}),
		},
		{
			name: 'everything, by the name of another role, for three',
			objects: [
				role(rule(['*'], ['*'], ['*']), {verbs: ['*'], nonResourceURLs: ['/metrics']}),
				anna,
				roleBinding('others', [user('ben'), account('web')], 'law-shop-role'),
			],
			says: ['allows every verb on every resource; held by service account shop/web and user anna and 1 more'],
			mend: answers({'0/apiGroups': 'core apps', '0/resources': 'pods, deployments'}),
		},
		{
			name: 'the kinds of an operator, for a person',
			objects: [role(rule(['*'], ['shop.example'], ['*'])), anna],
			says: ['allows every verb on every resource of shop.example; held by user anna'],
			mend: answers({'0/resources': 'widgets'}),
		},
		{
			name: 'view may read Secrets',
			objects: [joining('view', rule(['get'], [''], ['secrets']))],
			says: ['its label adds rules to the role view, so that whoever has that may read Secrets'],
		},
		{
			name: 'view may change things',
			objects: [joining('view', rule(['get', 'patch'], ['shop.example'], ['widgets']))],
			says: ['its label adds rules to the role view, so that whoever has that may change things'],
		},
	],
	warn: [
		{
			name: 'every verb on named resources, in one namespace',
			objects: [role(rule(['*'], ['', 'apps'], ['pods', 'deployments'])), roleBinding('anna', [user('anna')], 'law-shop-role')],
			says: ['a rule of it covers every verb with *; held by user anna'],
		},
		{
			name: 'every resource and every group, to read',
			objects: [role(rule(['get'], ['*'], ['*'])), anna],
			says: ['a rule of it covers every resource and every API group with *; held by user anna'],
			mend: answers({'0/apiGroups': 'core', '0/resources': 'pods'}),
		},
		{
			name: 'everything, held by nobody yet',
			objects: [role(rule(['*'], ['*'], ['*']))],
			says: ['allows every verb on every resource; nobody holds it yet'],
		},
		{
			name: 'editors may run commands through nodes',
			objects: [joining('edit', rule(['get'], [''], ['nodes/proxy']))],
			says: ['its label adds rules to the role edit, so that whoever has that may run commands in every pod through its node'],
		},
		{
			name: 'a role that carries my own rights',
			objects: [role(rule(['*'], ['apps'], ['deployments'])), anna],
			facts: {self: {name: 'anna', groups: []}},
			says: ['a rule of it covers every verb with *; held by user anna'],
			mend: 'by-hand',
			onlyHere: 'the session there is in system:masters',
		},
		{
			name: 'what was added to a role of the server',
			objects: [
				clusterRole('system:discovery', [rule(['get'], ['*'], ['pods'])]),
				clusterRoleBinding('all', [user('anna')], 'system:discovery'),
			],
			says: ['a rule of it covers every API group with *; held by user anna'],
			mend: 'by-hand',
			onlyHere: 'the role exists there',
		},
	],
};

upholdsTheLaw(control, cases);
