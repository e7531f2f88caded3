import assert from 'node:assert/strict';
import {test} from 'node:test';
import {containersOf} from '../../source/kube/containers.js';

test('containers of all three kinds are found, each with its own path', () => {
	const spec = {containers: [{name: 'a'}, {name: 'b'}], initContainers: [{name: 'i'}], ephemeralContainers: [{name: 'e'}]};
	assert.deepEqual(
		containersOf(spec).map(({container, path}) => [container.name, path]),
		[
			['i', 'initContainers[0]'],
			['a', 'containers[0]'],
			['b', 'containers[1]'],
			['e', 'ephemeralContainers[0]'],
		],
	);
});
