import assert from 'node:assert/strict';
import {test} from 'node:test';
import {collect} from '../../source/cluster/collect.js';
import type {SourceProgress} from '../../source/cluster/progress.js';
import type {Source} from '../../source/model/index.js';
import {gapOf, namesOfPods, read} from './local/collected.js';
import {connected} from './local/connection.js';
import {core, group, kubernetes, list, namespace, pod, type Routes} from './local/kubernetes.js';
import {json, listening, refusal} from './local/server.js';

test('a list is read page by page, and is complete only when its end was read', async () => {
	const tokens: (string | null)[] = [];
	const snapshot = await read({
		'/api/v1/pods': (query, response) => {
			tokens.push(query.get('continue'));
			assert.equal(query.get('limit'), '2');
			if (!query.has('continue')) list(response, 'Pod', [pod('a'), pod('b')], 'two words+/=', 1);
			else list(response, 'Pod', [pod('c')]);
		},
	});
	assert.deepEqual(namesOfPods(snapshot), ['a', 'b', 'c']);
	assert.equal(snapshot.read.pods, 'complete');
	assert.deepEqual(tokens, [null, 'two words+/=']);
});

test('an empty list is read, a list that is not there is absent, a refused one is a gap with its verb', async () => {
	const snapshot = await read({
		'/api/v1/services': (_, response) => refusal(response, 403, 'services is forbidden: User "tester" cannot list'),
	});
	assert.deepEqual(snapshot.items.pods, []);
	assert.equal(snapshot.items.services, undefined);
	assert.deepEqual(
		snapshot.gaps.find(({source}) => source === 'services'),
		{
			source: 'services',
			resource: 'services',
			verb: 'list',
			reason: 'forbidden',
			detail: 'services is forbidden: User "tester" cannot list',
		},
	);
	assert.equal(gapOf(snapshot, 'deployments')?.reason, 'absent');
});

test('an interruption keeps what was read as partial and says what was not', async () => {
	const abort = new AbortController();
	const snapshot = await read(
		{
			'/api/v1/pods': (query, response) => {
				if (!query.has('continue')) list(response, 'Pod', [pod('a'), pod('b')], 'next');
				else abort.abort();
			},
		},
		{signal: abort.signal, concurrency: 1},
	);
	assert.deepEqual(namesOfPods(snapshot), ['a', 'b']);
	assert.equal(snapshot.read.pods, 'partial');
	assert.equal(gapOf(snapshot, 'pods')?.reason, 'stopped');
	assert.equal(gapOf(snapshot, 'services')?.reason, 'stopped');
	assert.equal(snapshot.items.services, undefined);
	assert.equal(snapshot.read.namespaces, 'complete');
});

test('an interruption before anything was read gives a snapshot of gaps', async () => {
	const snapshot = await read({}, {signal: AbortSignal.abort()});
	assert.deepEqual(snapshot.read, {});
	assert.ok(snapshot.gaps.every(({reason}) => reason === 'stopped'));
});

test('a server that is busy is asked by fewer at once', async () => {
	let busy = true;
	let open = 0;
	let most = 0;
	const slow: Routes = Object.fromEntries(
		['pods', 'services', 'nodes'].map(plural => [
			`/api/v1/${plural}`,
			(_, response) => {
				if (busy) {
					busy = false;
					return refusal(response, 429, 'too many requests');
				}
				most = Math.max(most, ++open);
				setImmediate(() => {
					open--;
					list(response, 'Any', []);
				});
			},
		]),
	);
	const snapshot = await read(slow, {concurrency: 2});
	assert.ok(most <= 2);
	for (const source of ['pods', 'services', 'nodes'] as const) assert.equal(snapshot.read[source], 'complete');
});

