import assert from 'node:assert/strict';
import {test} from 'node:test';
import {visible} from '../../../source/model/index.js';
import {clusterRoleBinding, deployment, group, user} from '../../helpers/manifests.js';
import {answer, seen} from '../../helpers/prefill.js';

test('people are counted by the bindings that name them; a group is more than a few', () => {
	const people = (count: number) =>
		clusterRoleBinding(
			'team',
			Array.from({length: count}, (_, index) => user(`p${index}`)),
			'view',
		);
	assert.deepEqual(
		[3, 6, 26].map(count => answer(seen([people(count)]), 'user-count')),
		['few', 'some', 'many'],
	);
	assert.equal(answer(seen([clusterRoleBinding('team', [group('devs')], 'view')]), 'user-count'), 'some');
	const groups = Array.from({length: 20}, (_, index) => group(`g${index}`));
	assert.equal(answer(seen([people(6), clusterRoleBinding('groups', groups, 'view')]), 'user-count'), 'many');
	const tokens = Array.from({length: 6}, (_, index) => ({
		apiVersion: 'v1',
		kind: 'Secret',
		metadata: {name: `t${index}`, namespace: 'shop', annotations: {'kubernetes.io/service-account.name': `a${index}`}},
	}));
	assert.equal(answer(seen([people(1), ...tokens]), 'user-count'), 'some');
	const mapped = (users: string, roles: string) =>
		answer(seen([people(1)], {facts: {flags: {}, settings: {'kube-system/aws-auth': {users, roles}}}}), 'user-count');
	assert.deepEqual([mapped('0', '0'), mapped('0', '1'), mapped('30', '0')], ['few', 'some', 'many']);
	assert.equal(answer(seen([deployment()], {}, false), 'user-count'), undefined);
});

test('users of OpenShift count once, whether a binding names them or not; where they may not be listed there is no answer', () => {
	const account = (name: string) => ({apiVersion: 'user.openshift.io/v1', kind: 'User', metadata: {name}, identities: [`ldap:${name}`]});
	const accounts = Array.from({length: 30}, (_, index) => account(`p${index}`));
	const bound = clusterRoleBinding('team', [user('p1'), user('p2')], 'view');
	assert.equal(answer(seen([bound, ...accounts]), 'user-count'), 'many');
	assert.equal(answer(seen([bound, account('p1'), account('p2')]), 'user-count'), 'few');
	const whole = seen([bound]);
	const {openshiftUsers: _, ...read} = whole.read;
	const hidden = {...whole, read, facts: {...whole.facts, groups: [visible('user.openshift.io')]}};
	assert.equal(answer(hidden, 'user-count'), undefined);
	assert.equal(answer({...hidden, facts: whole.facts}, 'user-count'), 'few');
	assert.doesNotMatch(JSON.stringify(seen(accounts)), /ldap/);
});
