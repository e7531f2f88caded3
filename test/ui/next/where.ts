import assert from 'node:assert/strict';
import {test} from 'node:test';
import {offlinePlace} from '../../../source/commands/still-places.js';
import {startState} from '../../../source/ui/state.js';
import {demoPlace} from '../../helpers/ports.js';
import {happen, press, screen, type World} from '../../helpers/world.js';

const place = {
	...demoPlace,
	kind: 'context',
	about: ['https://10.0.0.1 · user anna'],
	sends: {reads: 54, withoutLogin: ['/api', '/version']},
} as const;

test('x leaves the reads without a login out of what is said to be sent, in the strip and on the page of d', () => {
	const state = startState({columns: 80, rows: 24}, {readOnly: false, now: 0, probes: true});
	const world: World = happen({state, effects: []}, {type: 'places-found', places: [place]});
	assert.match(screen(world), /about 54 reads as you and 2 without a login/);
	assert.match(screen(press(world, 'd')), /GET \/version/);
	press(world, 'esc', 'x');
	assert.match(screen(world), /about 54 reads as you; nothing is written/);
	assert.doesNotMatch(screen(press(world, 'd')), /GET \/version/);
});

test('an answer that cannot be is said at its own question, which stays open', () => {
	const state = startState({columns: 80, rows: 24}, {readOnly: false, now: 0, probes: true});
	const world: World = happen({state, effects: []}, {type: 'places-found', places: [offlinePlace()]});
	press(world, 'enter', ...'bad name', 'enter');
	assert.match(screen(world), /bad name cannot be the name: use letters/);
	assert.match(screen(world), /A name for this assessment\?/);
	press(world, 'ctrl-u', ...'acme', 'enter');
	assert.match(screen(world), /Who answers\?/);
});
