import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fingerprintOf} from '../../source/cluster/fingerprint.js';
import type {JsonObject} from '../../source/model/index.js';
import {deployment} from '../helpers/manifests.js';

const web = deployment({}, {name: 'web', annotations: {note: 'a'}});
const annotated = (annotations: JsonObject): JsonObject => ({
	...web,
	metadata: {...web.metadata, annotations: {note: 'a', ...annotations}},
});

test('what controllers write by themselves is no change that somebody made on purpose', () => {
	for (const [name, noise] of Object.entries({
		status: {...web, status: {replicas: 1}},
		revision: annotated({'deployment.kubernetes.io/revision': '2'}),
		generation: annotated({'deprecated.daemonset.template.generation': '3'}),
		version: {...web, metadata: {...web.metadata, resourceVersion: '7', generation: 2, managedFields: []}},
	}))
		assert.equal(fingerprintOf(noise), fingerprintOf(web), name);
	const {annotations: _, ...bare} = web.metadata;
	assert.equal(
		fingerprintOf({...web, metadata: {...bare, annotations: {'deployment.kubernetes.io/revision': '1'}}}),
		fingerprintOf({...web, metadata: bare}),
	);
});

test('a changed annotation, label, field or owner is somebody', () => {
	for (const changed of [
		annotated({note: 'b'}),
		{...web, metadata: {...web.metadata, labels: {a: 'b'}}},
		{...web, metadata: {...web.metadata, ownerReferences: []}},
		{...web, spec: {...(web['spec'] as JsonObject), replicas: 2}},
	])
		assert.notEqual(fingerprintOf(changed), fingerprintOf(web));
});
