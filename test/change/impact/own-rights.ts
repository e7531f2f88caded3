import assert from 'node:assert/strict';
import {test} from 'node:test';
import {rbacImpact} from '../../../source/change/impact/rbac.js';
import {targetOf} from '../../../source/change/target.js';
import {snapshotOfObjects} from '../../../source/kube/from-objects.js';
import type {Manifest, Snapshot} from '../../../source/model/index.js';
import {takenAt} from '../../helpers/law.js';
import {clusterRoleBinding, group, user} from '../../helpers/manifests.js';

const open = clusterRoleBinding('open', [group('system:authenticated')]);
/** Whether the deletion of a binding is refused to somebody who is in these groups, beside other bindings. */
function refusal(binding: Manifest, groups: readonly string[], others: readonly Manifest[] = []): string | undefined {
	const snapshot = snapshotOfObjects([binding, ...others], {takenAt, complete: true});
	const mine: Snapshot = {...snapshot, facts: {...snapshot.facts, self: {name: 'me', groups}}};
	const target = targetOf(binding);
	assert.ok(target);
	return rbacImpact({action: 'delete', target}, {before: binding, warnings: []}, mine).refused?.why;
}

test('a binding that carries the only rights of the session is not deleted', () => {
	assert.equal(refusal(clusterRoleBinding('me', [user('me')]), []), 'it carries your own rights: you would lose every right (* on *).');
	assert.ok(refusal(open, ['system:authenticated']));
});

test('a binding may go where another one gives the session the same rights', () => {
	assert.equal(refusal(open, ['system:authenticated'], [clusterRoleBinding('me', [user('me')])]), undefined);
	assert.equal(refusal(open, ['admins'], [clusterRoleBinding('admins', [group('admins')])]), undefined);
	assert.ok(refusal(open, ['admins'], [clusterRoleBinding('admins', [group('admins')], 'view')]));
});

test('who is in system:masters loses nothing with any binding', () => {
	assert.equal(refusal(open, ['system:masters', 'system:authenticated']), undefined);
});

test('a service account that is signed in is known in the subjects of bindings', () => {
	const binding = clusterRoleBinding('bot', [{kind: 'ServiceAccount', namespace: 'ci', name: 'bot'}]);
	const snapshot = snapshotOfObjects([binding], {takenAt, complete: true});
	const self = {name: 'system:serviceaccount:ci:bot', groups: ['system:serviceaccounts']};
	const target = targetOf(binding);
	assert.ok(target);
	const {refused} = rbacImpact(
		{action: 'delete', target},
		{before: binding, warnings: []},
		{...snapshot, facts: {...snapshot.facts, self}},
	);
	assert.ok(refused);
});
