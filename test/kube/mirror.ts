import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isMirror, isPlatformMirror} from '../../source/kube/mirror.js';
import type {Metadata} from '../../source/model/index.js';

const metadata = (overrides: Partial<Metadata> = {}): Metadata => ({
	name: 'kube-apiserver-one',
	namespace: 'kube-system',
	annotations: {'kubernetes.io/config.mirror': 'hash'},
	owners: [{apiVersion: 'v1', kind: 'Node', name: 'one', controller: true}],
	...overrides,
});

test('a mirror pod has the annotation and a node as controller', () => {
	assert.ok(isMirror(metadata()));
	assert.ok(!isMirror(metadata({owners: []})), 'anybody can write the annotation');
	assert.ok(!isMirror(metadata({annotations: {}})));
	assert.ok(!isMirror(metadata({owners: [{apiVersion: 'v1', kind: 'Node', name: 'one'}]})), 'an owner that is no controller');
});

test('a mirror pod among applications is not one of the platform', () => {
	assert.ok(isPlatformMirror(metadata()));
	assert.ok(!isPlatformMirror(metadata({namespace: 'shop'})));
});
