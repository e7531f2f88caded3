import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {escaped, escapedAgain, unescaped, visible, visibleLines} from '../../source/model/index.js';

const anyText = fc.string({unit: 'binary'});

test('what is shown holds no character that could drive a terminal or hide text', () => {
	const dangerous = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/u;
	fc.assert(fc.property(anyText, text => assert.ok(!dangerous.test(visible(text)))));
	for (const text of ['\u001b[2J', '\u202e', '\u200b', '\u2028', '\ufe0f', '\u3164', '\u0085'])
		assert.ok(!visible(text).includes(text), JSON.stringify(text));
});

test('escaping can be taken back, and no two texts look the same', () => {
	fc.assert(fc.property(anyText, text => assert.equal(unescaped(visible(text)), text)));
	assert.notEqual(visible('\\u{1b}'), visible('\u001b'));
});

test('ordinary text of any language stays as it is', () => {
	for (const text of ['web-5d4f', 'Größe', '日本語', 'é', 'a\\b']) assert.equal(visible(text), text);
});

test('marks that pile up on one character are written out', () => assert.ok(visible(`a${'\u0301'.repeat(50)}`).includes('\\u{301}')));

test('keys are escaped like values, and nothing else changes', () => {
	assert.deepEqual(escaped({'\u001b': ['\u001b', 1, null, true]}), {'\\u{1b}': ['\\u{1b}', 1, null, true]});
	fc.assert(
		fc.property(fc.json({stringUnit: fc.constantFrom('a', 'é', '日', ' ')}), text => {
			const value: unknown = JSON.parse(text);
			assert.deepEqual(escaped(value), value);
		}),
	);
});

test('a key called __proto__ is data', () => {
	const value = escaped(JSON.parse('{"__proto__": {"polluted": true}}') as object);
	assert.ok(Object.hasOwn(value, '__proto__'));
	assert.equal(({} as {polluted?: boolean}).polluted, undefined);
});

test('escaping again changes nothing in what was escaped', () => {
	fc.assert(fc.property(fc.array(anyText), texts => assert.deepEqual(escapedAgain(escaped(texts)), escaped(texts))));
});

test('lines are split at every kind of end, and tabs become spaces', () => {
	assert.deepEqual(visibleLines('a\r\nb\rc\n\td'), ['a', 'b', 'c', '    d']);
});
