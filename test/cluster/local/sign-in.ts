import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after} from 'node:test';
import {credentialsOf, type SignInOptions} from '../../../source/cluster/credentials.js';
import type {ClusterEntry, UserEntry} from '../../../source/cluster/kubeconfig-entries.js';
import {Failure} from '../../../source/model/index.js';

/** A folder of this test file, gone after it. */
export function folderOfTest(): string {
	const folder = mkdtempSync(join(tmpdir(), 'castellan-credentials-'));
	after(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
}

const cluster: ClusterEntry = {
	name: 'c',
	server: 'https://c.example',
	insecure: false,
	compressed: true,
	serverName: 'api',
	execConfig: {region: 'eu'},
};
export const signIn = (user: UserEntry | undefined, options: Partial<SignInOptions> = {}) =>
	credentialsOf(user, cluster, {env: {PATH: process.env['PATH']}, ...options});
export const authorization = async (user: UserEntry, options: Partial<SignInOptions> = {}) =>
	(await signIn(user, options).identity(false)).headers['authorization'];

/** The failure that signing in ends with: one sentence, and what to do next. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
	try {
		await promise;
	} catch (error) {
		assert.ok(error instanceof Failure, String(error));
		assert.match(error.message, /^[^\n]+\.$/);
		assert.ok(error.steps.length > 0, 'no next step');
		return error;
	}
	return assert.fail('no failure');
}
