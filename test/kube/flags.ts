import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {flag, keptFlags, keptNodeArguments, nodeArguments, perInstance, switchOf} from '../../source/kube/flags.js';
import type {JsonObject, Manifest} from '../../source/model/index.js';
import {configMap, container, node, pod} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

const mirror = {'kubernetes.io/config.mirror': 'hash'};
const server = (command: string[], metadata: JsonObject = {}): Manifest =>
	pod(
		{containers: [container({command: ['kube-apiserver', ...command]})]},
		{name: 'kube-apiserver-one', namespace: 'kube-system', labels: {component: 'kube-apiserver'}, ...metadata},
	);
const k3s = (words: string[], name = 'one') => node(name, {metadata: {name, annotations: {'k3s.io/node-args': JSON.stringify(words)}}});
const kubeadm = configMap(
	'kubeadm-config',
	{ClusterConfiguration: 'apiServer:\n  extraArgs:\n    profiling: "false"\n'},
	{namespace: 'kube-system'},
);

test('a flag is read with = and with a space, and the last one counts', () => {
	assert.deepEqual(keptFlags(['--profiling=true', '--audit-log-path', '/log', '--profiling=false']), {
		'--profiling': 'false',
		'--audit-log-path': '/log',
	});
	assert.deepEqual(keptFlags(['--anonymous-auth', '--profiling']), {'--anonymous-auth': 'true', '--profiling': 'true'});
});

test('flags within a line of a shell are read', () => {
	assert.deepEqual(keptFlags(['/bin/sh', '-c', 'exec kube-apiserver --profiling=false --audit-log-path /log']), {
		'--profiling': 'false',
		'--audit-log-path': '/log',
	});
});

test('a container without words has no flags, one with unknown words has an empty list', () => {
	assert.equal(keptFlags([]), undefined);
	assert.deepEqual(keptFlags(['--password=x', 'y']), {});
});

test('a password in an address is cut out', () => {
	assert.deepEqual(keptFlags(['--etcd-servers=https://root:hush@etcd:2379']), {'--etcd-servers': 'https://etcd:2379'});
});

test('no words make it throw, and keeping again what was kept changes nothing', () => {
	fc.assert(
		fc.property(fc.array(fc.string()), words => {
			keptFlags(words);
		}),
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.json(),
				fc
					.array(fc.constantFrom('server', '--kubelet-arg', '--kubelet-arg=read-only-port=0', 'x=y', '--token', 'hush'))
					.map(words => JSON.stringify(words)),
			),
			text => {
				const kept = keptNodeArguments(text);
				assert.ok(!kept.includes('hush'));
				assert.deepEqual(JSON.parse(JSON.stringify(nodeArguments(kept))), JSON.parse(kept));
			},
		),
	);
});

test('flags come from the mirror pod, before anything else', () => {
	const snapshot = snapshotOf([server(['--profiling=true'], {annotations: mirror, uid: '1'}), k3s(['server']), kubeadm]);
	assert.deepEqual(flag(snapshot, 'apiServer', '--profiling'), {
		value: 'true',
		isSet: true,
		where: 'pod kube-apiserver-one',
		inferred: false,
	});
});

test('a live pod without the mark of the kubelet does not speak for the API server; one from a file does', () => {
	assert.equal(snapshotOf([server([], {uid: '1'})]).facts.flags.apiServer, undefined);
	assert.equal(snapshotOf([server([])]).facts.flags.apiServer?.from, 'pod');
	assert.equal(snapshotOf([server([], {namespace: 'shop'})]).facts.flags.apiServer, undefined);
});

test('a flag that is not set has its default, and says so', () => {
	const snapshot = snapshotOf([server([])]);
	assert.deepEqual(flag(snapshot, 'apiServer', '--anonymous-auth'), {
		value: 'true',
		isSet: false,
		where: 'default of pod kube-apiserver-one',
		inferred: false,
	});
	assert.equal(flag(snapshot, 'apiServer', '--audit-log-path')?.value, undefined);
	assert.equal(flag(snapshot, 'scheduler', '--profiling'), undefined);
});

test('k3s says what it was started with on its servers only', () => {
	const snapshot = snapshotOf([k3s(['server', '--kube-apiserver-arg', 'audit-log-path=/log'])]);
	assert.equal(flag(snapshot, 'apiServer', '--audit-log-path')?.value, '/log');
	assert.equal(flag(snapshot, 'apiServer', '--authorization-mode')?.value, 'Node,RBAC');
	assert.equal(snapshotOf([k3s(['agent'])]).facts.flags.apiServer, undefined);
});

test('a server of k3s that was started in another way is not hidden behind the first', () => {
	const snapshot = snapshotOf([
		k3s(['server'], 'one'),
		k3s(['server', '--kube-apiserver-arg=authorization-mode=AlwaysAllow'], 'two'),
		k3s(['agent', '--kube-apiserver-arg=authorization-mode=ABAC'], 'three'),
	]);
	assert.equal(snapshot.facts.flags.apiServer?.instances, 2);
	assert.deepEqual(
		perInstance(snapshot, 'apiServer').map(one => flag(one, 'apiServer', '--authorization-mode')?.value),
		['Node,RBAC', 'AlwaysAllow'],
	);
});

test('what kubeadm intends is inferred, and says nothing of etcd', () => {
	const snapshot = snapshotOf([kubeadm]);
	assert.deepEqual(flag(snapshot, 'apiServer', '--profiling'), {
		value: 'false',
		isSet: true,
		where: 'ConfigMap kube-system/kubeadm-config',
		inferred: true,
	});
	assert.equal(snapshot.facts.flags.etcd, undefined);
});

test('what kubeadm sets without writing it down is not taken for missing', () => {
	assert.equal(flag(snapshotOf([kubeadm]), 'apiServer', '--authorization-mode')?.value, 'Node,RBAC');
	assert.equal(flag(snapshotOf([server([])]), 'apiServer', '--authorization-mode')?.value, 'AlwaysAllow');
});

test('an instance that was started in another way is not hidden behind the first', () => {
	const alike = [server(['--profiling=false']), server(['--profiling=false'], {name: 'kube-apiserver-two'})];
	assert.equal(snapshotOf(alike).facts.flags.apiServer?.others, undefined);
	assert.equal(perInstance(snapshotOf(alike), 'apiServer').length, 1);
	const other = snapshotOf([...alike, server(['--profiling=true'], {name: 'kube-apiserver-three'})]);
	const values = perInstance(other, 'apiServer').map(one => flag(one, 'apiServer', '--profiling')?.value);
	assert.deepEqual(values, ['false', 'true']);
});

test('a switch is read as Go reads it', () => {
	for (const text of ['1', 't', 'T', 'true', 'TRUE', 'True']) assert.equal(switchOf(text), true);
	for (const text of ['0', 'f', 'F', 'false', 'FALSE', 'False']) assert.equal(switchOf(text), false);
	for (const text of [undefined, '', 'yes', 'tRUE', '2', 'constructor']) assert.equal(switchOf(text), undefined);
});
