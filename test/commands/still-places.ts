import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, test} from 'node:test';
import {type ShellPorts, shellPorts} from '../../source/commands/ports.js';
import {Failure} from '../../source/model/index.js';

let folder = '';
let ports: ShellPorts;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'castellan-still-'));
	writeFileSync(join(folder, 'config'), 'apiVersion: v1\nkind: Config\n');
	ports = opened();
});
afterEach(async () => {
	await ports.close();
	rmSync(folder, {recursive: true, force: true});
});
const opened = () => shellPorts({kubeconfig: join(folder, 'config')}, {home: join(folder, 'home'), demoHome: join(folder, 'demo')});

async function read(kind: 'files' | 'offline', ...said: string[]) {
	const {places} = await ports.places();
	const place = places.find(one => one.kind === kind && one.asks !== undefined);
	assert.ok(place);
	const read = await ports.read(place, {probes: true, signal: new AbortController().signal, progress: () => undefined, said});
	assert.ok('cluster' in read);
	return read;
}
const statusOf = (id: string) => ports.assess({}).ranked.find(({verdict}) => verdict.control.id === id)?.verdict;

test('without a context the demo and the offline assessment come first', async () => {
	const {places, message} = await ports.places();
	assert.deepEqual(
		places.map(({kind}) => kind),
		['demo', 'offline', 'files'],
	);
	assert.match(message ?? '', /no cluster is configured/);
});

test('files get the same list; what is not in them is unknown, and nothing can be sent', async () => {
	const pod = join(folder, 'pod.yaml');
	writeFileSync(pod, 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: web:1}]}\n');
	const {cluster} = await read('files', pod);
	assert.deepEqual([cluster.short, cluster.live], ['pod.yaml', false]);
	assert.equal(statusOf('pods-no-privilege-escalation')?.status, 'warn');
	assert.equal(statusOf('rbac-cluster-admin-bindings')?.unknown?.code, 'absent');
	assert.throws(() => ports.undoPlan([1]), Failure);
	assert.deepEqual(ports.journal(), []);
});

test('a file that is not there, and the keyboard, are refused in words', async () => {
	await assert.rejects(
		read('files', join(folder, 'nowhere.yaml')),
		(error: unknown) => error instanceof Failure && /does not exist/.test(error.message),
	);
	await assert.rejects(read('files', '-'), Failure);
});

test('offline every control waits for an answer, and what is said counts with name and date', async () => {
	await read('offline', 'acme', 'anna');
	const before = statusOf('rbac-cluster-admin-bindings');
	assert.deepEqual([before?.status, before?.unknown?.code], ['unknown', 'not-asked']);
	ports.attest('rbac-cluster-admin-bindings', {says: 'no', by: 'anna', at: '2026-11-20'});
	const after = statusOf('rbac-cluster-admin-bindings');
	assert.deepEqual([after?.status, after?.basis], ['fail', 'attested']);
	assert.match(after?.evidence.at(-1)?.text ?? '', /anna said no on \d{4}-\d\d-\d\d/);
	ports.attest('rbac-cluster-admin-bindings', undefined);
	assert.equal(statusOf('rbac-cluster-admin-bindings')?.status, 'unknown');
});

test('the same name brings back what was said, another name does not', async () => {
	await read('offline', 'acme', 'anna');
	ports.attest('audit-logging-enabled', {says: 'yes', by: 'anna', at: '2026-11-20'});
	ports.assess({environment: {value: 'production', basis: 'said', evidence: []}});
	await ports.close();
	ports = opened();
	await read('offline', 'other', 'anna');
	assert.equal(statusOf('audit-logging-enabled')?.status, 'unknown');
	await read('offline', 'acme', 'bert');
	assert.equal(statusOf('audit-logging-enabled')?.status, 'pass');
});
