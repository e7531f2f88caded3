import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {root} from '../helpers/generate.js';
import {drivesNothing, evils, isHarmless, startHostileServer} from '../helpers/hostile.js';
import {key} from '../helpers/screen.js';
import {Tui} from '../helpers/tui.js';

const server = await startHostileServer();
after(() => server.stop());

/** A kubeconfig whose own names are hostile too. */
function kubeconfig(): string {
	const [first, second, third, fourth] = evils;
	const cluster = `c${first}`;
	const user = `u${second}`;
	const context = (name: string) => ({name, context: {cluster, user, namespace: `n${fourth}`}});
	return JSON.stringify({
		apiVersion: 'v1',
		kind: 'Config',
		'current-context': `prod${third}`,
		contexts: [context(`prod${third}`), ...evils.map((evil, at) => context(`other-${at}${evil}`))],
		clusters: [{name: cluster, cluster: {server: server.url}}],
		users: [{name: user, user: {token: 'demo-admin'}}],
	});
}

/** Walks the wizard; what was sent to the terminal so far is looked at on every screen, and most screens show a name that was written out. */
async function walk(
	size: {columns: number; rows: number},
	act: (see: (keys: readonly string[], leadsTo: string | RegExp) => Promise<void>, tui: Tui) => Promise<void>,
): Promise<void> {
	const tui = new Tui([], {...size, env: {KUBECONFIG: 'kubeconfig'}});
	writeFileSync(join(tui.home, 'kubeconfig'), kubeconfig());
	const see = async (keys: readonly string[], leadsTo: string | RegExp) => {
		await tui.press(keys, leadsTo);
		drivesNothing(tui.raw, String(leadsTo));
	};
	try {
		await act(see, tui);
	} finally {
		tui.end();
	}
}
/** The screen that says this, and a name with its evil written out. */
const evilAnd = (says: string) => new RegExp(`(?=[\\s\\S]*${says})[\\s\\S]*\\\\u\\{`);

type See = Parameters<Parameters<typeof walk>[1]>[0];
async function toControl(see: See, tui: Tui, control: string): Promise<void> {
	await see([], evilAnd('current context'));
	await see([key.enter], 'filled in');
	await see(['G'], 'Show me the list');
	await tui.waitFor(/^(?![\s\S]*reading \d)/);
	await see([key.enter], 'by rank');
	await see([':'], ': ▏');
	await see([control], `${control}▏`);
	await see([key.enter], evilAnd('objects \\d'));
}

for (const [columns, rows] of [
	[80, 24],
	[120, 40],
] as const) {
	test(`no name, label, message or warning of a hostile cluster reaches the terminal as it is, at ${columns}x${rows}`, () =>
		walk({columns, rows}, async (see, tui) => {
			await see([], evilAnd('current context'));
			await see(['d'], evilAnd('would run and send'));
			await see([key.esc], 'current context');
			await toControl(see, tui, 'pods-no-privilege-escalation');
			await see(['l'], evilAnd('▾'));
			await see(['j', key.enter], evilAnd('Control: Stop'));
			await see([key.esc], /objects \d/);
			await see(['y'], evilAnd('or done by hand'));
			await see([key.esc], /objects \d/);
			await see([key.tab], evilAnd('Risk:'));
			await see([key.tab], '100 × fit');
			await see([key.tab], 'kubectl');
			await see([key.tab], 'back');
			await see([key.tab], /objects \d/);
			await see(['a'], evilAnd('1 warning'));
			await see([key.enter], evilAnd('Warning +unknown field'));
			await see([key.esc], 'fix 1 of');
			await see(['s'], 'saved in castellan-fixes');
			await see(['a'], evilAnd('send it\\?'));
			await tui.typeWords();
			await tui.confirm('fix · ');
			await see([], evilAnd('check passes'));
			await see([key.esc], 'by rank');
			await see(['o', 'o', 'o', 'o'], evilAnd('by namespace'));
			await see([':'], ': ▏');
			await see(['journal'], 'journal▏');
			await see([key.enter], evilAnd('stands'));
			await see([key.esc], 'by namespace');
			await see([':'], ': ▏');
			await see(['log'], 'log▏');
			await see([key.enter], 'every request that was sent');
			await see(['G'], /GET +200/);
			await see([key.esc], 'by namespace');
			await see(['m'], 'where the gaps are');
			await see([key.esc], 'by namespace');
			await see(['p'], 'back');
			await see([key.esc], 'by namespace');
			await see(['q'], 'come back');
			await tui.exited;
			drivesNothing(tui.raw, 'what is left on the terminal');
			for (const [name, text] of filesBelow(tui.home)) isHarmless(`${name}\n${text}`, name);
		}));
}

test('what a hostile server refuses is told in its words, written out', () =>
	walk({columns: 100, rows: 30}, async (see, tui) => {
		server.refuse(method => method === 'PATCH');
		try {
			await toControl(see, tui, 'pods-no-privilege-escalation');
			await see(['a'], evilAnd('guard'));
			await see([key.enter], evilAnd('refused'));
		} finally {
			server.refuse(() => false);
		}
	}));

/** Everything that was written, the kubeconfig of this test left out. */
function filesBelow(folder: string): [name: string, text: string][] {
	return readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile() && entry.name !== 'kubeconfig')
		.map(entry => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'utf8')]);
}

/** The built program with what it prints; lines are typed where there are any. */
function run(
	args: readonly string[],
	lines: readonly string[] = [],
): Promise<{readonly code: number; readonly out: string; readonly errors: string}> {
	const home = mkdtempSync(join(tmpdir(), 'castellan-hostile-'));
	writeFileSync(join(home, 'kubeconfig'), kubeconfig());
	const {PATH = ''} = process.env;
	return new Promise(resolve => {
		const child = execFile(
			process.execPath,
			[join(root, 'dist/main.js'), ...args],
			{cwd: home, env: {PATH, HOME: home, CASTELLAN_HOME: join(home, 'kept'), KUBECONFIG: 'kubeconfig'}, maxBuffer: 1e9},
			(error, out, errors) => {
				rmSync(home, {recursive: true, force: true});
				resolve({code: Number(error?.code ?? 0), out, errors});
			},
		);
		child.stdin?.end(lines.map(line => `${line}\n`).join(''));
	});
}

for (const args of [
	['scan'],
	['scan', '--format', 'markdown'],
	['scan', '--format', 'json'],
	['snapshot'],
	['doctor'],
	['scan', '--context', `no${evils[0]}${evils[3]}`],
	['scan', '--from', `no${evils[1]}${evils[4]}`],
])
	test(`castellan ${args.join(' ').replaceAll(/[^ -~]/g, '?')} prints nothing of a hostile cluster as it is`, async () => {
		const {out, errors} = await run(args);
		isHarmless(out, 'output');
		isHarmless(errors, 'errors');
		assert.match(`${out}${errors}`, /\\u\{/);
	});

test('line by line nothing of a hostile cluster is said as it is, from the list to a change and its journal', async () => {
	const {code, out, errors} = await run(
		['--plain'],
		`1|all||order|order|order|order|:pods-no-privilege-escalation|1|how|part|part|yaml
		:list|:pods-privileged|fix 1|1|back|fix|2 prod-2J-52-c-ZXZpbA|fix|back|undo|1|back|back
		help|map|back|report|back|:log|quit`.split(/\n\t+|\|/),
	);
	isHarmless(out, 'output');
	isHarmless(errors, 'errors');
	assert.match(out, /verified, [^.]*check\s+passes/);
	assert.match(out, /\n1\. verified\. patch\s+\S*\\u\{/);
	assert.equal(code, 0);
});
