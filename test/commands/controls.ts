import assert from 'node:assert/strict';
import {test} from 'node:test';
import {controlLines} from '../../source/commands/controls.js';

const keys = (by: 'seeds' | 'cis') => controlLines(by).map(line => line.split(/\s/)[0] ?? '');

test('items are in the order of their numbers, and what belongs to none comes last', () => {
	const cis = keys('cis');
	assert.ok(cis.indexOf('1.2.9') < cis.indexOf('1.2.16'), cis.join(' '));
	assert.equal(cis.at(-1), '-');
	const seeds = [...new Set(keys('seeds'))].filter(key => key.startsWith('N'));
	assert.deepEqual(
		seeds,
		Array.from({length: 15}, (_, index) => `N${index + 1}`),
	);
});

test('a control stands under every item that it answers', () => {
	assert.ok(controlLines('seeds').filter(line => line.includes(' psa-enforced ')).length > 1);
	assert.equal(controlLines(undefined).filter(line => line.startsWith('psa-enforced ')).length, 1);
});
