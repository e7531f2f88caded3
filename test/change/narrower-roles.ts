import assert from 'node:assert/strict';
import {test} from 'node:test';
import {rbacImpact} from '../../source/change/impact/rbac.js';
import {mergedChanges} from '../../source/change/merge-remedies.js';
import {simulated} from '../../source/change/simulate.js';
import type {Change, JsonObject, Manifest} from '../../source/model/index.js';
import {account, clusterRole, clusterRoleBinding, deployment, user} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

const target = {group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'ClusterRole', plural: 'clusterroles', name: 'team'} as const;
const rule = (verbs: string[], resources: string[], more: JsonObject = {}): JsonObject => ({verbs, apiGroups: [''], resources, ...more});
const leaving = (...rules: JsonObject[]): Change => ({action: 'patch', target, patch: {rules}});
const role = clusterRole('team', [rule(['get', 'impersonate'], ['pods', 'secrets', 'users'])]);
const effects = (change: Change, objects: readonly Manifest[], self?: {name: string; groups: string[]}) => {
	const snapshot = snapshotOf([role, ...objects], self ? {facts: {self}} : {});
	const after = simulated(change, role);
	return rbacImpact(change, {before: role, ...(after && {after}), warnings: []}, snapshot);
};

test('what either of two remedies takes from a role is gone when they are merged, and what one limits to names stays limited', () => {
	const [merged] = mergedChanges([
		leaving(rule(['get', 'list'], ['pods', 'secrets'])),
		leaving(rule(['get', 'impersonate'], ['pods', 'users']), rule(['get'], ['secrets'], {resourceNames: ['tls']})),
	]);
	assert.deepEqual(merged?.action === 'patch' && merged.patch, {
		rules: [
			{verbs: ['get'], apiGroups: [''], resources: ['pods']},
			{verbs: ['get'], apiGroups: [''], resources: ['secrets'], resourceNames: ['tls']},
		],
	});
});

test('a role that loses rules tells who loses what, and what runs as it', () => {
	const change = leaving(rule(['get'], ['pods']));
	const bound = clusterRoleBinding('team', [user('anna'), account('web')], 'team');
	const {breaks, refused} = effects(change, [bound, deployment({serviceAccountName: 'web'}, {name: 'web'})]);
	const lost = 'get secrets, get users, impersonate pods, impersonate secrets and 1 more rights';
	assert.deepEqual(breaks, [`user anna loses ${lost}`, `service account shop/web loses ${lost}; run as it: shop/deployment/web`]);
	assert.equal(refused, undefined);
});

test('a role that the session holds itself is not narrowed, unless it is in system:masters', () => {
	const change = leaving(rule(['get'], ['pods']));
	const bound = clusterRoleBinding('team', [user('me')], 'team');
	assert.ok(effects(change, [bound], {name: 'me', groups: []}).refused);
	assert.equal(effects(change, [bound], {name: 'me', groups: ['system:masters']}).refused, undefined);
	assert.equal(effects(change, [bound], {name: 'other', groups: []}).refused, undefined);
});

test('a role that nobody holds, and one that loses nothing', () => {
	assert.deepEqual(effects(leaving(rule(['get'], ['pods'])), []), {seen: ['no binding leads to this role']});
	assert.deepEqual(effects({action: 'patch', target, patch: {metadata: {labels: {a: 'b'}}}}, []), {});
});
