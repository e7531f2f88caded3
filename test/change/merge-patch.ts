import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {isObject, mergePatch} from '../../source/change/merge-patch.js';
import type {Json} from '../../source/model/index.js';

/** Original, patch, result: the examples of RFC 7386, appendix A. */
const examples: readonly (readonly [Json, Json, Json])[] = [
	[{a: 'b'}, {a: 'c'}, {a: 'c'}],
	[{a: 'b'}, {b: 'c'}, {a: 'b', b: 'c'}],
	[{a: 'b'}, {a: null}, {}],
	[{a: 'b', b: 'c'}, {a: null}, {b: 'c'}],
	[{a: ['b']}, {a: 'c'}, {a: 'c'}],
	[{a: 'c'}, {a: ['b']}, {a: ['b']}],
	[{a: {b: 'c'}}, {a: {b: 'd', c: null}}, {a: {b: 'd'}}],
	[{a: [{b: 'c'}]}, {a: [1]}, {a: [1]}],
	[
		['a', 'b'],
		['c', 'd'],
		['c', 'd'],
	],
	[{a: 'b'}, ['c'], ['c']],
	[{a: 'foo'}, null, null],
	[{a: 'foo'}, 'bar', 'bar'],
	[{e: null}, {a: 1}, {e: null, a: 1}],
	[[1, 2], {a: 'b', c: null}, {a: 'b'}],
	[{}, {a: {bb: {ccc: null}}}, {a: {bb: {}}}],
];

test('a merge patch does what RFC 7386 says', () => {
	for (const [original, patch, result] of examples) assert.deepEqual(mergePatch(original, patch), result, JSON.stringify(patch));
});

const json = fc.jsonValue() as fc.Arbitrary<Json>;

test('a merge patch applied twice changes nothing the second time', () => {
	fc.assert(
		fc.property(json, json, (original, patch) => {
			const once = mergePatch(original, patch);
			assert.deepEqual(mergePatch(once, patch), once);
		}),
	);
});

test('a merge patch leaves the original and itself alone', () => {
	fc.assert(
		fc.property(json, json, (original, patch) => {
			const before = JSON.stringify([original, patch]);
			mergePatch(original, patch);
			assert.equal(JSON.stringify([original, patch]), before);
		}),
	);
});

test('what is null in a patch is absent afterwards', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), json), fc.array(fc.string()), (original, keys) => {
			const patch = Object.fromEntries(keys.map(key => [key, null]));
			const result = mergePatch(original, patch);
			assert.ok(isObject(result) && keys.every(key => !Object.hasOwn(result, key)));
		}),
	);
});

test('a key called __proto__ is a key like any other', () => {
	const patch = JSON.parse('{"__proto__": {"polluted": true}}') as Json;
	const result = mergePatch({a: 1}, patch);
	assert.equal(JSON.stringify(result), '{"a":1,"__proto__":{"polluted":true}}');
	assert.equal(({} as {polluted?: boolean}).polluted, undefined);
});
