import assert from 'node:assert/strict';
import {test} from 'node:test';
import {node} from '../../helpers/manifests.js';
import {answer, eksNode, seen} from '../../helpers/prefill.js';

test('who patches the nodes is read from the marks of pools', () => {
	const owner = (labels: Record<string, string>) => answer(seen([eksNode(labels)]), 'node-owner');
	assert.equal(owner({'eks.amazonaws.com/compute-type': 'fargate'}), 'provider');
	assert.equal(owner({'eks.amazonaws.com/nodegroup': 'x'}), 'pool');
	assert.equal(owner({}), 'self');
	assert.equal(
		answer(
			seen([node('gk3-shop-pool-1-a', {metadata: {name: 'gk3-shop-pool-1-a', labels: {'cloud.google.com/gke-nodepool': 'x'}}})]),
			'node-owner',
		),
		'provider',
	);
	assert.equal(answer(seen([], {}, false), 'node-owner'), undefined);
	assert.equal(answer(seen([node('a', {spec: {providerID: 'kind://docker/kind/a'}})]), 'node-owner'), 'self');
});
