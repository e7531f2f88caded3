import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const home = mkdtempSync(join(tmpdir(), 'castellan-pipes-'));
after(() => rmSync(home, {recursive: true, force: true}));
const nowhere = join(home, 'kubeconfig');
writeFileSync(
	nowhere,
	JSON.stringify({
		apiVersion: 'v1',
		kind: 'Config',
		'current-context': 'a',
		contexts: [{name: 'a', context: {cluster: 'c', user: 'u'}}],
		clusters: [{name: 'c', cluster: {server: 'https://127.0.0.1:1'}}],
		users: [{name: 'u', user: {token: 'x'}}],
	}),
);

/** `stopAfter`: whoever reads goes away after so many bytes. */
function run(args: readonly string[], {input = '', stopAfter}: {readonly input?: string; readonly stopAfter?: number} = {}) {
	const {PATH = ''} = process.env;
	const env = {PATH, HOME: home, CASTELLAN_HOME: join(home, 'kept'), KUBECONFIG: nowhere};
	const child = spawn(process.execPath, [join(root, 'dist/main.js'), ...args], {cwd: home, env});
	const parts = {out: '', errors: ''};
	child.stdout.on('data', (chunk: Buffer) => {
		parts.out += chunk.toString();
		if (stopAfter !== undefined && parts.out.length >= stopAfter) child.stdout.destroy();
	});
	child.stderr.on('data', (chunk: Buffer) => {
		parts.errors += chunk.toString();
	});
	child.stdin.end(input);
	return new Promise<{readonly code: number | null; readonly out: string; readonly errors: string}>(resolve =>
		child.on('close', code => resolve({code, ...parts})),
	);
}

test('a reader that goes away ends the output, and nothing is said about it', async () => {
	const {code, errors} = await run(['snapshot', 'demo'], {stopAfter: 1});
	assert.deepEqual([code, errors], [0, '']);
});

test('line by line, a place that cannot be read is told with the code for it when nobody types any more', async () => {
	const {code, out} = await run(['--plain'], {input: '1\n'});
	assert.match(out, /127\.0\.0\.1:1/);
	assert.equal(code, 3);
});

test('a context that does not exist opens no other one', async () => {
	const {code, out, errors} = await run(['--context', 'nope', '--plain'], {input: '\n'});
	assert.deepEqual([code, out], [2, '']);
	assert.match(errors, /nope[^]*a/);
});
