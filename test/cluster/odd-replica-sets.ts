import assert from 'node:assert/strict';
import {test} from 'node:test';
import {collect} from '../../source/cluster/collect.js';
import type {Snapshot} from '../../source/model/index.js';
import {connected} from './local/connection.js';
import {core, group, kubernetes, list, pod, type Routes} from './local/kubernetes.js';
import {json, refusal} from './local/server.js';

const apps = group('apps', 'v1', {deployments: 'Deployment', replicasets: 'ReplicaSet'});
const owned = (name: string, set: string, labels: object) =>
	pod(name, {}, {labels, ownerReferences: [{apiVersion: 'apps/v1', kind: 'ReplicaSet', name: set, controller: true, uid: set}]});
const deployment = (name: string, labels: object) => ({
	metadata: {name, namespace: 'default'},
	spec: {selector: {matchLabels: labels}, template: {metadata: {labels}, spec: {containers: [{name: 'c', image: 'c'}]}}},
});
const set = (name: string) => ({
	...deployment(name, {}),
	metadata: {
		name,
		namespace: 'default',
		ownerReferences: [{apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'r', controller: true}],
	},
});
const hashed = {app: 'web', 'pod-template-hash': 'abc'};

async function read(pods: readonly object[], more: Routes = {}): Promise<{readonly snapshot: Snapshot; readonly fetched: string[]}> {
	const {url, seen} = await kubernetes(
		{
			'/api/v1/pods': (_, response) => list(response, 'Pod', pods),
			'/apis/apps/v1/deployments': (_, response) => list(response, 'Deployment', [deployment('web', {app: 'web'})]),
			'/apis/apps/v1/namespaces/default/replicasets/odd': (_, response) => json(response, set('odd')),
			...more,
		},
		[core, apps],
	);
	const snapshot = await collect(await connected(url), {probes: false});
	return {snapshot, fetched: seen.map(({url}) => url).filter(url => url.includes('/replicasets'))};
}

test('a set that a Deployment explains is never asked for', async () => {
	const {snapshot, fetched} = await read([owned('a', 'web-abc', hashed)]);
	assert.deepEqual(fetched, []);
	assert.equal(snapshot.read.replicaSets, 'complete');
});

test('a set that no Deployment explains is fetched once by name, whoever its pods are', async () => {
	const {snapshot, fetched} = await read([
		owned('a', 'odd', {}),
		owned('b', 'odd', {}),
		owned('c', 'web-abc', {...hashed, app: 'other'}),
		owned('d', 'gone', {}),
	]);
	assert.deepEqual(
		fetched.toSorted(),
		['gone', 'odd', 'web-abc'].map(name => `/apis/apps/v1/namespaces/default/replicasets/${name}`),
	);
	assert.deepEqual(
		snapshot.items.replicaSets?.map(({metadata}) => metadata.name),
		['odd'],
	);
	assert.equal(snapshot.read.replicaSets, 'complete');
});

test('more than 200 odd sets are not fetched, and that is said', async () => {
	const {snapshot, fetched} = await read(Array.from({length: 205}, (_, at) => owned(`p${at}`, `s${at}`, {})));
	assert.equal(fetched.length, 200);
	assert.equal(snapshot.read.replicaSets, 'partial');
	assert.match(snapshot.gaps.find(({source}) => source === 'replicaSets')?.detail ?? '', /5 of 205 were not fetched/);
});

test('a missing right to get sets ends the asking', async () => {
	const refuse: Routes = Object.fromEntries(
		Array.from({length: 50}, (_, at) => [
			`/apis/apps/v1/namespaces/default/replicasets/s${at}`,
			(_query, response) => refusal(response, 403, 'no'),
		]),
	);
	const {snapshot, fetched} = await read(
		Array.from({length: 50}, (_, at) => owned(`p${at}`, `s${at}`, {})),
		refuse,
	);
	assert.ok(fetched.length < 10, `${fetched.length}`);
	assert.deepEqual(
		snapshot.gaps.filter(({source}) => source === 'replicaSets').map(({verb, reason, resource}) => `${verb} ${resource} ${reason}`),
		['get replicasets.apps forbidden'],
	);
});
