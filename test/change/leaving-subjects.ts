import assert from 'node:assert/strict';
import {test} from 'node:test';
import {mergedChanges} from '../../source/change/merge-remedies.js';
import type {Change} from '../../source/model/index.js';
import {user} from '../helpers/manifests.js';

const target = {
	group: 'rbac.authorization.k8s.io',
	version: 'v1',
	kind: 'ClusterRoleBinding',
	plural: 'clusterrolebindings',
	name: 'team',
} as const;
const staying = (...names: readonly string[]): Change => ({action: 'patch', target, patch: {subjects: names.map(user)}});
const narrower = (name: string): Change => ({
	action: 'create',
	target: {...target, name},
	manifest: {apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: {name}},
});
const stay = (change: Change) =>
	change.action === 'patch' ? (change.patch['subjects'] as readonly {readonly name: string}[]).map(({name}) => ` ${name}`).join('') : '';
const says = (changes: readonly Change[]) => changes.map(change => `${change.action} ${change.target.name}${stay(change)}`);

test('each subject that a remedy takes from a binding is gone when the remedies are merged', () => {
	assert.deepEqual(says(mergedChanges([staying('b', 'c'), staying('a', 'c')])), ['patch team c']);
});

test('a binding that every subject leaves is deleted', () => {
	assert.deepEqual(says(mergedChanges([staying('b'), staying('a')])), ['delete team']);
});

test('subjects leave after the last of their new bindings was made', () => {
	assert.deepEqual(says(mergedChanges([narrower('a-view'), staying('b', 'c'), narrower('b-view'), staying('a', 'c')])), [
		'create a-view',
		'create b-view',
		'patch team c',
	]);
});
