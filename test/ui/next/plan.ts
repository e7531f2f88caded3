import assert from 'node:assert/strict';
import {test} from 'node:test';
import {footer} from '../../../source/ui/keys.js';
import type {PlanRow} from '../../../source/ui/state.js';
import {planItem, preview} from '../../helpers/ports.js';
import {happen, onList, press, screen, type World} from '../../helpers/world.js';

function onPlan(plan: readonly PlanRow[], readOnly = false): World {
	const world = happen(onList([]), {type: 'planned', items: plan.map(({item}) => item), undo: false});
	world.state = {...world.state, plan, readOnly};
	world.effects.length = 0;
	return world;
}
const tried: PlanRow = {item: planItem, state: 'tried', previews: [preview]};
const byHand: PlanRow = {item: {...planItem, changes: [], guide: ['1. Turn it off.', '2. Look again.']}, state: 'by-hand', previews: []};
const asks: PlanRow = {item: {...planItem, changes: [], asks: [{id: 'q', question: 'Which?', kind: 'text'}]}, state: 'asks', previews: []};
const offers = (world: World, key: string) => footer(world.state).some(text => text.startsWith(`${key} `));

test('a row that is done by hand shows and copies its steps', () => {
	const world = press(onPlan([byHand]), 'c', 'y');
	const [copy] = world.effects;
	assert.match(copy?.do === 'copy' ? copy.text : '', /1\. Turn it off\.\n2\. Look again\./);
	assert.match(screen(world), /1\. Turn it off\./);
});

test('a row that asks has no YAML yet, and says so', () => {
	for (const key of ['y', 'c']) {
		const world = press(onPlan([asks]), key);
		assert.deepEqual([world.state.screen.name, world.effects.length], ['plan', 0]);
		assert.match(world.state.message ?? '', /no YAML yet/);
	}
});

test('the last line offers to send and to save only what can be', () => {
	const cases: readonly (readonly [World, boolean, boolean])[] = [
		[onPlan([tried]), true, true],
		[onPlan([tried], true), false, true],
		[onPlan([asks]), false, false],
		[onPlan([byHand], true), false, false],
		[onPlan([{...tried, leftOut: true}]), false, false],
		[onPlan([{...tried, previews: [{...preview, refused: {why: 'no'}}]}]), false, true],
	];
	for (const [world, sends, saves] of cases) {
		assert.deepEqual([offers(world, 'a'), offers(world, 's')], [sends, saves], screen(world));
		const {effects, state} = press(world, 's');
		assert.equal(effects.length > 0, saves);
		assert.equal(state.message === undefined, saves);
		press(world, 'a');
		assert.equal(world.state.screen.name === 'confirm', sends);
	}
});

test('why nothing is sent names no key that does nothing', () => {
	assert.equal(press(onPlan([byHand], true), 'a').state.message, '--read-only: nothing is sent');
	assert.match(press(onPlan([tried], true), 'a').state.message ?? '', /s saves the patches/);
	assert.match(press(onPlan([byHand]), 'a').state.message ?? '', /by hand, enter says how/);
});

test('the diff of an undo offers no editing, and says why not', () => {
	const undo: PlanRow = {...tried, item: {...planItem, undoes: [3]}};
	const world = press(onPlan([undo]), 'enter');
	assert.ok(!offers(world, 'e'));
	assert.match(press(world, 'e').state.message ?? '', /cannot be edited/);
	assert.deepEqual(world.effects, []);
	assert.ok(offers(press(onPlan([tried]), 'enter'), 'e'));
});

test('the page that sends says of an undo that it can be taken back like any change', () => {
	const world = press(onPlan([{...tried, item: {...planItem, undoes: [3]}}]), 'a', 'pagedown');
	assert.match(screen(world), /Undo +`u`, until you leave: [^`]*a\s+change\s+like any\s+other/);
});
