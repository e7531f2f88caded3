import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type ApiRequest, answer} from '../../source/demo/api.js';
import {type Tree, textAt, treesAt, valueAt} from '../../source/demo/api-object.js';
import {createCluster} from '../../source/demo/cluster.js';
import {type Account, tokenOf} from '../../source/demo/users.js';
import {manualClock} from '../helpers/api-server.js';

const {world} = createCluster({clock: manualClock()});
const ask = (account: Account | undefined, url: string, more: Partial<ApiRequest> = {}) =>
	answer(world, {
		method: 'GET',
		url,
		body: '',
		...more,
		headers: {...(account ? {authorization: `Bearer ${tokenOf(account)}`} : {}), ...more.headers},
	});
const status = (account: Account | undefined, url: string, more?: Partial<ApiRequest>) => ask(account, url, more).status;
const message = (account: Account | undefined, url: string) => textAt(ask(account, url).body, 'message');

test('the administrator may do everything', () => {
	for (const url of ['/api/v1/pods', '/api/v1/secrets', '/metrics', '/apis/rbac.authorization.k8s.io/v1/clusterroles'])
		assert.equal(status('admin', url), 200, url);
});

test('the reader reads what its role says, and no Secrets, no ConfigMaps but by name', () => {
	for (const url of ['/api/v1/pods', '/api/v1/nodes', '/metrics', '/api/v1/namespaces/kube-system/configmaps/kubeadm-config'])
		assert.equal(status('reader', url), 200, url);
	for (const url of ['/api/v1/secrets', '/api/v1/configmaps', '/api/v1/namespaces/kube-system/configmaps', '/api/v1/events'])
		assert.equal(status('reader', url), 403, url);
	assert.equal(
		status('reader', '/api/v1/namespaces/shop', {method: 'PATCH', body: '{}', headers: {'content-type': 'application/merge-patch+json'}}),
		403,
	);
});

test('a user of one namespace may work there and see nothing else', () => {
	assert.equal(status('anna', '/api/v1/namespaces/shop/pods'), 200);
	assert.equal(
		message('anna', '/api/v1/namespaces'),
		'namespaces is forbidden: User "anna" cannot list resource "namespaces" in API group "" at the cluster scope',
	);
	assert.equal(
		message('anna', '/apis/apps/v1/namespaces/blog/deployments/www'),
		'deployments.apps "www" is forbidden: User "anna" cannot get resource "deployments" in API group "apps" in the namespace "blog"',
	);
});

test('a newcomer may only look at what everybody sees', () => {
	assert.deepEqual([status('nobody', '/apis'), status('nobody', '/api/v1/namespaces')], [200, 403]);
});

test('without a login some things can be seen that should not', () => {
	assert.deepEqual(
		['/livez', '/version', '/metrics', '/api/v1/namespaces/kube-public/configmaps/cluster-info', '/api', '/api/v1/namespaces'].map(url =>
			status(undefined, url),
		),
		[200, 200, 200, 200, 403, 403],
	);
});

test('a token that nobody gave out is no login', () => {
	assert.equal(ask(undefined, '/version', {headers: {authorization: 'Bearer x'}}).status, 401);
});

const review = (account: Account, kind: string, group: string, spec?: Tree, headers: ApiRequest['headers'] = {}) => {
	const {status, body} = ask(account, `/apis/${group}/v1/${kind.toLowerCase()}s`, {
		method: 'POST',
		headers,
		body: JSON.stringify({apiVersion: `${group}/v1`, kind, ...(spec ? {spec} : {})}),
	});
	assert.equal(status, 201);
	return body as Tree;
};

test('everybody can ask who they are and what they may', () => {
	assert.equal(textAt(review('anna', 'SelfSubjectReview', 'authentication.k8s.io'), 'status', 'userInfo', 'username'), 'anna');
	const mayPatch = (namespace: string) =>
		valueAt(
			review('anna', 'SelfSubjectAccessReview', 'authorization.k8s.io', {
				resourceAttributes: {verb: 'patch', group: 'apps', resource: 'deployments', namespace},
			}),
			'status',
			'allowed',
		);
	assert.deepEqual([mayPatch('shop'), mayPatch('blog')], [true, false]);
	const rules = treesAt(review('anna', 'SelfSubjectRulesReview', 'authorization.k8s.io', {namespace: 'shop'}), 'status', 'resourceRules');
	assert.ok(rules.some(rule => JSON.stringify(rule['resources']).includes('deployments')));
});

test('a subresource is a right of its own', () => {
	const may = (subresource: string) =>
		valueAt(
			review('reader', 'SelfSubjectAccessReview', 'authorization.k8s.io', {
				resourceAttributes: {verb: 'get', resource: 'nodes', subresource},
			}),
			'status',
			'allowed',
		);
	assert.deepEqual([may(''), may('proxy')], [true, false]);
});

test('only who may impersonate becomes somebody else', () => {
	const as = {'impersonate-user': 'anna', 'impersonate-group': 'shop-developers'};
	assert.equal(status('admin', '/api/v1/namespaces', {headers: as}), 403);
	assert.equal(status('admin', '/api/v1/namespaces/shop/pods', {headers: as}), 200);
	assert.match(
		textAt(ask('anna', '/api/v1/namespaces/shop/pods', {headers: {'impersonate-user': 'kubernetes-admin'}}).body, 'message') ?? '',
		/cannot impersonate resource "users"/,
	);
});

test('rules of a role that collects others follow a role that is added', () => {
	const role = {
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind: 'ClusterRole',
		metadata: {name: 'view-trees', labels: {'rbac.authorization.k8s.io/aggregate-to-view': 'true'}},
		rules: [{apiGroups: ['x.example'], resources: ['trees'], verbs: ['get']}],
	};
	const clock = manualClock();
	const cluster = createCluster({clock, objects: []});
	const url = '/apis/rbac.authorization.k8s.io/v1/clusterroles';
	const headers = {authorization: `Bearer ${tokenOf('admin')}`};
	assert.equal(answer(cluster.world, {method: 'POST', url, headers, body: JSON.stringify(role)}).status, 201);
	cluster.settle();
	for (const name of ['view', 'edit', 'admin'])
		assert.match(JSON.stringify(answer(cluster.world, {method: 'GET', url: `${url}/${name}`, headers, body: ''}).body), /x\.example/, name);
});
