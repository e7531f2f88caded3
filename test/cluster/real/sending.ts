import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {type Connection, connect} from '../../../source/cluster/connect.js';
import {dryRun} from '../../../source/cluster/dry-run.js';
import {write} from '../../../source/cluster/writer.js';
import type {Role} from './roles.js';
import {sharedControlPlane} from './shared.js';

async function as<T>(role: Role, act: (connection: Connection) => Promise<T>): Promise<T> {
	const connection = await connect({kubeconfig: (await sharedControlPlane()).kubeconfig(role), env: {}});
	return act(connection).finally(() => connection.close());
}
const enforce = (level: string) => ({metadata: {labels: {'pod-security.kubernetes.io/enforce': level}}});
const patchOf = (name: string, body: object) =>
	({
		method: 'PATCH',
		path: `/api/v1/namespaces/${name}`,
		body: body as Record<string, never>,
		contentType: 'application/strategic-merge-patch+json',
	}) as const;
async function namespaceWithPrivilegedPod(name: string): Promise<void> {
	const {create} = await sharedControlPlane();
	await create('/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name}});
	const spec = {automountServiceAccountToken: false, containers: [{name: 'c', image: 'c:1', securityContext: {privileged: true}}]};
	const {admin} = await sharedControlPlane();
	for (let tries = 0; tries < 200; tries++) {
		// The account of a new namespace comes a moment later.
		const {status} = await admin('POST', `/api/v1/namespaces/${name}/pods`, {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'bad'}, spec});
		if (status === 201) return;
	}
	assert.fail('the pod was never taken');
}

test('a dry run of a Pod Security level warns of the pods it would refuse, and changes nothing', async () => {
	await namespaceWithPrivilegedPod('dry');
	const {status, warnings, body} = await as('admin', connection => dryRun(connection, patchOf('dry', enforce('baseline'))));
	assert.equal(status, 200);
	assert.ok(warnings.some(warning => warning.includes('existing pods in namespace "dry" violate')));
	assert.ok(warnings.some(warning => warning.startsWith('bad:') && warning.includes('privileged')));
	assert.equal((body as {metadata: {labels: Record<string, string>}}).metadata.labels['pod-security.kubernetes.io/enforce'], 'baseline');
	const {admin} = await sharedControlPlane();
	assert.doesNotMatch((await admin('GET', '/api/v1/namespaces/dry')).text, /pod-security/);
});

test('a write is stored under our name, and refused where its lock is old', async () => {
	const {create, admin} = await sharedControlPlane();
	const created = (await create('/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'written'}}))[
		'metadata'
	] as Record<string, string>;
	const {status} = await as('admin', connection => write(connection, patchOf('written', enforce('baseline'))));
	assert.equal(status, 200);
	assert.match((await admin('GET', '/api/v1/namespaces/written')).text, /"manager":"castellan"/);
	const locked = {metadata: {...enforce('restricted').metadata, uid: created['uid'], resourceVersion: created['resourceVersion']}};
	const refused = await as('admin', connection => write(connection, patchOf('written', locked)));
	assert.equal(refused.status, 409);
	const strange = await as('admin', connection => write(connection, patchOf('written', {spec: {strange: true}})));
	assert.equal(strange.status, 422);
});

test('a deletion is held to the object that was seen', async () => {
	const {create, admin} = await sharedControlPlane();
	const path = '/api/v1/namespaces/default/configmaps';
	const {uid} = (await create(path, {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'gone'}}))['metadata'] as {uid: string};
	const deletion = (uid: string) =>
		({
			method: 'DELETE',
			path: `${path}/gone`,
			body: {apiVersion: 'v1', kind: 'DeleteOptions', preconditions: {uid}},
			contentType: 'application/json',
		}) as const;
	assert.equal((await as('admin', connection => write(connection, deletion('00000000-0000-0000-0000-000000000000')))).status, 409);
	assert.equal((await as('admin', connection => dryRun(connection, deletion(uid)))).status, 200);
	assert.equal((await admin('GET', `${path}/gone`)).status, 200);
	assert.equal((await as('admin', connection => write(connection, deletion(uid)))).status, 200);
	assert.equal((await admin('GET', `${path}/gone`)).status, 404);
});

test('the reader role may not even try a change', async () => {
	const {status} = await as('reader', connection => dryRun(connection, patchOf('default', enforce('baseline'))));
	assert.equal(status, 403);
});

test('in a pod, the account of the pod reads; acting as somebody is known to the server', async () => {
	const {admin, port, authority, kubeconfig} = await sharedControlPlane();
	const answer = await admin('POST', '/api/v1/namespaces/default/serviceaccounts/default/token', {
		apiVersion: 'authentication.k8s.io/v1',
		kind: 'TokenRequest',
		spec: {},
	});
	const accountFolder = await mkdtemp(join(tmpdir(), 'castellan-account-'));
	try {
		await writeFile(join(accountFolder, 'token'), (answer.body['status'] as {token: string}).token);
		await writeFile(join(accountFolder, 'ca.crt'), authority.certificate);
		const env = {KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(port), KUBECONFIG: join(accountFolder, 'none')};
		const pod = await connect({env, accountFolder});
		assert.equal(await nameOf(pod), 'system:serviceaccount:default:default');
		const bob = await connect({kubeconfig: kubeconfig('admin'), env: {}, impersonate: {user: 'bob', groups: ['devs']}});
		assert.equal(await nameOf(bob), 'bob');
	} finally {
		await rm(accountFolder, {recursive: true});
	}
});

async function nameOf(connection: Connection): Promise<string | undefined> {
	const {body} = await connection.reader.review('selfsubjectreviews', 'v1', undefined);
	connection.close();
	return (body['status'] as {userInfo?: {username?: string}}).userInfo?.username;
}
