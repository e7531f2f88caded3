import assert from 'node:assert/strict';
import {test} from 'node:test';
import {collect} from '../../source/cluster/collect.js';
import type {JsonObject, Snapshot} from '../../source/model/index.js';
import {connected} from './local/connection.js';
import {core, kubernetes, list, type Routes} from './local/kubernetes.js';
import {json, refusal} from './local/server.js';

const node = (name: string, labels: JsonObject = {}, annotations: JsonObject = {}) => ({metadata: {name, uid: name, labels, annotations}});
const review = (isAllowed: boolean): Routes => ({
	'/apis/authorization.k8s.io/v1/selfsubjectaccessreviews': (_, response) => json(response, {status: {allowed: isAllowed}}, 201),
});
const configz = (name: string, kubeletconfig: JsonObject): Routes => ({
	[`/api/v1/nodes/${name}/proxy/configz`]: (_, response) => json(response, {kubeletconfig}),
});
const closed = {authentication: {anonymous: {enabled: false}}, authorization: {mode: 'Webhook'}, clusterDNS: ['10.96.0.10']};

async function read(nodes: readonly object[], routes: Routes, kubelets = true): Promise<{snapshot: Snapshot; paths: readonly string[]}> {
	const server = await kubernetes({'/api/v1/nodes': (_, response) => list(response, 'Node', nodes), ...review(true), ...routes}, [core]);
	const connection = await connected(server.url);
	const snapshot = await collect(connection, {probes: false, kubelets});
	return {snapshot, paths: connection.reader.log().map(({path}) => path)};
}

test('a kubelet that is asked says what it runs with; only known settings of it are kept', async () => {
	const {snapshot} = await read([node('a')], configz('a', {...closed, readOnlyPort: 10_255}));
	assert.deepEqual(snapshot.facts.kubelets, [
		{
			node: 'a',
			from: 'configz',
			where: 'running on node a',
			values: {readOnlyPort: 10_255, 'authentication.anonymous.enabled': false, 'authorization.mode': 'Webhook'},
		},
	]);
	assert.equal(snapshot.read.kubelets, 'complete');
});

test('no kubelet is asked unless somebody says so, or where the account has no right to it', async () => {
	const {paths} = await read([node('a')], configz('a', closed), false);
	assert.deepEqual(
		paths.filter(path => path.includes('configz')),
		[],
	);
	const {snapshot, paths: asked} = await read([node('a')], {...review(false), ...configz('a', closed)});
	assert.deepEqual(
		asked.filter(path => path.includes('configz')),
		[],
	);
	assert.deepEqual(
		snapshot.gaps.filter(({source}) => source === 'kubelets').map(({verb, resource, reason}) => `${verb} ${resource} ${reason}`),
		['get nodes/proxy forbidden'],
	);
});

test('one that does not answer, or not as a kubelet does, leaves the others in part', async () => {
	const odd = {'/api/v1/nodes/c/proxy/configz': ((_, response) => json(response, {kubeletconfig: 'none'})) satisfies Routes[string]};
	const {snapshot} = await read([node('a'), node('b'), node('c')], {
		...configz('a', closed),
		'/api/v1/nodes/b/proxy/configz': (_, response) => refusal(response, 502, 'dial tcp: connection refused'),
		...odd,
	});
	assert.equal(snapshot.facts.kubelets?.length, 1);
	assert.equal(snapshot.read.kubelets, 'partial');
	assert.deepEqual(
		snapshot.gaps.filter(({source}) => source === 'kubelets').map(({resource, reason}) => [resource, reason]),
		[
			['nodes/b/proxy', 'error'],
			['nodes/c/proxy', 'error'],
		],
	);
});

test('what a kubelet runs with stands before what its node was started with, and virtual nodes are not asked', async () => {
	const virtual = node('fargate', {'eks.amazonaws.com/compute-type': 'fargate'});
	const started = node('a', {}, {'k3s.io/node-args': '["agent","--kubelet-arg","read-only-port=10255"]'});
	const {snapshot, paths} = await read([started, virtual], configz('a', closed));
	assert.deepEqual(
		snapshot.facts.kubelets?.map(({from, values}) => [from, values['readOnlyPort']]),
		[['configz', undefined]],
	);
	assert.equal(snapshot.read.kubelets, 'complete');
	assert.ok(!paths.some(path => path.includes('fargate/proxy')));
});
