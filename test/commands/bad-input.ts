import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {root} from '../helpers/generate.js';

const home = mkdtempSync(join(tmpdir(), 'castellan-bad-'));
after(() => rmSync(home, {recursive: true, force: true}));
const file = (name: string, text: string): string => {
	const path = join(home, name);
	writeFileSync(path, text);
	return path;
};
mkdirSync(join(home, 'empty'));
const context = (server: string) =>
	`apiVersion: v1\nkind: Config\ncurrent-context: a\ncontexts: [{name: a, context: {cluster: a, user: a}}]\nclusters: [{name: a, cluster: {server: "${server}"}}]\nusers: [{name: a, user: {token: x}}]\n`;

type Case = {readonly what: string; readonly args: readonly string[]; readonly code: 2 | 3; readonly says: RegExp};
const cases: readonly Case[] = [
	{
		what: 'a kubeconfig that is not there',
		args: ['scan', '--kubeconfig', join(home, 'nothing')],
		code: 2,
		says: /There is no kubeconfig at/,
	},
	{what: 'the same in the wizard', args: ['--plain', '--kubeconfig', join(home, 'nothing')], code: 2, says: /There is no kubeconfig at/},
	{
		what: 'the demo and another place',
		args: ['--kubeconfig', join(home, 'nothing'), 'demo'],
		code: 2,
		says: /The demo is a place of its own/,
	},
	{what: 'the demo without a cluster', args: ['--offline', 'scan', 'demo'], code: 2, says: /The demo is a place of its own/},
	{
		what: 'a manifest without an apiVersion',
		args: ['scan', '--from', file('half.yaml', 'kind: Deployment')],
		code: 3,
		says: /holds no Kubernetes object/,
	},
	{what: 'a kubeconfig that is a directory', args: ['scan', '--kubeconfig', home], code: 2, says: /cannot be read|is not valid/},
	{what: 'a kubeconfig that is no YAML', args: ['scan', '--kubeconfig', file('broken', '{{{')], code: 2, says: /is not valid/},
	{what: 'an empty kubeconfig', args: ['scan', '--kubeconfig', file('none', '')], code: 2, says: /No cluster is configured/},
	{
		what: 'a context that is not there',
		args: ['scan', '--kubeconfig', file('one', context('https://127.0.0.1:1')), '--context', 'b'],
		code: 2,
		says: /There is no context called b/,
	},
	{
		what: 'a server that nobody runs',
		args: ['scan', '--kubeconfig', file('away', context('https://127.0.0.1:1'))],
		code: 3,
		says: /cannot be reached/,
	},
	{
		what: 'broken YAML',
		args: ['scan', '--from', file('broken.yaml', 'a: b\n c: [\n')],
		code: 2,
		says: /not valid YAML: line \d+, column \d+/,
	},
	{
		what: 'an alias bomb',
		args: [
			'scan',
			'--from',
			file(
				'bomb.yaml',
				`a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
					.split('')
					.map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(9)}]`)
					.join('\n')}\n`,
			),
		],
		code: 2,
		says: /cannot be read/,
	},
	{what: 'a file that is not there', args: ['scan', '--from', join(home, 'nowhere.yaml')], code: 2, says: /does not exist/},
	{what: 'a directory without manifests', args: ['scan', '--from', join(home, 'empty')], code: 2, says: /no YAML or JSON file/},
	{what: 'an empty file', args: ['scan', '--from', file('void.yaml', '')], code: 3, says: /no Kubernetes object/},
	{
		what: 'JSON that is not Kubernetes',
		args: ['scan', '--from', file('other.json', '{"hello":"world"}')],
		code: 3,
		says: /no Kubernetes object/,
	},
	{what: 'a binary file', args: ['scan', '--from', file('binary.yaml', 'a\u0000b')], code: 2, says: /is not text/},
	{
		what: 'a snapshot of another schema',
		args: ['scan', '--from', file('snapshot.json', '{"schema":"castellan.snapshot/9","items":{}}')],
		code: 3,
		says: /no Kubernetes object/,
	},
	{
		what: 'a format that does not exist',
		args: ['scan', 'demo', '--format', 'xml'],
		code: 2,
		says: /Allowed choices are table, markdown, json/,
	},
	{
		what: 'a version that is none',
		args: ['scan', '--from', file('pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n'), '--kubernetes-version', 'banana'],
		code: 2,
		says: /banana is no Kubernetes version/,
	},
	{what: 'no lists at once', args: ['scan', 'demo', '--concurrency', '0'], code: 2, says: /number from 1 to 8/},
	{what: 'a place that does not exist', args: ['scan', 'nowhere'], code: 2, says: /does not know nowhere/},
	{what: 'a command that does not exist', args: ['harden'], code: 2, says: /no command harden/},
	{what: 'an option that does not exist', args: ['scan', '--colour'], code: 2, says: /nknown option '--colour'/},
	{
		what: 'a folder that is not there to write to',
		args: [
			'scan',
			'--from',
			file('pod2.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n'),
			'--output',
			join(home, 'no', 'where.json'),
		],
		code: 2,
		says: /Could not write/,
	},
	{
		what: 'an escape sequence in a name',
		args: ['scan', '--kubeconfig', file('evil', context('https://127.0.0.1:1')), '--context', '\u001B[2J'],
		code: 2,
		says: /\\u\{1b\}\[2J/,
	},
];

for (const {what, args, code, says} of cases) {
	test(`${what}: one clear sentence, exit code ${code}, nothing else`, () => {
		const {PATH = ''} = process.env;
		const before = readdirSync(home).length;
		const {status, stdout, stderr} = spawnSync(process.execPath, [join(root, 'dist/main.js'), ...args], {
			encoding: 'utf8',
			cwd: home,
			input: '',
			timeout: 30_000,
			env: {PATH, HOME: home, CASTELLAN_HOME: join(home, 'kept')},
		});
		assert.deepEqual({status, stdout}, {status: code, stdout: ''}, stderr);
		assert.match(stderr, says);
		assert.match(stderr, /^castellan: /);
		assert.doesNotMatch(stderr, /\n\s+at |\u001B/);
		assert.ok(stderr.trim().split('\n').length <= 7, stderr);
		assert.equal(readdirSync(home).length, before);
		assert.ok(!existsSync(join(home, 'castellan-fixes')));
	});
}
