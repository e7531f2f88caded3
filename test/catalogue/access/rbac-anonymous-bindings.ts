import control from '../../../source/catalogue/access/rbac-anonymous-bindings.js';
import type {AnonymousProbe, JsonObject, Manifest} from '../../../source/model/index.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {clusterRole, clusterRoleBinding, group, roleBinding, user} from '../../helpers/manifests.js';

const anonymous = user('system:anonymous');
const unauthenticated = group('system:unauthenticated');
const info = 'system:public-info-viewer';
const health = {verbs: ['get'], nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/']};
const probe = (path: string, status: number): AnonymousProbe => ({path, status});
const unread = {clusterRoleBindings: 'absent', roleBindings: 'absent', clusterRoles: 'absent', roles: 'absent'} as const;
const onServer = 'both exist there';

const joinInfo = 'kubeadm:bootstrap-signer-clusterinfo';
const joins = (...rules: JsonObject[]): Manifest[] => [
	{apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: {name: joinInfo, namespace: 'kube-public'}, rules},
	{
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind: 'RoleBinding',
		metadata: {name: joinInfo, namespace: 'kube-public'},
		roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: joinInfo},
		subjects: [anonymous],
	},
];
const clusterInfo = {apiGroups: [''], resources: ['configmaps'], resourceNames: ['cluster-info'], verbs: ['get']};

export const cases: Cases = {
	pass: [
		{
			name: 'what every cluster has, and what kubeadm adds',
			objects: [
				clusterRole(info, [health]),
				clusterRoleBinding(info, [group('system:authenticated'), unauthenticated], info),
				...joins(clusterInfo),
			],
			exempt: [info, joinInfo],
		},
		{name: 'people who have logged in', objects: [clusterRoleBinding('team', [user('anna'), group('system:authenticated')], 'view')]},
	],
	fail: [
		{
			name: 'the user and the group',
			objects: [clusterRoleBinding('law-shop-open', [anonymous, unauthenticated, user('anna')], 'cluster-admin')],
			says: [
				'user system:anonymous, everybody without a login, may do everything',
				'group system:unauthenticated, everybody without a login, may do everything',
			],
		},
		{
			name: 'one namespace, and nobody else in the binding',
			objects: [
				clusterRole('law-shop-role', [{apiGroups: [''], resources: ['pods'], verbs: ['get', 'list']}]),
				roleBinding('open', [unauthenticated], 'law-shop-role'),
			],
			says: ['group system:unauthenticated, everybody without a login, may get pods, list pods'],
		},
		{
			name: 'a role that does not exist yet',
			objects: [clusterRoleBinding('law-shop-open', [anonymous], 'law-shop-later')],
			says: ['user system:anonymous, everybody without a login, gets whatever ClusterRole law-shop-later will allow'],
		},
		{
			name: 'a default binding that leads to another role',
			objects: [clusterRoleBinding(info, [unauthenticated], 'system:discovery')],
			says: ['group system:unauthenticated, everybody without a login, may get /api, get /api/*, get /apis, get /apis/* and 7 more rights'],
			onlyHere: onServer,
		},
		{
			name: 'roles were not read, but a stranger gets an answer',
			facts: {anonymous: [probe('/livez', 200), probe('/api', 200)]},
			read: ['anonymous'],
			unread,
			says: ['a stranger gets an answer from /api, so that some binding or authorizer lets everybody in'],
			mend: 'by-hand',
		},
	],
	warn: [
		{
			name: 'rules added to the default role',
			objects: [
				clusterRole(info, [health, {apiGroups: [''], resources: ['configmaps'], verbs: ['list']}]),
				clusterRoleBinding(info, [unauthenticated], info),
			],
			says: ['group system:unauthenticated, everybody without a login, may also list configmaps: this was added to the role'],
			onlyHere: onServer,
		},
		{
			name: 'rules added to what kubeadm shows',
			objects: joins(clusterInfo, {apiGroups: [''], resources: ['secrets'], verbs: ['get']}),
			says: ['user system:anonymous, everybody without a login, may also get secrets: this was added to the role'],
		},
	],
	unknown: [
		{
			name: 'roles were not read, and a stranger is refused',
			facts: {anonymous: [probe('/livez', 200), probe('/api', 403)]},
			read: ['anonymous'],
			unread,
			code: 'partial',
		},
		{name: 'neither', unread, code: 'absent'},
	],
};

upholdsTheLaw(control, cases);
