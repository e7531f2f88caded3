import control from '../../../source/catalogue/service-accounts/default-sa-unused.js';
import type {JsonObject, Manifest} from '../../../source/model/index.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {account, calico, clusterRole, clusterRoleBinding, deployment, group, pod, roleBinding, user} from '../../helpers/manifests.js';

const serviceAccount = (name: string, more: JsonObject = {}): Manifest => ({
	apiVersion: 'v1',
	kind: 'ServiceAccount',
	metadata: {name, namespace: 'shop'},
	...more,
});
const off = {automountServiceAccountToken: false};
const role = clusterRole('law-shop-role', [{apiGroups: [''], resources: ['configmaps'], verbs: ['get']}]);
const toDefault = roleBinding('all', [user('anna'), account('default')], 'law-shop-role');
const given = (values: Readonly<Record<string, string>>) => ({given: values});
const bindingId = 'rbac.authorization.k8s.io/RoleBinding/shop/all/S:shop/default';
const running = 'names no service account of its own, and carries the token of default';
const apps = (...names: string[]) => names.map(name => deployment({serviceAccountName: 'common', ...off}, {name}));
const image: Manifest = clusterRole('system:image-puller', [
	{apiGroups: ['image.openshift.io'], resources: ['imagestreams/layers'], verbs: ['get']},
]);

