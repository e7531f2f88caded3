import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sharer} from '../../source/cluster/sharing.js';

const pod = (name: string, image: string, nodeName?: string) => ({
	metadata: {name},
	spec: {containers: [{name: 'c', image}], ...(nodeName !== undefined && {nodeName})},
});

test('equal specs are kept once, and every object is what it was', () => {
	const items = [pod('a', 'x', 'one'), pod('b', 'x', 'two'), pod('c', 'y', 'one'), pod('d', 'x')];
	const shared = items.map(sharer());
	assert.deepEqual(shared, items);
	const [a, b, c, d] = shared;
	assert.equal(a?.spec.containers, b?.spec.containers);
	assert.equal(a?.spec.containers, d?.spec.containers);
	assert.notEqual(a?.spec.containers, c?.spec.containers);
});

test('an object without a pod spec is left alone', () => {
	const item = {metadata: {name: 'a'}, spec: {replicas: 1}};
	assert.equal(sharer()(item), item);
});
