import control from '../../../source/catalogue/service-accounts/sa-automount-off.js';
import type {JsonObject, Manifest} from '../../../source/model/index.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {
	account,
	calico,
	clusterRole,
	clusterRoleBinding,
	container,
	cronJob,
	daemonSet,
	deployment,
	group,
	pod,
	roleBinding,
	service,
	statefulSet,
} from '../../helpers/manifests.js';

const ownAccount = (name: string, more: JsonObject = {}): Manifest => ({
	apiVersion: 'v1',
	kind: 'ServiceAccount',
	metadata: {name, namespace: 'shop'},
	...more,
});
const as = (name: string, more: JsonObject = {}) => ({serviceAccountName: name, ...more});
const off = {automountServiceAccountToken: false};
const role = clusterRole('law-shop-role', [{apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'update']}]);
const toWeb = roleBinding('web', [account('web')], 'law-shop-role');
const web = (spec: JsonObject = as('web')) => deployment(spec, {name: 'web'});
const open = service('web', {externalIPs: ['203.0.113.7']});
const certs = deployment(as('web', {containers: [container({image: 'quay.io/jetstack/cert-manager-controller:v1.19.0'})]}), {name: 'web'});
const answer = (value: string) => ({given: {'apps/Deployment/shop/web/token': value}});
const facing = 'strangers reach it, and it carries the token of service account shop/web, which may get configmaps, update configmaps';
const useless = (name: string) => `carries the token of service account shop/${name}, which has no rights to use it for`;

export const cases: Cases = {
	pass: [
		{name: 'no token by the pod’s word', objects: [web({...as('web'), ...off}), pod(off), cronJob(off)]},
		{name: 'no token by its account’s word', objects: [ownAccount('web', off), web()], onlyHere: 'the account is made there already'},
		{name: 'an account of its own with rights, inside', objects: [role, toWeb, web(), service('web')]},
		{name: 'the network plugin', objects: [calico], exempt: ['calico-node']},
		{
			name: 'an account of its own that reads a path of the server',
			objects: [
				clusterRole('law-shop-metrics', [{verbs: ['get'], nonResourceURLs: ['/metrics']}]),
				clusterRoleBinding('law-shop-metrics', [account('web')], 'law-shop-metrics'),
				web(),
			],
		},
		{name: 'an operator that strangers reach', objects: [role, toWeb, certs, open], exempt: ['web']},
		{
			name: 'who asks a vault for its credentials with it',
			objects: [
				{
					...web(),
					spec: {
						selector: {matchLabels: {app: 'web'}},
						template: {
							metadata: {labels: {app: 'web'}, annotations: {'vault.hashicorp.com/agent-inject': 'true'}},
							spec: {containers: [container()], serviceAccountName: 'web'},
						},
					},
				},
			],
		},
	],
	fail: [
		{name: 'rights where strangers come in', objects: [role, toWeb, web(), open], says: [facing], mend: answer('no')},
		{name: 'the app needs them', objects: [role, toWeb, web(), open], says: [facing], mend: 'by-hand', onlyHere: 'nothing is changed'},
		{
			name: 'rights that every account has, where strangers come in',
			objects: [role, clusterRoleBinding('law-shop-all', [group('system:serviceaccounts:shop')], 'law-shop-role'), web(), open],
			says: [facing],
			mend: answer('no'),
		},
	],
	warn: [
		{
			name: 'tokens without rights',
			objects: [web(), statefulSet(), daemonSet(), cronJob(as('batch'))],
			says: [useless('web'), useless('default'), useless('default'), useless('batch')],
		},
		{
			name: 'the pod says yes where its account says no',
			objects: [ownAccount('web', off), web(as('web', {automountServiceAccountToken: true}))],
			says: [useless('web')],
			onlyHere: 'the account is made there already',
		},
		{
			name: 'rights that every account has',
			objects: [role, clusterRoleBinding('law-shop-all', [group('system:serviceaccounts')], 'law-shop-role'), web()],
			says: ['carries the token of service account shop/web, which has only rights that every account has'],
		},
		{
			name: 'the default account with rights',
			objects: [role, roleBinding('all', [account('default')], 'law-shop-role'), web({})],
			says: ['carries the token of service account shop/default, as everything that names no account does'],
			mend: answer('no'),
		},
		{name: 'a pod that nothing made', objects: [pod()], says: [useless('default')], mend: 'by-hand'},
		{
			name: 'what runs in a namespace of the system and is not known',
			objects: [deployment({}, {namespace: 'kube-system'})],
			says: ['carries the token of service account kube-system/default, which has no rights to use it for'],
		},
	],
	unknown: [
		{
			name: 'services were not read, and it has rights',
			objects: [role, toWeb, web()],
			unread: {services: 'absent'},
			code: 'partial',
		},
	],
};

upholdsTheLaw(control, cases);
