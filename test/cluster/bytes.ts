import assert from 'node:assert/strict';
import {test} from 'node:test';
import {array, boolean, constantFrom, dictionary, assert as holds, jsonValue, property, record, string, tuple} from 'fast-check';
import {forEachItem, leadingMetadata, parsedItems, withoutManagedFields} from '../../source/cluster/bytes.js';

const page = (items: readonly unknown[], metadata: object = {resourceVersion: '1'}) =>
	Buffer.from(`${JSON.stringify({kind: 'List', apiVersion: 'v1', metadata, items})}\n`);
const itemsOf = (body: Buffer): unknown[] => {
	const items: unknown[] = [];
	forEachItem(body, parsedItems, item => items.push(item));
	return items;
};
type Item = {metadata: Record<string, unknown>; spec?: unknown};
const withoutFields = (items: readonly Item[]) =>
	items.map(({metadata, ...rest}) => ({
		metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== 'managedFields')),
		...rest,
	}));

const managedFields = [{manager: 'kubectl', operation: 'Update', fieldsV1: {'f:spec': {'k:{"name":"a"}': {'.': {}, 'v:"]},"': {}}}}}];
const cases: Record<string, readonly Item[]> = {
	'managed fields in every item': [1, 2, 3].map(at => ({metadata: {name: `a${at}`, managedFields}, spec: {at}})),
	'managed fields in some items': [
		{metadata: {name: 'a'}, spec: {}},
		{metadata: {name: 'b', managedFields}, spec: {}},
		{metadata: {name: 'c'}, spec: {}},
	],
	'the markers as text of an annotation': [
		{
			metadata: {name: 'a', annotations: {x: ',"managedFields":[', y: ']},"spec":', z: '},{"metadata":{'}, managedFields},
			spec: {a: ']},"spec":'},
		},
	],
	'an inner list that ends like managed fields': [
		{metadata: {name: 'a', finalizers: ['x']}, spec: {}},
		{metadata: {name: 'b', managedFields}, spec: {}},
	],
	'volume claim templates, which look like items': [
		{
			metadata: {name: 'a', managedFields},
			spec: {
				volumeClaimTemplates: [
					{metadata: {name: 'x'}, spec: {}},
					{metadata: {name: 'y'}, spec: {}},
				],
			},
		},
		{
			metadata: {name: 'b', managedFields},
			spec: {volumeClaimTemplates: Array.from({length: 30}, (_, at) => ({metadata: {name: `${at}`}, spec: {}}))},
		},
	],
	nothing: [],
};
for (const [what, items] of Object.entries(cases)) {
	test(`cutting and parsing in batches gives what plain parsing gives: ${what}`, () => {
		assert.deepEqual(itemsOf(page(items)), items);
		assert.deepEqual(itemsOf(withoutManagedFields(page(items))), withoutFields(items));
	});
}

test('a page where a cut would swallow an item is left whole', () => {
	const items = [{metadata: {name: 'a', managedFields}}, {metadata: {name: 'b', finalizers: ['x']}, spec: {}}];
	const body = page(items);
	assert.equal(withoutManagedFields(body), body);
	assert.deepEqual(itemsOf(body), items);
});

test('whatever the items hold, none is lost or changed', () => {
	const item = record(
		{
			metadata: record({
				name: string(),
				annotations: dictionary(string(), constantFrom(',"managedFields":[', ']},"spec":', '},{"metadata":{', '"items":[', 'x')),
			}),
			spec: jsonValue(),
		},
		{requiredKeys: ['metadata', 'spec']},
	);
	holds(
		property(array(tuple(item, boolean()), {maxLength: 40}), pairs => {
			const items = pairs.map(([one, managed]) => ({metadata: {...one.metadata, ...(managed && {managedFields})}, spec: one.spec}));
			const plain = JSON.parse(JSON.stringify(items)) as Item[];
			assert.deepEqual(itemsOf(page(items)), plain);
			assert.deepEqual(itemsOf(withoutManagedFields(page(items))), withoutFields(plain));
		}),
	);
});

test('a list that is cut anywhere is refused, never taken for a shorter one', () => {
	const whole = page([1, 2, 3].map(at => ({metadata: {name: `a${at}`, finalizers: ['x']}, spec: {list: [1]}})));
	for (let length = whole.indexOf('"items"') + 8; length < whole.length - 2; length++)
		assert.throws(() => itemsOf(whole.subarray(0, length)), SyntaxError, `${length}`);
});

test('what a list says about itself is taken only where it stands before the items', () => {
	assert.deepEqual(leadingMetadata(page([], {continue: 'a"b', remainingItemCount: 7})), {token: 'a"b', remaining: 7});
	assert.deepEqual(leadingMetadata(page([])), {token: ''});
	assert.equal(leadingMetadata(Buffer.from('{"apiVersion":"x","items":[],"kind":"y","metadata":{"continue":"z"}}')), undefined);
	assert.equal(leadingMetadata(Buffer.from('{"kind":"PodList","metadata":{}')), undefined);
});
