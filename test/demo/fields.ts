import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as client from '@kubernetes/client-node';
import {fields} from '../../source/demo/fields.js';
import {misfits, withoutUnknown} from '../../source/demo/schema.js';

type Model = {readonly attributeTypeMap: readonly {readonly baseName: string; readonly type: string}[]};
const models = client as unknown as Readonly<Record<string, Partial<Model> | undefined>>;
const byText = (one = '', other = '') => one.localeCompare(other);
const modelOf = (type: string) =>
	['', 'V1', 'RbacV1', 'CoreV1'].map(prefix => models[`${prefix}${type}`]).find(model => model?.attributeTypeMap);

test('every type that the demo knows has the fields of the Kubernetes client, and no others', () => {
	const wrong: string[] = [];
	for (const line of fields.trim().split('\n')) {
		const [type = '', ...items] = line.split(' ');
		const expected = modelOf(type)?.attributeTypeMap?.map(({baseName}) => baseName);
		if (!expected) wrong.push(`${type}: the client has no such type`);
		else assert.deepEqual(items.map(item => item.split(':')[0]).toSorted(byText), [...expected].toSorted(byText), type);
	}
	assert.deepEqual(wrong, []);
});

test('a type that is named as the type of a field is described', () => {
	const lines = fields.trim().split('\n');
	const known = new Set(lines.map(line => line.split(' ')[0]));
	const named = lines.flatMap(line => [...line.matchAll(/:[[{]?([A-Z]\w+)/g)].map(([, type]) => type));
	assert.deepEqual(
		named.filter(type => !known.has(type)),
		[],
	);
});

test('what does not fit is named by its path', () => {
	const object = {spec: {foo: 1, template: {spec: {containers: [{name: 'a', securityContext: {bar: {}}}]}}}};
	assert.deepEqual(misfits('Deployment', object), {unknown: ['spec.foo', 'spec.template.spec.containers[0].securityContext.bar']});
	assert.equal(misfits('Deployment', {spec: {replicas: 'two'}}).wrong, 'unrecognized type: int64');
	assert.deepEqual(misfits('Tree', {anything: 1}), {unknown: []});
});

test('what does not fit is left out where nobody minds', () => {
	assert.deepEqual(withoutUnknown('Pod', {spec: {foo: 1, hostNetwork: null, containers: [{name: 'a', bar: 2}]}}), {
		spec: {containers: [{name: 'a'}]},
	});
});
