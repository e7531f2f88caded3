import assert from 'node:assert/strict';
import {chmod, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {credentialsOf, type SignInOptions} from '../../source/cluster/credentials.js';
import type {ClusterEntry, ExecEntry, UserEntry} from '../../source/cluster/kubeconfig-entries.js';
import {Failure} from '../../source/model/index.js';
import {connected} from './local/connection.js';
import {json, listening, refusal} from './local/server.js';
import {certificateAuthority} from './real/certificates.js';
import {eventually} from './real/child.js';

let folder: string;
before(async () => {
	folder = await mkdtemp(join(tmpdir(), 'castellan-credentials-'));
});
after(async () => rm(folder, {recursive: true, force: true}));

const cluster: ClusterEntry = {
	name: 'c',
	server: 'https://c.example',
	insecure: false,
	compressed: true,
	serverName: 'api',
	execConfig: {region: 'eu'},
};
const signIn = (user: UserEntry | undefined, options: Partial<SignInOptions> = {}) =>
	credentialsOf(user, cluster, {env: {PATH: process.env['PATH']}, ...options});
const authorization = async (user: UserEntry, options: Partial<SignInOptions> = {}) =>
	(await signIn(user, options).identity(false)).headers['authorization'];

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
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

test('a token, a name with password, and nothing are sent as what they are', async () => {
	assert.equal(await authorization({name: 'u', token: ' abc \n'}), 'Bearer abc');
	assert.equal(await authorization({name: 'u', username: 'a', password: 'b:ä'}), `Basic ${Buffer.from('a:b:ä').toString('base64')}`);
	assert.deepEqual((await signIn({name: 'u'}).identity(false)).headers, {});
	assert.deepEqual((await signIn(undefined).identity(false)).headers, {});
});

test('a token file is read again after half a minute and after a refusal', async () => {
	const tokenFile = join(folder, 'token');
	let now = 0;
	const {identity} = signIn({name: 'u', token: 'inline', tokenFile}, {now: () => now});
	const sent = async (fresh = false) => (await identity(fresh)).headers['authorization'];
	assert.equal(await sent(), 'Bearer inline');
	await writeFile(tokenFile, 'one\n');
	assert.equal(await sent(), 'Bearer one');
	await writeFile(tokenFile, 'two');
	assert.equal(await sent(), 'Bearer one');
	assert.equal(await sent(true), 'Bearer two');
	await writeFile(tokenFile, 'three');
	now = 31_000;
	assert.equal(await sent(), 'Bearer three');
	await rm(tokenFile);
	now = 90_000;
	assert.equal(await sent(), 'Bearer three');
});

test('a token file that cannot be read is a failure, never a request without a login', async () => {
	const failure = await failureOf(authorization({name: 'u', tokenFile: join(folder, 'gone')}));
	assert.match(failure.why, /token file .*gone cannot be read/);
});

test('a token that would break the header is refused', async () => {
	await failureOf(authorization({name: 'u', token: 'a\r\nX-Evil: 1'}));
});

test('a client certificate that has expired is said before anything is sent', async () => {
	const authority = await certificateAuthority();
	const pair = await authority.issue({name: 'u', notBefore: new Date('2020-01-01'), notAfter: new Date('2021-02-03')});
	const user = {name: 'u', certificate: {data: pair.certificate}, key: {data: pair.key}};
	assert.match((await failureOf(authorization(user))).why, /expired on 2021-02-03/);
});

const halves: Record<string, [UserEntry, RegExp]> = {
	'a certificate without a key': [{name: 'u', certificate: {data: 'x'}}, /no client key/],
	'a key without a certificate': [{name: 'u', key: {data: 'x'}}, /no client certificate/],
	'a certificate that is none': [{name: 'u', certificate: {data: 'x'}, key: {data: 'x'}}, /is not a certificate/],
	'the gcp provider': [{name: 'u', authProvider: {name: 'gcp', config: {'cmd-path': 'touch'}}}, /taken out of Kubernetes/],
	'the azure provider': [{name: 'u', authProvider: {name: 'azure', config: {}}}, /taken out of Kubernetes/],
	'groups to act as without a user': [{name: 'u', token: 'x', impersonate: {groups: ['a']}}, /and no user/],
};
for (const [what, [user, why]] of Object.entries(halves)) {
	test(`${what} is one clear sentence`, async () => {
		assert.match((await failureOf((async () => authorization(user))())).why, why);
	});
}

test('acting as somebody sends user, groups, uid and extra', async () => {
	const impersonate = {user: 'ännä', groups: ['a', 'b'], uid: '7', extra: {'acme.com/Team': ['x']}};
	const {headers} = await signIn({name: 'u', token: 't', impersonate}).identity(false);
	assert.deepEqual(headers, {
		authorization: 'Bearer t',
		'impersonate-user': Buffer.from('ännä').toString('latin1'),
		'impersonate-group': ['a', 'b'],
		'impersonate-uid': '7',
		'impersonate-extra-acme.com%2Fteam': ['x'],
	});
	const other = await signIn({name: 'u', token: 't', impersonate}, {impersonate: {user: 'bob'}}).identity(false);
	assert.deepEqual(other.headers, {authorization: 'Bearer t', 'impersonate-user': 'bob'});
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

const jwt = (exp: number, tag: string) => `e30.${Buffer.from(JSON.stringify({exp, tag})).toString('base64url')}.c2ln`;
const oidcUser = (config: Record<string, string>): UserEntry => ({name: 'olga', authProvider: {name: 'oidc', config}});

test('a token of an identity provider is sent while it is valid', async () => {
	const token = jwt(32_503_680_000, 'valid');
	assert.equal(await authorization(oidcUser({'id-token': token})), `Bearer ${token}`);
});

test('an expired token that cannot be renewed is a failure, never a request without a login', async () => {
	const failure = await failureOf(authorization(oidcUser({'id-token': jwt(1, 'old')})));
	assert.match(failure.why, /expired, and the kubeconfig holds nothing to renew it/);
	await failureOf((async () => authorization(oidcUser({})))());
});

test('an expired token is renewed at the identity provider, over its own authority, once for all who wait', async () => {
	const authority = await certificateAuthority('idp');
	const fresh = jwt(32_503_680_000, 'fresh');
	const provider = await listening(
		(request, response) => {
			const issuer = `https://127.0.0.1:${request.socket.localPort}`;
			if (request.url === '/.well-known/openid-configuration')
				return json(response, {
					issuer,
					token_endpoint: `${issuer}/token`,
					authorization_endpoint: `${issuer}/auth`,
					jwks_uri: `${issuer}/keys`,
				});
			return json(response, {access_token: 'a', token_type: 'bearer', id_token: signed(issuer)});
		},
		await authority.issue({name: 'login', hosts: ['127.0.0.1']}),
	);
	const signed = (issuer: string) => {
		const [, body] = fresh.split('.');
		const claims = {
			...(JSON.parse(Buffer.from(body ?? '', 'base64url').toString()) as object),
			iss: issuer,
			aud: 'kube',
			sub: 'olga',
			iat: Math.floor(Date.now() / 1000),
		};
		return `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
	};
	const user = oidcUser({
		'id-token': jwt(1, 'old'),
		'refresh-token': 'refresh-1',
		'idp-issuer-url': provider.url,
		'client-id': 'kube',
		'idp-certificate-authority-data': Buffer.from(authority.certificate).toString('base64'),
	});
	const {identity} = signIn(user);
	const [one, two] = await Promise.all([identity(false), identity(false)]);
	assert.equal(one?.headers['authorization'], `Bearer ${signed(provider.url)}`);
	assert.deepEqual(one, two);
	assert.deepEqual(
		provider.seen.map(({method, url}) => `${method} ${url}`),
		['GET /.well-known/openid-configuration', 'POST /token'],
	);
	assert.match(provider.seen[1]?.body ?? '', /grant_type=refresh_token/);
});

test('an identity provider that does not renew is a failure that shows no token', async () => {
	const provider = await listening((_, response) => json(response, {error: 'invalid_grant'}, 400));
	const user = oidcUser({'id-token': jwt(1, 'old'), 'refresh-token': 'CANARY', 'idp-issuer-url': provider.url, 'client-id': 'kube'});
	const failure = await failureOf(authorization(user));
	assert.match(failure.why, /did not renew the token/);
	assert.doesNotMatch(`${failure.message}${failure.why}${failure.steps.join()}`, /CANARY/);
});
