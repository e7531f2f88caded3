import assert from 'node:assert/strict';
import {test} from 'node:test';
import {collect} from '../../source/cluster/collect.js';
import {gapOf, namesOfPods, read} from './local/collected.js';
import {connected} from './local/connection.js';
import {kubernetes, list, pod, type Routes} from './local/kubernetes.js';
import {json, refusal} from './local/server.js';

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
	assert.deepEqual(namesOfPods(snapshot), ['a', 'b', 'c']);
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
	assert.deepEqual(namesOfPods(snapshot), ['a', 'b']);
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
	assert.deepEqual(namesOfPods(odd), ['a']);
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
