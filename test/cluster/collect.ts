import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type CollectOptions, collect} from '../../source/cluster/collect.js';
import type {SourceProgress} from '../../source/cluster/progress.js';
import type {Gap, Snapshot, Source} from '../../source/model/index.js';
import {connected} from './local/connection.js';
import {core, group, kubernetes, list, namespace, pod, type Routes} from './local/kubernetes.js';
import {json, listening, refusal} from './local/server.js';

async function read(routes: Routes, options: CollectOptions = {}, groups?: readonly object[]): Promise<Snapshot> {
	const {url} = await kubernetes(routes, groups);
	return collect(await connected(url), {probes: false, pageSize: 2, ...options});
}
const gapOf = (snapshot: Snapshot, source: Source): Pick<Gap, 'reason' | 'detail'> | undefined =>
	snapshot.gaps.find(gap => gap.source === source);
const names = (snapshot: Snapshot) => snapshot.items.pods?.map(({metadata}) => metadata.name);

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
	assert.deepEqual(names(snapshot), ['a', 'b', 'c']);
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

test('a place that the server forgot starts that list again, without the first part twice', async () => {
	let starts = 0;
	const snapshot = await read({
		'/api/v1/pods': (query, response) => {
			if (query.has('continue') && starts < 2) refusal(response, 410, 'The provided continue parameter is too old');
			else if (query.has('continue')) list(response, 'Pod', [pod('c')]);
			else {
				starts++;
				list(response, 'Pod', [pod('a'), pod('b')], 'next');
			}
		},
	});
	assert.equal(starts, 2);
	assert.deepEqual(names(snapshot), ['a', 'b', 'c']);
	assert.equal(snapshot.read.pods, 'complete');
});

test('a place that the server forgets for ever ends as a gap', async () => {
	const snapshot = await read({
		'/api/v1/pods': (query, response) =>
			query.has('continue') ? refusal(response, 410, 'too old') : list(response, 'Pod', [pod('a'), pod('b')], 'next'),
	});
	assert.equal(gapOf(snapshot, 'pods')?.reason, 'error');
	assert.equal(snapshot.read.pods, 'partial');
});

test('a list that gives the same place for ever ends as a gap', async () => {
	const snapshot = await read({'/api/v1/pods': (_, response) => list(response, 'Pod', [pod('a')], 'same')});
	assert.match(gapOf(snapshot, 'pods')?.detail ?? '', /never came to the end/);
	assert.equal(snapshot.read.pods, 'partial');
});

test('a list that has a new place for ever ends as a gap', async () => {
	let page = 0;
	const snapshot = await read({'/api/v1/pods': (_, response) => list(response, 'Pod', [], `place-${page++}`)}, {mostPages: 20});
	assert.match(gapOf(snapshot, 'pods')?.detail ?? '', /never came to the end/);
	assert.ok(page <= 22);
});

test('an error on one page is tried twice more before the list counts as read in part', async () => {
	let tries = 0;
	const flaky: Routes = {
		'/api/v1/pods': (query, response) => {
			if (!query.has('continue')) list(response, 'Pod', [pod('a'), pod('b')], 'next');
			else if (++tries < 3) refusal(response, 500, 'etcd is not here');
			else list(response, 'Pod', [pod('c')]);
		},
	};
	assert.equal((await read(flaky)).read.pods, 'complete');
	tries = -99;
	const snapshot = await read(flaky);
	assert.equal(snapshot.read.pods, 'partial');
	assert.deepEqual(names(snapshot), ['a', 'b']);
	assert.match(gapOf(snapshot, 'pods')?.detail ?? '', /answered 500: etcd is not here/);
});

const unfit: Record<string, [text: string, detail: RegExp]> = {
	'a page of HTML': ['<html></html>', /not JSON/],
	'JSON that is no list': ['{"kind":"PodList"}', /not a list/],
	'a list that is cut': ['{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[{"metadata":{"name":"a"', /not JSON/],
	'items that are no list': ['{"metadata":{},"items":"x"}', /not a list/],
};
for (const [what, [text, detail]] of Object.entries(unfit)) {
	test(`${what} in place of a list is a gap, not an empty list`, async () => {
		const snapshot = await read({'/api/v1/pods': (_, response) => void response.end(text)});
		assert.match(gapOf(snapshot, 'pods')?.detail ?? '', detail);
		assert.equal(snapshot.read.pods, undefined);
	});
}

test('items that are null are an empty list, and items that are no objects are passed over', async () => {
	const empty = await read({'/api/v1/pods': (_, response) => json(response, {metadata: null, items: null})});
	assert.deepEqual(empty.items.pods, []);
	const odd = await read({'/api/v1/pods': (_, response) => json(response, {items: [null, 1, 'x', [], {}, pod('a')], metadata: {}})});
	assert.deepEqual(names(odd), ['a']);
});

