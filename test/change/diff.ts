import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {diffOf} from '../../source/change/diff.js';
import type {JsonObject} from '../../source/model/index.js';

const json = fc.dictionary(
	fc.oneof(fc.constantFrom('metadata', 'annotations', 'spec', 'env', 'args', 'data', 'httpHeaders', 'name', 'value'), fc.string()),
	fc.jsonValue({maxDepth: 4}),
) as fc.Arbitrary<JsonObject>;
const maybe = fc.option(json, {nil: undefined});

test('any two objects have a diff, and no line of it can drive a terminal', () => {
	fc.assert(
		fc.property(maybe, maybe, (before, after) => {
			for (const {text} of diffOf(before, after)) assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
		}),
	);
});

test('what did not change has no diff, whatever the order of its keys', () => {
	fc.assert(fc.property(json, one => assert.deepEqual(diffOf(one, structuredClone(one)), [])));
});

const lines = (before: JsonObject, after: JsonObject) => diffOf(before, after).map(({sign, text}) => `${sign}${text}`);
const object = (annotations: JsonObject, spec: JsonObject): JsonObject => ({
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: {name: 'a', annotations},
	spec,
});

test('an annotation called like something that every object has is hidden like any other', () => {
	assert.deepEqual(
		lines({}, {metadata: {annotations: {toString: 'hush'}}})
			.at(-1)
			?.trim(),
		'+    toString: (hidden)',
	);
});

test('values of variables, arguments, headers and unknown annotations are hidden, those of known annotations are not', () => {
	const spec = (hostPID: boolean): JsonObject => ({
		containers: [{name: 'app', args: ['hush'], env: [{name: 'A', value: 'hush'}], probe: {httpHeaders: [{name: 'B', value: 'hush'}]}}],
		hostPID,
	});
	const annotations = {'example.org/note': 'hush', 'meta.helm.sh/release-name': 'web'};
	const text = [
		...lines(object(annotations, spec(true)), object({...annotations, 'meta.helm.sh/release-name': 'shop'}, spec(false))),
		...diffOf(undefined, object(annotations, spec(true))).map(line => line.text),
	].join('\n');
	assert.doesNotMatch(text, /hush/);
	assert.match(text, /^-\s+meta.helm.sh\/release-name: web$/m);
	assert.match(text, /^\+\s+hostPID: false$/m);
});
