import assert from 'node:assert/strict';
import {test} from 'node:test';
import {workloadsRunningAs} from '../../source/kube/service-accounts.js';
import {cronJob, deployment, job, pod} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

const as = (name: string) => ({serviceAccountName: name});
const running = (name: string, ...objects: Parameters<typeof snapshotOf>[0]) =>
	workloadsRunningAs(snapshotOf(objects), {namespace: 'shop', name}).map(({subject}) => subject.kind);

test('workloads run as the account that they name, others as default', () => {
	assert.deepEqual(running('app', deployment(as('app')), cronJob(as('app')), pod()), ['CronJob', 'Deployment']);
	assert.deepEqual(running('default', deployment(as('app')), pod()), ['Pod']);
	assert.deepEqual(running('default', deployment(as(''))), ['Deployment'], 'an empty name is none');
});

test('an account of the same name elsewhere is another one', () =>
	assert.deepEqual(running('app', deployment(as('app'), {namespace: 'other'})), []));

test('what runs nothing any more does not count', () => {
	const done = {...job(as('app')), status: {conditions: [{type: 'Complete', status: 'True'}]}};
	assert.deepEqual(running('app', done, deployment(as('app'), {}, {replicas: 0})), []);
});
