import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Connection} from '../../../source/cluster/connect.js';
import {tryChange} from '../../../source/cluster/preview.js';
import type {Target} from '../../../source/model/index.js';
import {asWriter, previewed, send, takeBack, undoPreviews} from './changes.js';
import {metadataOf, nothingRead, type Shop, shopOfOne, tokenOf} from './shop-of-one.js';

/** Somebody writes to the object between its last reading and our request, this many times. */
function disturbed(connection: Connection, times: number, disturb: (turn: number) => Promise<void>): void {
	const {reader} = connection;
	let turn = 0;
	const json: typeof reader.json = async (path, options) => {
		const answer = await reader.json(path, options);
		if (turn < times) await disturb((turn += 1));
		return answer;
	};
	Object.assign(connection, {reader: {...reader, json}});
}
const noise =
	({edit}: Shop, target: Target) =>
	(turn: number): Promise<void> =>
		edit(target, {status: {conditions: [{type: 'Noise', status: 'True', reason: `Turn${turn}`}]}}, 'status');

test('a change is not sent to an object that somebody changed since its preview', async () => {
	const shop = await shopOfOne();
	await asWriter('admin', async (connection, journal) => {
		const previews = await previewed(connection, nothingRead, [shop.patch]);
		await shop.edit(shop.web, {metadata: {labels: {'changed-by': 'anna'}}});
		const {outcome, says} = await send(connection, journal, {previews, controls: []});
		assert.deepEqual([outcome, says], ['failed', 'somebody else changed it since the preview']);
		assert.deepEqual(
			journal.entries().map(({state}) => state),
			['failed'],
		);
	});
	assert.equal(tokenOf(await shop.read(shop.web)), undefined);
});

test('a change is sent again where only the status of the object got in its way', async () => {
	const shop = await shopOfOne();
	await asWriter('admin', async (connection, journal) => {
		const previews = await previewed(connection, nothingRead, [shop.patch]);
		disturbed(connection, 2, noise(shop, shop.web));
		let sent = 0;
		const {outcome, says} = await send(
			connection,
			journal,
			{previews, controls: []},
			{tell: ({step}) => void (sent += step === 'sent' ? 1 : 0)},
		);
		assert.equal(outcome, 'verified', says);
		// The controller may add noise of its own.
		assert.ok(sent === 3 || sent === 4, `sent ${sent} times`);
	});
	assert.equal(tokenOf(await shop.read(shop.web)), false);
});

test('a preview is made where the status of the object gets in its way', async () => {
	const shop = await shopOfOne();
	await asWriter('admin', async connection => {
		const versionOf = async () => Number(metadataOf(await shop.read(shop.web))['resourceVersion']);
		const before = await versionOf();
		disturbed(connection, 2, noise(shop, shop.web));
		const {computed, refused, lock} = await tryChange(connection, shop.patch);
		assert.deepEqual({computed, refused}, {computed: 'server', refused: undefined});
		// Held to what was read after both disturbances; the controller may write once more after it.
		const held = Number(lock?.resourceVersion);
		assert.ok(held >= before + 2 && held <= (await versionOf()), `${before}, then ${held}`);
	});
});

test('an object that never stands still has its preview computed here', async () => {
	const shop = await shopOfOne();
	await asWriter('admin', async connection => {
		disturbed(connection, 20, noise(shop, shop.web));
		const [preview] = await previewed(connection, nothingRead, [shop.patch]);
		assert.deepEqual(
			[preview?.computed, preview?.why, preview?.refused],
			['here', 'it changes too often: somebody else writes to it right now', undefined],
		);
		assert.ok(preview && preview.diff.length > 0);
	});
});

test('a change is given up where the object never stands still, and nothing is changed', async () => {
	const shop = await shopOfOne();
	await asWriter('admin', async (connection, journal) => {
		const previews = await previewed(connection, nothingRead, [shop.patch]);
		disturbed(connection, 20, noise(shop, shop.web));
		const {outcome, says} = await send(connection, journal, {previews, controls: []});
		assert.deepEqual([outcome, says], ['failed', 'it changes too often: somebody else writes to it right now']);
	});
	assert.equal(tokenOf(await shop.read(shop.web)), undefined);
});

