import assert from 'node:assert/strict';
import {test} from 'node:test';
import {addedCapabilities, capabilityName, droppedCapabilities, inForce, isHostProcess} from '../../source/kube/security-context.js';

test('a capability has one name, with or without CAP_, in any case', () => {
	assert.equal(capabilityName('CAP_SYS_ADMIN'), 'SYS_ADMIN');
	assert.equal(capabilityName('net_raw'), 'NET_RAW');
});

test('without a security context nothing is added or dropped', () => {
	assert.deepEqual(addedCapabilities(undefined), []);
	assert.deepEqual(droppedCapabilities({capabilities: {drop: ['all']}}), ['ALL']);
});

test("the container's word counts before the pod's, false too", () => {
	const podSpec = {containers: [], securityContext: {runAsNonRoot: true, runAsUser: 1}};
	assert.equal(inForce('runAsNonRoot', {name: 'a', securityContext: {runAsNonRoot: false}}, podSpec), false);
	assert.equal(inForce('runAsUser', {name: 'a'}, podSpec), 1);
});

test('options of Windows are joined field by field: only what a container says itself is its own', () => {
	const podSpec = {containers: [], securityContext: {windowsOptions: {hostProcess: true}}};
	assert.ok(isHostProcess({name: 'a'}, podSpec));
	assert.ok(isHostProcess({name: 'a', securityContext: {windowsOptions: {runAsUserName: 'x'}}}, podSpec));
	assert.ok(!isHostProcess({name: 'a', securityContext: {windowsOptions: {hostProcess: false}}}, podSpec));
	assert.ok(!isHostProcess({name: 'a'}, {containers: []}));
});
