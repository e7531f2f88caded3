import assert from 'node:assert/strict';
import {test} from 'node:test';
import {collect} from '../../../source/cluster/collect.js';
import {connect} from '../../../source/cluster/connect.js';
import type {SourceProgress} from '../../../source/cluster/progress.js';
import {resources} from '../../../source/kube/resources.js';
import type {Snapshot} from '../../../source/model/index.js';
import type {Role} from './roles.js';
import {sharedControlPlane} from './shared.js';

async function readAs(role: Role, options: Parameters<typeof collect>[1] = {}): Promise<Snapshot> {
	const plane = await sharedControlPlane();
	const connection = await connect({kubeconfig: plane.kubeconfig(role), env: {}});
	try {
		return await collect(connection, options);
	} finally {
		connection.close();
	}
}
const builtIn = resources.filter(info => info.builtIn && info.read === 'whole').map(({name}) => name);

test('the administrator reads every built-in list whole', async () => {
	const snapshot = await readAs('admin');
	assert.deepEqual(
		builtIn.filter(name => snapshot.read[name] !== 'complete'),
		[],
	);
	assert.deepEqual(
		snapshot.gaps.filter(({reason}) => reason !== 'absent'),
		[],
	);
	assert.equal(snapshot.read.secrets, 'complete');
	assert.equal(snapshot.cluster.version?.gitVersion, 'v1.36.3');
	assert.equal(snapshot.cluster.version?.minor, 36);
	assert.equal(snapshot.items.nodes?.length, 2);
	assert.equal(snapshot.facts.self?.name, 'test-admin');
	assert.ok(snapshot.facts.groups?.includes('apps'));
});

test('the reader role reads all but what it is not meant to', async () => {
	const snapshot = await readAs('reader');
	assert.deepEqual(
		builtIn.filter(name => snapshot.read[name] !== 'complete'),
		[],
	);
	assert.deepEqual(
		snapshot.gaps.filter(({reason}) => reason !== 'absent').map(({source, reason}) => `${source} ${reason}`),
		['secrets forbidden', 'configMaps forbidden'],
	);
	assert.equal(snapshot.read.metrics, 'complete');
	assert.equal(snapshot.read.settings, 'complete');
	assert.ok(Object.keys(snapshot.facts.metrics?.authorizers ?? {}).includes('RBAC'));
});

test('the identity of a cluster is the same for who may list namespaces and who may not', async () => {
	const {admin} = await sharedControlPlane();
	const {body} = await admin('GET', '/api/v1/namespaces/kube-system');
	const {uid} = body['metadata'] as {uid: string};
	assert.equal((await readAs('admin')).cluster.id, uid);
	assert.equal((await readAs('reader')).cluster.id, uid);
});

test('who may read one namespace gets that namespace, and gaps for the rest', async () => {
	const {create} = await sharedControlPlane();
	await create('/api/v1/namespaces/tenant/configmaps', {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'own'}, data: {a: 'CANARY'}});
	const all = await readAs('tenant');
	assert.equal(all.items.pods, undefined);
	assert.ok(
		all.gaps.some(
			({source, reason, verb, resource}) =>
				source === 'namespaces' && reason === 'forbidden' && verb === 'list' && resource === 'namespaces',
		),
	);
	const own = await readAs('tenant', {namespaces: ['tenant']});
	assert.deepEqual(own.onlyNamespaces, ['tenant']);
	assert.equal(own.read.pods, 'partial');
	assert.equal(own.read.configMaps, 'partial');
	assert.ok(own.items.configMaps?.some(({metadata}) => metadata.name === 'own'));
	assert.deepEqual(
		own.items.namespaces?.map(({metadata}) => metadata.name),
		['tenant'],
	);
	assert.doesNotMatch(JSON.stringify(own), /CANARY/);
	assert.ok(own.gaps.some(({source, reason}) => source === 'nodes' && reason === 'forbidden'));
});

