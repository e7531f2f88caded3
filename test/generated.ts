import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {controls} from '../source/catalogue/index.js';
import {generated, root} from './helpers/generate.js';

test('the README says what the program knows; npm run generate writes it', () => {
	const readme = readFileSync(join(root, 'README.md'), 'utf8');
	assert.equal(readme, generated(readme));
});

test('the index holds every control of the catalogue, and no other', () => {
	const files = readdirSync(join(root, 'source', 'catalogue'), {recursive: true, encoding: 'utf8'}).filter(name => name.includes('/'));
	assert.deepEqual(controls.map(({id}) => id).sort(), files.map(name => name.replace(/^.*\/(.+)\.ts$/, '$1')).sort());
});
