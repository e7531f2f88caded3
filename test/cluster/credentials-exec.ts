import assert from 'node:assert/strict';
import {chmod, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import type {ExecEntry, UserEntry} from '../../source/cluster/kubeconfig-entries.js';
import {connected} from './local/connection.js';
import {json, listening, refusal} from './local/server.js';
import {authorization, failureOf, folderOfTest, signIn} from './local/sign-in.js';
import {eventually} from './real/child.js';

const folder = folderOfTest();

let count = 0;
/** A program that counts its runs and prints what `script` prints. */
async function program(script: string): Promise<{readonly path: string; readonly runs: () => Promise<number>}> {
	const path = join(folder, `sign-in-${++count}`);
	await writeFile(path, `#!/bin/sh\necho run >> '${path}.runs'\n${script}\n`);
	await chmod(path, 0o755);
	return {path, runs: async () => (await readFile(`${path}.runs`, 'utf8').catch(() => '')).split('\n').length - 1};
}
const apiVersion = 'client.authentication.k8s.io/v1';
const prints = (status: object) => `echo '${JSON.stringify({apiVersion, kind: 'ExecCredential', status})}'`;
const execUser = (command: string, more: Partial<ExecEntry> = {}): UserEntry => ({
	name: 'anna',
	exec: {apiVersion, command, args: [], env: [], provideClusterInfo: false, ...more},
});

test('ten requests at once run the sign-in program once', async () => {
	const {path, runs} = await program(`sleep 0.05; ${prints({token: 'abc'})}`);
	const {identity, runs: says} = signIn(execUser(path));
	const all = await Promise.all(Array.from({length: 10}, () => identity(false)));
	assert.ok(all.every(({headers}) => headers['authorization'] === 'Bearer abc'));
	await identity(false);
	assert.equal(await runs(), 1);
	assert.equal(says, path);
});

test('the sign-in program runs again once its token has ended, and after a refusal', async () => {
	const {path, runs} = await program(prints({token: 'abc', expirationTimestamp: '2020-01-01T00:00:00Z'}));
	const {identity} = signIn(execUser(path));
	await identity(false);
	await identity(false);
	assert.equal(await runs(), 2);
	const lasting = await program(prints({token: 'abc', expirationTimestamp: '2999-01-01T00:00:00Z'}));
	const second = signIn(execUser(lasting.path));
	await second.identity(false);
	await second.identity(false);
	await second.identity(true);
	assert.equal(await lasting.runs(), 2);
});

test('a server that refuses the first token gets a fresh one from the program', async () => {
	const {path} = await program(
		`n=$(wc -l < "$0.runs" | tr -d ' '); echo "{\\"apiVersion\\":\\"${apiVersion}\\",\\"status\\":{\\"token\\":\\"token-$n\\"}}"`,
	);
	const {url, seen} = await listening((request, response) =>
		request.headers.authorization === 'Bearer token-2' ? json(response, {}) : refusal(response, 401, 'Unauthorized'),
	);
	const {reader} = await connected(url, {user: execUser(path), env: {PATH: process.env['PATH']}});
	assert.equal((await reader.json('/version')).status, 200);
	assert.deepEqual(
		seen.map(({headers}) => headers.authorization),
		['Bearer token-1', 'Bearer token-2'],
	);
});

test('the program is told the cluster where it asks for it, gets its own environment, and no terminal', async () => {
	const told = join(folder, 'told');
	const {path} = await program(
		`printf '%s\\n%s\\n' "$KUBERNETES_EXEC_INFO" "$WHO" > '${told}'; [ -t 0 ] && exit 3; ${prints({token: 'abc'})}`,
	);
	const authority = '-----BEGIN';
	await authorization(execUser(path, {provideClusterInfo: true, env: [{name: 'WHO', value: 'me'}]}), {authority});
	const [info = '', who] = (await readFile(told, 'utf8')).split('\n');
	assert.equal(who, 'me');
	assert.deepEqual(JSON.parse(info), {
		apiVersion,
		kind: 'ExecCredential',
		spec: {
			cluster: {
				server: 'https://c.example',
				'tls-server-name': 'api',
				'certificate-authority-data': Buffer.from(authority).toString('base64'),
				config: {region: 'eu'},
			},
			interactive: false,
		},
	});
	await authorization(execUser(path));
	assert.deepEqual(JSON.parse((await readFile(told, 'utf8')).split('\n')[0] ?? '').spec, {interactive: false});
});

test('the program may give a client certificate instead of a token', async () => {
	const {path} = await program(prints({clientCertificateData: 'CERT', clientKeyData: 'KEY'}));
	assert.deepEqual(await signIn(execUser(path)).identity(false), {headers: {}, client: {certificate: 'CERT', key: 'KEY'}});
});

/** Gone, or dead and waiting to be noticed by its parent. */
async function hasEnded(pid: number): Promise<boolean> {
	try {
		process.kill(pid, 0);
	} catch {
		return true;
	}
	return (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).includes(') Z ');
}

const failing: Record<string, [script: string, why: RegExp]> = {
	'fails, with its last line': [
		'echo first >&2; echo "token has expired, run aws sso login" >&2; exit 1',
		/said: token has expired, run aws sso login/,
	],
	'fails in silence': ['exit 7', /failed and said nothing/],
	'prints no JSON': ['echo hello', /did not print the JSON/],
	'prints nothing': ['true', /did not print the JSON/],
	'gives no status': ['echo "{}"', /neither a token nor a certificate/],
	'gives an empty token': [prints({token: ''}), /neither a token nor a certificate/],
	'gives a token that breaks the header': [prints({token: 'a b'}), /cannot be sent/],
	'tries to drive the terminal': ["printf 'evil\\033]0;x\\007' >&2; exit 1", /evil\\u\{1b\}\]0;x\\u\{7\}/],
};
for (const [what, [script, why]] of Object.entries(failing)) {
	test(`a sign-in program that ${what}, is said so`, async () => {
		const {path} = await program(script);
		const failure = await failureOf(authorization(execUser(path)));
		assert.match(failure.message, /Signing in as anna failed/);
		assert.match(failure.why, why);
		assert.match(failure.steps.join(), /another terminal/);
		assert.equal(failure.exitCode, 3);
	});
}

