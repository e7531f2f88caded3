import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isRunning, kubeletsOf} from '../../source/kube/kubelet-config.js';
import {configMap, node} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

const k3s = (name: string, words: string[]) => node(name, {metadata: {name, annotations: {'k3s.io/node-args': JSON.stringify(words)}}});
const kubelet = (text: string, name = 'kubelet-config') => configMap(name, {kubelet: text}, {namespace: 'kube-system'});

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

test('before 1.24 the name of the ConfigMap ends with the minor; the newest counts, and one without a minor before all', () => {
	const [old, newer, newest] = [
		kubelet('readOnlyPort: 1', 'kubelet-config-1.9'),
		kubelet('readOnlyPort: 2', 'kubelet-config-1.23'),
		kubelet('readOnlyPort: 3'),
	];
	const told = (...objects: readonly unknown[]) =>
		snapshotOf(objects).facts.kubelets?.map(({where, values}) => [where, values['readOnlyPort']]);
	assert.deepEqual(told(old, newer), [['ConfigMap kube-system/kubelet-config-1.23', 2]]);
	assert.deepEqual(told(newer, old), [['ConfigMap kube-system/kubelet-config-1.23', 2]]);
	assert.deepEqual(told(old, newest, newer), [['ConfigMap kube-system/kubelet-config', 3]]);
	assert.equal(told(kubelet('readOnlyPort: 4', 'kubelet-config-of-mine')), undefined);
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

test('a switch of a kubelet on k3s is read as Go reads it', () => {
	const words = ['server', '--kubelet-arg=anonymous-auth=1', '--kubelet-arg=authentication-token-webhook=F'];
	assert.deepEqual(snapshotOf([k3s('one', words)]).facts.kubelets?.[0]?.values, {
		'authentication.anonymous.enabled': true,
		'authentication.webhook.enabled': false,
	});
});

test('without either nothing is known', () => {
	const {facts, read} = snapshotOf([node()]);
	assert.equal(facts.kubelets, undefined);
	assert.equal(read.kubelets, undefined);
});

const running = (name: string) =>
	({node: name, from: 'configz', where: `running on node ${name}`, values: {readOnlyPort: 10_255}}) as const;

test('what kubeadm intends says nothing of kubelets that were asked, and stands for those that were not', () => {
	const settings = {'kube-system/kubelet-config': {parsed: 'true', readOnlyPort: '0'}};
	const nodes = snapshotOf([node('a'), node('b')]).items.nodes ?? [];
	const from = (...asked: readonly string[]) => kubeletsOf(settings, nodes, asked.map(running)).map(one => one.from);
	assert.deepEqual(from('a', 'b'), ['configz', 'configz']);
	assert.deepEqual(from('a'), ['configz', 'kubelet-config']);
	assert.ok(isRunning(kubeletsOf(settings, nodes, ['a', 'b'].map(running))));
	assert.ok(!isRunning(kubeletsOf(settings, nodes, [running('a')])));
	assert.ok(!isRunning([]));
});

test('some nodes of k3s do not stand for all', () => {
	const {read, facts} = snapshotOf([k3s('one', ['server']), node('two')]);
	assert.equal(facts.kubelets?.length, 1);
	assert.equal(read.kubelets, undefined);
});
