import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {collect} from '../../../source/cluster/collect.js';
import {connect} from '../../../source/cluster/connect.js';
import {startControlPlane} from './control-plane.js';

test('what a real server encrypts secrets with is read from its metrics, and nothing of the key', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'castellan-encryption-'));
	const file = join(folder, 'encryption.yaml');
	const providers = `  - secretbox: {keys: [{name: canary, secret: ${Buffer.alloc(32, 7).toString('base64')}}]}\n  - identity: {}\n`;
	await writeFile(
		file,
		`apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n- resources: [secrets]\n  providers:\n${providers}`,
	);
	const plane = await startControlPlane({nodes: 0, serverFlags: [`--encryption-provider-config=${file}`]});
	try {
		await plane.create('/api/v1/namespaces/default/secrets', {
			apiVersion: 'v1',
			kind: 'Secret',
			metadata: {name: 'one'},
			stringData: {a: 'b'},
		});
		const connection = await connect({kubeconfig: plane.kubeconfig('admin'), env: {}});
		const snapshot = await collect(connection, {only: new Set(['metrics']), probes: false}).finally(() => connection.close());
		assert.deepEqual(Object.keys(snapshot.facts.metrics?.secretsEncryptedBy ?? {}), ['secretbox']);
		assert.ok(!JSON.stringify(snapshot).includes('canary'));
	} finally {
		await plane.stop();
		await rm(folder, {recursive: true, force: true});
	}
});
