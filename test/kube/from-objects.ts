import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {snapshotOfObjects} from '../../source/kube/from-objects.js';
import {deployment, namespace, service} from '../helpers/manifests.js';

const takenAt = '2026-11-25T12:00:00Z';

test('a family is complete as soon as one of its kinds occurs, and another one is absent, never empty', () => {
	const {read, items, gaps} = snapshotOfObjects([deployment()], {takenAt});
	assert.equal(read.pods, 'complete');
	assert.deepEqual(items.pods, []);
	assert.equal(read.services, undefined);
	assert.equal(items.services, undefined);
	assert.ok(gaps.some(({source}) => source === 'services'));
});

test('objects that are all there is leave no list unread', () => {
	const {read, items} = snapshotOfObjects([], {takenAt, complete: true});
	assert.equal(read.services, 'complete');
	assert.deepEqual(items.services, []);
	assert.equal(read.handshake, undefined);
});

test('lists are taken apart, whatever stands in them', () => {
	const list = {kind: 'List', apiVersion: 'v1', items: [deployment(), {kind: 'List', items: [namespace()]}, null, 3]};
	const typed = {kind: 'ServiceList', apiVersion: 'v1', items: [{metadata: {name: 'a', namespace: 'shop'}, spec: {}}]};
	const {items} = snapshotOfObjects([list, [typed], service('web')], {takenAt});
	assert.deepEqual(
		[items.deployments?.length, items.namespaces?.length, items.services?.map(({metadata}) => metadata.name)],
		[1, 1, ['a', 'web']],
	);
});

test('what names no namespace lies in default, unless its kind has none', () => {
	const {items} = snapshotOfObjects([{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'p'}}, namespace()], {takenAt});
	assert.equal(items.pods?.[0]?.metadata.namespace, 'default');
	assert.equal(items.namespaces?.[0]?.metadata.namespace, undefined);
});

test('the same objects in another order have the same id', () => {
	const id = (objects: unknown[]) => snapshotOfObjects(objects, {takenAt}).cluster.id;
	assert.equal(id([deployment(), service('web')]), id([service('web'), deployment()]));
	assert.notEqual(id([deployment()]), id([service('web')]));
});

test('no JSON whatsoever makes it throw', () => {
	fc.assert(
		fc.property(fc.array(fc.anything()), objects => {
			snapshotOfObjects(objects, {takenAt});
		}),
	);
});

test('what has no name yet is called something, each by itself, and is looked at', () => {
	const bare = {apiVersion: 'v1', kind: 'Pod', spec: {containers: [{name: 'app', image: 'a'}]}};
	const {items} = snapshotOfObjects([{...bare, metadata: {generateName: 'w-'}}, bare, {...bare, metadata: {name: '', namespace: ''}}], {
		takenAt,
	});
	assert.deepEqual(
		items.pods?.map(({metadata}) => [metadata.namespace, metadata.name]),
		[
			['default', 'w-unnamed-1'],
			['default', 'unnamed-2'],
			['default', 'unnamed-3'],
		],
	);
});

test('objects in the groups of older clusters are those of today', () => {
	const old = (kind: string, spec: object) => ({apiVersion: 'extensions/v1beta1', kind, metadata: {name: 'a', namespace: 'shop'}, spec});
	const template = {spec: {containers: [{name: 'app', image: 'a'}]}};
	const objects = [
		old('Deployment', {template}),
		old('DaemonSet', {template}),
		old('NetworkPolicy', {podSelector: {}}),
		old('Ingress', {}),
	];
	const {items} = snapshotOfObjects([...objects, old('Unheard', {})], {takenAt});
	assert.deepEqual(
		[items.deployments, items.daemonSets, items.networkPolicies, items.ingresses].map(list => list?.length),
		[1, 1, 1, 1],
	);
});
