import control from '../../../source/catalogue/rbac/rbac-cluster-admin-bindings.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {account, clusterRole, clusterRoleBinding, deployment, group, roleBinding, user} from '../../helpers/manifests.js';

const everything = clusterRole('all', [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]);
const given = (binding: string, subject: string, choice: string) => ({given: {[`${binding}/${subject}`]: choice}});
const names = Array.from({length: 6}, (_, index) => `person-${index}`);

export const cases: Cases = {
	pass: [
		{
			name: 'what every cluster has',
			objects: [
				clusterRoleBinding('cluster-admin', [group('system:masters')]),
				clusterRoleBinding('kubeadm:cluster-admins', [group('kubeadm:cluster-admins')]),
			],
			exempt: ['cluster-admin', 'kubeadm:cluster-admins'],
		},
		{
			name: 'the administrators that AKS takes from Entra, by the id of their group',
			objects: [clusterRoleBinding('aks-cluster-admin-binding-aad', [group('3f2504e0-4f89-41d3-9a0c-0305e82c3301')])],
			exempt: ['aks-cluster-admin-binding-aad'],
		},
		{name: 'a narrow role', objects: [clusterRoleBinding('viewers', [group('devs')], 'view')]},
		{
			name: 'a service account of no namespace in a cluster binding is nobody',
			objects: [clusterRoleBinding('nobody', [{kind: 'ServiceAccount', name: 'x'}])],
			onlyHere: 'the server refuses it',
		},
	],
	fail: [
		{
			name: 'an account that pods run as',
			objects: [clusterRoleBinding('ops', [account('web')]), deployment({serviceAccountName: 'web'}, {name: 'web'})],
			says: ['service account shop/web may do everything: deployment/web runs as it'],
			mend: given('ClusterRoleBinding//ops', 'S:shop/web', 'edit-own'),
		},
		{
			name: 'everybody who is logged in',
			objects: [clusterRoleBinding('oops', [group('system:authenticated')])],
			says: ['group system:authenticated may do everything: nobody can count its members'],
			mend: given('ClusterRoleBinding//oops', 'G:system:authenticated', 'none'),
		},
		{
			name: 'six people in production',
			answers: {environment: 'prod'},
			objects: [clusterRoleBinding('team', names.map(user))],
			says: names.map(name => `user ${name} may do everything, one of 6 people and groups`),
			mend: {given: Object.fromEntries(names.map(name => [`ClusterRoleBinding//team/U:${name}`, 'view-all']))},
		},
	],
	warn: [
		{
			name: 'a group by its name in the binding of AKS',
			objects: [clusterRoleBinding('aks-cluster-admin-binding-aad', [group('devs')])],
			says: ['group devs may do everything'],
			mend: given('ClusterRoleBinding//aks-cluster-admin-binding-aad', 'G:devs', 'none'),
		},
		{
			name: 'one person',
			objects: [clusterRoleBinding('anna', [user('anna')])],
			says: ['user anna may do everything'],
			mend: given('ClusterRoleBinding//anna', 'U:anna', 'view-all'),
		},
		{
			name: 'one subject of several leaves, the others stay',
			objects: [clusterRoleBinding('cluster-admin', [group('system:masters'), user('ben')])],
			says: ['user ben may do everything'],
			exempt: ['cluster-admin'],
			mend: given('ClusterRoleBinding//cluster-admin', 'U:ben', 'edit-all'),
			onlyHere: 'the binding exists there',
		},
		{
			name: 'an account that no pod uses',
			objects: [clusterRoleBinding('idle', [account('idle')])],
			says: ['service account shop/idle may do everything; no pod runs as it'],
			mend: given('ClusterRoleBinding//idle', 'S:shop/idle', 'view-own'),
		},
		{
			name: 'every right inside one namespace',
			objects: [roleBinding('support', [group('support')])],
			says: ['group support may do everything in shop'],
			mend: given('RoleBinding/shop/support', 'G:support', 'edit-own'),
		},
		{
			name: 'a role of the same power under another name',
			objects: [everything, clusterRoleBinding('all', [user('carl')], 'all')],
			says: ['user carl may do everything'],
			mend: given('ClusterRoleBinding//all', 'U:carl', 'none'),
		},
		{
			name: 'the binding that carries my own rights',
			objects: [clusterRoleBinding('me', [user('me')])],
			facts: {self: {name: 'me', groups: []}},
			says: ['user me may do everything'],
			mend: 'by-hand',
			onlyHere: 'the session there is in system:masters',
		},
		{
			name: 'a name that would drive the terminal',
			objects: [clusterRoleBinding('evil\u001B[2J', [user('e\u001B]52;c;eA==\u0007')])],
			says: ['user e\\u{1b}]52;c;eA==\\u{7} may do everything'],
			mend: given('ClusterRoleBinding//evil\\u{1b}[2J', 'U:e\\u{1b}]52;c;eA==\\u{7}', 'none'),
		},
	],
};

upholdsTheLaw(control, cases);
