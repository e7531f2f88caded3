import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Change, JsonObject} from '../../../source/model/index.js';
import {asWriter, previewed, send, takeBack} from './changes.js';
import {eventually} from './child.js';
import {throughLossyProxy} from './lossy-proxy.js';
import {sharedControlPlane} from './shared.js';
import {metadataOf, nothingRead, type Shop, shopOfOne, tokenOf} from './shop-of-one.js';

const kinds: Readonly<Record<string, (shop: Shop) => Change>> = {
	patch: ({patch}) => patch,
	creation: ({deny}) => deny,
	deletion: ({unbind}) => unbind,
};
const isDone = async (shop: Shop, {action, target}: Change): Promise<boolean> => {
	const object = await shop.read(target);
	return action === 'patch' ? tokenOf(object) === false : action === 'create' ? object !== undefined : object === undefined;
};

for (const [kind, of] of Object.entries(kinds)) {
	test(`a ${kind} whose answer was lost is found done, was sent once, and can be taken back`, async () => {
		const shop = await shopOfOne();
		const change = of(shop);
		await throughLossyProxy(proxy =>
			asWriter(
				'admin',
				async (connection, journal) => {
					const previews = await previewed(connection, nothingRead, [change]);
					proxy.fate = () => 'answer-lost';
					const {outcome, says, entries} = await send(connection, journal, {previews, controls: []});
					assert.equal(outcome, 'verified', says);
					assert.equal(proxy.arrived.length, 1);
					assert.ok(await isDone(shop, change));
					proxy.fate = () => 'through';
					const {outcome: back} = await takeBack(connection, nothingRead, journal, entries);
					assert.equal(back.outcome, 'verified', back.says);
					assert.ok(!(await isDone(shop, change)));
				},
				{kubeconfig: proxy.kubeconfig},
			),
		);
	});

	test(`a ${kind} that never arrived is told so, and is not sent again`, async () => {
		const shop = await shopOfOne();
		const change = of(shop);
		await throughLossyProxy(proxy =>
			asWriter(
				'admin',
				async (connection, journal) => {
					const previews = await previewed(connection, nothingRead, [change]);
					proxy.fate = () => 'never-arrives';
					const {outcome, says} = await send(connection, journal, {previews, controls: []});
					assert.deepEqual([outcome, says], ['failed', 'it never reached the server: nothing was changed']);
					assert.deepEqual(
						journal.entries().map(({state}) => state),
						['failed'],
					);
					assert.deepEqual(proxy.arrived, []);
					assert.ok(!(await isDone(shop, change)));
				},
				{kubeconfig: proxy.kubeconfig},
			),
		);
	});
}

test('a server that stops in the middle of a group and comes back has done each change once', async () => {
	const plane = await sharedControlPlane();
	const shop = await shopOfOne();
	// Nothing that is rolled out: controllers wait for minutes where the server that comes back refused them at first.
	const target = {group: '', version: 'v1', kind: 'Namespace', plural: 'namespaces', name: shop.place} as const;
	const label: Change = {action: 'patch', target, patch: {metadata: {labels: {'changed-by': 'castellan'}}}};
	let starting: Promise<void> | undefined;
	try {
		await throughLossyProxy(proxy =>
			asWriter(
				'admin',
				async (connection, journal) => {
					const previews = await previewed(connection, nothingRead, [shop.deny, label]);
					proxy.fate = method => (method === 'PATCH' ? 'answer-lost' : 'through');
					proxy.beforeCut = () => plane.stopServer();
					const looked: string[] = [];
					const {outcome, says} = await send(
						connection,
						journal,
						{previews, controls: []},
						{
							tell: told => {
								if (!told.says.startsWith('the answer was lost')) return;
								looked.push(told.says);
								starting ??= plane.startServer();
							},
						},
					);
					assert.equal(outcome, 'verified', says);
					assert.ok(looked.length > 1, 'the server was never away');
					assert.deepEqual(
						journal.entries().map(({state}) => state),
						['verified', 'verified'],
					);
					assert.equal(proxy.arrived.length, 2);
				},
				{kubeconfig: proxy.kubeconfig, sleep: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))},
			),
		);
		assert.equal((metadataOf(await shop.read(target))['labels'] as JsonObject)['changed-by'], 'castellan');
		assert.equal(metadataOf(await shop.read(shop.deny.target))['generation'], 1);
	} finally {
		await starting;
		await eventually('the server is back', async () => (await plane.admin('GET', '/readyz')).status === 200);
	}
});
