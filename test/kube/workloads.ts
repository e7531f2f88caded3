import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {pathOf, workloadOf, workloadOfPod, workloads} from '../../source/kube/workloads.js';
import type {JsonObject, Manifest} from '../../source/model/index.js';
import {cronJob, daemonSet, deployment, job, node, pod, replicaSet, statefulSet} from '../helpers/manifests.js';
import {type SnapshotParts, snapshotOf} from '../helpers/objects.js';

const owned = (apiVersion: string, kind: string, name: string, extra: JsonObject = {}) => ({
	ownerReferences: [{apiVersion, kind, name, uid: `${kind}-${name}`, controller: true, ...extra}],
});
const member = (name: string, owner: JsonObject, labels: JsonObject = {}, spec: JsonObject = {}) => pod(spec, {name, labels, ...owner});
const hashed = (name: string, hash = '5d4f', deploymentName = 'web') =>
	member(name, owned('apps/v1', 'ReplicaSet', `${deploymentName}-${hash}`), {app: deploymentName, 'pod-template-hash': hash});
const names = (objects: readonly Manifest[], parts: SnapshotParts = {}) =>
	workloads(snapshotOf(objects, parts)).map(({subject, pods}) => `${subject.kind} ${subject.name} ${pods.length}`);

test('fifty pods of a Deployment are one workload, though its ReplicaSet was not read', () => {
	const pods = Array.from({length: 50}, (_, index) => hashed(`web-5d4f-${index}`));
	assert.deepEqual(names([deployment({}, {name: 'web'}), ...pods], {unread: ['replicaSets']}), ['Deployment web 50']);
});

test('a pod that the selector of the Deployment does not select is not its own', () => {
	const stranger = member('web-5d4f-x', owned('apps/v1', 'ReplicaSet', 'web-5d4f'), {app: 'other', 'pod-template-hash': '5d4f'});
	assert.deepEqual(names([deployment({}, {name: 'web'}), stranger]), ['Deployment web 0', 'Pod web-5d4f-x 1']);
});

test('ReplicaSets of a Deployment in files are no workloads of their own', () => {
	const set = replicaSet({}, {name: 'web-5d4f', ...owned('apps/v1', 'Deployment', 'web')});
	assert.deepEqual(names([deployment({}, {name: 'web'}), set, hashed('web-5d4f-a')]), ['Deployment web 1']);
});

test('a bare ReplicaSet is a workload, and one of a Rollout names what stands above it', () => {
	assert.deepEqual(names([replicaSet({}, {name: 'bare'})]), ['ReplicaSet bare 0']);
	const snapshot = snapshotOf([
		replicaSet({}, {name: 'roll-1', ...owned('argoproj.io/v1alpha1', 'Rollout', 'roll')}),
		member('roll-1-a', owned('apps/v1', 'ReplicaSet', 'roll-1')),
	]);
	const [found] = workloads(snapshot);
	assert.equal(workloads(snapshot).length, 1);
	assert.deepEqual(
		[found?.subject.kind, found?.ownerAbove?.kind, found?.note, found?.pods.length],
		['ReplicaSet', 'Rollout', undefined, 1],
	);
});

test('an old ReplicaSet of a Deployment that was not read is left out, a living one is not', () => {
	const old = replicaSet({}, {name: 'web-1', ...owned('apps/v1', 'Deployment', 'web')}, {replicas: 0});
	const living = replicaSet({}, {name: 'web-2', ...owned('apps/v1', 'Deployment', 'web')});
	assert.deepEqual(names([old, living], {unread: ['deployments']}), ['ReplicaSet web-2 0']);
});

test('a Job of a CronJob belongs to it, with its pods; another Job is its own', () => {
	const made = job({}, {name: 'nightly-1', ...owned('batch/v1', 'CronJob', 'nightly')});
	const run = member('nightly-1-a', owned('batch/v1', 'Job', 'nightly-1'));
	assert.deepEqual(names([cronJob({}, {name: 'nightly'}), made, run, job({}, {name: 'once'})]), ['CronJob nightly 1', 'Job once 0']);
});

test('pods whose owner was not read are one workload as long as they are alike, and say so', () => {
	const lost = (name: string, spec: JsonObject = {}) => member(name, owned('apps/v1', 'ReplicaSet', 'gone-1'), {}, spec);
	const snapshot = snapshotOf([
		lost('gone-1-b', {nodeName: 'one'}),
		lost('gone-1-a', {nodeName: 'two'}),
		lost('gone-1-c', {hostPID: true}),
	]);
	assert.deepEqual(
		workloads(snapshot).map(({subject, pods, note}) => [subject.name, pods.length, note]),
		[
			['gone-1-a', 2, 'its ReplicaSet gone-1 was not read'],
			['gone-1-c', 1, 'its ReplicaSet gone-1 was not read'],
		],
	);
});

test('a namesake that was made later is not the owner', () => {
	const later = statefulSet({}, {name: 'db', uid: 'new'});
	const orphan = member('db-0', owned('apps/v1', 'StatefulSet', 'db', {uid: 'old'}));
	assert.deepEqual(names([later, orphan]), ['Pod db-0 1', 'StatefulSet db 0']);
});