test('a program that failed is run again at the next try', async () => {
	const {path, runs} = await program(`[ $(wc -l < "$0.runs") -gt 1 ] || exit 1; ${prints({token: 'abc'})}`);
	const {identity} = signIn(execUser(path));
	await failureOf(identity(false));
	assert.equal((await identity(false)).headers['authorization'], 'Bearer abc');
	assert.equal(await runs(), 2);
});

test('a program that never ends is ended, with what it started', async () => {
	const {path} = await program('sleep 600 & echo $! > "$0.pid"; wait');
	const failure = await failureOf(authorization(execUser(path), {timeout: 300}));
	assert.match(failure.why, /did not end within/);
	const pid = Number(await readFile(`${path}.pid`, 'utf8'));
	await eventually('what the program started has ended', async () => hasEnded(pid));
});

test('a program that is not installed is said with the hint of the kubeconfig', async () => {
	const failure = await failureOf(authorization(execUser('no-such-program', {installHint: 'Install it from\nexample.com'})));
	assert.match(failure.why, /no program no-such-program/);
	assert.deepEqual(failure.steps, ['Install it from example.com']);
});

test('a program that must ask on the terminal, or speaks an unknown protocol, is not run', async () => {
	const {path, runs} = await program(prints({token: 'abc'}));
	assert.match((await failureOf(authorization(execUser(path, {interactiveMode: 'Always'})))).why, /ask questions/);
	assert.match(
		(await failureOf(authorization(execUser(path, {apiVersion: 'client.authentication.k8s.io/v1alpha1'})))).why,
		/unknown version/,
	);
	assert.equal(await runs(), 0);
});
