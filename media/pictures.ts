import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import pty from '@lydell/node-pty';
import * as xtermUnicode from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';
import {cellsOf, movingSvg, svgOf} from './svg.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [columns, rows] = [100, 28];
const patience = 20_000;
const settled = 700;

const home = mkdtempSync(join(tmpdir(), 'castellan-media-'));
const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
terminal.loadAddon(new xtermUnicode.Unicode11Addon());
terminal.unicode.activeVersion = '11';
const {CI: _, KUBECONFIG: __, NO_COLOR: ___, ...environment} = process.env;
const program = pty.spawn(process.execPath, [join(root, 'dist/main.js'), 'demo'], {
	cols: columns,
	rows,
	cwd: home,
	env: {...environment, HOME: home, CASTELLAN_HOME: home, TERM: 'xterm-256color', LANG: 'C.UTF-8'},
});
program.onData(data => terminal.write(data));
terminal.onData(data => program.write(data));

const text = () =>
	Array.from(
		{length: rows},
		(_, row) => terminal.buffer.active.getLine(terminal.buffer.active.baseY + row)?.translateToString(true) ?? '',
	).join('\n');
async function until(wanted: string): Promise<void> {
	const end = Date.now() + patience;
	while (!text().includes(wanted)) {
		if (Date.now() > end) throw new Error(`never saw ${wanted}:\n${text()}`);
		await delay(20);
	}
	await delay(150);
}
const cursorLine = () =>
	text()
		.split('\n')
		.find(line => line.startsWith('❯'));
const press = (...keys: readonly string[]) => {
	for (const key of keys) program.write(key);
};
/** The port of the built-in server and times differ from run to run. */
const lasting = (picture: string) =>
	picture
		.replaceAll(/127\.0\.0\.1:\d{4,5}/g, '127.0.0.1:40000')
		.replaceAll(/(\d+) s ago/g, '2 s ago')
		.replaceAll(/\d{4}-\d\d-\d\d/g, '2026-11-25');
const frames: string[] = [];
function picture(name: string, title: string, {moving = false} = {}): void {
	if (moving) frames.push(lasting(cellsOf(terminal)));
	writeFileSync(join(root, 'media', `${name}.svg`), lasting(svgOf(terminal, title)));
}
/** Letters one by one, as a person types them. */
async function type(text: string): Promise<void> {
	for (const letter of text) {
		press(letter);
		await delay(30);
	}
}

try {
	await until('11 filled in');
	press('\u001B[B', '\u001B[B', '\u001B[B', '\u001B[B');
	await until('Seen:');
	picture('answers', 'The answers, filled in from the cluster with their evidence', {moving: true});
	press('G');
	await delay(100);
	press('\r');
	await until('by rank');
	picture('list', 'The checklist, ranked by the threat model', {moving: true});
	press('m');
	await until('where the gaps are');
	picture('map', 'The map: where the gaps are');
	press('\u001B');
	await until('by rank');
	await type(':pods-no-privilege-escalation');
	press('\r');
	await until('── objects ');
	press('j', 'j', 'j', 'j', 'j', 'j', 'j', 'j');
	await delay(100);
	press('\r');
	await until('deployment/checkout');
	picture('control', 'One control, its objects folded by namespace', {moving: true});
	for (let moved = 0; moved < 30 && !/❯.*deployment\/checkout/.test(text()); moved += 1) {
		const before = cursorLine();
		press('j');
		for (let waited = 0; waited < 250 && cursorLine() === before; waited += 1) await delay(20);
	}
	press('a');
	await until('✓ accepted');
	picture('plan', 'The plan, tried on the server', {moving: true});
	press('\r');
	await until('what changes');
	picture('diff', 'What changes, and what speaks against it', {moving: true});
	press('\u001B');
	await until('fix 1 of 3');
	press('a');
	await until('send it?');
	await delay(settled);
	await type('1 demo');
	await until('1 demo▏');
	picture('confirm', 'The page before sending', {moving: true});
	press('\r');
	await until('verified');
	picture('sending', 'Sent, rolled out, verified', {moving: true});
	await type(':journal');
	press('\r');
	await until('stands');
	picture('journal', 'The journal: what was changed, and taking it back');
	press('\u001B');
	await delay(150);
	press('\u001B');
	await until('by rank');
	press('p');
	await until('Hardening of');
	picture('report', 'The report, to save or copy');
	writeFileSync(join(root, 'media', 'moving.svg'), movingSvg({cols: columns, rows}, 'From the answers to a verified fix', frames, 2.5));
	press('\u001B');
	await until('by rank');
	press('q');
	await delay(300);
	process.stdout.write('media/{moving,answers,list,map,control,plan,diff,confirm,sending,journal,report}.svg\n');
} finally {
	program.kill();
	rmSync(home, {recursive: true, force: true});
}
