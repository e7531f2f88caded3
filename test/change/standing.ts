import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isUndo, standingGroup} from '../../source/change/standing.js';
import type {JournalEntry} from '../../source/model/index.js';

const entry = (id: number, more: Partial<JournalEntry> = {}): JournalEntry => ({
	schema: 'castellan.journal/1',
	id,
	group: 1,
	controls: [],
	change: {action: 'delete', target: {group: '', version: 'v1', kind: 'Pod', plural: 'pods', name: 'web'}},
	touched: [],
	at: '2026-11-25T12:00:00Z',
	by: 'anna',
	state: 'verified',
	...more,
});

test('what was refused, never sent or taken back is not taken back with its group', () => {
	const journal = [entry(5, {group: 2}), entry(4, {state: 'failed'}), entry(3, {state: 'undone'}), entry(2, {state: 'unclear'}), entry(1)];
	assert.deepEqual(
		standingGroup(entry(1), journal).map(({id}) => id),
		[2, 1],
	);
});

test('what takes an undo back is no undo, and of an undo whose change is not at hand it is one', () => {
	const journal = [entry(3, {undoes: 2}), entry(2, {undoes: 1}), entry(1)];
	assert.deepEqual(
		journal.map(one => isUndo(one, journal)),
		[false, true, false],
	);
	assert.ok(isUndo(entry(2, {undoes: 1}), []));
	assert.ok(isUndo(entry(2, {undoes: 2}), [entry(2, {undoes: 2})]), 'a file that somebody damaged');
});
