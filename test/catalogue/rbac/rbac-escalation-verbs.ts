import control from '../../../source/catalogue/rbac/rbac-escalation-verbs.js';
import type {JsonObject, Manifest} from '../../../source/model/index.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {account, clusterRole, clusterRoleBinding, container, deployment, group, roleBinding, user} from '../../helpers/manifests.js';

const rbac = 'rbac.authorization.k8s.io';
const rule = (verbs: string[], apiGroup: string, resources: string[], more: JsonObject = {}): JsonObject => ({
	apiGroups: [apiGroup],
	resources,
	verbs,
	...more,
});
const pods = rule(['get', 'list'], '', ['pods']);
const given = (binding: string, subject: string, choice: string) => ({given: {[`${binding}/${subject}`]: choice}});
const toAnna = (...rules: JsonObject[]): Manifest[] => [
	clusterRole('law-shop-role', [pods, ...rules]),
	clusterRoleBinding('law-shop-anna', [user('anna')], 'law-shop-role'),
];
const trimmed = given('ClusterRoleBinding//law-shop-anna', 'U:anna', 'trim');
const argo = deployment({containers: [container({image: 'quay.io/argoproj/argocd:v3.1.0'})], serviceAccountName: 'argo'}, {name: 'argo'});

export const cases: Cases = {
	pass: [
		{name: 'ordinary rights', objects: toAnna()},
		{
			name: 'only what is named may be given or acted as',
			objects: toAnna(
				rule(['bind'], rbac, ['clusterroles'], {resourceNames: ['view', 'edit']}),
				rule(['impersonate'], '', ['users', 'groups'], {resourceNames: ['support']}),
			),
		},
		{
			name: 'the owner of a namespace',
			objects: [roleBinding('owners', [group('owners')], 'admin'), roleBinding('devs', [group('devs')], 'edit')],
			exempt: ['owners', 'devs'],
		},
		{
			name: 'what every cluster has',
			objects: [
				clusterRoleBinding('cluster-admin', [group('system:masters')]),
				clusterRoleBinding(
					'system:controller:clusterrole-aggregation-controller',
					[account('clusterrole-aggregation-controller', 'kube-system')],
					'system:controller:clusterrole-aggregation-controller',
				),
			],
		},
		{
			name: 'in one namespace nobody acts as users',
			objects: [
				clusterRole('law-shop-role', [rule(['impersonate'], '', ['users', 'groups'])]),
				roleBinding('anna', [user('anna')], 'law-shop-role'),
			],
		},
	],
	fail: [
		{
			name: 'acting as anybody',
			objects: toAnna(rule(['impersonate', 'get'], '', ['users', 'groups', 'configmaps'])),
			says: ['user anna may act as any user or group'],
			mend: trimmed,
		},
		{
			name: 'acting as the masters of the cluster by name',
			objects: toAnna(rule(['impersonate'], '', ['groups'], {resourceNames: ['system:masters']})),
			says: ['user anna may act as any user or group'],
			mend: trimmed,
		},
		{
			name: 'raising roles and giving any',
			objects: toAnna(rule(['*'], rbac, ['clusterroles', 'roles'])),
			says: ['user anna may raise any role, give any role to anybody'],
			mend: trimmed,
		},
		{
			name: 'giving cluster-admin by name',
			objects: toAnna(rule(['bind'], rbac, ['clusterroles'], {resourceNames: ['view', 'cluster-admin']})),
			says: ['user anna may give any role to anybody'],
			mend: trimmed,
		},
		{
			name: 'an account of pods by a role full of wildcards',
			objects: [
				clusterRole('law-shop-role', [rule(['*'], rbac, ['*'])]),
				clusterRoleBinding('law-shop-web', [account('web')], 'law-shop-role'),
				deployment({serviceAccountName: 'web'}),
			],
			says: ['service account shop/web may raise any role, give any role to anybody, pass its own rights on to others'],
			mend: given('ClusterRoleBinding//law-shop-web', 'S:shop/web', 'edit-own'),
		},
		{
			name: 'who may do everything, by cluster-admin or by a role of its own',
			objects: [
				clusterRole('law-shop-role', [rule(['*'], '*', ['*'])]),
				clusterRoleBinding('law-shop-jane', [user('jane')], 'law-shop-role'),
				clusterRoleBinding('ops', [user('ops')]),
			],
			says: [
				'user jane may do everything, and so act as anybody and give any role',
				'user ops may do everything, and so act as anybody and give any role',
			],
			mend: 'by-hand',
		},
	],
	warn: [
		{
			name: 'cluster-admin for an account in its namespace',
			objects: [roleBinding('app', [account('app')], 'cluster-admin')],
			says: ['service account shop/app may do everything in shop, and so act as others and give roles'],
			mend: 'by-hand',
		},
		{
			name: 'every service account',
			objects: [clusterRoleBinding('law-shop-devs', [group('devs')], 'edit')],
			says: ['group devs may act as any service account'],
			mend: given('ClusterRoleBinding//law-shop-devs', 'G:devs', 'view-all'),
		},
		{
			name: 'a user whose name holds what no name of an object may',
			objects: [clusterRoleBinding('law-shop-devs', [user('https://login.example/a%2Fb'), group('other')], 'edit')],
			says: ['user https://login.example/a%2Fb may act as any service account', 'group other may act as any service account'],
			mend: {
				given: {
					'ClusterRoleBinding//law-shop-devs/U:https://login.example/a%2Fb': 'view-all',
					'ClusterRoleBinding//law-shop-devs/G:other': 'view-all',
				},
			},
		},
		{
			name: 'identities and what constrains them',
			objects: toAnna(
				rule(['impersonate'], 'authentication.k8s.io', ['userextras/scopes', 'uids']),
				rule(['impersonate:user-info'], 'authentication.k8s.io', ['users']),
			),
			says: ['user anna may act under other identities'],
			mend: trimmed,
		},
		{
			name: 'roles of one namespace',
			objects: [
				clusterRole('law-shop-role', [pods, rule(['escalate', 'bind', 'create'], rbac, ['roles', 'rolebindings'])]),
				roleBinding('anna', [user('anna')], 'law-shop-role'),
			],
			says: ['user anna may raise any role, give any role to anybody, pass its own rights on to others in shop'],
			mend: given('RoleBinding/shop/anna', 'U:anna', 'trim'),
		},
		{
			name: 'the owner of a namespace of the system',
			objects: [roleBinding('law-shop-owners', [group('owners')], 'admin', {namespace: 'kube-system'})],
			says: ['group owners may act as any service account, pass its own rights on to others in kube-system'],
			mend: given('RoleBinding/kube-system/law-shop-owners', 'G:owners', 'view-own'),
		},
		{
			name: 'an operator that makes roles',
			objects: [
				clusterRole('law-shop-role', [pods, rule(['bind', 'escalate'], rbac, ['clusterroles'])]),
				clusterRoleBinding('law-shop-argo', [account('argo')], 'law-shop-role'),
				argo,
			],
			says: ['service account shop/argo may raise any role, give any role to anybody: it runs Argo CD, which needs some of it'],
			mend: given('ClusterRoleBinding//law-shop-argo', 'S:shop/argo', 'trim'),
		},
		{
			name: 'the binding that carries my own rights',
			objects: [clusterRoleBinding('me', [user('me')], 'edit')],
			facts: {self: {name: 'me', groups: []}},
			says: ['user me may act as any service account'],
			mend: 'by-hand',
			onlyHere: 'the session there is in system:masters',
		},
	],
};

upholdsTheLaw(control, cases);