test('secrets are asked for only as metadata, only with the right, and an answer with values is thrown away', async () => {
	const accepts: string[] = [];
	const allowed: Routes = {
		'/apis/authorization.k8s.io/v1/selfsubjectaccessreviews': (_, response) => json(response, {status: {allowed: true}}, 201),
		'/api/v1/secrets': (_, response, request) => {
			accepts.push(request.headers.accept ?? '');
			list(response, 'Secret', [{metadata: {name: 's', namespace: 'default'}, data: {a: 'Q0FOQVJZ'}}]);
		},
	};
	const snapshot = await read(allowed);
	assert.deepEqual(accepts, ['application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1']);
	assert.equal(snapshot.items.secrets, undefined);
	assert.match(gapOf(snapshot, 'secrets')?.detail ?? '', /does not give metadata alone/);
	assert.doesNotMatch(JSON.stringify(snapshot), /Q0FOQVJZ/);
	const {url, seen} = await kubernetes();
	await collect(await connected(url), {probes: false});
	assert.ok(!seen.some(({url}) => url.startsWith('/api/v1/secrets') || url.startsWith('/api/v1/configmaps')));
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
	assert.deepEqual(names(snapshot), ['a', 'b']);
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

test('a group whose server is away is a gap, because nobody knows what is in it', async () => {
	const stale = group('kyverno.io', 'v1', {}, 'Stale');
	const snapshot = await read({}, {}, [core, stale]);
	assert.equal(gapOf(snapshot, 'kyvernoClusterPolicies')?.reason, 'error');
	assert.deepEqual([snapshot.read.ciliumNetworkPolicies, snapshot.items.ciliumNetworkPolicies], ['complete', []]);
});

test('a kind that is served only in an unknown version is a gap, not absent', async () => {
	const snapshot = await read({}, {}, [core, group('kyverno.io', 'v9', {clusterpolicies: 'ClusterPolicy'})]);
	assert.match(gapOf(snapshot, 'kyvernoClusterPolicies')?.detail ?? '', /served only as v9/);
});

test('every kind of constraint is read into one list', async () => {
	const constraint = (name: string) => ({apiVersion: 'constraints.gatekeeper.sh/v1beta1', kind: 'Any', metadata: {name}, spec: {}});
	const snapshot = await read(
		{
			'/apis/constraints.gatekeeper.sh/v1beta1/a': (_, response) => json(response, {items: [constraint('one')], metadata: {}}),
			'/apis/constraints.gatekeeper.sh/v1beta1/b': (_, response) => json(response, {items: [constraint('two')], metadata: {}}),
		},
		{},
		[core, group('constraints.gatekeeper.sh', 'v1beta1', {a: 'A', b: 'B'})],
	);
	assert.deepEqual(snapshot.items.gatekeeperConstraints?.map(({metadata}) => metadata.name).toSorted(), ['one', 'two']);
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
	assert.deepEqual(names(snapshot), ['one']);
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

test('without discovery the built-in lists are read all the same', async () => {
	const snapshot = await read({
		'/api': (_, response) => refusal(response, 403, 'no'),
		'/apis': (_, response) => refusal(response, 403, 'no'),
	});
	assert.equal(snapshot.read.pods, 'complete');
	assert.equal(gapOf(snapshot, 'kyvernoClusterPolicies')?.reason, 'error');
	assert.equal(snapshot.facts.groups, undefined);
});

test('an old server without aggregated discovery is asked group by group', async () => {
	const snapshot = await read({
		'/api': (_, response) => json(response, {kind: 'APIVersions', versions: ['v1']}),
		'/api/v1': (_, response) =>
			json(response, {
				resources: [
					{name: 'pods', kind: 'Pod'},
					{name: 'pods/log', kind: 'Pod'},
					{name: 'namespaces', kind: 'Namespace'},
				],
			}),
		'/apis': (_, response) =>
			json(response, {
				kind: 'APIGroupList',
				groups: [
					{name: 'apps', versions: [{version: 'v1'}]},
					{name: 'unknown.io', versions: []},
				],
			}),
		'/apis/apps/v1': (_, response) => json(response, {resources: [{name: 'deployments', kind: 'Deployment'}]}),
		'/apis/apps/v1/deployments': (_, response) => list(response, 'Deployment', []),
	});
	assert.equal(snapshot.read.pods, 'complete');
	assert.equal(snapshot.read.deployments, 'complete');
	assert.equal(gapOf(snapshot, 'daemonSets')?.reason, 'absent');
	assert.deepEqual(snapshot.facts.groups, ['apps', 'unknown.io']);
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

test('the API server metrics are reduced to the few numbers that rules read', async () => {
	const lines = [
		'# HELP apiserver_audit_event_total x',
		'apiserver_audit_event_total 12',
		'apiserver_audit_level_total{level="Metadata"} 5',
		'apiserver_audit_level_total{level="None"} 7e1',
		'apiserver_authorization_decisions_total{decision="allowed",name="rbac",type="RBAC"} 3',
		'apiserver_authorization_decisions_total{decision="denied",name="rbac",type="RBAC"} 4',
		'apiserver_request_total{user="CANARY"} 1',
		...[
			['to_storage', 'secrets', 'k8s:enc:aescbc:v1:', 'OK'],
			['to_storage', 'secrets', 'CANARY-key:', 'OK'],
			['to_storage', 'secrets', '', 'OK'],
			['to_storage', 'secrets', 'k8s:enc:kms:v2:CANARY:', 'OK'],
			['to_storage', 'secrets', 'k8s:enc:secretbox:v1:', 'Internal'],
			['to_storage', 'configmaps', 'k8s:enc:aesgcm:v1:', 'OK'],
			['from_storage', 'secrets', 'k8s:enc:kms:v1:a:', 'OK'],
		].map(
			([type, resource, prefix, status]) =>
				`apiserver_storage_transformation_operations_total{resource="${resource}",status="${status}",transformation_type="${type}",transformer_prefix="${prefix}"} 2`,
		),
	];
	const {facts} = await read({'/metrics': (_, response) => void response.end(lines.join('\n'))});
	assert.deepEqual(facts.metrics, {
		auditEvents: 12,
		auditLevels: {Metadata: 5, None: 70},
		authorizers: {RBAC: 7},
		secretsEncryptedBy: {aescbc: 2, identity: 2, 'kms-v2': 2},
	});
});

test('how the session logs in is known by its kind, and nothing of the login itself is kept', async () => {
	const snapshot = await read({});
	assert.deepEqual(snapshot.facts.login, {kind: 'token'});
	assert.equal(snapshot.read.kubeconfig, 'complete');
	assert.ok(!JSON.stringify(snapshot).includes('secret-token'));
});
