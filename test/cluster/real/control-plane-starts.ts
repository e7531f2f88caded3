import assert from 'node:assert/strict';
import {test} from 'node:test';
import {eventually} from './child.js';
import {sharedControlPlane} from './shared.js';

test('the API server is a real one and says its version', async () => {
	const {admin} = await sharedControlPlane();
	const {body} = await admin('GET', '/version');
	assert.equal(body['gitVersion'], 'v1.36.3');
});

test('a deployment is rolled out on the nodes', async () => {
	const {admin, create} = await sharedControlPlane();
	const labels = {app: 'web'};
	await create('/apis/apps/v1/namespaces/default/deployments', {
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name: 'web'},
		spec: {
			replicas: 2,
			selector: {matchLabels: labels},
			template: {metadata: {labels}, spec: {containers: [{name: 'web', image: 'web:1'}]}},
		},
	});
	await eventually('two pods are ready', async () => {
		const {body} = await admin('GET', '/apis/apps/v1/namespaces/default/deployments/web');
		return (body['status'] as {readyReplicas?: number}).readyReplicas === 2;
	});
	await admin('DELETE', '/apis/apps/v1/namespaces/default/deployments/web?propagationPolicy=Foreground');
});

test('the server comes back at the same address with what it knew', async () => {
	const {admin, stopServer, startServer} = await sharedControlPlane();
	await stopServer();
	await assert.rejects(admin('GET', '/version'));
	await startServer();
	const {status} = await admin('GET', '/api/v1/namespaces/tenant');
	assert.equal(status, 200);
});
