import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {collect} from '../../source/cluster/collect.js';
import {gathering} from '../../source/cluster/gathering.js';
import {readOwnRights} from '../../source/cluster/own-rights.js';
import {progressGate} from '../../source/cluster/progress.js';
import type {Reader} from '../../source/cluster/request.js';
import {startDemo} from '../../source/demo/server.js';
import {type Account, tokenOf} from '../../source/demo/users.js';
import {lackingFor, mayWrite, writeRights} from '../../source/kube/own-rights.js';
import type {Change, Snapshot} from '../../source/model/index.js';
import {connected} from './local/connection.js';

const demo = await startDemo();
after(() => demo.stop());

async function seenBy(account: Account, only?: readonly string[]): Promise<Snapshot> {
	const connection = await connected(demo.url, {user: {name: account, token: tokenOf(account)}});
	return collect(connection, {probes: false, rights: true, ...(only && {namespaces: only})});
}
const patchOf = (plural: string, group: string, kind: string, namespace?: string): Change => ({
	action: 'patch',
	target: {group, version: 'v1', kind, plural, name: 'x', ...(namespace !== undefined && {namespace})},
	patch: {},
});

test('who may do everything lacks nothing, and is asked about once', async () => {
	const snapshot = await seenBy('admin');
	assert.equal(mayWrite(snapshot), true);
	assert.equal(snapshot.facts.rights?.everywhere.length, writeRights.length);
	assert.equal(lackingFor(snapshot, [patchOf('clusterrolebindings', 'rbac.authorization.k8s.io', 'ClusterRoleBinding')]), undefined);
});

test('who may only read may change nothing, and is told the first right that lacks', async () => {
	const snapshot = await seenBy('reader');
	assert.equal(mayWrite(snapshot), false);
	assert.equal(lackingFor(snapshot, [patchOf('deployments', 'apps', 'Deployment', 'shop')]), 'patch deployments.apps in shop');
	assert.equal(lackingFor(snapshot, [patchOf('namespaces', '', 'Namespace')]), 'patch namespaces');
});

test('who may write in one namespace is told so of the others only', async () => {
	const snapshot = await seenBy('anna', ['shop', 'blog']);
	assert.equal(mayWrite(snapshot), true);
	assert.equal(lackingFor(snapshot, [patchOf('deployments', 'apps', 'Deployment', 'shop')]), undefined);
	assert.match(lackingFor(snapshot, [patchOf('roles', 'rbac.authorization.k8s.io', 'Role', 'shop')]) ?? '', /^patch roles/);
});

test('where nobody asked, nothing is said to lack', async () => {
	const connection = await connected(demo.url, {user: {name: 'reader', token: tokenOf('reader')}});
	const snapshot = await collect(connection, {probes: false});
	assert.equal(mayWrite(snapshot), undefined);
	assert.equal(lackingFor(snapshot, [patchOf('deployments', 'apps', 'Deployment', 'shop')]), undefined);
});

test('what the server does not say is neither had nor lacked', async () => {
	const reader = {
		review: async (kind: string, _: string, spec: {resourceAttributes?: {verb?: string}}) =>
			kind === 'selfsubjectaccessreviews' && spec.resourceAttributes?.verb !== 'patch'
				? {status: 403, body: {}, message: 'no'}
				: {
						status: 201,
						body: {status: kind === 'selfsubjectaccessreviews' ? {allowed: false} : {incomplete: true, resourceRules: []}},
						message: '',
					},
	} as unknown as Reader;
	const into = gathering(progressGate(undefined));
	into.items.namespaces = [{metadata: {name: 'shop'}}] as never;
	into.complete('namespaces');
	await readOwnRights(reader, into, task => task());
	const snapshot = {facts: into.facts()} as unknown as Snapshot;
	assert.equal(mayWrite(snapshot), undefined);
	assert.equal(lackingFor(snapshot, [patchOf('deployments', 'apps', 'Deployment', 'shop')]), undefined);
	assert.equal(lackingFor(snapshot, [patchOf('deployments', 'apps', 'Deployment', 'constructor')]), undefined);
	assert.equal(
		lackingFor(snapshot, [{...patchOf('networkpolicies', 'networking.k8s.io', 'NetworkPolicy', 'shop'), action: 'create'} as never]),
		undefined,
	);
	assert.equal(lackingFor(snapshot, [patchOf('namespaces', '', 'Namespace')]), 'patch namespaces');
});
