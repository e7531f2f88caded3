import assert from 'node:assert/strict';
import {test} from 'node:test';
import {home, type Screen} from '../../source/ui/state.js';
import {control, demoPlace, finding, planItem, preview, verdict} from '../helpers/ports.js';
import {happen, onList, press, screen, type World} from '../helpers/world.js';

const many = Array.from({length: 29}, (_, index) => finding(`web-${index}`));
const verdicts = [
	verdict(control('a', 'Do the first thing'), 'fail', many),
	...Array.from({length: 39}, (_, index) => verdict(control(`b-${index}`, `Do thing ${index}`), 'fail', [finding('db')])),
];

function on(open: Screen): World {
	const world = onList(verdicts, {columns: 80, rows: 60});
	const rows = Array.from({length: 40}, (_, index) => ({...planItem, id: `item-${index}`, says: `item-${index}`}));
	const entry = {
		schema: 'castellan.journal/1',
		group: 1,
		controls: [],
		change: preview.change,
		touched: [],
		at: '',
		by: 'anna',
		state: 'verified',
	};
	world.state = {
		...world.state,
		places: Array.from({length: 40}, (_, index) => ({...demoPlace, id: `place-${index}`})),
		plan: rows.map(item => ({item, state: 'tried', previews: [preview]})),
		sent: rows.map(item => ({item, previews: [preview], state: 'waits', says: '', events: []})),
		journal: Array.from({length: 40}, (_, index) => ({...entry, id: index}) as World['state']['journal'][number]),
		screen: open,
	};
	return press(world, ...Array.from({length: 28}, () => 'j'));
}

test('the cursor stays in sight on every screen when the window shrinks', () => {
	const screens: Screen[] = [
		{name: 'where', cursor: home},
		{name: 'list', cursor: home},
		{name: 'control', control: 'a', part: 'objects', cursor: home},
		{name: 'plan', cursor: home, undo: false},
		{name: 'sending', cursor: home},
		{name: 'journal', cursor: home},
	];
	for (const open of screens) {
		const world = on(open);
		assert.match(screen(world), /^❯/m, open.name);
		happen(world, {type: 'resized', columns: 80, rows: 20});
		assert.match(screen(world), /^❯/m, open.name);
	}
});

test('what lies behind is in sight too when it comes back', () => {
	const world = press(on({name: 'list', cursor: home}), 'enter');
	happen(world, {type: 'resized', columns: 80, rows: 20});
	assert.match(screen(press(world, 'esc')), /^❯/m);
});

test('a page of text is never scrolled beyond its end when the window grows', () => {
	const world = happen(onList(verdicts), {
		type: 'text-ready',
		title: 'a page',
		lines: Array.from({length: 40}, (_, index) => `line ${index}`),
	});
	press(world, 'G');
	happen(world, {type: 'resized', columns: 80, rows: 60});
	assert.match(screen(world), /line 0\n/);
});
