import assert from 'node:assert/strict';
import {test} from 'node:test';
import {collect} from '../../source/cluster/collect.js';
import {serverAddress} from '../../source/cluster/reach.js';
import {connected} from './local/connection.js';
import {core, kubernetes} from './local/kubernetes.js';

test('nothing is sent or run before the first request, and everything is said before', async () => {
	const {url, seen} = await kubernetes({}, [core]);
	const user = {
		name: 'anna\u001b[31m',
		exec: {
			apiVersion: 'client.authentication.k8s.io/v1',
			command: 'no-such-program',
			args: ['get', 'token'],
			env: [],
			provideClusterInfo: false,
		},
	};
	const {describe} = await connected(url, {user, impersonate: {user: 'bob'}});
	const {reads, probes, ...rest} = describe();
	assert.deepEqual(rest, {
		context: 'test',
		server: url,
		user: 'anna\\u{1b}[31m',
		runs: 'no-such-program get token',
		actsAs: 'bob',
		withoutLogin: false,
		unchecked: true,
	});
	assert.ok(reads > 40);
	assert.equal(probes.length, 5);
	assert.deepEqual(seen, []);
});

test('a login that stands in the address of the server is never shown or kept', async () => {
	const {url} = await kubernetes({}, [core]);
	const connection = await connected(url.replace('//', '//me:CANARY@'));
	const snapshot = await collect(connection, {probes: false});
	assert.doesNotMatch(JSON.stringify([connection.describe(), snapshot, connection.reader.log()]), /CANARY/);
	assert.equal(snapshot.cluster.server, url);
});

const wrong = {
	'an authority that is no certificate': [{authority: {data: 'hello'}}, /is not a certificate/],
	'an authority whose file is missing': [{authority: {file: '/nowhere/ca.crt'}}, /does not exist/],
	'a proxy that is no address': [{proxyUrl: '::'}, /proxy-url/],
	'a proxy of an unknown kind': [{proxyUrl: 'ftp://proxy'}, /unknown kind/],
} as const;
for (const [what, [cluster, why]] of Object.entries(wrong)) {
	test(`${what} is said before anything is sent`, async () => {
		await assert.rejects(connected('https://api.example', {cluster}), error => {
			assert.equal((error as {exitCode?: number}).exitCode, 2);
			assert.match((error as {why: string}).why, why);
			return true;
		});
	});
}

test('the reach of the server is that of its addresses, and unknown behind a proxy', async () => {
	const at = (address: string, proxy?: string) =>
		serverAddress({url: new URL(address), insecure: false, compressed: true, ...(proxy !== undefined && {proxy: new URL(proxy)})});
	assert.deepEqual(await at('https://10.0.0.1:6443'), {host: '10.0.0.1', addresses: ['10.0.0.1'], reach: 'private'});
	assert.equal((await at('https://[2600::1]:6443')).reach, 'public');
	assert.equal((await at('https://localhost')).reach, 'loopback');
	assert.equal((await at('https://castellan.invalid')).reach, 'unknown');
	assert.deepEqual(await at('https://api.example', 'http://proxy'), {host: 'api.example', addresses: [], reach: 'unknown'});
});
