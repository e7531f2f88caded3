import assert from 'node:assert/strict';
import {chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {key} from '../helpers/screen.js';
import {Tui} from '../helpers/tui.js';

/** The diff of the first object of a fix, on the demo. */
async function onDiff(env: (home: string) => Record<string, string>, act: (tui: Tui, bin: string) => Promise<void>): Promise<void> {
	const tui = new Tui(['demo'], {
		columns: 120,
		rows: 40,
		env: home => ({...env(home), PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}`}),
	});
	mkdirSync(join(tui.home, 'bin'), {recursive: true});
	try {
		await tui.press([key.enter], '11 filled in');
		await tui.openList();
		await tui.press([...':psa-enforced'], 'psa-enforced▏');
		await tui.press([key.enter], 'namespace/argocd');
		await tui.press(['a'], '✓ accepted');
		await tui.press([key.enter], 'pod-security.kubernetes.io/enforce: baseline');
		await act(tui, join(tui.home, 'bin'));
	} finally {
		tui.end();
	}
}

function program(bin: string, name: string, script: string): void {
	writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
	chmodSync(join(bin, name), 0o755);
}

test('what is copied goes to the clipboard of the terminal', () =>
	onDiff(
		() => ({}),
		async tui => {
			await tui.press(['c'], 'sent to the clipboard of your terminal');
			const [, text = ''] = /\u001B\]52;c;([A-Za-z0-9+/=]+)\u0007/.exec(tui.raw) ?? [];
			assert.match(Buffer.from(text, 'base64').toString(), /pod-security\.kubernetes\.io\/enforce: baseline/);
		},
	));

test('inside tmux it goes through tmux, and where tmux refuses to the terminal', () =>
	onDiff(
		() => ({TMUX: '/tmp/tmux'}),
		async (tui, bin) => {
			program(bin, 'tmux', `cat > '${join(tui.home, 'buffer')}'`);
			await tui.press(['c'], 'sent to the clipboard through tmux');
			assert.match(readFileSync(join(tui.home, 'buffer'), 'utf8'), /pod-security\.kubernetes\.io\/enforce: baseline/);
			program(bin, 'tmux', 'exit 1');
			await tui.press(['c'], 'sent to the clipboard of your terminal');
		},
	));

test('an object is edited in the editor, marked as not proven, and tried again', () =>
	onDiff(
		() => ({EDITOR: 'my-editor --wait'}),
		async (tui, bin) => {
			program(bin, 'my-editor', 'sed -i "s/enforce: baseline/enforce: restricted/" "$2"');
			await tui.press(['e'], 'pod-security.kubernetes.io/enforce: restricted');
			assert.match(tui.text(), /yours, not proven/);
			assert.ok(tui.isFullScreen());
		},
	));

test('an editor that fails, or leaves what is no object behind, changes nothing', () =>
	onDiff(
		() => ({EDITOR: 'my-editor'}),
		async (tui, bin) => {
			program(bin, 'my-editor', 'exit 3');
			await tui.press(['e'], 'my-editor ended with 3');
			assert.match(tui.text(), /pod-security\.kubernetes\.io\/enforce: baseline/);
			program(bin, 'my-editor', 'echo "a: [" > "$1"');
			await tui.press(['e'], 'not taken: it is not valid YAML');
			assert.match(tui.text(), /pod-security\.kubernetes\.io\/enforce: baseline/);
			assert.ok(!existsSync(join(tui.home, 'castellan-fixes')));
		},
	));
