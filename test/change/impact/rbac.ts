import assert from 'node:assert/strict';
import {test} from 'node:test';
import {previewOf} from '../../../source/change/preview.js';
import {withCreated} from '../../../source/change/with-created.js';
import {bindingsOf} from '../../../source/kube/rbac.js';
import {bindingChanges, roleChoices} from '../../../source/kube/role-change.js';
import {clusterRoleBinding, user} from '../../helpers/manifests.js';
import {snapshotOf} from '../../helpers/objects.js';

const binding = clusterRoleBinding('consultants', [user('pat'), user('lee')]);
const snapshot = snapshotOf([binding]);

/** What speaks against taking cluster-admin from pat, who gets this instead. */
function against(value: string): readonly string[] {
	const [grant] = bindingsOf(snapshot);
	assert.ok(grant);
	const pat = {kind: 'User', name: 'pat'} as const;
	const choice = roleChoices(pat, undefined).find(one => one.value === value);
	assert.ok(choice);
	let world = snapshot;
	return bindingChanges(grant, pat, choice).flatMap(change => {
		const {impact} = previewOf({change, ...(change.action === 'patch' && {before: binding}), warnings: [], computed: 'here'}, world);
		world = withCreated(world, change);
		return impact.breaks;
	});
}

test('what somebody gets instead is not told as lost', () => {
	assert.deepEqual(against('edit-all'), ['user pat keeps edit in every namespace and loses the rest of cluster-admin']);
});

test('who gets nothing instead loses every right', () => {
	assert.deepEqual(against('none'), ['user pat loses every right (* on *)']);
});
