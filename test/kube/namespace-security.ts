import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pinnedVersion, podSecurityLabels, strictestForAll} from '../../source/kube/namespace-security.js';
import {newestMinor} from '../../source/kube/versions.js';
import {cronJob, deployment, job} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

const prefix = 'pod-security.kubernetes.io/';

test('a level that does not exist counts as restricted, a missing one as nothing', () => {
	assert.deepEqual(podSecurityLabels({[`${prefix}enforce`]: 'strict', [`${prefix}warn`]: 'baseline'}), {
		enforce: 'restricted',
		warn: 'baseline',
	});
	assert.deepEqual(podSecurityLabels({}), {});
});

test('the strictest level is that of the weakest workload, scaled to nothing or not started yet too', () => {
	const level = (...objects: Parameters<typeof snapshotOf>[0]) => strictestForAll(snapshotOf(objects), 'shop');
	assert.equal(level(), 'restricted');
	assert.equal(level(deployment()), 'baseline');
	assert.equal(level(deployment(), cronJob({hostPID: true})), 'privileged');
	assert.equal(level(deployment({hostPID: true}, {}, {replicas: 0})), 'privileged');
	assert.equal(level(deployment({hostPID: true}, {namespace: 'other'})), 'restricted');
});

test('a job that has run to its end holds nothing back', () => {
	const done = {...job({hostPID: true}), status: {conditions: [{type: 'Complete', status: 'True'}]}};
	assert.equal(strictestForAll(snapshotOf([done]), 'shop'), 'restricted');
});

test('the version that is written is one that server and data know', () => {
	const pinned = (minor: number) => pinnedVersion(snapshotOf([], {cluster: {version: {gitVersion: '', major: 1, minor}}}));
	assert.equal(pinned(30), 'v1.30');
	assert.equal(pinned(newestMinor + 3), `v1.${newestMinor}`);
});
