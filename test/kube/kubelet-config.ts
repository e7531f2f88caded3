import assert from 'node:assert/strict';
import {test} from 'node:test';
import {configMap, node} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

const k3s = (name: string, words: string[]) => node(name, {metadata: {name, annotations: {'k3s.io/node-args': JSON.stringify(words)}}});
const kubelet = (text: string) => configMap('kubelet-config', {kubelet: text}, {namespace: 'kube-system'});

test('what kubeadm intends for every kubelet is read with its types', () => {
	const {kubelets} = snapshotOf([
		kubelet('readOnlyPort: 10255\nrotateCertificates: true\nauthentication: {anonymous: {enabled: false}}\n'),
	]).facts;
	assert.deepEqual(kubelets, [
		{
			from: 'kubelet-config',
			where: 'ConfigMap kube-system/kubelet-config',
			values: {readOnlyPort: 10255, rotateCertificates: true, 'authentication.anonymous.enabled': false},
		},
	]);
});

test('each node of k3s tells its own port', () => {
	const {kubelets} = snapshotOf([k3s('one', ['server', '--kubelet-arg=read-only-port=10255']), k3s('two', ['agent'])]).facts;
	assert.deepEqual(
		kubelets?.map(({node, values}) => [node, values]),
		[
			['one', {readOnlyPort: 10255}],
			['two', {}],
		],
	);
});

test('flags of a kubelet on k3s are read as the settings that they stand for', () => {
	const words = ['server', '--kubelet-arg=anonymous-auth=true', '--kubelet-arg', 'authorization-mode=AlwaysAllow'];
	assert.deepEqual(snapshotOf([k3s('one', words)]).facts.kubelets?.[0]?.values, {
		'authentication.anonymous.enabled': true,
		'authorization.mode': 'AlwaysAllow',
	});
});

test('without either nothing is known', () => {
	const {facts, read} = snapshotOf([node()]);
	assert.equal(facts.kubelets, undefined);
	assert.equal(read.kubelets, undefined);
});
