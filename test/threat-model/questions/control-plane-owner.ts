import assert from 'node:assert/strict';
import {test} from 'node:test';
import {node} from '../../helpers/manifests.js';
import {answer, seen} from '../../helpers/prefill.js';

test('who runs the control plane is read from marks of the platform', () => {
	assert.equal(
		answer(seen([node('a', {metadata: {name: 'a', labels: {'eks.amazonaws.com/nodegroup': 'x'}}})]), 'control-plane-owner'),
		'managed',
	);
	assert.equal(answer(seen([node('a', {spec: {providerID: 'kind://docker/kind/a'}})]), 'control-plane-owner'), 'lab');
	assert.equal(answer(seen([node()]), 'control-plane-owner'), 'self');
	assert.equal(answer(seen([], {}, false), 'control-plane-owner'), undefined);
});