export const cases: Cases = {
	pass: [
		{
			name: 'accounts of their own, and default without a token',
			objects: [role, roleBinding('web', [account('web')], 'law-shop-role'), deployment({serviceAccountName: 'web'}), pod(off)],
		},
		{
			name: 'health and version for all',
			objects: [clusterRole('law-shop-role', [{verbs: ['get'], nonResourceURLs: ['/livez']}]), toDefault],
		},
		{
			name: 'what the server is and how it is, for all of the cluster',
			objects: [
				clusterRole('law-shop-role', [{verbs: ['get'], nonResourceURLs: ['/api', '/apis/*', '/openapi/*', '/version/', '/readyz']}]),
				clusterRoleBinding('law-shop-all', [account('default')], 'law-shop-role'),
			],
		},
		{
			name: 'a path, which a binding in one namespace does not give',
			objects: [clusterRole('law-shop-role', [{verbs: ['get'], nonResourceURLs: ['/metrics']}]), toDefault],
		},
		{name: 'the network plugin', objects: [calico], exempt: ['calico-node']},
		{
			name: 'the pods of an OpenShift project pull its images',
			objects: [image, roleBinding('system:image-pullers', [group('system:serviceaccounts:shop')], 'system:image-puller')],
			exempt: ['system:image-pullers'],
		},
		{
			name: 'what minikube makes, to try things out',
			answers: {'control-plane-owner': 'lab'},
			objects: [clusterRoleBinding('minikube-rbac', [account('default', 'kube-system')])],
			exempt: ['minikube-rbac'],
		},
		{
			name: 'three apps of one account',
			objects: [role, serviceAccount('common'), roleBinding('common', [account('common')], 'law-shop-role'), ...apps('a', 'b', 'c')],
		},
		{name: 'four apps of one account that may do nothing', objects: [serviceAccount('common'), ...apps('a', 'b', 'c', 'd')]},
	],
	fail: [
		{
			name: 'rights that nobody needs',
			objects: [role, toDefault],
			says: ['whatever names no account in shop may get configmaps'],
			mend: given({[bindingId]: 'none'}),
		},
		{
			name: 'rights that one app needs: it gets an account of its own',
			objects: [role, toDefault, deployment({}, {name: 'web'})],
			says: ['whatever names no account in shop may get configmaps', running],
			mend: given({[bindingId]: 'Deployment/web', 'apps/Deployment/shop/web/account': 'own'}),
		},
		{
			name: 'rights that the one app without a token of its own gives up',
			objects: [role, toDefault, deployment({}, {name: 'web'})],
			says: ['whatever names no account in shop may get configmaps', running],
			mend: given({[bindingId]: 'none', 'apps/Deployment/shop/web/account': 'off'}),
		},
		{
			name: 'rights of an app that has switched the token of others off',
			objects: [
				role,
				roleBinding('all', [account('default')], 'law-shop-role'),
				deployment(off, {name: 'web'}),
				deployment({serviceAccountName: 'other', ...off}, {name: 'api'}),
			],
			says: ['whatever names no account in shop may get configmaps'],
			mend: given({[bindingId]: 'Deployment/web'}),
		},
		{
			name: 'all accounts of a namespace',
			objects: [role, roleBinding('all', [group('system:serviceaccounts:shop')], 'law-shop-role')],
			says: ['every service account of shop may get configmaps'],
			mend: given({'rbac.authorization.k8s.io/RoleBinding/shop/all/G:system:serviceaccounts:shop': 'none'}),
		},
		{
			name: 'a path of the server',
			objects: [
				clusterRole('law-shop-role', [{verbs: ['get'], nonResourceURLs: ['/metrics', '/version']}]),
				clusterRoleBinding('law-shop-all', [account('default')], 'law-shop-role'),
			],
			says: ['whatever names no account in shop may get /metrics'],
			mend: given({'rbac.authorization.k8s.io/ClusterRoleBinding//law-shop-all/S:shop/default': 'none'}),
		},
		{
			name: 'a role that was not found',
			objects: [roleBinding('all', [account('default')], 'law-shop-later')],
			says: ['whatever names no account in shop gets what ClusterRole law-shop-later allows, which was not found'],
			mend: given({[bindingId]: 'none'}),
		},
		{
			name: 'what minikube makes, where it is not to try things out',
			objects: [clusterRoleBinding('minikube-rbac', [account('default', 'kube-system')])],
			says: ['whatever names no account in kube-system may do everything'],
			mend: given({'rbac.authorization.k8s.io/ClusterRoleBinding//minikube-rbac/S:kube-system/default': 'none'}),
		},
		{
			name: 'my own rights',
			objects: [role, toDefault],
			facts: {self: {name: 'system:serviceaccount:shop:default', groups: []}},
			says: ['whatever names no account in shop may get configmaps'],
			mend: 'by-hand',
			onlyHere: 'the session there is in system:masters',
		},
	],
	warn: [
		{
			name: 'a token without rights',
			objects: [deployment({}, {name: 'web'}), deployment({serviceAccountName: 'default'}, {name: 'api'})],
			says: [running, running],
		},
		{
			name: 'rights that every account has: the app gets one of its own',
			objects: [
				role,
				clusterRoleBinding('law-shop-all', [group('system:serviceaccounts')], 'law-shop-role'),
				deployment({}, {name: 'web'}),
				serviceAccount('default', {imagePullSecrets: [{name: 'registry'}]}),
			],
			says: [running],
			mend: given({'apps/Deployment/shop/web/account': 'own'}),
			onlyHere: 'the account is made there already',
		},
		{
			name: 'the same, to start as an account of its own',
			objects: [
				role,
				clusterRoleBinding('law-shop-all', [group('system:serviceaccounts')], 'law-shop-role'),
				deployment({}, {name: 'web'}),
			],
			says: [running],
			mend: given({'apps/Deployment/shop/web/account': 'own'}),
		},
		{name: 'a pod that nothing made', objects: [pod()], says: [running], mend: 'by-hand'},
		{
			name: 'four apps of one account with rights',
			objects: [role, serviceAccount('common'), roleBinding('common', [account('common')], 'law-shop-role'), ...apps('a', 'b', 'c', 'd')],
			says: ['4 apps share it, and with it rights'],
			mend: 'by-hand',
		},
		{
			name: 'four apps of one account that a cloud trusts',
			objects: [
				{
					...serviceAccount('common'),
					metadata: {name: 'common', namespace: 'shop', annotations: {'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/app'}},
				},
				...apps('a', 'b', 'c', 'd'),
			],
			says: ['4 apps share it, and with it an identity in a cloud'],
			mend: 'by-hand',
		},
	],
};

upholdsTheLaw(control, cases);
