import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findingId} from '../../source/assess/identity.js';
import type {Finding} from '../../source/model/index.js';

const finding: Finding = {
	check: 'escalation',
	subject: {group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web'},
	container: 'app',
	level: 'warn',
	message: 'a message',
	path: 'spec.template.spec.containers[0].securityContext',
};

test('the id does not depend on message, value, level or the place in a list', () => {
	assert.equal(
		findingId('x', finding),
		findingId('x', {...finding, message: 'another', value: '1', level: 'fail', path: 'spec.template.spec.containers[7].securityContext'}),
	);
});

test('the id differs by control, check, object, container and item', () => {
	const ids = [
		findingId('x', finding),
		findingId('y', finding),
		findingId('x', {...finding, check: 'other'}),
		findingId('x', {...finding, subject: {...finding.subject, name: 'api'}}),
		findingId('x', {...finding, container: 'sidecar'}),
		findingId('x', {...finding, item: 'volume'}),
	];
	assert.equal(new Set(ids).size, ids.length);
});
