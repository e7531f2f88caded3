import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sinceThen} from '../../source/commands/since.js';
import type {Ranked, Status} from '../../source/model/index.js';
import {control, verdict} from '../helpers/ports.js';

const now = (...all: [string, Status][]) =>
	all.map(([id, status]) => ({verdict: verdict(control(id, 'Do it'), status)}) as unknown as Ranked);
const then = (...all: [string, Status][]) => ({takenAt: '2026-11-03T10:00:00Z', controls: all.map(([id, status]) => ({id, status}))});

test('what needs work now and did not, and what passes now and did not, is counted apart', () => {
	const seen = sinceThen(
		now(['a', 'fail'], ['b', 'pass'], ['c', 'warn'], ['d', 'fail']),
		then(['a', 'pass'], ['b', 'fail'], ['c', 'unknown'], ['d', 'fail']),
	);
	assert.deepEqual(seen, {at: '2026-11-03T10:00:00Z', worse: 2, better: 1});
});

test('what became unknown is not mended, and a control that is new is not worse', () => {
	assert.deepEqual(sinceThen(now(['a', 'unknown'], ['new', 'fail']), then(['a', 'fail'])), {
		at: '2026-11-03T10:00:00Z',
		worse: 0,
		better: 0,
	});
});

test('without an earlier assessment, or with a damaged one, nothing is said', () => {
	for (const earlier of [undefined, null, 'x', {}, {takenAt: 1, controls: []}, {takenAt: 'a'}])
		assert.equal(sinceThen(now(['a', 'fail']), earlier), undefined);
});
