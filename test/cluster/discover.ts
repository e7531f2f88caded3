import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gapOf, read} from './local/collected.js';
import {core, group, list} from './local/kubernetes.js';
import {json, refusal} from './local/server.js';

test('a group whose server is away is a gap, because nobody knows what is in it', async () => {
	const stale = group('kyverno.io', 'v1', {}, 'Stale');
	const snapshot = await read({}, {}, [core, stale]);
	assert.equal(gapOf(snapshot, 'kyvernoClusterPolicies')?.reason, 'error');
	assert.deepEqual([snapshot.read.ciliumNetworkPolicies, snapshot.items.ciliumNetworkPolicies], ['complete', []]);
});

test('a kind that is served only in an unknown version is a gap, not absent', async () => {
	const snapshot = await read({}, {}, [core, group('kyverno.io', 'v9', {clusterpolicies: 'ClusterPolicy'})]);
	assert.match(gapOf(snapshot, 'kyvernoClusterPolicies')?.detail ?? '', /served only as v9/);
});

test('every kind of constraint is read into one list', async () => {
	const constraint = (name: string) => ({apiVersion: 'constraints.gatekeeper.sh/v1beta1', kind: 'Any', metadata: {name}, spec: {}});
	const snapshot = await read(
		{
			'/apis/constraints.gatekeeper.sh/v1beta1/a': (_, response) => json(response, {items: [constraint('one')], metadata: {}}),
			'/apis/constraints.gatekeeper.sh/v1beta1/b': (_, response) => json(response, {items: [constraint('two')], metadata: {}}),
		},
		{},
		[core, group('constraints.gatekeeper.sh', 'v1beta1', {a: 'A', b: 'B'})],
	);
	assert.deepEqual(snapshot.items.gatekeeperConstraints?.map(({metadata}) => metadata.name).toSorted(), ['one', 'two']);
});

test('without discovery the built-in lists are read all the same', async () => {
	const snapshot = await read({
		'/api': (_, response) => refusal(response, 403, 'no'),
		'/apis': (_, response) => refusal(response, 403, 'no'),
	});
	assert.equal(snapshot.read.pods, 'complete');
	assert.equal(gapOf(snapshot, 'kyvernoClusterPolicies')?.reason, 'error');
	assert.equal(snapshot.facts.groups, undefined);
});

test('an old server without aggregated discovery is asked group by group', async () => {
	const snapshot = await read({
		'/api': (_, response) => json(response, {kind: 'APIVersions', versions: ['v1']}),
		'/api/v1': (_, response) =>
			json(response, {
				resources: [
					{name: 'pods', kind: 'Pod'},
					{name: 'pods/log', kind: 'Pod'},
					{name: 'namespaces', kind: 'Namespace'},
				],
			}),
		'/apis': (_, response) =>
			json(response, {
				kind: 'APIGroupList',
				groups: [
					{name: 'apps', versions: [{version: 'v1'}]},
					{name: 'unknown.io', versions: []},
				],
			}),
		'/apis/apps/v1': (_, response) => json(response, {resources: [{name: 'deployments', kind: 'Deployment'}]}),
		'/apis/apps/v1/deployments': (_, response) => list(response, 'Deployment', []),
	});
	assert.equal(snapshot.read.pods, 'complete');
	assert.equal(snapshot.read.deployments, 'complete');
	assert.equal(gapOf(snapshot, 'daemonSets')?.reason, 'absent');
	assert.deepEqual(snapshot.facts.groups, ['apps', 'unknown.io']);
});
