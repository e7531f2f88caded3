import control from '../../../source/catalogue/rbac/rbac-secrets-read.js';
import type {JsonObject, Manifest} from '../../../source/model/index.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {account, clusterRole, clusterRoleBinding, container, deployment, group, roleBinding, user} from '../../helpers/manifests.js';

const rule = (verbs: string[], resources: string[], more: JsonObject = {}): JsonObject => ({apiGroups: [''], resources, verbs, ...more});
const read = rule(['get', 'list', 'watch'], ['configmaps', 'secrets']);
const role = (...rules: JsonObject[]) => clusterRole('law-shop-role', rules);
const toAll = (...subjects: JsonObject[]) => clusterRoleBinding('law-shop-all', subjects, 'law-shop-role');
const names = (answer: string) => ({given: {'ClusterRole//law-shop-role/secrets': answer}});
const running = (name: string, image: string): Manifest => deployment({containers: [container({image})], serviceAccountName: name}, {name});

export const cases: Cases = {
	pass: [
		{name: 'nobody but the masters of the cluster', objects: [clusterRoleBinding('cluster-admin', [group('system:masters')])]},
		{
			name: 'Secrets by name, and only their metadata elsewhere',
			objects: [role(rule(['get'], ['secrets'], {resourceNames: ['app-db']}), rule(['get'], ['configmaps'])), toAll(account('web'))],
		},
		{name: 'people of a namespace', objects: [role(read), roleBinding('devs', [group('devs')], 'law-shop-role')]},
		{name: 'who may view', objects: [clusterRoleBinding('viewers', [group('devs')], 'view')]},
		{
			name: 'a controller of secrets',
			objects: [role(read), toAll(account('certs')), running('certs', 'quay.io/jetstack/cert-manager-controller:v1.19.0')],
			exempt: ['law-shop-all'],
		},
		{
			name: 'a driver in one namespace',
			objects: [
				role(read),
				roleBinding('driver', [account('driver')], 'law-shop-role'),
				running('driver', 'registry.k8s.io/sig-storage/csi-provisioner:v5.3.0'),
			],
			exempt: ['driver'],
		},
		{name: 'an unbound role', objects: [role(read)]},
	],
	fail: [
		{
			name: 'an account of pods, everywhere',
			objects: [role(read), toAll(account('web')), running('web', 'nginx:1.29')],
			says: ['service account shop/web may read every Secret of the cluster'],
			mend: names('app-db, app-tls'),
		},
		{
			name: 'people and a group by one role, of which nothing is left to read',
			objects: [role(read, rule(['list'], ['secrets'])), toAll(user('anna'), group('devs'))],
			says: ['user anna may read every Secret of the cluster', 'group devs may read every Secret of the cluster'],
			mend: names('none'),
		},
		{
			name: 'every resource of the core group',
			objects: [role(rule(['get'], ['*'])), toAll(user('anna'))],
			says: ['user anna may read every Secret of the cluster'],
			mend: {given: {'ClusterRoleBinding//law-shop-all/U:anna': 'view-all'}},
		},
		{
			name: 'somebody beside a controller of secrets, whose role stays as it is',
			objects: [role(read), toAll(account('certs'), user('anna')), running('certs', 'quay.io/jetstack/cert-manager-controller:v1.19.0')],
			says: ['user anna may read every Secret of the cluster'],
			exempt: ['law-shop-all'],
			mend: {given: {'ClusterRoleBinding//law-shop-all/U:anna': 'view-all'}},
		},
		{
			name: 'edit in every namespace',
			objects: [clusterRoleBinding('law-shop-all', [user('anna')], 'edit')],
			says: ['user anna may read every Secret of the cluster'],
			mend: {given: {'ClusterRoleBinding//law-shop-all/U:anna': 'none'}},
		},
		{
			name: 'an image that only calls itself like a controller of secrets beside another',
			objects: [
				role(read),
				toAll(account('certs')),
				running('certs', 'quay.io/jetstack/cert-manager-controller:v1.19.0'),
				deployment({serviceAccountName: 'certs'}, {name: 'other'}),
			],
			says: ['service account shop/certs may read every Secret of the cluster'],
			mend: names('none'),
		},
		{
			name: 'who may do everything, by cluster-admin or by a role of its own',
			objects: [
				clusterRole('law-shop-role', [rule(['*'], ['*'], {apiGroups: ['*']})]),
				toAll(user('jane')),
				clusterRoleBinding('ops', [user('ops')]),
			],
			says: ['user jane may read every Secret of the cluster', 'user ops may read every Secret of the cluster'],
			mend: 'by-hand',
		},
		{
			name: 'the role that carries my own rights',
			objects: [role(read), toAll(user('me'))],
			facts: {self: {name: 'me', groups: []}},
			says: ['user me may read every Secret of the cluster'],
			mend: 'by-hand',
			onlyHere: 'the session there is in system:masters',
		},
	],
	warn: [
		{
			name: 'an ingress controller',
			objects: [role(read), toAll(account('nginx')), running('nginx', 'registry.k8s.io/ingress-nginx/controller:v1.13.2')],
			says: [
				'service account shop/nginx may read every Secret of the cluster: it runs ingress-nginx; see whether single namespaces are enough',
			],
			mend: names('wildcard-tls'),
		},
		{
			name: 'a driver of the platform, everywhere',
			objects: [role(read), toAll(account('driver')), running('driver', 'registry.k8s.io/sig-storage/csi-provisioner:v5.3.0')],
			says: [
				'service account shop/driver may read every Secret of the cluster: it runs CSI driver; see whether single namespaces are enough',
			],
			mend: names('driver-credentials'),
		},
		{
			name: 'an account of an app in its namespace, and all accounts of it',
			objects: [role(read), roleBinding('app', [account('app'), group('system:serviceaccounts:shop')], 'law-shop-role')],
			says: [
				'service account shop/app may read every Secret of shop, not only its own',
				'group system:serviceaccounts:shop may read every Secret of shop, not only its own',
			],
			mend: names('app-db'),
		},
		{
			name: 'cluster-admin for an account in its namespace',
			objects: [roleBinding('app', [account('app')], 'cluster-admin')],
			says: ['service account shop/app may read every Secret of shop, not only its own'],
			mend: 'by-hand',
		},
		{
			name: 'edit for an account in its namespace',
			objects: [roleBinding('app', [account('app')], 'edit')],
			says: ['service account shop/app may read every Secret of shop, not only its own'],
			mend: {given: {'RoleBinding/shop/app/S:shop/app': 'view-own'}},
		},
	],
};

upholdsTheLaw(control, cases);
