import assert from 'node:assert/strict';
import {join} from 'node:path';
import {test} from 'node:test';
import {hasUsed} from '../../source/session/once.js';
import {key} from '../helpers/screen.js';
import {Tui} from '../helpers/tui.js';

for (const [columns, rows] of [
	[80, 24],
	[120, 40],
] as const) {
	test(`from the first screen to a verified fix and its undo at ${columns}x${rows}`, async () => {
		const tui = new Tui([], {columns, rows});
		try {
			await tui.waitFor('what do you want to look at?');
			assert.ok(tui.isFullScreen());
			await tui.waitFor('a weak web shop');
			await tui.press([key.enter], '11 filled in');
			await tui.openList();
			await tui.press(':psa-enforced'.split(''), 'psa-enforced▏');
			await tui.press([key.enter], 'namespace/argocd');
			await tui.press(['a'], '✓ accepted');
			await tui.press([key.enter], 'pod-security.kubernetes.io/enforce: baseline');
			await tui.press([key.esc], 'fix 1 of 3');
			await tui.press(['a'], 'send it?');
			await tui.press(['x'], 'x▏');
			await tui.confirm('not sent: type 1 demo exactly');
			await tui.press(['\u007F', ...'1 demo'.split('')], '1 demo▏');
			await tui.confirm('fix · ');
			await tui.waitFor('✓ verified');
			await tui.press(['u'], '✓ accepted');
			await tui.press(['a'], 'send it?');
			await tui.press('1 demo'.split(''), '1 demo▏');
			await tui.confirm('undo · ');
			await tui.waitFor('as it was before');
			await tui.press([key.esc], 'by rank');
			await tui.press(['q'], 'come back');
			assert.equal(await tui.exited, 0);
			assert.ok(!tui.isFullScreen());
			assert.match(tui.text(), /taken back namespace\/argocd/);
		} finally {
			tui.end();
		}
	});
}

test('a prompt at the bottom of the terminal does not push the first screen out of sight', async () => {
	const tui = new Tui(['demo'], {before: 'prompt\r\n'.repeat(40)});
	try {
		const screen = await tui.waitFor('11 filled in');
		assert.match(screen, /^castellan · demo/);
		assert.equal(screen.split('\n').length, 24);
	} finally {
		tui.end();
	}
});

test('ctrl-c leaves with 130, and the terminal is as it was', async () => {
	const tui = new Tui(['demo']);
	try {
		await tui.waitFor('11 filled in');
		await tui.press([key.ctrlC], 'come back');
		assert.equal(await tui.exited, 130);
		assert.ok(!tui.isFullScreen());
	} finally {
		tui.end();
	}
});

test('a key that is pressed before the program listens moves nothing on the screen', async () => {
	const tui = new Tui([]);
	try {
		const early = setInterval(() => void tui.press(['\u001B[B'], /^/), 5);
		const screen = await tui.waitFor(/Offline…/).finally(() => clearInterval(early));
		assert.equal(screen.split('\n')[0]?.trim().slice(0, 9), 'castellan');
	} finally {
		tui.end();
	}
});

test(':plain leaves the full screen and goes on line by line with what was read and answered', async () => {
	const tui = new Tui(['demo']);
	try {
		await tui.press([key.enter], '11 filled in');
		await tui.openList();
		await tui.press(':plain'.split(''), 'plain▏');
		await tui.press([key.enter], /^list>$/m);
		assert.ok(!tui.isFullScreen());
		assert.match(tui.text(), /line by line[^]*1\. fail/);
		await tui.press(['1', key.enter], /^row 1>$/m);
		await tui.press([...'quit'.split(''), key.enter], /^list>(?![^]*row 1>)/m);
		await tui.press([...'quit'.split(''), key.enter], 'come back');
		assert.equal(await tui.exited, 0);
		assert.ok(hasUsed('plain', join(tui.home, 'kept')), 'from then on it is not said at the start');
	} finally {
		tui.end();
	}
});

test('before the full screen opens one line says how to go line by line', async () => {
	const tui = new Tui(['demo']);
	try {
		await tui.waitFor('11 filled in');
		const line = 'castellan --plain: line by line';
		assert.ok(tui.raw.includes(line));
		assert.ok(tui.raw.indexOf(line) < tui.raw.indexOf('\u001B[?1049h'));
	} finally {
		tui.end();
	}
});
