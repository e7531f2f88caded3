import assert from 'node:assert/strict';
import {test} from 'node:test';
import {driftOfCreated} from '../../source/change/inverse.js';
import type {JsonObject} from '../../source/model/index.js';
import {networkPolicy} from '../helpers/manifests.js';

const sent = networkPolicy('deny', {podSelector: {}, policyTypes: ['Ingress']});
const spec = sent['spec'] as JsonObject;
/** As the server has it, after this manager wrote these fields. */
const now = (manager: string, fieldsV1: JsonObject, more: JsonObject = {}, subresource?: string): JsonObject => ({
	...sent,
	...more,
	metadata: {
		...sent.metadata,
		uid: 'u',
		...(more['metadata'] as JsonObject | undefined),
		managedFields: [
			{manager: 'castellan', fieldsV1: {'f:spec': {'f:podSelector': {}, 'f:policyTypes': {}}}},
			{manager, fieldsV1, ...(subresource !== undefined && {subresource})},
		],
	},
});

test('a field that somebody added to a created object is drift', () => {
	const ingress = {spec: {...spec, ingress: [{}]}};
	assert.deepEqual(driftOfCreated(sent, now('kubectl-edit', {'f:spec': {'f:ingress': {}}}, ingress)), ['spec.ingress']);
	const labels = {metadata: {labels: {team: 'a'}}};
	assert.deepEqual(driftOfCreated(sent, now('kubectl-label', {'f:metadata': {'f:labels': {'.': {}, 'f:team': {}}}}, labels)), [
		'metadata.labels.team',
	]);
});

test('what the server fills in, a status, and a field set to the same value are no drift', () => {
	const filled = {spec: {...spec, egress: []}};
	assert.deepEqual(driftOfCreated(sent, now('castellan', {'f:spec': {'f:egress': {}}}, filled)), []);
	assert.deepEqual(driftOfCreated(sent, now('controller', {'f:status': {}}, {status: {conditions: []}}, 'status')), []);
	assert.deepEqual(driftOfCreated(sent, now('kubectl-edit', {'f:spec': {'f:policyTypes': {}}})), []);
});

test('a field that somebody changed is told once', () => {
	const changed = {spec: {...spec, policyTypes: ['Egress']}};
	assert.deepEqual(driftOfCreated(sent, now('kubectl-edit', {'f:spec': {'f:policyTypes': {}}}, changed)), ['spec.policyTypes']);
});
