import assert from 'node:assert/strict';
import {test} from 'node:test';
import {partingWords} from '../../../source/ui/pages/parting.js';
import {confirmWords} from '../../../source/ui/pages/send.js';
import type {PlanRow} from '../../../source/ui/state.js';
import {planItem, preview} from '../../helpers/ports.js';
import {happen, onList, press, screen, type World} from '../../helpers/world.js';

/** On the page that sends, with these rows tried. */
export function onConfirm(plan: readonly PlanRow[]): World {
	const world = happen(onList([]), {type: 'planned', items: plan.map(({item}) => item), undo: false});
	world.state = {...world.state, plan};
	press(world, 'a');
	world.state = {...world.state, now: world.state.now + 1000};
	world.effects.length = 0;
	return world;
}
const tried = (id: string, more: Partial<(typeof preview)['owner']> = {}): PlanRow => ({
	item: {...planItem, id},
	state: 'tried',
	previews: [{...preview, owner: {...preview.owner, ...more}}],
});

test('what Git owns is handed over to be saved beside what is sent, and every folder is named when leaving', () => {
	const world = onConfirm([tried('web'), tried('api', {git: true})]);
	press(
		world,
		...confirmWords(world.state)
			.replace(' ', '|')
			.split('')
			.map(letter => (letter === '|' ? 'space' : letter)),
		'enter',
	);
	const [send] = world.effects;
	assert.ok(send?.do === 'send');
	assert.deepEqual(
		[send.rows, send.others].map(rows => rows.map(({item}) => item.id)),
		[['web'], ['api']],
	);
	happen(world, {type: 'saved', folder: 'castellan-fixes/demo/1'}, {type: 'saved', folder: 'castellan-fixes/demo/saved'});
	assert.match(
		partingWords(world.state, {reads: 1, writes: 1}, new Date()),
		/^files +\.\/castellan-fixes\/demo\/1\n +\.\/castellan-fixes\/demo\/saved$/m,
	);
});

test('what is typed is how many objects the page speaks of, each counted once', () => {
	const pair = tried('pat');
	const both = {...pair, item: {...pair.item, objects: ['clusterrolebinding/ops', 'clusterrolebinding/ops-view']}};
	const world = onConfirm([both, {...tried('lee'), item: {...planItem, id: 'lee', objects: ['clusterrolebinding/ops']}}]);
	assert.equal(confirmWords(world.state), '2 demo');
	press(world, 'esc');
	assert.match(screen(world), /2 objects: 2 changed here.*a send 2…/s);
});
