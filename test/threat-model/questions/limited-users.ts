import assert from 'node:assert/strict';
import {test} from 'node:test';
import {clusterRoleBinding, user} from '../../helpers/manifests.js';
import {answer, seen} from '../../helpers/prefill.js';

test('whether people have different rights is read from who may do everything', () => {
	const admins = clusterRoleBinding('admins', [user('a'), user('b')]);
	assert.equal(answer(seen([admins]), 'limited-users'), 'alladmin');
	assert.equal(answer(seen([admins, clusterRoleBinding('one', [user('c')], 'view')]), 'limited-users'), 'mixed');
	assert.equal(answer(seen([admins, clusterRoleBinding('three', [user('c'), user('d'), user('e')], 'view')]), 'limited-users'), 'limited');
});
