import assert from 'node:assert/strict';
import {test} from 'node:test';
import {offlinePlace} from '../../../source/commands/still-places.js';
import {described} from '../../../source/ui/plain/describe.js';
import {home, startState} from '../../../source/ui/state.js';
import {control, finding, journalEntry, verdict} from '../../helpers/ports.js';
import {onList, press} from '../../helpers/world.js';

test('a place is said in whole sentences: its number, its name, what it is', () => {
	const start = startState({columns: 80, rows: 24}, {readOnly: false, now: 0, probes: true});
	const lines = described({...start, places: [offlinePlace()]});
	assert.ok(lines.includes(`1. Offline. ${offlinePlace().note}.`), lines.join('\n'));
});

test('on a page of text that was looked through, the lines that hold the word are said', () => {
	const start = startState({columns: 80, rows: 24}, {readOnly: false, now: 0, probes: true});
	const page = {
		name: 'text',
		title: 'a page',
		lines: ['one web', 'two'],
		cursor: home,
		left: 0,
		wrap: true,
		sought: {word: 'WEB'},
	} as const;
	assert.deepEqual(described({...start, screen: page}), ['a page', 'one web']);
});

test('in the journal a marked change says so, and what undo then takes back', () => {
	const start = startState({columns: 80, rows: 24}, {readOnly: false, now: 0, probes: true});
	const lines = described({
		...start,
		screen: {name: 'journal', cursor: home},
		journal: [journalEntry(3), journalEntry(1)],
		changeMarks: new Set([3]),
	});
	assert.match(
		lines.join('\n'),
		/^3\. verified, marked\. [^]*^1\. verified\. [^]*^1 of 2 marked: undo without a number takes them back\.$/m,
	);
});

test('in the list and in a control what is marked says so, and what fix then plans', () => {
	const web = finding('web');
	const world = onList([
		verdict(control('a', 'Do the first thing'), 'fail', [web, finding('api')]),
		verdict(control('b', 'Do more'), 'pass'),
	]);
	assert.doesNotMatch(described(world.state).join('\n'), /marked/);
	press(world, 'space', 'g');
	assert.match(
		described(world.state).join('\n'),
		/^1\. fail, marked, high\. Do the first thing\..*\n(?!.*marked)[^]*^1 marked: fix without a number plans them\.$/m,
	);
	press(world, 'enter', 'space', 'g');
	assert.match(
		described(world.state).join('\n'),
		/^1\. marked, fail\. shop, deployment\/api: .*\n2\. fail\. .*\n1 finding marked: fix without a number plans it\.$/m,
	);
});
