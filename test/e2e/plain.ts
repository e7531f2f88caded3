import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {root} from '../helpers/generate.js';

/** The built program with a pipe on both sides: answers these lines, gives everything that it printed. */
function dialogue(
	args: readonly string[],
	lines: readonly string[],
): Promise<{readonly code: number | null; readonly text: string; readonly errors: string}> {
	const home = mkdtempSync(join(tmpdir(), 'castellan-plain-'));
	const {PATH = ''} = process.env;
	const child = spawn(process.execPath, [join(root, 'dist/main.js'), ...args], {
		cwd: home,
		env: {PATH, HOME: home, CASTELLAN_HOME: join(home, 'kept')},
	});
	const parts = {out: '', err: ''};
	child.stdout.on('data', (chunk: Buffer) => {
		parts.out += chunk.toString();
	});
	child.stderr.on('data', (chunk: Buffer) => {
		parts.err += chunk.toString();
	});
	child.stdin.end(`${lines.join('\n')}\n`);
	return new Promise(resolve =>
		child.on('close', code => {
			rmSync(home, {recursive: true, force: true});
			resolve({code, text: parts.out, errors: parts.err});
		}),
	);
}

test('line by line from the first question to a verified fix and its undo, through a pipe', async () => {
	const {code, text, errors} = await dialogue(
		['demo', '--plain'],
		[
			'all',
			'/dangerous pods',
			'back',
			':psa-enforced',
			'fix 1',
			'fix',
			'1 demo',
			'back',
			'undo',
			'undo 1',
			'fix',
			'1 demo',
			'back',
			'quit',
		],
	);
	assert.equal(errors, '');
	assert.equal(code, 0);
	assert.match(text, /questions: \d+ filled in, \d+ open\./);
	assert.match(text, /Type {2}1 demo {2}to send\. Anything else goes back/);
	assert.match(text, /verified, check passes\./);
	assert.match(text, /taken back|as it was before/);
	assert.match(text, /come back/);
});

test('nothing is drawn: no escape, no glyph, no line beyond 80 columns', async () => {
	const {text} = await dialogue(
		['demo', '--plain'],
		['help', 'all', '', 'map', 'back', '1', 'how', 'part', 'part', 'back', 'report', 'back', 'quit'],
	);
	// oxlint-disable-next-line eslint/no-control-regex
	assert.doesNotMatch(text, /[^\n\u0020-\u007E]/);
	const long = text.split('\n').filter(line => line.length > 80);
	assert.deepEqual(long, []);
});

test('what is not the words of the page sends nothing', async () => {
	const {text} = await dialogue(['demo', '--plain'], ['all', ':psa-enforced', 'fix 1', 'fix', 'yes', '', 'back', 'back', 'back', 'quit']);
	assert.match(text, /nothing was sent\./);
	assert.match(text, /nothing was changed/);
	assert.doesNotMatch(text, /verified/);
});

test('the end of the input leaves, as if quit was said', async () => {
	const {code, text} = await dialogue(['demo', '--plain'], ['all']);
	assert.equal(code, 0);
	assert.match(text, /come back/);
});

test('without a terminal the wizard asks line by line by itself', async () => {
	const {code, text} = await dialogue([], ['quit']);
	assert.equal(code, 0);
	assert.match(text, /What do you want to look at\?\n1\. demo\./);
});
