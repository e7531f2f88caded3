import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, test} from 'node:test';
import {type ShellPorts, shellPorts} from '../../source/commands/ports.js';
import {type Answers, Failure, type QuestionId} from '../../source/model/index.js';

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
	assert.match(after?.evidence.at(-1)?.text ?? '', /no, said by anna on \d{4}-\d\d-\d\d/);
	ports.attest('rbac-cluster-admin-bindings', undefined);
	assert.equal(statusOf('rbac-cluster-admin-bindings')?.status, 'unknown');
});

test('a changed answer changes what follows from it, offline too, and never what was said', async () => {
	await read('offline', 'acme', 'anna');
	const said = (value: string) => ({value, basis: 'said' as const, evidence: []});
	const follows = (answers: Answers) => {
		const {prefilled, model} = ports.assess(answers);
		assert.equal(model.answers['network-trust'].value, prefilled.answers['network-trust']?.value ?? 'unsure');
		return ['network-trust', 'egress-need', 'node-owner'].map(id => prefilled.answers[id as QuestionId]?.value);
	};
	const lab = {...ports.assess({'control-plane-owner': said('lab')}).prefilled.answers, 'control-plane-owner': said('lab')};
	assert.deepEqual(follows(lab), ['trusted', 'unsure', 'self']);
	assert.deepEqual(follows({...lab, 'control-plane-owner': said('self')}), [undefined, undefined, undefined]);
	assert.deepEqual(follows({environment: said('dev')}), [undefined, 'unsure', undefined]);
	assert.deepEqual(follows({...lab, 'network-trust': said('hostile')}), ['hostile', 'unsure', 'self']);
});

test('a waiver that is over is told where it is opened again', async () => {
	await read('offline', 'acme', 'anna');
	const waiver = (until: string) => ({control: 'pods-non-root', object: 'shop/deployment/web', owner: 'anna', reason: 'r', until});
	ports.waive([waiver('2020-01-31')]);
	ports.assess({});
	await ports.close();
	ports = opened();
	const {cluster} = await read('offline', 'acme', 'anna');
	assert.deepEqual(cluster.told, ['the waiver of anna for shop/deployment/web ended on 2020-01-31: what it took away counts again']);
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