test('taking back is refused where somebody set the same field since, and names the field', async () => {
	const shop = await shopOfOne();
	await asWriter('admin', async (connection, journal) => {
		const previews = await previewed(connection, nothingRead, [shop.patch]);
		const {entries} = await send(connection, journal, {previews, controls: []});
		await shop.edit(shop.web, {spec: {template: {spec: {automountServiceAccountToken: true}}}});
		const item = await undoPreviews(connection, nothingRead, journal, entries);
		assert.match(item.previews[0]?.refused?.why ?? '', /^somebody else changed spec\.template\.spec\.automountServiceAccountToken since/);
	});
	assert.equal(tokenOf(await shop.read(shop.web)), true);
});

test('taking back is not sent where somebody set the field after its preview, and the change still stands', async () => {
	const shop = await shopOfOne();
	await asWriter('admin', async (connection, journal) => {
		const previews = await previewed(connection, nothingRead, [shop.patch]);
		const {entries} = await send(connection, journal, {previews, controls: []});
		const item = await undoPreviews(connection, nothingRead, journal, entries);
		await shop.edit(shop.web, {spec: {template: {spec: {automountServiceAccountToken: true}}}});
		const {outcome} = await send(connection, journal, item);
		assert.equal(outcome, 'failed');
		assert.deepEqual(
			journal.entries().map(({id, state}) => `${id} ${state}`),
			['2 failed', '1 applied'],
		);
	});
	assert.equal(tokenOf(await shop.read(shop.web)), true);
});

test('where taking back a group stops half-way, the journal tells which change stands', async () => {
	const shop = await shopOfOne();
	await asWriter('admin', async (connection, journal) => {
		const previews = await previewed(connection, nothingRead, [shop.deny, shop.patch]);
		const {entries} = await send(connection, journal, {previews, controls: []});
		const item = await undoPreviews(connection, nothingRead, journal, entries);
		await shop.edit(shop.deny.target, {metadata: {labels: {'changed-by': 'anna'}}});
		const {outcome} = await send(connection, journal, item);
		assert.equal(outcome, 'failed');
		assert.deepEqual(
			journal.entries().map(({id, state}) => `${id} ${state}`),
			['4 failed', '3 applied', '2 undone', '1 applied'],
		);
	});
	assert.equal(tokenOf(await shop.read(shop.web)), undefined);
	assert.ok(await shop.read(shop.deny.target));
});

test('a created object that somebody edited since is not deleted', async () => {
	const shop = await shopOfOne();
	await asWriter('admin', async (connection, journal) => {
		const previews = await previewed(connection, nothingRead, [shop.deny]);
		const {entries} = await send(connection, journal, {previews, controls: []});
		await shop.edit(shop.deny.target, {spec: {ingress: [{}]}});
		const item = await undoPreviews(connection, nothingRead, journal, entries);
		assert.match(item.previews[0]?.refused?.why ?? '', /^somebody else changed spec\.ingress since/);
	});
	assert.ok(await shop.read(shop.deny.target));
});

test('the preview of a deletion deletes nothing', async () => {
	const shop = await shopOfOne();
	await asWriter('admin', async connection => {
		for (const target of [shop.binding, shop.web]) {
			const before = metadataOf(await shop.read(target));
			const {computed, refused} = await tryChange(connection, {action: 'delete', target});
			assert.deepEqual({computed, refused}, {computed: 'server', refused: undefined});
			const after = metadataOf(await shop.read(target));
			assert.deepEqual([after['uid'], after['deletionTimestamp']], [before['uid'], undefined]);
		}
	});
});

test('a binding that was deleted comes back with its subjects and a new uid', async () => {
	const shop = await shopOfOne();
	const before = await shop.read(shop.binding);
	await asWriter('admin', async (connection, journal) => {
		const {entries, outcome} = await send(connection, journal, {
			previews: await previewed(connection, nothingRead, [shop.unbind]),
			controls: [],
		});
		assert.equal(outcome, 'verified');
		assert.equal(await shop.read(shop.binding), undefined);
		const {outcome: back} = await takeBack(connection, nothingRead, journal, entries);
		assert.equal(back.outcome, 'verified');
		assert.deepEqual(
			journal.entries().map(({state}) => state),
			['verified', 'undone'],
		);
	});
	const after = await shop.read(shop.binding);
	assert.deepEqual([after?.['subjects'], after?.['roleRef']], [before?.['subjects'], before?.['roleRef']]);
	assert.notEqual(metadataOf(after)['uid'], metadataOf(before)['uid']);
});
