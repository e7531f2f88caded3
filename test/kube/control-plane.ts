import assert from 'node:assert/strict';
import {test} from 'node:test';
import {componentSubject, overInstances} from '../../source/kube/control-plane.js';
import {flag} from '../../source/kube/flags.js';
import type {Inspection, Snapshot} from '../../source/model/index.js';
import {container, node, pod} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

const k3s = (name: string, ...words: readonly string[]) =>
	node(name, {metadata: {name, annotations: {'k3s.io/node-args': JSON.stringify(['server', ...words])}}});
const server = (name: string, ...flags: readonly string[]) =>
	pod(
		{containers: [container({command: ['kube-apiserver', ...flags]})]},
		{name, namespace: 'kube-system', labels: {component: 'kube-apiserver'}},
	);
const noLog = (snapshot: Snapshot): Inspection => ({
	findings: flag(snapshot, 'apiServer', '--audit-log-path')?.value
		? []
		: [{check: 'no-log', level: 'fail', message: 'no log', subject: componentSubject(snapshot, 'apiServer')}],
	seen: [],
	exempt: [],
});
const found = (...objects: Parameters<typeof snapshotOf>[0]) => {
	const inspection = overInstances(snapshotOf(objects), 'apiServer', noLog);
	return 'findings' in inspection ? inspection.findings.map(({subject}) => subject.name) : [];
};

test('each pod that was started in its own way has its own finding', () => {
	assert.deepEqual(found(server('one'), server('two', '--profiling=false'), server('three', '--audit-log-path=/log')), ['one', 'two']);
});

test('servers of k3s that were started in different ways share one finding', () => {
	assert.deepEqual(found(k3s('one'), k3s('two', '--kube-apiserver-arg=profiling=true')), ['API server']);
	assert.deepEqual(found(k3s('one', '--kube-apiserver-arg=audit-log-path=/log'), k3s('two')), ['API server']);
});
