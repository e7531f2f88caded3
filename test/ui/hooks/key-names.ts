import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Key} from 'ink';
import {keyNames, withoutPastedEnter} from '../../../source/ui/hooks/key-names.js';

const typed = (input: string) => keyNames(input, {} as Key);

test('letters that arrive together are keys of their own', () => {
	assert.deepEqual(typed('jk '), ['j', 'k', 'space']);
	assert.deepEqual(typed('jj\r'), ['j', 'j', 'enter']);
});

test('an enter that came with other text is none where enter sends', () => {
	assert.deepEqual(withoutPastedEnter(typed('1 demo\r')), ['1', 'space', 'd', 'e', 'm', 'o']);
	assert.deepEqual(withoutPastedEnter(typed('\r\r')), []);
	assert.deepEqual(withoutPastedEnter(['enter']), ['enter']);
});
