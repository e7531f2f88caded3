import assert from 'node:assert/strict';
import {test} from 'node:test';
import {rootsOwnCapabilities} from '../../source/kube/image-capabilities.js';

const needs = (container: object, podSpec: object = {}) => rootsOwnCapabilities({name: 'app', ...container}, {containers: [], ...podSpec});
const handover = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'];

test('official images that change from root to their own user get back what that needs', () => {
	assert.deepEqual(needs({image: 'postgres:15.4'}), handover);
	assert.deepEqual(needs({image: 'docker.io/library/nginx:1.25', ports: [{containerPort: 80}]}), [...handover, 'NET_BIND_SERVICE']);
});

test('nothing where the container is not root, and nothing for images that nobody knows', () => {
	assert.deepEqual(needs({image: 'postgres:15.4', securityContext: {runAsUser: 999}}), []);
	assert.deepEqual(needs({image: 'postgres:15.4'}, {securityContext: {runAsNonRoot: true}}), []);
	assert.deepEqual(needs({image: 'registry.example/nginx'}), []);
	assert.deepEqual(needs({}), []);
});
