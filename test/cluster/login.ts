import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ExecEntry, UserEntry} from '../../source/cluster/kubeconfig-entries.js';
import {loginOf} from '../../source/cluster/login.js';

const program = (command: string, ...args: readonly string[]): UserEntry => {
	const exec: ExecEntry = {apiVersion: 'client.authentication.k8s.io/v1', command, args, env: [], provideClusterInfo: false};
	return {name: 'anna', exec};
};

test('each kind of credential has its name', () => {
	assert.deepEqual(loginOf(undefined), {kind: 'none'});
	assert.deepEqual(loginOf({name: 'anna'}), {kind: 'none'});
	assert.deepEqual(loginOf({name: 'anna', token: 'CANARY'}), {kind: 'token'});
	assert.deepEqual(loginOf({name: 'anna', tokenFile: '/CANARY'}), {kind: 'token-file'});
	assert.deepEqual(loginOf({name: 'anna', username: 'CANARY', password: 'CANARY'}), {kind: 'password'});
	assert.deepEqual(loginOf({name: 'anna', certificate: {data: 'CANARY'}, token: 'CANARY'}), {kind: 'certificate'});
	assert.deepEqual(loginOf({name: 'anna', authProvider: {name: 'oidc', config: {'refresh-token': 'CANARY'}}}), {kind: 'oidc'});
});

test('a sign-in program is named without its folder and its arguments, one that does many things with its first word', () => {
	assert.deepEqual(loginOf(program('/opt/bin/kubelogin', 'get-token', '--client-secret=CANARY')), {kind: 'program', program: 'kubelogin'});
	assert.deepEqual(loginOf(program('C:\\bin\\gke-gcloud-auth-plugin.exe')), {kind: 'program', program: 'gke-gcloud-auth-plugin'});
	assert.deepEqual(loginOf(program('kubectl', 'oidc-login', 'get-token')), {kind: 'program', program: 'kubectl oidc-login'});
	assert.deepEqual(loginOf(program('aws', '--profile=CANARY')), {kind: 'program', program: 'aws'});
});
