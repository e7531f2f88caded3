import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gapLines} from '../../source/report/gap-lines.js';

const gap = {resource: 'nodes', verb: 'list', reason: 'forbidden', detail: 'nodes is forbidden'};

test('a right that is lacking has a line of its own', () => {
	assert.deepEqual(gapLines([gap, {...gap, namespace: 'shop'}]), [
		'list nodes: forbidden, nodes is forbidden',
		'list nodes in shop: forbidden, nodes is forbidden',
	]);
});

test('kinds that files do not hold, and kinds that are not served, share a line each', () => {
	const absent = {...gap, reason: 'absent', detail: 'not in these files'};
	assert.deepEqual(
		gapLines([
			absent,
			{...absent, resource: 'roles'},
			{...absent, resource: 'metrics', verb: 'get'},
			{...absent, resource: 'gateways', detail: 'gateways are not served'},
		]),
		['2 kinds not in these files: nodes, roles', '1 fact not in these files: metrics', '1 kind not served here: gateways'],
	);
});
