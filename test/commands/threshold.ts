import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exitCodeOf} from '../../source/commands/threshold.js';
import type {Ranked, Severity, Status} from '../../source/model/index.js';
import {control, verdict} from '../helpers/ports.js';

const rows = (...all: [Severity, Status][]) =>
	all.map(([severity, status], index) => ({verdict: verdict(control(`c${index}`, 'Do it', {severity}), status)}) as unknown as Ranked);

test('without a threshold the code is 0 whatever fails', () => {
	assert.equal(exitCodeOf(rows(['critical', 'fail']), {}), 0);
});

test('a fail at or above the threshold gives 1, one below it does not', () => {
	assert.equal(exitCodeOf(rows(['high', 'fail']), {failOn: 'high'}), 1);
	assert.equal(exitCodeOf(rows(['critical', 'fail']), {failOn: 'high'}), 1);
	assert.equal(exitCodeOf(rows(['medium', 'fail']), {failOn: 'high'}), 0);
});

test('warnings count only where they are asked for, and unknown, waived and passing rows never', () => {
	assert.equal(exitCodeOf(rows(['critical', 'warn']), {failOn: 'low'}), 0);
	assert.equal(exitCodeOf(rows(['critical', 'warn']), {failOn: 'low', failOnWarn: true}), 1);
	assert.equal(exitCodeOf(rows(['low', 'warn']), {failOnWarn: true}), 1);
	assert.equal(
		exitCodeOf(rows(['critical', 'unknown'], ['critical', 'waived'], ['critical', 'pass']), {failOn: 'low', failOnWarn: true}),
		0,
	);
});
