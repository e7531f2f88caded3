import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {oldest, tooOld} from '../source/node-version.js';

test('a Node that is too old is told in words, a newer one is not', () => {
	for (const version of ['20.20.2', '22.20.0', '18.0.0']) assert.match(tooOld(version) ?? '', /too old[^]*22\.21[^]*npm start/);
	for (const version of ['22.21.0', '22.22.1', '24.0.0']) assert.equal(tooOld(version), undefined);
});

test('the oldest Node is the one that package.json names', () => {
	const {engines} = JSON.parse(readFileSync('package.json', 'utf8')) as {engines: {node: string}};
	assert.equal(engines.node, `>=${oldest}`);
});
