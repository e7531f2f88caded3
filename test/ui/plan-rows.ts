import assert from 'node:assert/strict';
import {test} from 'node:test';
import {planRoom, planSections, planSummary} from '../../source/ui/plan-rows.js';
import type {PlanRow} from '../../source/ui/state.js';
import {planItem, preview} from '../helpers/ports.js';

const row = (item: Partial<PlanRow['item']> = {}): PlanRow => ({item: {...planItem, ...item}, state: 'trying', previews: []});

test('a plan says once what becomes of its rows, before the first of each kind', () => {
	const plan = [row(), row(), row({git: 'argo-cd'}), row({changes: []})];
	assert.deepEqual(planSections(plan, false), [
		{from: 0, says: 'changed in the cluster, in this order'},
		{from: 2, says: 'saved as patches: Argo CD takes changes made here back'},
		{from: 3, says: 'needs an answer first, or is done by hand'},
	]);
	assert.equal(planRoom(plan, false, 15), 13);
});

test('what is only saved or done by hand is not told as changed in the cluster', () => {
	assert.match(planSections([row({git: 'argo-cd'}), row({git: 'helm'})], false)[0]?.says ?? '', /^saved as patches: Argo CD and Helm take/);
	assert.match(planSections([row({changes: []})], false)[0]?.says ?? '', /by hand/);
	assert.deepEqual(planSections([row()], true), [{from: 0, says: 'taken back in this order'}]);
});

test('a plan counts objects, each once, and its numbers add up', () => {
	const pat = row({objects: ['a', 'b']});
	const plan: PlanRow[] = [
		{...pat, state: 'tried', previews: [preview]},
		{...row({objects: ['b']}), state: 'asks'},
		{...row({objects: ['c']}), state: 'asks'},
		{...row({objects: ['c']}), state: 'asks'},
		{...row({objects: ['d']}), state: 'failed'},
		{...row({objects: ['e']}), leftOut: true},
	];
	assert.equal(planSummary(plan), '5 objects in 6 rows: 2 changed here, 1 asking, 1 not possible, 1 left out');
});
