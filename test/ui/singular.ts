import assert from 'node:assert/strict';
import {test} from 'node:test';
import {footer} from '../../source/ui/keys.js';
import {sendLines} from '../../source/ui/pages/send.js';
import {sendingText} from '../../source/ui/plain/changes.js';
import type {PlanRow, SentRow, State} from '../../source/ui/state.js';
import {control, finding, planItem, preview, verdict} from '../helpers/ports.js';
import {onList, press, screen} from '../helpers/world.js';

const state = onList([verdict(control('a', 'Do the first thing'), 'fail', [finding('web')])]).state;
const tried: PlanRow = {item: planItem, state: 'tried', previews: [preview]};

test('the page that sends speaks of one, of both and of all', () => {
	const tries = (count: number) =>
		sendLines({...state, plan: Array.from({length: count}, () => tried)}, 79).find(text => text.startsWith('Tried'));
	assert.deepEqual(
		[1, 2, 3].map(count => /dry run of ([^,]+),/.exec(tries(count) ?? '')?.[1]),
		['it', 'both', 'all 3'],
	);
});

test('what waits after the first is one or several', () => {
	const sent = (waiting: number): State => ({
		...state,
		sending: 'waits',
		screen: {name: 'sending', cursor: {at: 0, top: 0}},
		sent: Array.from(
			{length: waiting + 1},
			(_, index): SentRow => ({...tried, state: index === 0 ? 'verified' : 'waits', says: '', events: []}),
		),
	});
	assert.ok(footer(sent(1)).includes('a send the other one'));
	assert.ok(footer(sent(2)).includes('a send the other 2'));
	assert.match(sendingText(sent(1)), /sends the other one, leave-out leaves it\./);
});

test('the map says what is highest for a place and against an attacker', () => {
	const world = press({state, effects: []}, 'm');
	assert.match(screen(world), /Nothing to do for|Highest for/);
	assert.match(screen(press(world, 'G')), /(Highest|Nothing to do) against a stolen login/);
});
