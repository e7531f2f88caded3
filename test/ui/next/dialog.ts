import assert from 'node:assert/strict';
import {test} from 'node:test';
import {startState} from '../../../source/ui/state.js';
import {plainText, view} from '../../../source/ui/view.js';
import {control, demoPlace, fakePorts, verdict} from '../../helpers/ports.js';
import {happen, press, type World} from '../../helpers/world.js';

const ports = fakePorts([verdict(control('a', 'Do the first thing'), 'unknown')]);
const cluster = {short: 'prod', live: true, platform: '', who: 'anna', server: '', takenAt: '2026-11-25T12:00:00Z', told: []};

function firstLook(): World {
	const state = startState({columns: 80, rows: 24}, {readOnly: false, now: ports.now(), probes: true});
	const world = press(happen({state, effects: []}, {type: 'places-found', places: [demoPlace]}), 'enter');
	happen(world, {type: 'read-done', cluster: {...cluster, offers: ['acme']}, prefilled: {answers: {}, hints: {}}});
	world.effects.length = 0;
	return world;
}
const takes = ({effects}: World) => effects.flatMap(effect => (effect.do === 'take-offline' ? effect.assessment : []));

test('the first look at a cluster asks whether offline answers belong to it', () => {
	const world = firstLook();
	assert.match(plainText(view(world.state)), /offline answers: acme[^]*does it belong here\?/);
	press(world, 'enter');
	assert.match(world.state.message ?? '', /1 yes, 2 no/);
	press(world, '1', 'enter');
	assert.deepEqual(takes(world), ['acme']);
	assert.equal(world.state.screen.name, 'answers');
});

test('offline answers that do not belong here are left out, and can be taken later', () => {
	for (const keys of [['2', 'enter'], ['esc']]) {
		const world = press(firstLook(), ...keys);
		assert.deepEqual(takes(world), []);
		assert.equal(world.state.screen.name, 'answers');
		assert.match(world.state.message ?? '', /:take acme/);
	}
});
