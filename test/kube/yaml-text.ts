import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parse} from 'yaml';
import {yamlOf} from '../../source/kube/yaml-text.js';
import {evils, isHarmless} from '../helpers/hostile.js';

test('what is written as YAML shows nothing hidden and is read back as the same', () => {
	for (const evil of evils) {
		const value = {metadata: {name: `web${evil}`, [`key${evil}`]: evil}, list: [evil, `${evil}x`], text: `two\nlines\n\ttab\n`};
		const text = yamlOf(value);
		isHarmless(text, JSON.stringify(evil));
		assert.deepEqual(parse(text), value);
	}
});

test('ordinary text stays as a person would write it', () => {
	assert.equal(
		yamlOf({name: 'Größe', data: {a: 'b: c\n\td\n'}, yes: 'no'}),
		"name: Größe\ndata:\n  a: |\n    b: c\n    \td\nyes: 'no'\n".replace('yes:', '"yes":').replace("'no'", '"no"'),
	);
});