test('a handshake shows the server: TLS 1.3, its chain, no old versions', async () => {
	const {handshake, serverAddress} = (await readAs('reader')).facts;
	assert.equal(handshake?.protocol, 'TLSv1.3');
	assert.equal(handshake?.nameMatches, true);
	assert.match(handshake?.chain[0]?.subject ?? '', /CN=kube-apiserver/);
	assert.deepEqual(handshake?.chain[0]?.names.slice(0, 2), ['127.0.0.1', 'localhost']);
	assert.equal(handshake?.chain[0]?.keyBits, 256);
	assert.equal(handshake?.authority?.isCa, true);
	assert.deepEqual(handshake?.accepts, {tls10: false, tls11: false, weakSuite: true});
	assert.match(handshake?.weakSuite ?? '', /CBC/);
	assert.equal(serverAddress?.reach, 'loopback');
});

test('requests without a login show what a stranger gets, unless they are left out', async () => {
	const {anonymous} = (await readAs('reader')).facts;
	assert.deepEqual(
		anonymous?.map(({path, status}) => `${path} ${status}`),
		['/livez 200', '/version 200', '/api 403', '/api/v1/namespaces 403', '/api/v1/namespaces/kube-public/configmaps/cluster-info 403'],
	);
	assert.match(anonymous?.[2]?.message ?? '', /system:anonymous/);
	const without = await readAs('reader', {probes: false});
	assert.equal(without.facts.anonymous, undefined);
	assert.ok(without.gaps.some(({source, reason}) => source === 'anonymous' && reason === 'not-asked'));
});

test('many small pages give the same as one large one', async () => {
	const {create} = await sharedControlPlane();
	for (let at = 0; at < 25; at++) {
		await create('/api/v1/namespaces/default/services', {
			apiVersion: 'v1',
			kind: 'Service',
			metadata: {name: `many-${at}`},
			spec: {ports: [{port: 80}]},
		});
	}
	const [small, large] = [await readAs('admin', {pageSize: 3}), await readAs('admin', {pageSize: 500})];
	for (const {name} of resources) assert.equal(small.items[name]?.length, large.items[name]?.length, name);
	assert.deepEqual(small.items.services, large.items.services);
	assert.deepEqual(small.items.clusterRoles, large.items.clusterRoles);
});

test('progress tells every list, and how it ended', async () => {
	const last = new Map<string, SourceProgress>();
	await readAs('reader', {progress: changes => changes.forEach(change => last.set(change.source, change))});
	assert.equal(last.get('pods')?.state, 'complete');
	assert.equal(last.get('secrets')?.state, 'refused');
	assert.equal(last.get('applications')?.state, 'absent');
	assert.ok(![...last.values()].some(({state}) => state === 'waiting' || state === 'reading'));
});

test('no value of a secret or a config map is in what was read', async () => {
	const {create} = await sharedControlPlane();
	const canary = 'CANARY-VALUE';
	const metadata = {name: 'canary', annotations: {'kubectl.kubernetes.io/last-applied-configuration': `{"data":{"a":"${canary}"}}`}};
	await create('/api/v1/namespaces/default/secrets', {apiVersion: 'v1', kind: 'Secret', metadata, stringData: {a: canary}});
	await create('/api/v1/namespaces/default/configmaps', {apiVersion: 'v1', kind: 'ConfigMap', metadata, data: {a: canary}});
	await create('/api/v1/namespaces/default/pods', {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata,
		spec: {containers: [{name: 'c', image: 'c:1', args: [`--password=${canary}`], env: [{name: 'PASSWORD', value: canary}]}]},
	});
	const snapshot = await readAs('admin');
	assert.ok(snapshot.items.secrets?.some(({metadata}) => metadata.name === 'canary'));
	const text = JSON.stringify(snapshot);
	for (const form of [canary, Buffer.from(canary).toString('base64').slice(0, 14)]) assert.ok(!text.includes(form), form);
});

test('a server that goes away in the middle leaves what was read and says what was not', async () => {
	const plane = await sharedControlPlane();
	const connection = await connect({kubeconfig: plane.kubeconfig('admin'), env: {}, sleep: async () => undefined});
	let stopped: Promise<void> | undefined;
	try {
		const snapshot = await collect(connection, {
			pageSize: 1,
			progress(changes) {
				if (changes.some(({source, state}) => source === 'clusterRoles' && state === 'reading')) stopped ??= plane.stopServer();
			},
		});
		assert.ok(snapshot.gaps.some(({reason}) => reason === 'error'));
		assert.equal(snapshot.read.namespaces, 'complete');
		assert.notEqual(snapshot.read.clusterRoles, 'complete');
	} finally {
		connection.close();
		await stopped;
		await plane.startServer();
	}
});
