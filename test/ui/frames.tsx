import assert from 'node:assert/strict';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {type ShellPorts, shellPorts} from '../../source/commands/ports.js';
import {App} from '../../source/ui/app.js';
import {root} from '../helpers/generate.js';
import {key, type Mounted, mount} from '../helpers/screen.js';

/*
 * Every screen as a person sees it, on the built-in cluster. The frames lie in frames/; after a wanted change
 * UPDATE_FRAMES=1 npm test writes them anew, and the diff is to be read.
 */

/** Two seconds after the cluster was read; stands still until `tick`. */
function timed(ports: ShellPorts): {readonly ports: ShellPorts; readonly tick: () => void} {
	let now = Date.now();
	return {
		tick: () => {
			now += 1000;
		},
		ports: {
			...ports,
			now: () => now,
			read: async (place, options) => {
				const read = await ports.read(place, options);
				if ('cluster' in read) now = Date.parse(read.cluster.takenAt) + 2000;
				return read;
			},
		},
	};
}

/** What differs from run to run, and is as long as what stands for it. */
function settled(text: string): string {
	return text
		.replaceAll(/127\.0\.0\.1:\d{5}/g, '127.0.0.1:40000')
		.replaceAll(/\d{4}-\d\d-\d\d/g, '2026-11-25')
		.replaceAll(/\b\d\d:\d\d\b/g, '12:00');
}

async function screens(at: Mounted, tick: () => void): Promise<Record<string, string>> {
	const seen: Record<string, string> = {};
	const keep = async (name: string, wanted: string | RegExp) => {
		seen[name] = settled(await at.waitFor(wanted));
	};
	await keep('where', 'about 60 workloads');
	await at.press(key.enter);
	await keep('answers', /kubernetes-admin\n[^]*11 filled in/);
	await at.press('d');
	await keep('how we know the answers', 'how the answers and the three numbers came about');
	await at.press(key.esc, 'G', key.enter);
	await keep('list', 'by rank');
	await at.press('?');
	await keep('help', 'keys of this screen');
	await at.press(key.esc, '/', 'p', 'o', 'd');
	await keep('list, find', 'find: pod');
	await at.press(key.esc, key.esc, 'g', 'd');
	await keep('score', 'why row 1');
	await at.press(key.esc, 'm');
	await keep('map', 'where the gaps are');
	await at.press(key.esc, 'o', 'o', 'o', 'o');
	await keep('list by namespace', 'by namespace');
	await at.press('o', 'o', 'g', 'p');
	await keep('report', 'Hardening of demo');
	await at.press(key.esc, ...':image-scan-in-pipeline'.split(''), key.enter);
	await keep('control, unknown', /what a pipeline does/);
	await at.press('t');
	await keep('attest', 'does it hold?');
	await at.press(key.esc, key.esc, ':', 'r');
	await keep('go', 'tab completes');
	await at.press(key.esc, ...':psa-enforced'.split(''), key.enter);
	await keep('control', 'namespace/argocd');
	for (const part of ['fix', 'why', 'check', 'references']) {
		await at.press(key.tab);
		await keep(`control, ${part}`, /./);
	}
	await at.press(key.tab, 'a');
	await keep('plan', '✓ accepted');
	await at.press(key.enter);
	await keep('diff', 'pod-security.kubernetes.io/enforce: baseline');
	await at.press(key.esc, 'a');
	await keep('confirm', 'send it?');
	tick();
	await at.press('1', ' ', 'd', 'e', 'm', 'o', key.enter);
	await keep('sending', '✓ verified');
	await at.press('u');
	await keep('undo', '✓ accepted');
	await at.press(key.esc, key.esc, 'u');
	await keep('journal', '✓ stands');
	return seen;
}

for (const [columns, rows] of [
	[80, 24],
	[120, 40],
	[200, 60],
] as const) {
	test(`every screen at ${columns}x${rows} is the frame that was approved`, async () => {
		const folder = mkdtempSync(join(tmpdir(), 'castellan-frames-'));
		const shell = shellPorts({kubeconfig: join(folder, 'config')}, {home: folder, demoHome: join(folder, 'demo'), savesTo: folder});
		writeFileSync(join(folder, 'config'), 'apiVersion: v1\nkind: Config\n');
		const {ports, tick} = timed(shell);
		const at = mount(<App ports={ports} readOnly={false} probes={true} ascii={false} onLeave={() => undefined} />, {columns, rows});
		try {
			const seen = await screens(at, tick);
			const text = `${Object.entries(seen)
				.map(([name, frame]) => `=== ${name}\n${frame.replaceAll(folder, '/tmp')}`)
				.join('\n\n')}\n`;
			const file = join(root, 'test/ui/frames', `${columns}x${rows}.txt`);
			if (process.env['UPDATE_FRAMES'] === '1') writeFileSync(file, text);
			assert.ok(existsSync(file), 'UPDATE_FRAMES=1 npm test writes the frames');
			assert.equal(text, readFileSync(file, 'utf8'));
		} finally {
			at.unmount();
			await shell.close();
			rmSync(folder, {recursive: true, force: true});
		}
	});
}
