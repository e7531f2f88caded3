import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Ask} from '../../../source/model/index.js';
import {planSections} from '../../../source/ui/plan-rows.js';
import type {PlanItem} from '../../../source/ui/ports.js';
import {control, finding, planItem, preview, verdict} from '../../helpers/ports.js';
import {happen, onList, press, screen, type World} from '../../helpers/world.js';

const asksOf = (id: string): readonly [Ask] => [
	{id, question: `What may ${id} do?`, kind: 'role', options: [{value: 'view', says: 'view'}]},
];
const wants = (...ids: string[]) => ids.map(id => ({control: 'a', finding: finding(id).id}));
const asking = (id: string): PlanItem => ({
	...planItem,
	id: `a ${id}`,
	says: id,
	objects: [id],
	changes: [],
	asks: asksOf(id),
	wanted: wants(id),
});
const changing = (...ids: string[]): PlanItem => ({
	...planItem,
	id: `patch ${ids.join()}`,
	says: ids.join(),
	objects: ids,
	wanted: wants(...ids),
});

/** A plan with a row that is sent and three that ask, the cursor on the second of these. */
function planned(): World {
	const world = onList([
		verdict(
			control('a', 'Do the first thing'),
			'fail',
			['web', 'pat', 'lee', 'kim'].map(name => finding(name)),
		),
	]);
	press(world, 'a');
	happen(world, {type: 'planned', items: [changing('web'), asking('pat'), asking('lee'), asking('kim')], undo: false});
	happen(world, {type: 'previewed', item: changing('web').id, previews: [preview]});
	return press(world, 'j', 'j');
}
const rows = ({state}: World) => state.plan.map(({item, state: is}) => `${item.says} ${is}`);
/** What is planned once lee was answered: what is sent comes first. */
const afterLee = [changing('web'), changing('lee'), asking('pat'), asking('kim')];

test('an answered row turns in place, and the cursor stays on it', () => {
	const world = press(planned(), 'enter', '1');
	assert.deepEqual(world.effects.flatMap(effect => (effect.do === 'plan' ? [effect.given] : [])).at(-1), {lee: 'view'});
	happen(world, {type: 'planned', items: afterLee, undo: false});
	assert.deepEqual(rows(world), ['web tried', 'pat asks', 'lee trying', 'kim asks']);
	assert.deepEqual([world.state.screen.name, 'cursor' in world.state.screen && world.state.screen.cursor.at], ['plan', 2]);
	assert.deepEqual(planSections(world.state.plan, false), [
		{from: 0, says: 'changed in the cluster, in this order'},
		{from: 1, says: 'asked first, or done by hand'},
	]);
});

test('what was left out or tried before an answer stays so', () => {
	const world = press(planned(), 'k', 'x', 'k', 'x', 'j', 'j', 'enter', '1');
	happen(world, {type: 'planned', items: afterLee, undo: false});
	assert.deepEqual(
		world.state.plan.map(({leftOut}) => leftOut === true),
		[true, true, false, false],
	);
	assert.deepEqual(world.effects.flatMap(effect => (effect.do === 'preview' ? [effect.items.map(({says}) => says)] : [])).at(-1), ['lee']);
});

test('rows that turn out to change one object become one, and that is said', () => {
	const world = press(planned(), 'enter', '1');
	happen(world, {type: 'planned', items: afterLee, undo: false});
	press(world, 'k', 'enter', '1');
	happen(world, {type: 'planned', items: [changing('web'), changing('pat', 'lee'), asking('kim')], undo: false});
	assert.deepEqual(rows(world), ['web tried', 'pat,lee trying', 'kim asks']);
	assert.match(world.state.message ?? '', /same object/);
});

test('an answer is kept for the same findings when the plan is closed, and 0 asks again', () => {
	const world = press(planned(), 'enter', '1');
	happen(world, {type: 'planned', items: afterLee, undo: false});
	assert.match(screen(world), /0 asks again/);
	press(world, 'esc', 'a');
	const given = () => world.effects.flatMap(effect => (effect.do === 'plan' ? [effect.given] : [])).at(-1);
	assert.deepEqual(given(), {lee: 'view'});
	happen(world, {type: 'planned', items: afterLee, undo: false});
	assert.deepEqual(rows(world), ['web trying', 'lee trying', 'pat asks', 'kim asks']);
	press(world, 'j', '0');
	assert.deepEqual(given(), {});
	happen(world, {type: 'planned', items: [changing('web'), asking('pat'), asking('lee'), asking('kim')], undo: false});
	assert.deepEqual(rows(world), ['web trying', 'lee asks', 'pat asks', 'kim asks']);
});