test('with names given each namespace is read by itself, and one that is refused leaves the other', async () => {
	const {url, seen} = await kubernetes({
		'/api/v1/namespaces': (_, response) => refusal(response, 403, 'no'),
		'/api/v1/namespaces/a': (_, response) => json(response, namespace('a')),
		'/api/v1/namespaces/b': (_, response) => refusal(response, 403, 'no'),
		'/api/v1/namespaces/a/pods': (_, response) => list(response, 'Pod', [pod('one', {}, {namespace: 'a'})]),
		'/api/v1/namespaces/b/pods': (_, response) => refusal(response, 403, 'no'),
		'/api/v1/nodes': (_, response) => refusal(response, 403, 'no'),
	});
	const snapshot = await collect(await connected(url), {probes: false, namespaces: ['a', 'b']});
	assert.deepEqual(snapshot.onlyNamespaces, ['a', 'b']);
	assert.deepEqual(namesOfPods(snapshot), ['one']);
	assert.equal(snapshot.read.pods, 'partial');
	assert.equal(snapshot.read.namespaces, 'partial');
	assert.deepEqual(
		snapshot.gaps.filter(({source}) => source === 'pods').map(({reason, namespace}) => `${reason} ${namespace}`),
		['forbidden b'],
	);
	assert.ok(!seen.some(({url}) => url.startsWith('/api/v1/pods')));
});

test('a cluster without a readable kube-system is known by its authority and address', async () => {
	const snapshot = await read({'/api/v1/namespaces': (_, response) => refusal(response, 403, 'no')});
	assert.match(snapshot.cluster.id, /^[0-9a-f]{64}$/);
	assert.equal((await read({})).cluster.id, 'uid-kube-system');
});

test('a server that is no Kubernetes is a failure with exit code 3 and not a snapshot', async () => {
	const {url} = await listening((_, response) => void response.end('hello'));
	await assert.rejects(collect(await connected(url)), {name: 'Failure', exitCode: 3});
});

test('every text of the cluster is escaped in the snapshot', async () => {
	const evil = '\u001b]0;owned\u0007\u202e';
	const snapshot = await read(
		{
			'/version': (_, response) => json(response, {gitVersion: evil, major: '1', minor: '36'}),
			'/api/v1/pods': (_, response) => list(response, 'Pod', [pod(evil, {}, {labels: {[evil]: evil}})]),
			'/api/v1/services': (_, response) => refusal(response, 403, evil),
			'/apis/authentication.k8s.io/v1/selfsubjectreviews': (_, response) =>
				json(response, {status: {userInfo: {username: evil, groups: [evil]}}}, 201),
			'/metrics': (_, response) => void response.end(`apiserver_audit_level_total{level="${evil}"} 3\n`),
		},
		{},
		[core, group(evil, 'v1', {})],
	);
	// JSON.stringify would hide control characters, so the strings themselves are looked at.
	const texts = stringsOf(snapshot);
	assert.ok(texts.some(text => text.includes('owned')));
	assert.deepEqual(
		texts.filter(text => /[\p{Cc}\u202e]/u.test(text)),
		[],
	);
});

function stringsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => [key, ...stringsOf(inner)]);
}

test('progress counts up to the total that the server named and ends with how it went', async () => {
	const events: SourceProgress[] = [];
	await read(
		{
			'/api/v1/pods': (query, response) =>
				query.has('continue') ? list(response, 'Pod', [pod('c')]) : list(response, 'Pod', [pod('a'), pod('b')], 'next', 1),
			'/api/v1/services': (_, response) => refusal(response, 403, 'no'),
		},
		{progress: changes => events.push(...changes)},
	);
	const last = (source: Source) => events.findLast(event => event.source === source);
	assert.deepEqual(last('pods'), {source: 'pods', done: 3, state: 'complete'});
	assert.deepEqual(last('services'), {source: 'services', done: 0, state: 'refused'});
	assert.ok(events.every(({done, total}) => total === undefined || done <= total));
});

test('how the session logs in is known by its kind, and nothing of the login itself is kept', async () => {
	const snapshot = await read({});
	assert.deepEqual(snapshot.facts.login, {kind: 'token'});
	assert.equal(snapshot.read.kubeconfig, 'complete');
	assert.ok(!JSON.stringify(snapshot).includes('secret-token'));
});
