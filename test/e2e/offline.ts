import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {controls} from '../../source/catalogue/index.js';
import type {Report} from '../../source/report/json.js';
import {root} from '../helpers/generate.js';
import {key} from '../helpers/screen.js';
import {Tui} from '../helpers/tui.js';

const folder = mkdtempSync(join(tmpdir(), 'castellan-offline-'));
after(() => rmSync(folder, {recursive: true, force: true}));
const file = (name: string) => join(folder, name);
const written = (name: string): string => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : '');

/** A kubeconfig that would be used, were it looked at: a server, a sign-in program, a name to look up. */
writeFileSync(
	file('kubeconfig'),
	JSON.stringify({
		apiVersion: 'v1',
		kind: 'Config',
		'current-context': 'prod',
		contexts: [{name: 'prod', context: {cluster: 'prod', user: 'anna'}}],
		clusters: [{name: 'prod', cluster: {server: 'http://castellan-test.invalid:6443'}}],
		users: [{name: 'anna', user: {token: 'secret-token'}}],
	}),
);
const watched = (network: string, kept: string) => ({
	NODE_OPTIONS: `--import=${join(root, 'build/test/helpers/no-network.js')}`,
	CASTELLAN_TEST_NETWORK: file(network),
	CASTELLAN_HOME: file(kept),
	KUBECONFIG: file('kubeconfig'),
});

/** The built program, watched, with a pipe on both sides. */
function run(args: readonly string[], env: Record<string, string>, lines: readonly string[] = []) {
	const {PATH = ''} = process.env;
	const child = spawn(process.execPath, [join(root, 'dist/main.js'), ...args], {cwd: folder, env: {PATH, HOME: folder, ...env}});
	const parts = {out: '', errors: ''};
	child.stdout.on('data', (chunk: Buffer) => {
		parts.out += chunk.toString();
	});
	child.stderr.on('data', (chunk: Buffer) => {
		parts.errors += chunk.toString();
	});
	child.stdin.end(lines.map(line => `${line}\n`).join(''));
	return new Promise<{readonly code: number | null; readonly out: string; readonly errors: string}>(resolve =>
		child.on('close', code => resolve({code, ...parts})),
	);
}

test('what watches the network sees a lookup, a connection and a server, so that its silence means something', async () => {
	const named = await run(['scan'], watched('scan', 'kept-scan'));
	assert.equal(named.code, 3);
	assert.match(written('scan'), /^(connect|lookup)$/m);
	await run(['scan', 'demo'], watched('demo', 'kept-demo'));
	assert.match(written('demo'), /^listen$/m);
});

/** What the assessment says in the end, by a program that is watched too. */
async function reported(env: Record<string, string>): Promise<Report> {
	const {code, out, errors} = await run(['report', 'harbour', '--format', 'json'], env);
	assert.deepEqual([code, errors], [0, '']);
	return JSON.parse(out) as Report;
}
const statusOf = ({controls}: Report, id: string) => controls.find(one => one.id === id)?.status;

test('offline, line by line: questions and controls are answered, the report says so, and nothing reaches the network', async () => {
	const env = watched('plain', 'kept-plain');
	const lines = ['1', 'harbour', 'anna', '3', 'all', 'answer 1 1', ':pods-privileged', 'answer 3', 'back', 'map', 'back', 'quit'];
	const {code, errors} = await run(['--offline', '--plain'], env, lines);
	assert.deepEqual([code, errors], [0, '']);
	const report = await reported(env);
	assert.equal(report.threatModel.answers.environment?.value, 'dev');
	assert.equal(statusOf(report, 'metadata-api-blocked'), 'pass');
	assert.equal(statusOf(report, 'pods-privileged'), 'fail');
	assert.equal(written('plain'), '');
});

test('offline on the full screen: the same, and nothing reaches the network', async () => {
	const env = watched('screen', 'kept-screen');
	const tui = new Tui(['--offline'], {env});
	try {
		await tui.waitFor('offline: no connection is opened');
		await tui.press([key.enter], 'A name for this assessment?');
		await tui.press([...'harbour'], 'harbour▏');
		await tui.press([key.enter], 'Who answers?');
		await tui.press([key.enter], 'who might attack it?');
		await tui.press(['3'], 'you said');
		await tui.openList();
		await tui.press(['1'], `1 of ${controls.length} answered`);
		await tui.press([':', ...'pods-privileged'], 'pods-privileged▏');
		await tui.press([key.enter], 'Run no privileged containers');
		await tui.press(['3'], '✗ fail');
		await tui.press([key.esc], `2 of ${controls.length} answered`);
		await tui.press(['q'], 'come back');
		assert.equal(await tui.exited, 0);
	} finally {
		tui.end();
	}
	const report = await reported(env);
	assert.equal(report.threatModel.answers.environment?.value, 'dev');
	assert.equal(report.controls.filter(({status}) => status !== 'unknown').length, 2);
	assert.equal(statusOf(report, 'pods-privileged'), 'fail');
	assert.equal(written('screen'), '');
});
