import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answer} from '../../source/demo/api.js';
import {type ApiObject, numberAt, type Tree, textAt, treeAt, treesAt} from '../../source/demo/api-object.js';
import {createCluster} from '../../source/demo/cluster.js';
import {tokenOf} from '../../source/demo/users.js';
import {type ManualClock, manualClock} from '../helpers/api-server.js';
import {daemonSet, deployment, job, namespace, statefulSet} from '../helpers/manifests.js';

const node = (name: string): ApiObject => ({apiVersion: 'v1', kind: 'Node', metadata: {name}, spec: {}});
const plurals: Readonly<Record<string, string>> = {Deployment: 'deployments', StatefulSet: 'statefulsets', DaemonSet: 'daemonsets'};

function cluster(...objects: readonly object[]) {
	const clock: ManualClock = manualClock();
	const {world, settle} = createCluster({
		clock,
		objects: [node('one'), node('two'), namespace('shop') as ApiObject, ...(objects as readonly ApiObject[])],
	});
	const send = (method: string, url: string, body?: object) => {
		const headers = {authorization: `Bearer ${tokenOf('admin')}`, 'content-type': 'application/strategic-merge-patch+json'};
		return answer(world, {method, url, headers, body: body ? JSON.stringify(body) : ''}).body as Tree;
	};
	const path = (kind: string, name: string) => `/apis/apps/v1/namespaces/shop/${plurals[kind]}/${name}`;
	return {
		clock,
		settle,
		patch: (kind: string, name: string, body: object) => send('PATCH', path(kind, name), body),
		label: (labels: object) => send('PATCH', '/api/v1/namespaces/shop', {metadata: {labels}}),
		status: (kind: string, name: string) => treeAt(send('GET', path(kind, name)), 'status') ?? {},
		pods: () => world.store.list({group: '', plural: 'pods'}, 'shop'),
		remove: (kind: string, name: string) => send('DELETE', path(kind, name)),
		events: () =>
			world.store
				.list({group: '', plural: 'events'}, 'shop')
				.map(event => `${textAt(event, 'type')} ${textAt(event, 'reason')} ${textAt(event, 'message')}`),
	};
}
const template = (spec: object) => ({spec: {template: {spec}}});
const names = (pods: readonly ApiObject[]) => pods.map(({metadata}) => metadata.name);

test('a deployment is rolled out over time, and never below its size', () => {
	const {clock, patch, status, pods} = cluster(deployment({}, {name: 'web'}, {replicas: 3}));
	const before = names(pods());
	patch('Deployment', 'web', template({automountServiceAccountToken: false}));
	assert.equal(numberAt(status('Deployment', 'web'), 'observedGeneration'), 1);
	let smallest = 3;
	let steps = 0;
	const isDone = () => numberAt(status('Deployment', 'web'), 'updatedReplicas') === 3 && pods().length === 3 && steps > 0;
	while (!isDone()) {
		clock.advance(150);
		smallest = Math.min(smallest, numberAt(status('Deployment', 'web'), 'availableReplicas') ?? 0);
		assert.ok(++steps < 100);
	}
	assert.ok(steps > 5);
	assert.equal(smallest, 3);
	assert.equal(names(pods()).filter(name => before.includes(name)).length, 0);
	assert.equal(numberAt(status('Deployment', 'web'), 'observedGeneration'), 2);
});

test('a deployment that recreates its pods has none for a while', () => {
	const {clock, patch, pods} = cluster(deployment({}, {name: 'web'}, {replicas: 2, strategy: {type: 'Recreate'}}));
	patch('Deployment', 'web', template({hostPID: false, terminationGracePeriodSeconds: 1}));
	let fewest = 2;
	for (let step = 0; step < 40; step++) {
		clock.advance(150);
		fewest = Math.min(fewest, pods().length);
	}
	assert.deepEqual([fewest, pods().length], [0, 2]);
});

test('a stateful set is rolled out from its last pod to its first, one at a time', () => {
	const {clock, patch, pods} = cluster(statefulSet({}, {name: 'db'}, {replicas: 3}));
	assert.deepEqual(names(pods()), ['db-0', 'db-1', 'db-2']);
	const before = new Map(pods().map(({metadata}) => [metadata.name, metadata.uid]));
	const revision = pods()[0]?.metadata.labels?.['controller-revision-hash'];
	patch('StatefulSet', 'db', template({terminationGracePeriodSeconds: 1}));
	const order: string[] = [];
	for (let step = 0; step < 60; step++) {
		clock.advance(150);
		assert.ok(pods().length >= 2);
		for (const {metadata} of pods())
			if (metadata.labels?.['controller-revision-hash'] !== revision && !order.includes(metadata.name)) order.push(metadata.name);
	}
	assert.deepEqual(order, ['db-2', 'db-1', 'db-0']);
	assert.equal(before.size, 3);
});

