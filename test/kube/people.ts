import assert from 'node:assert/strict';
import {test} from 'node:test';
import {people, tokenHolders} from '../../source/kube/people.js';
import {account, clusterRoleBinding, group, roleBinding, user} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

test('people are users and groups of bindings, each once, without accounts and components', () => {
	const snapshot = snapshotOf([
		clusterRoleBinding('a', [user('anna'), user('system:kube-scheduler'), group('system:masters'), account('app')]),
		roleBinding('b', [user('anna'), user('ben'), group('team')], 'edit'),
		roleBinding('c', [user('ben')], 'cluster-admin'),
	]);
	assert.deepEqual(people(snapshot), {users: ['anna', 'ben'], groups: ['team'], administrators: ['anna']});
});

test('an account that is bound as a user is no person', () => {
	assert.deepEqual(people(snapshotOf([clusterRoleBinding('a', [user('system:serviceaccount:shop:app')])])).users, []);
});

test('an account with a token that somebody made may be used by a program outside', () => {
	const token = (name: string, account: string, namespace = 'shop') => ({
		apiVersion: 'v1',
		kind: 'Secret',
		type: 'kubernetes.io/service-account-token',
		metadata: {name, namespace, annotations: {'kubernetes.io/service-account.name': account}},
	});
	const secrets = [
		token('ci', 'deployer'),
		token('ci-2', 'deployer'),
		token('default-token-x7k2p', 'default'),
		token('x', 'y', 'kube-system'),
	];
	assert.deepEqual(tokenHolders(snapshotOf(secrets)), ['shop/deployer']);
});
