import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {test} from 'node:test';
import type {Connection} from '../../../source/cluster/connect.js';
import {settleJournal} from '../../../source/commands/settling.js';
import type {Change} from '../../../source/model/index.js';
import {type Journal, openJournal} from '../../../source/session/journal.js';
import {previewed, quickly, send, takeBack, undoPreviews} from './changes.js';
import type {Errand} from './dying.js';
import {type Fate, type LossyProxy, throughLossyProxy} from './lossy-proxy.js';
import {nothingRead, type Shop, shopOfOne, tokenOf} from './shop-of-one.js';

type Scene = {
	readonly shop: Shop;
	readonly connection: Connection;
	readonly journal: Journal;
	readonly proxy: LossyProxy;
	readonly home: string;
};

async function scene(act: (scene: Scene) => Promise<void>): Promise<void> {
	const shop = await shopOfOne();
	const home = await mkdtemp(join(tmpdir(), 'castellan-killed-'));
	const connection = await quickly('admin');
	try {
		await throughLossyProxy(proxy => act({shop, connection, proxy, home, journal: openJournal('real', home)}));
	} finally {
		connection.close();
		await rm(home, {recursive: true});
	}
}

/** Sends in another process, which is killed with -9: before it sends anything, or while its request is under way. */
async function killed({proxy, home}: Scene, item: Errand['item'], when: 'planned' | Exclude<Fate, 'through'>): Promise<void> {
	const errand: Errand = {kubeconfig: proxy.kubeconfig, home, item, ...(when === 'planned' && {at: when})};
	const child = spawn(process.execPath, [resolve('build/test/cluster/real/dying.js')], {
		env: {...process.env, CASTELLAN_TEST_ERRAND: JSON.stringify(errand)},
		stdio: 'inherit',
	});
	const gone = once(child, 'close');
	if (when !== 'planned') {
		proxy.fate = () => when;
		proxy.beforeCut = async () => {
			child.kill('SIGKILL');
			await gone;
		};
	}
	const [, signal] = (await gone) as [number | null, string | null];
	assert.equal(signal, 'SIGKILL');
	proxy.fate = () => 'through';
}

const settle = ({connection, journal}: Scene) => settleJournal(connection, journal);
const states = ({journal}: Scene) => journal.entries().map(({id, state}) => `${id} ${state}`);

test('what was planned when the program was killed was not sent, and the journal says so', () =>
	scene(async one => {
		const {shop, connection, proxy} = one;
		await killed(one, {previews: await previewed(connection, nothingRead, [shop.deny, shop.patch]), controls: []}, 'planned');
		assert.deepEqual(states(one), ['2 planned', '1 planned']);
		assert.deepEqual(await settle(one), ['change 2 was planned and never sent', 'change 1 was planned and never sent']);
		assert.deepEqual(states(one), ['2 failed', '1 failed']);
		assert.deepEqual(proxy.arrived, []);
	}));

const kinds: Readonly<Record<string, (shop: Shop) => Change>> = {
	patch: ({patch}) => patch,
	creation: ({deny}) => deny,
	deletion: ({unbind}) => unbind,
};
for (const [kind, of] of Object.entries(kinds)) {
	test(`a ${kind} that was done when the program was killed is found done, and can be taken back`, () =>
		scene(async one => {
			const {shop, connection, journal} = one;
			await killed(one, {previews: await previewed(connection, nothingRead, [of(shop)]), controls: []}, 'answer-lost');
			assert.deepEqual(states(one), ['1 sent']);
			assert.deepEqual(await settle(one), ['change 1: found done at the next start; not verified']);
			assert.deepEqual(states(one), ['1 applied']);
			const {item, outcome} = await takeBack(connection, nothingRead, journal, journal.entries());
			assert.equal(item.previews[0]?.refused, undefined);
			assert.equal(outcome.outcome, 'verified', outcome.says);
		}));

	test(`a ${kind} that never arrived before the program was killed is told so`, () =>
		scene(async one => {
			const {shop, connection} = one;
			await killed(one, {previews: await previewed(connection, nothingRead, [of(shop)]), controls: []}, 'never-arrives');
			assert.deepEqual(states(one), ['1 sent']);
			assert.deepEqual(await settle(one), ['change 1: it never reached the server: nothing was changed']);
			assert.deepEqual(states(one), ['1 failed']);
		}));

	for (const [when, left] of [
		['answer-lost', ['2 applied', '1 undone']],
		['never-arrives', ['2 failed', '1 applied']],
	] as const)
		test(`a ${kind} that was being taken back when the program was killed (${when}) is told as it is`, () =>
			scene(async one => {
				const {shop, connection, journal} = one;
				const {entries} = await send(connection, journal, {previews: await previewed(connection, nothingRead, [of(shop)]), controls: []});
				await killed(one, await undoPreviews(connection, nothingRead, journal, entries), when);
				assert.deepEqual(states(one), ['2 sent', '1 undoing']);
				await settle(one);
				assert.deepEqual(states(one), left);
			}));
}

test('what was sent before the rest of a group was planned only stands, and the rest was not sent', () =>
	scene(async one => {
		const {shop, connection} = one;
		await killed(one, {previews: await previewed(connection, nothingRead, [shop.patch, shop.deny]), controls: []}, 'answer-lost');
		await settle(one);
		assert.deepEqual(states(one), ['2 failed', '1 applied']);
		assert.equal(tokenOf(await shop.read(shop.web)), false);
		assert.equal(await shop.read(shop.deny.target), undefined);
	}));
