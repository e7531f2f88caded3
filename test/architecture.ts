import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {builtinModules} from 'node:module';
import {dirname, join, relative, resolve} from 'node:path';
import {test} from 'node:test';

/** What each room may import, and why its walls stand where they do: CONTRIBUTING.md. */
const rooms: Record<string, readonly string[]> = {
	model: [],
	kube: ['model'],
	catalogue: ['model', 'kube'],
	'threat-model': ['model', 'kube'],
	assess: ['model', 'kube'],
	change: ['model', 'kube'],
	report: ['model', 'kube', 'assess', 'change'],
	cluster: ['model', 'kube'],
	session: ['model'],
	demo: ['model', 'kube', 'change'],
	ui: ['model', 'assess', 'change', 'report', 'threat-model'],
	commands: ['model', 'kube', 'catalogue', 'threat-model', 'assess', 'change', 'report', 'cluster', 'session', 'demo', 'ui'],
};
const network = ['https', 'net', 'tls', 'dns', 'dns/promises', 'child_process', 'http2', 'dgram'];
const disk = ['fs', 'fs/promises'];
/** node: modules per file or room; the core has `util` only. */
function mayImport(file: string, module: string): boolean {
	const room = roomOf(file);
	if (module === 'util') return true;
	if (network.includes(module)) return room === 'cluster' || (module === 'child_process' && file === 'commands/outside.ts');
	if (module === 'http') return room === 'cluster' || file === 'demo/server.ts';
	if (disk.includes(module))
		return (
			room === 'session' || file.startsWith('cluster/kubeconfig') || file.startsWith('cluster/credentials') || file === 'commands/files.ts'
		);
	return ['cluster', 'session', 'commands', 'demo', 'ui', 'cli.ts', 'main.ts', 'index.ts'].includes(room);
}

const source = resolve('source');
const files = readdirSync(source, {recursive: true, encoding: 'utf8'}).filter(name => /\.tsx?$/.test(name));
const roomOf = (file: string) => file.split('/')[0] as string;
type Import = {from: string; typeOnly: boolean};
const importPattern = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/g;
const importsOf = (file: string): Import[] =>
	[...readFileSync(join(source, file), 'utf8').matchAll(importPattern)].map(match => ({
		from: (match[2] ?? match[3]) as string,
		typeOnly: match[1] !== undefined,
	}));
const target = (file: string, from: string) => relative(source, resolve(source, dirname(file), from)).replace(/\.js$/, '');

test('a room imports only the rooms that its wall has a door to', () => {
	const wrong: string[] = [];
	for (const file of files.filter(name => name.includes('/'))) {
		const room = roomOf(file);
		assert.ok(rooms[room], `${file}: no room called ${room}`);
		for (const {from} of importsOf(file)) {
			if (!from.startsWith('.')) continue;
			const other = roomOf(target(file, from));
			if (other !== room && !rooms[room].includes(other)) wrong.push(`${file} imports ${from}`);
		}
	}
	assert.deepEqual(wrong, []);
});

test('controls do not import their siblings', () => {
	const wrong = files
		.filter(file => file.startsWith('catalogue/') && file !== 'catalogue/index.ts')
		.flatMap(file =>
			importsOf(file)
				.filter(({from}) => from.startsWith('.') && roomOf(target(file, from)) === 'catalogue')
				.map(({from}) => `${file} imports ${from}`),
		);
	assert.deepEqual(wrong, []);
});

test('a command is imported by nobody but cli; what several need is a part beside them', () => {
	const commands = new Set(
		importsOf('cli.ts')
			.map(({from}) => target('cli.ts', from))
			.filter(name => name.startsWith('commands/') && !['commands/version', 'commands/terminal-facts'].includes(name)),
	);
	assert.ok(commands.size > 3);
	const wrong = files
		.filter(file => file.startsWith('commands/'))
		.flatMap(file =>
			importsOf(file)
				.filter(({from}) => from.startsWith('.') && commands.has(target(file, from)))
				.map(({from}) => `${file} imports ${from}`),
		);
	assert.deepEqual(wrong, []);
});

test('only the rooms of the shell touch network, disk and processes', () => {
	const builtin = new Set(builtinModules);
	const wrong: string[] = [];
	for (const file of files) {
		for (const {from} of importsOf(file)) {
			const bare = from.replace(/^node:/, '');
			if (builtin.has(bare)) {
				assert.ok(from.startsWith('node:'), `${file}: write node:${bare}`);
				if (!mayImport(file, bare)) wrong.push(`${file} imports ${from}`);
			}
		}
	}
	assert.deepEqual(wrong, []);
});

test('built-in modules come by import, but for one that is slow to import', () => {
	const wrong = files.filter(
		file =>
			file !== 'cluster/node-http.ts' && /getBuiltinModule|createRequire|process\.binding/.test(readFileSync(join(source, file), 'utf8')),
	);
	assert.deepEqual(wrong, []);
	assert.ok(files.includes('cluster/node-http.ts'));
});

test('only ui and commands know ink and react', () => {
	const wrong = files.filter(
		file => !['ui', 'commands'].includes(roomOf(file)) && importsOf(file).some(({from}) => /^(ink|react)(\/|$)/.test(from)),
	);
	assert.deepEqual(wrong, []);
});

test('the writer is imported by apply and undo only', () => {
	const importers = files.filter(file => importsOf(file).some(({from}) => from.startsWith('.') && target(file, from) === 'cluster/writer'));
	assert.deepEqual(
		importers.filter(file => !['cluster/apply.ts', 'cluster/undo.ts'].includes(file)),
		[],
	);
});

test('client-node is loaded by the cluster room only; its types are free', () => {
	const wrong = files.filter(
		file =>
			roomOf(file) !== 'cluster' && importsOf(file).some(({from, typeOnly}) => from.startsWith('@kubernetes/client-node') && !typeOnly),
	);
	assert.deepEqual(wrong, []);
});

test('no module imports itself by a detour', () => {
	const graph = new Map(
		files.map(file => [
			file.replace(/\.tsx?$/, ''),
			importsOf(file)
				.filter(({from, typeOnly}) => from.startsWith('.') && !typeOnly)
				.map(({from}) => target(file, from)),
		]),
	);
	const state = new Map<string, 'open' | 'done'>();
	const cycles: string[] = [];
	const visit = (node: string, path: string[]): void => {
		if (state.get(node) === 'done') return;
		if (state.get(node) === 'open') {
			cycles.push([...path.slice(path.indexOf(node)), node].join(' → '));
			return;
		}
		state.set(node, 'open');
		for (const next of graph.get(node) ?? []) visit(next, [...path, node]);
		state.set(node, 'done');
	};
	for (const node of graph.keys()) visit(node, []);
	assert.deepEqual(cycles, []);
});

test('no room or file is named after nothing', () => {
	const vague = /(^|\/)(utils?|helpers?|common|shared|lib|misc|manager|service|base|types|constants)(\/|\.tsx?$)/;
	assert.deepEqual(
		files.filter(file => vague.test(file)),
		[],
	);
});

test('nothing is swallowed, left for later or ended abruptly', () => {
	const wrong = files.filter(file =>
		/catch\s*(\([^)]*\))?\s*\{\s*\}|process\.exit\(|\bTODO\b|\bFIXME\b|@ts-(ignore|nocheck)/.test(readFileSync(join(source, file), 'utf8')),
	);
	assert.deepEqual(wrong, []);
});
