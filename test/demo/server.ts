import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {type Demo, startDemo} from '../../source/demo/server.js';
import {deployment, namespace} from '../helpers/manifests.js';

/** Nothing happens by itself: `settle` does at once what controllers would do. */
const clock = {now: () => new Date('2026-11-25T12:00:00Z'), after: () => undefined};
const strategic = 'application/strategic-merge-patch+json';
const node = {
	apiVersion: 'v1',
	kind: 'Node',
	metadata: {name: 'n1'},
	status: {allocatable: {cpu: '8', memory: '32Gi', pods: '110'}, conditions: [{type: 'Ready', status: 'True'}]},
};
const web = '/apis/apps/v1/namespaces/shop/deployments/web';

let demo: Demo;
before(async () => {
	demo = await startDemo({objects: [node], clock});
});
after(() => demo.stop());

type Answer = {
	status: number;
	body: Record<string, never> & {message?: string; items?: unknown[]; metadata?: Record<string, string>; status?: Record<string, unknown>};
	warnings: string;
};
async function send(method: string, path: string, body?: object, {type = 'application/json', login = true} = {}): Promise<Answer> {
	const {token} = (JSON.parse(demo.kubeconfig) as {users: [{user: {token: string}}]}).users[0].user;
	const response = await fetch(`${demo.url}${path}`, {
		method,
		headers: {'content-type': type, ...(login && {authorization: `Bearer ${token}`})},
		...(body && {body: JSON.stringify(body)}),
	});
	const text = await response.text();
	return {
		status: response.status,
		body: (text.startsWith('{') ? JSON.parse(text) : {}) as Answer['body'],
		warnings: response.headers.get('warning') ?? '',
	};
}

test('what is created is stored, with defaults and a uid; the same name again is a conflict', async () => {
	assert.equal((await send('POST', '/api/v1/namespaces', namespace('shop'))).status, 201);
	const made = await send(
		'POST',
		'/apis/apps/v1/namespaces/shop/deployments',
		deployment({containers: [{name: 'app', image: 'nginx:1.25', securityContext: {privileged: true}}]}, {name: 'web'}),
	);
	assert.equal(made.status, 201);
	assert.ok(made.body.metadata?.['uid']);
	assert.equal((await send('POST', '/api/v1/namespaces', namespace('shop'))).status, 409);
});

test('a dry run answers like the write and stores nothing', async () => {
	const patch = {spec: {replicas: 3}};
	const tried = await send('PATCH', `${web}?dryRun=All`, patch, {type: strategic});
	assert.deepEqual([tried.status, (tried.body as unknown as {spec: {replicas: number}}).spec.replicas], [200, 3]);
	const {body} = await send('GET', web);
	assert.equal((body as unknown as {spec: {replicas: number}}).spec.replicas, 1);
});

test('a patch is held to uid and resourceVersion, and to known fields where it says so', async () => {
	const {body} = await send('GET', web);
	const {uid = '', resourceVersion = ''} = body.metadata ?? {};
	assert.equal((await send('PATCH', web, {metadata: {uid, resourceVersion: '1'}, spec: {replicas: 2}}, {type: strategic})).status, 409);
	assert.equal((await send('PATCH', web, {metadata: {uid: 'other', resourceVersion}, spec: {replicas: 2}}, {type: strategic})).status, 422);
	assert.equal((await send('PATCH', `${web}?fieldValidation=Strict`, {spec: {nonsense: 1}}, {type: strategic})).status, 422);
});

test('enforcing a Pod Security level warns about the pods that violate it', async () => {
	demo.settle();
	const labels = {'pod-security.kubernetes.io/enforce': 'baseline'};
	const {status, warnings} = await send('PATCH', '/api/v1/namespaces/shop?dryRun=All', {metadata: {labels}}, {type: strategic});
	assert.equal(status, 200);
	assert.match(warnings, /existing pods in namespace \\?"shop\\?" violate the new PodSecurity enforce level/);
	assert.match(warnings, /privileged/);
});

test('a roll-out that Pod Security refuses comes to rest, and an event says why', async () => {
	await send(
		'PATCH',
		'/api/v1/namespaces/shop',
		{metadata: {labels: {'pod-security.kubernetes.io/enforce': 'baseline'}}},
		{type: strategic},
	);
	await send('PATCH', web, {spec: {template: {spec: {terminationGracePeriodSeconds: 5}}}}, {type: strategic});
	demo.settle();
	const {body} = await send('GET', '/api/v1/namespaces/shop/events');
	assert.ok(
		(body.items as {reason: string; message: string}[]).some(
			({reason, message}) => reason === 'FailedCreate' && message.includes('violates PodSecurity'),
		),
	);
});

test('a roll-out replaces every pod', async () => {
	await send(
		'PATCH',
		web,
		{spec: {template: {spec: {containers: [{name: 'app', securityContext: {privileged: false}}]}}}},
		{type: strategic},
	);
	demo.settle();
	const {body} = await send('GET', web);
	assert.deepEqual([body.status?.['updatedReplicas'], body.status?.['availableReplicas']], [1, 1]);
});

test('lists come in pages that together hold every object once', async () => {
	const names = new Set<string>();
	let token = '';
	for (let page = 0; page < 500; page += 1) {
		const {body} = await send(
			'GET',
			`/apis/rbac.authorization.k8s.io/v1/clusterroles?limit=7${token && `&continue=${encodeURIComponent(token)}`}`,
		);
		const items = body.items as {metadata: {name: string}}[];
		assert.ok(items.length <= 7);
		for (const {metadata} of items) {
			assert.ok(!names.has(metadata.name), metadata.name);
			names.add(metadata.name);
		}
		token = body.metadata?.['continue'] ?? '';
		if (token === '') break;
	}
	assert.ok(names.has('cluster-admin') && names.size > 40);
});

test('a stranger may ask for health and version, and for nothing else', async () => {
	const status = async (path: string) => (await send('GET', path, undefined, {login: false})).status;
	assert.deepEqual([await status('/livez'), await status('/version'), await status('/api/v1/namespaces')], [200, 200, 403]);
});

test('a delete in a dry run deletes nothing', async () => {
	const dry = {apiVersion: 'v1', kind: 'DeleteOptions', dryRun: ['All']};
	assert.equal((await send('DELETE', `${web}?dryRun=All`, dry)).status, 200);
	assert.equal((await send('GET', web)).status, 200);
});
