import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {dryRun} from '../../source/cluster/dry-run.js';
import type {Write} from '../../source/cluster/sending.js';
import {write} from '../../source/cluster/writer.js';
import {connected} from './local/connection.js';
import {json, listening, refusal} from './local/server.js';

const room = 'source/cluster';
const texts = new Map(readdirSync(room, {recursive: true, encoding: 'utf8'}).map(file => [file, readFileSync(`${room}/${file}`, 'utf8')]));
/** Files of the room that import a value from this one. */
const importersOf = (module: string) =>
	[...texts]
		.filter(([, text]) => [...text.matchAll(/^import (?!type\b)([^;]*?) from '\.\/([\w-]+)\.js'/gm)].some(([, , from]) => from === module))
		.map(([file]) => file)
		.toSorted();

test('only the writer and dry runs can send a body, and only undo and apply get at the writer', () => {
	assert.deepEqual(importersOf('sending'), ['dry-run.ts', 'writer.ts']);
	assert.ok(importersOf('writer').every(file => ['apply.ts', 'undo.ts'].includes(file)));
});

test('the connections of a reader are out of reach of everything but sending', () => {
	const holders = [...texts].filter(([file, text]) => file !== 'wire.ts' && /\bwireOf\b/.test(text)).map(([file]) => file);
	assert.deepEqual(holders, ['sending.ts']);
	assert.deepEqual(importersOf('exchange'), ['wire.ts']);
});

const patch: Write = {
	method: 'PATCH',
	path: '/api/v1/namespaces/a',
	body: {metadata: {labels: {a: 'b'}}},
	contentType: 'application/merge-patch+json',
};

test('a dry run says so in every request, whatever it is given', async () => {
	const {url, seen} = await listening((_, response) => json(response, {}));
	const connection = await connected(url);
	for (const method of ['POST', 'PATCH', 'DELETE'] as const)
		await dryRun(connection, {...patch, method, dryRun: undefined, query: {dryRun: ''}} as Write);
	assert.equal(seen.length, 3);
	for (const {url} of seen) assert.deepEqual(new URL(url, 'http://x').searchParams.getAll('dryRun'), ['All']);
	const deletion = seen.find(({method}) => method === 'DELETE');
	assert.deepEqual(JSON.parse(deletion?.body ?? '').dryRun, ['All']);
});

test('a write goes out once, under our name, strictly, with the body as it was given', async () => {
	const body = {spec: {ingress: [{from: [{podSelector: {}}]}]}};
	const {url, seen} = await listening((_, response) => {
		response.setHeader('warning', ['299 - "first \\"quoted\\"", 299 - "second"', '299 - "third"']);
		json(response, {kind: 'Namespace'});
	});
	const written = await write(await connected(url), {...patch, body});
	assert.equal(seen.length, 1);
	assert.deepEqual(JSON.parse(seen[0]?.body ?? ''), body);
	assert.equal(seen[0]?.url, '/api/v1/namespaces/a?fieldManager=castellan&fieldValidation=Strict');
	assert.equal(seen[0]?.headers['content-type'], 'application/merge-patch+json');
	assert.deepEqual(written.warnings, ['first "quoted"', 'second', 'third']);
});

test('a write whose answer is lost is not sent again, because it may have been done', async () => {
	const {url, seen} = await listening((request, response) => (request.method === 'GET' ? json(response, {}) : response.destroy()));
	const connection = await connected(url);
	await connection.reader.json('/version');
	await assert.rejects(write(connection, patch), {name: 'Failure', reached: true});
	assert.equal(seen.filter(({method}) => method === 'PATCH').length, 1);
});

test('a write that never reached the server is tried again', async () => {
	let waits = 0;
	const {url, close} = await listening((_, response) => json(response, {}));
	close();
	const connection = await connected(url, {sleep: async () => waits++});
	await assert.rejects(write(connection, patch), {name: 'Failure', reached: false});
	assert.equal(waits, 2);
});

test('a write that is refused for the login is sent once more with a fresh one', async () => {
	let calls = 0;
	const {url} = await listening((_, response) => (calls++ === 0 ? refusal(response, 401, 'Unauthorized') : json(response, {})));
	assert.equal((await write(await connected(url), patch)).status, 200);
	const {url: never, seen} = await listening((_, response) => refusal(response, 401, 'Unauthorized'));
	assert.equal((await write(await connected(never), patch)).status, 401);
	assert.equal(seen.length, 2);
});
