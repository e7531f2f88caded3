import assert from 'node:assert/strict';
import {test} from 'node:test';
import {assessed} from '../../source/commands/assessment.js';
import {planItems, undoItems} from '../../source/commands/plan-items.js';
import type {JournalEntry} from '../../source/model/index.js';
import type {Journal} from '../../source/session/journal.js';
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

test('an answer is that of its control, though another one asks about something of the same name', () => {
	const [ask] = plan(wanted)[0]?.asks ?? [];
	assert.match(ask?.id ?? '', /^rbac-cluster-admin-bindings /);
	const bare = (ask?.id ?? '').replace(/^\S+ /, '');
	assert.ok(plan(wanted, {[bare]: 'view-all', [`pods-hostpath ${bare}`]: 'view-all'}).every(({asks}) => asks !== undefined));
});

test('what was changed twice is taken back one after another, the last change first', () => {
	const target = {group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', namespace: 'shop', name: 'web'};
	const patch = {action: 'patch', target, patch: {}} as const;
	const entry = (id: number) =>
		({id, group: id, controls: [], change: patch, inverse: patch, touched: [], state: 'verified'}) as unknown as JournalEntry;
	const journal = {entries: () => [entry(2), entry(1)]} as unknown as Journal;
	const [second, first] = undoItems(journal, [1, 2]);
	assert.deepEqual([second?.undoes, second?.changes.length], [[2], 1]);
	assert.deepEqual([first?.undoes, first?.changes], [[1], []]);
	assert.match(first?.guide?.[0] ?? '', /^Change 2 .* take that back first/);
	assert.equal(undoItems(journal, [1])[0]?.changes.length, 1);
});
