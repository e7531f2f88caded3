import assert from 'node:assert/strict';
import {test} from 'node:test';
import {assessed} from '../../source/commands/assessment.js';
import {planItems} from '../../source/commands/plan-items.js';
import {clusterRoleBinding, user} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

const role = {
	apiVersion: 'rbac.authorization.k8s.io/v1',
	kind: 'ClusterRole',
	metadata: {name: 'cluster-admin'},
	rules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}],
};
const snapshot = snapshotOf([
	role,
	clusterRoleBinding('consultants', [user('pat'), user('lee')]),
	clusterRoleBinding('ops', [user('kim')]),
]);
const wanted = assessed(snapshot, {})
	.verdicts.filter(({control}) => control.id === 'rbac-cluster-admin-bindings')
	.flatMap(({control, findings}) => findings.map(({id}) => ({control: control.id, finding: id})));
const plan = (picked: typeof wanted, given: Readonly<Record<string, string>> = {}) => planItems(snapshot, picked, given, {});

test('where one object asks twice its rows say about whom, and it counts as one object', () => {
	const items = plan(wanted);
	assert.deepEqual(
		items.map(({says}) => says),
		['clusterrolebinding/consultants, user pat', 'clusterrolebinding/consultants, user lee', 'clusterrolebinding/ops'],
	);
	assert.equal(new Set(items.flatMap(({objects}) => objects)).size, 2);
});

test('an answered row names every object that it changes', () => {
	const [ask] = plan(wanted)[0]?.asks ?? [];
	const [answered] = plan(wanted, {[ask?.id ?? '']: 'view-all'});
	assert.deepEqual(answered?.objects, ['clusterrolebinding/consultants-pat-view', 'clusterrolebinding/consultants']);
});

test('the order of a plan does not depend on how its findings were picked', () => {
	assert.deepEqual(plan([...wanted].reverse()), plan(wanted));
});