test('an owner that is no controller owns nothing', () => {
	const friend = member('a', {ownerReferences: [{apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: '1'}]});
	assert.deepEqual(names([deployment({}, {name: 'web'}), friend]), ['Deployment web 0', 'Pod a 1']);
});

test('owners in a circle end', () => {
	const one = job({}, {name: 'one', ...owned('batch/v1', 'Job', 'two')});
	const two = job({}, {name: 'two', ...owned('batch/v1', 'Job', 'one')});
	assert.ok(names([one, two]).length <= 2);
});

test('each kind has the path of its pod spec', () => {
	const paths = workloads(snapshotOf([deployment(), statefulSet(), daemonSet(), job(), cronJob(), pod()])).map(({subject, specPath}) => [
		subject.kind,
		specPath,
	]);
	assert.deepEqual(Object.fromEntries(paths), {
		Deployment: 'spec.template.spec',
		StatefulSet: 'spec.template.spec',
		DaemonSet: 'spec.template.spec',
		Job: 'spec.template.spec',
		CronJob: 'spec.jobTemplate.spec.template.spec',
		Pod: 'spec',
	});
	assert.equal(pathOf({specPath: 'spec.template.spec'}, 'hostPID'), 'spec.template.spec.hostPID');
	assert.equal(pathOf({specPath: 'spec.template.spec'}, 'metadata.annotations[a]'), 'spec.template.metadata.annotations[a]');
	assert.equal(pathOf({specPath: 'spec'}, 'metadata.annotations[a]'), 'metadata.annotations[a]');
});

test('Windows is told by the spec, by the selector, or by the node that every pod runs on', () => {
	const machine = node('win', {status: {nodeInfo: {operatingSystem: 'windows'}}});
	const isWindows = (...objects: Manifest[]) => workloads(snapshotOf([machine, ...objects]))[0]?.windows;
	assert.equal(isWindows(pod({os: {name: 'windows'}})), true);
	assert.equal(isWindows(pod({nodeSelector: {'kubernetes.io/os': 'windows'}})), true);
	assert.equal(isWindows(pod({nodeName: 'win'})), true);
	assert.equal(isWindows(pod({nodeName: 'win', os: {name: 'linux'}})), false);
	assert.equal(isWindows(pod()), false);
});

test('a finished job is marked, and a mirror pod too', () => {
	const done = {...job({}, {name: 'done'}), status: {conditions: [{type: 'Complete', status: 'True'}]}};
	const mirror = pod({}, {name: 'etcd-one', annotations: {'kubernetes.io/config.mirror': 'h'}, ...owned('v1', 'Node', 'one')});
	const snapshot = snapshotOf([done, mirror]);
	assert.deepEqual(
		workloads(snapshot).map(({finished, mirror: is, ownerAbove}) => [finished, is, ownerAbove]),
		[
			[true, false, undefined],
			[undefined, true, undefined],
		],
	);
});

test('a workload is found by its pod and by its subject', () => {
	const snapshot = snapshotOf([deployment({}, {name: 'web'}), hashed('web-5d4f-a')]);
	const [one] = workloads(snapshot);
	const [running] = snapshot.items.pods ?? [];
	assert.ok(one && running);
	assert.equal(workloadOfPod(snapshot, running), one);
	assert.equal(workloadOf(snapshot, one.subject), one);
	assert.equal(workloads(snapshot), workloads(snapshot), 'it is worked out once per snapshot');
});

test('the order of objects changes nothing', () => {
	const objects = [
		deployment({}, {name: 'web'}),
		hashed('web-5d4f-a'),
		hashed('web-5d4f-b'),
		hashed('web-9-c', '9'),
		member('gone-a', owned('apps/v1', 'ReplicaSet', 'gone')),
		member('gone-b', owned('apps/v1', 'ReplicaSet', 'gone')),
		cronJob({}, {name: 'nightly'}),
		job({}, {name: 'nightly-1', ...owned('batch/v1', 'CronJob', 'nightly')}),
		pod(),
	];
	const expected = JSON.stringify(workloads(snapshotOf(objects)));
	fc.assert(
		fc.property(fc.shuffledSubarray(objects, {minLength: objects.length}), shuffled =>
			assert.equal(JSON.stringify(workloads(snapshotOf(shuffled))), expected),
		),
		{numRuns: 50},
	);
});

test('what was added to running pods runs beside what the template says', () => {
	const added = {name: 'debugger', image: 'busybox', securityContext: {privileged: true}};
	const debugged = (name: string) =>
		member(name, owned('apps/v1', 'ReplicaSet', 'web-5d4f'), {app: 'web', 'pod-template-hash': '5d4f'}, {ephemeralContainers: [added]});
	const [found] = workloads(
		snapshotOf([deployment({}, {name: 'web'}), debugged('web-5d4f-a'), debugged('web-5d4f-b'), hashed('web-5d4f-c')]),
	);
	assert.deepEqual(
		found?.podSpec.ephemeralContainers?.map(({name}) => name),
		['debugger'],
	);
	assert.equal(found?.subject.kind, 'Deployment');
});
