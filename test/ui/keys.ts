import assert from 'node:assert/strict';
import {test} from 'node:test';
import {bindings, eventOf} from '../../source/ui/keys.js';
import {home, type Screen, type ScreenName} from '../../source/ui/state.js';
import {control, finding, verdict} from '../helpers/ports.js';
import {onList, press} from '../helpers/world.js';

const verdicts = [verdict(control('a', 'Do the first thing'), 'fail', [finding('web')])];
const at: Partial<Record<ScreenName, Screen>> = {
	where: {name: 'where', cursor: home},
	answers: {name: 'answers', cursor: home},
	list: {name: 'list', cursor: home},
	control: {name: 'control', control: 'a', part: 'objects', cursor: home},
	map: {name: 'map', at: 0},
	plan: {name: 'plan', cursor: home, undo: false},
	diff: {name: 'diff', item: 'shop/web', cursor: home, left: 0, wrap: false},
	sending: {name: 'sending', cursor: home},
	journal: {name: 'journal', cursor: home},
};

/** Where each key means something, beside those that mean the same everywhere. */
const cells: Readonly<Record<string, readonly ScreenName[]>> = {
	enter: ['where', 'answers', 'list', 'control', 'map', 'plan', 'sending', 'journal'],
	space: ['list', 'control', 'journal'],
	'*': ['list', 'control', 'journal'],
	a: ['list', 'control', 'plan', 'diff', 'sending'],
	x: ['where', 'plan', 'diff', 'sending'],
	u: ['list', 'control', 'map', 'sending', 'journal'],
	t: ['list', 'control'],
	w: ['list', 'control'],
	y: ['control', 'plan', 'diff', 'journal'],
	e: ['control', 'diff'],
	c: ['list', 'control', 'plan', 'diff', 'sending', 'journal'],
	s: ['list', 'control', 'plan', 'diff', 'journal'],
	d: ['where', 'answers', 'list', 'control', 'map', 'plan', 'diff', 'sending', 'journal'],
	f: ['list', 'control'],
	o: ['list', 'control', 'journal'],
	i: ['list', 'control', 'map'],
	m: ['answers', 'list', 'control'],
	p: ['list', 'control', 'map', 'journal'],
	r: ['where', 'answers', 'list', 'control', 'map', 'plan', 'diff', 'journal'],
	'ctrl-r': ['where', 'answers', 'list', 'control', 'map', 'plan', 'diff', 'journal'],
	z: ['control', 'diff', 'sending', 'journal'],
	n: ['control', 'diff'],
	N: ['control', 'diff'],
	'/': ['list', 'control', 'diff'],
};
const always = ['?', 'esc', 'q', ':', 'ctrl-c', 'ctrl-l', 'ctrl-z', 'up', 'down', 'j', 'k', 'g', 'G', 'pageup', 'ctrl-d'];

function means(key: string, screen: Screen): boolean {
	const event = eventOf(key, {...onList(verdicts).state, screen});
	return event !== undefined && !(event.type === 'refused-key' && /means nothing here/.test(event.says));
}

test('every key means something on the screens it was promised for', () => {
	const missing: string[] = [];
	for (const [key, names] of Object.entries(cells))
		for (const name of names) if (!means(key, at[name] as Screen)) missing.push(`${key} on ${name}`);
	for (const key of always) for (const [name, screen] of Object.entries(at)) if (!means(key, screen)) missing.push(`${key} on ${name}`);
	assert.deepEqual(missing, []);
});

test('a key without meaning says so, whichever key it is', () => {
	for (const screen of Object.values(at)) {
		for (const key of ['/', ':', 'X', 'B', 'y', '9', '}', 'space', 'tab', 'left', 'é', 'ctrl-x']) {
			const event = eventOf(key, {...onList(verdicts).state, screen});
			const bound = bindings.some(({keys, on}) => keys.includes(key) && screen.name in on);
			assert.ok(event !== undefined, `${key} on ${screen.name}`);
			assert.equal(event.type === 'refused-key' && /means nothing here/.test(event.says), !bound, `${key} on ${screen.name}`);
		}
	}
});

test('capitals mean nothing but G and N: they may be what is left of a split key', () => {
	const capitals = bindings.flatMap(({keys}) => keys.filter(key => /^[A-Z]$/.test(key)));
	assert.deepEqual(capitals.sort(), ['G', 'N']);
	assert.match(press(onList(verdicts), 'X').state.message ?? '', /X means nothing here/);
});

test('in an open field, where ? is typed, a key without meaning does not send there', () => {
	const world = press(onList(verdicts), 'enter', 'a');
	const screen: Screen = {name: 'confirm', field: {text: '', at: 0}, cursor: home, openedAt: 0};
	const event = eventOf('tab', {...world.state, screen});
	assert.deepEqual(event, {type: 'refused-key', says: 'tab means nothing here'});
});