test('a set that waits for deletion replaces nothing by itself', () => {
	const {settle, patch, pods, status} = cluster(statefulSet({}, {name: 'db'}, {replicas: 2, updateStrategy: {type: 'OnDelete'}}));
	const before = pods().map(({metadata}) => metadata.uid);
	patch('StatefulSet', 'db', template({terminationGracePeriodSeconds: 1}));
	settle();
	assert.deepEqual(
		pods().map(({metadata}) => metadata.uid),
		before,
	);
	assert.equal(numberAt(status('StatefulSet', 'db'), 'updatedReplicas') ?? 0, 0);
});

test('a daemon set has one pod a node and replaces them all', () => {
	const {settle, patch, pods, status} = cluster(daemonSet({}, {name: 'agent'}));
	const nodes = () =>
		pods()
			.map(pod => textAt(pod, 'spec', 'nodeName') ?? '')
			.toSorted((one, other) => one.localeCompare(other));
	assert.deepEqual(nodes(), ['one', 'two']);
	patch('DaemonSet', 'agent', template({terminationGracePeriodSeconds: 1}));
	settle();
	assert.deepEqual(nodes(), ['one', 'two']);
	assert.equal(numberAt(status('DaemonSet', 'agent'), 'updatedNumberScheduled'), 2);
});

test('an image that runs as root does not start where root is forbidden; taking it back mends that', () => {
	const {settle, patch, pods, events, status} = cluster(deployment({}, {name: 'web'}, {replicas: 2}));
	patch('Deployment', 'web', template({securityContext: {runAsNonRoot: true}}));
	settle();
	assert.equal(numberAt(status('Deployment', 'web'), 'availableReplicas'), 2);
	const stuck = pods().find(pod => textAt(pod, 'status', 'phase') === 'Pending');
	assert.equal(textAt(treesAt(stuck, 'status', 'containerStatuses')[0], 'state', 'waiting', 'reason'), 'CreateContainerConfigError');
	assert.ok(events().some(event => event.startsWith('Warning Failed Error: container has runAsNonRoot and image will run as root')));
	patch('Deployment', 'web', template({securityContext: {runAsNonRoot: null}}));
	settle();
	assert.equal(pods().length, 2);
	assert.ok(pods().every(pod => textAt(pod, 'status', 'phase') === 'Running'));
});

test('a roll-out that Pod Security refused goes on when the namespace allows it again', () => {
	const {settle, patch, label, status} = cluster(deployment({hostNetwork: true}, {name: 'web'}, {replicas: 2}));
	label({'pod-security.kubernetes.io/enforce': 'baseline'});
	patch('Deployment', 'web', template({terminationGracePeriodSeconds: 1}));
	settle();
	assert.equal(numberAt(status('Deployment', 'web'), 'updatedReplicas'), undefined);
	assert.match(JSON.stringify(status('Deployment', 'web')), /ReplicaFailure.*violates PodSecurity/);
	label({'pod-security.kubernetes.io/enforce': null});
	settle();
	assert.deepEqual(
		[numberAt(status('Deployment', 'web'), 'updatedReplicas'), numberAt(status('Deployment', 'web'), 'availableReplicas')],
		[2, 2],
	);
});

test('going back to an earlier template takes its old set again', () => {
	const {settle, patch, pods} = cluster(deployment({}, {name: 'web'}));
	const [first] = names(pods()).map(name => name.slice(0, name.lastIndexOf('-')));
	patch('Deployment', 'web', template({hostIPC: true}));
	settle();
	patch('Deployment', 'web', template({hostIPC: null}));
	settle();
	assert.ok(names(pods()).every(name => name.startsWith(`${first}-`)));
});

test('a deployment takes its sets and pods with it', () => {
	const {settle, remove, pods} = cluster(deployment({}, {name: 'web'}, {replicas: 2}));
	remove('Deployment', 'web');
	settle();
	assert.deepEqual(pods(), []);
});

test('a job ends, and its pod with it', () => {
	const {pods} = cluster(job({}, {name: 'once'}));
	assert.deepEqual(
		pods().map(pod => textAt(pod, 'status', 'phase')),
		['Succeeded'],
	);
});
