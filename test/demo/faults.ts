import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {gunzipSync} from 'node:zlib';
import {tokenOf} from '../../source/demo/users.js';
import {type ApiServer, type Fault, manualClock, startApiServer} from '../helpers/api-server.js';
import {deployment, namespace} from '../helpers/manifests.js';

const clock = manualClock();
const server: ApiServer = await startApiServer({clock, objects: [namespace('shop') as never, deployment({}, {name: 'web'}) as never]});
after(() => server.stop());

const web = '/apis/apps/v1/namespaces/shop/deployments/web';
const strategic = 'application/strategic-merge-patch+json';
const ask = (path: string, more: RequestInit = {}) =>
	fetch(server.url + path, {...more, headers: {authorization: `Bearer ${tokenOf('admin')}`, ...more.headers}});
const patch = (path: string, body: object) =>
	ask(path, {method: 'PATCH', headers: {'content-type': strategic}, body: JSON.stringify(body)});
async function during<T>(fault: Fault, act: () => Promise<T>): Promise<T> {
	server.add(fault);
	try {
		return await act();
	} finally {
		server.heal();
	}
}

test('a fault meets only what it is meant for, and only so often', async () => {
	const statuses = await during({does: 'refuse', path: '/deployments', method: 'GET', skip: 1, times: 1}, async () => {
		const seen: number[] = [];
		for (const path of [web, web, web, '/api/v1/namespaces']) seen.push((await ask(path)).status);
		return seen;
	});
	assert.deepEqual(statuses, [200, 403, 200, 200]);
});

test('a throttled request is told when to come again', async () => {
	const response = await during({does: 'throttle', retryAfter: 7, times: 1}, () => ask(web));
	assert.deepEqual([response.status, response.headers.get('retry-after')], [429, '7']);
});

test('a list whose pages are forgotten begins as usual', async () => {
	const path = '/apis/rbac.authorization.k8s.io/v1/clusterroles?limit=3';
	await during({does: 'expire'}, async () => {
		const first = (await (await ask(path)).json()) as {metadata: {continue: string; remainingItemCount: number}};
		assert.ok(first.metadata.remainingItemCount > 10);
		const second = await ask(`${path}&continue=${first.metadata.continue}`);
		assert.deepEqual([second.status, ((await second.json()) as {reason: string}).reason], [410, 'Expired']);
	});
});

test('a list without an end goes on and on', async () => {
	await during({does: 'repeat', path: '/clusterroles'}, async () => {
		let token = '';
		for (let page = 0; page < 5; page++) {
			const body = (await (await ask(`/apis/rbac.authorization.k8s.io/v1/clusterroles?limit=3&continue=${token}`)).json()) as {
				items: unknown[];
				metadata: {continue: string};
			};
			assert.equal(body.items.length, 3);
			token = body.metadata.continue;
		}
		assert.notEqual(token, '');
	});
});

test('a portal answers with a page, a cut answer with half an object', async () => {
	const page = await during({does: 'portal'}, () => ask(web));
	assert.match(page.headers.get('content-type') ?? '', /html/);
	await assert.rejects(during({does: 'truncate'}, async () => (await ask(web)).json()));
});

test('an answer that hangs can be given up', async () => {
	const controller = new AbortController();
	const response = await during({does: 'hang'}, () => ask(web, {signal: controller.signal}));
	assert.equal(response.status, 200);
	controller.abort();
	await assert.rejects(response.text());
});

test('a delayed answer waits for the clock', async () => {
	server.add({does: 'delay', milliseconds: 5000});
	let answered = false;
	const count = server.seen.length;
	const waiting = (async () => {
		await ask(web);
		answered = true;
	})();
	while (server.seen.length === count) await new Promise(resolve => setImmediate(resolve));
	await new Promise(resolve => setImmediate(resolve));
	assert.equal(answered, false);
	clock.advance(5000);
	await waiting;
	server.heal();
});

test('a webhook that knows no dry run refuses dry runs only', async () => {
	await during({does: 'refuse-dry-run'}, async () => {
		assert.equal((await patch(`${web}?dryRun=All`, {metadata: {labels: {a: 'b'}}})).status, 400);
		assert.equal((await patch(web, {metadata: {labels: {a: 'b'}}})).status, 200);
	});
});

test('somebody else who is faster makes a conflict of a locked patch', async () => {
	const {metadata} = (await (await ask(web)).json()) as {metadata: {uid: string; resourceVersion: string}};
	const kind = {group: 'apps', plural: 'deployments'};
	const change: Fault = {
		does: 'change',
		method: 'PATCH',
		change: store => {
			const object = store.get(kind, 'shop', 'web');
			if (object) store.put(kind, object);
		},
	};
	const {uid, resourceVersion} = metadata;
	const locked = {metadata: {uid, resourceVersion, labels: {c: 'd'}}};
	await during(change, async () => {
		assert.equal((await patch(`${web}?dryRun=All`, locked)).status, 200);
		assert.equal((await patch(web, locked)).status, 409);
	});
});

test('a server that dies in the middle of a write comes back at its address with what it had done', async () => {
	const labelled = async () => ((await (await ask(web)).json()) as {metadata: {labels: Record<string, string>}}).metadata.labels;
	for (const [when, value] of [
		['before', undefined],
		['after', 'yes'],
	] as const) {
		await assert.rejects(during({does: 'die', when, method: 'PATCH'}, () => patch(web, {metadata: {labels: {[when]: 'yes'}}})));
		await assert.rejects(ask(web));
		await server.start();
		assert.equal((await labelled())[when], value, when);
	}
});

test('what is long is compressed for who can read it', async () => {
	const http = await import('node:http');
	const bytes = await new Promise<{readonly encoding: string | undefined; readonly body: Buffer}>((resolve, reject) => {
		const headers = {authorization: `Bearer ${tokenOf('admin')}`, 'accept-encoding': 'gzip'};
		const request = http.get(`${server.url}/apis/rbac.authorization.k8s.io/v1/clusterroles`, {headers}, response => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('end', () => resolve({encoding: response.headers['content-encoding'], body: Buffer.concat(parts)}));
		});
		request.on('error', reject);
	});
	const text = bytes.encoding === 'gzip' ? gunzipSync(bytes.body).toString() : bytes.body.toString();
	assert.ok((JSON.parse(text) as {items: unknown[]}).items.length > 40);
	assert.equal(bytes.encoding === 'gzip', text.length >= 128 * 1024);
});
