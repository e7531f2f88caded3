import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ApiObject} from '../../source/demo/api-object.js';
import {managedFieldsOf} from '../../source/demo/managed-fields.js';

const time = '2026-11-12T14:00:00Z';
const object = (labels: Record<string, string>, containers: ApiObject['spec'] = [{name: 'app', image: 'a'}]): ApiObject => ({
	apiVersion: 'apps/v1',
	kind: 'Deployment',
	metadata: {name: 'web', namespace: 'shop', uid: 'x', ...(Object.keys(labels).length > 0 ? {labels} : {})},
	spec: {template: {spec: {containers}}},
});
const written = (after: ApiObject, before: ApiObject | undefined, manager: string) => ({
	...after,
	metadata: {...after.metadata, managedFields: managedFieldsOf(after, before, manager, time)},
});
const managers = ({metadata}: ApiObject) => metadata.managedFields?.map(({manager}) => manager);

test('who creates an object owns all that was written, and nothing that the server sets', () => {
	const [entry] = managedFieldsOf(object({a: 'b'}), undefined, 'helm', time);
	assert.deepEqual(entry?.fieldsV1, {
		'f:metadata': {'f:labels': {'f:a': {}}},
		'f:spec': {'f:template': {'f:spec': {'f:containers': {'k:{"name":"app"}': {'.': {}, 'f:name': {}, 'f:image': {}}}}}},
	});
});

test('who changes a field owns it from then on, alone', () => {
	const before = written(object({a: 'b', c: 'd'}), undefined, 'helm');
	const after = written(object({a: 'x', c: 'd'}), before, 'castellan');
	assert.deepEqual(
		after.metadata.managedFields.map(({manager, fieldsV1}) => [manager, fieldsV1['f:metadata']]),
		[
			['helm', {'f:labels': {'f:c': {}}}],
			['castellan', {'f:labels': {'f:a': {}}}],
		],
	);
});

test('an owner of nothing is no longer named', () => {
	const before = written(object({a: 'b'}), written(object({}), undefined, 'helm'), 'someone');
	assert.deepEqual(managers(before), ['helm', 'someone']);
	assert.deepEqual(managers(written(object({a: 'c'}), before, 'castellan')), ['helm', 'castellan']);
	assert.deepEqual(managers(written(object({}), before, 'castellan')), ['helm']);
});

test('items of a list are owned by their key, whatever their place', () => {
	const before = written(
		object({}, [
			{name: 'app', image: 'a'},
			{name: 'side', image: 'b'},
		]),
		undefined,
		'helm',
	);
	const after = written(
		object({}, [
			{name: 'side', image: 'b'},
			{name: 'app', image: 'a2'},
		]),
		before,
		'castellan',
	);
	const [, mine] = after.metadata.managedFields;
	assert.deepEqual(mine?.fieldsV1, {
		'f:spec': {'f:template': {'f:spec': {'f:containers': {'k:{"name":"app"}': {'.': {}, 'f:image': {}}}}}},
	});
});
