import assert from 'node:assert/strict';
import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import type {UserEntry} from '../../source/cluster/kubeconfig-entries.js';
import {authorization, failureOf, folderOfTest, signIn} from './local/sign-in.js';
import {certificateAuthority} from './real/certificates.js';

const folder = folderOfTest();

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
