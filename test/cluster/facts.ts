import assert from 'node:assert/strict';
import {test} from 'node:test';
import {read} from './local/collected.js';
import {list, namespace, type Routes} from './local/kubernetes.js';
import {json, refusal} from './local/server.js';

const slice = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes';

test('where pods reach the API server is read from the slice of its Service, each address once', async () => {
	const endpoints = [{addresses: ['10.0.0.2', '10.0.0.1']}, {addresses: ['10.0.0.1', 7]}, 'x'];
	const snapshot = await read({[slice]: (_, response) => json(response, {endpoints})});
	assert.deepEqual(snapshot.facts.innerAddresses, ['10.0.0.1', '10.0.0.2']);
});

test('without the right to it nothing is known and nothing is missing', async () => {
	const snapshot = await read({[slice]: (_, response) => refusal(response, 403, 'forbidden')});
	assert.equal(snapshot.facts.innerAddresses, undefined);
	assert.deepEqual(
		snapshot.gaps.filter(({resource}) => resource.includes('endpointslices')),
		[],
	);
});

test('a server older than 1.24 is asked for the settings of its kubelets by its minor', async () => {
	const old = '/api/v1/namespaces/kube-system/configmaps/kubelet-config-1.23';
	const routes = (minor: string): Routes => ({
		'/version': (_, response) => json(response, {gitVersion: `v1.${minor}.4`, major: '1', minor}),
		'/api/v1/namespaces': (_, response) => list(response, 'Namespace', [namespace('kube-system')]),
		[old]: (_, response) => json(response, {data: {kubelet: 'readOnlyPort: 10255'}}),
	});
	assert.equal((await read(routes('23'))).facts.kubelets?.[0]?.values['readOnlyPort'], 10_255);
	assert.equal((await read(routes('24'))).facts.kubelets, undefined);
	const refused = await read({...routes('23'), [old]: (_, response) => refusal(response, 403, 'forbidden')});
	assert.equal(refused.read.settings, 'complete');
});

test('settings that only a question asks for are no gap where they may not be read; others are', async () => {
	const spaces: Routes = {
		'/api/v1/namespaces': (_, response) => list(response, 'Namespace', [namespace('kube-system'), namespace('istio-system')]),
	};
	const refused = (path: string): Routes => ({[path]: (_, response) => refusal(response, 403, 'forbidden')});
	const mesh = await read({...spaces, ...refused('/api/v1/namespaces/istio-system/configmaps/istio')});
	assert.equal(mesh.read.settings, 'complete');
	const kubelets = await read({...spaces, ...refused('/api/v1/namespaces/kube-system/configmaps/kubelet-config')});
	assert.equal(kubelets.read.settings, 'partial');
});
