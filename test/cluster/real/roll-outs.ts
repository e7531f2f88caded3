import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Sending} from '../../../source/commands/sending.js';
import {Failure, type Safe} from '../../../source/model/index.js';
import {container} from '../../helpers/manifests.js';
import {asWriter, previewed, send, takeBack} from './changes.js';
import {eventually} from './child.js';
import {throughLossyProxy} from './lossy-proxy.js';
import {sharedControlPlane} from './shared.js';
import {metadataOf, nothingRead, shopOfOne, tokenOf} from './shop-of-one.js';

test('a roll-out that Pod Security refuses is told in its words, stays applied and not verified, and can be taken back', async () => {
	const shop = await shopOfOne({containers: [container({securityContext: {privileged: true}})]});
	const {admin} = await sharedControlPlane();
	const labels = {'pod-security.kubernetes.io/enforce': 'baseline'};
	await admin('PATCH', `/api/v1/namespaces/${shop.place}`, {metadata: {labels}}, 'application/merge-patch+json');
	await asWriter('admin', async (connection, journal) => {
		const previews = await previewed(connection, nothingRead, [shop.patch]);
		const events: Safe[] = [];
		const {outcome, says, entries} = await send(
			connection,
			journal,
			{previews, controls: []},
			{
				// Fifty looks.
				patience: 25_000,
				tell: told => void events.push(...(told.events ?? [])),
				check: () => Promise.reject(new Error('nothing is checked that is not rolled out')),
			},
		);
		assert.equal(outcome, 'applied', says);
		assert.ok(
			events.some(event => /^FailedCreate: .*violates PodSecurity "baseline:latest": privileged/.test(event)),
			events.join('\n'),
		);
		assert.match(says, /^0 of 1 pod ready after .*: FailedCreate: .*violates PodSecurity "baseline:latest": privileged/);
		assert.deepEqual(
			journal.entries().map(({state, note}) => [state, note]),
			[['applied', says]],
		);
		const {outcome: back} = await takeBack(connection, nothingRead, journal, entries);
		assert.equal(back.outcome, 'verified', back.says);
	});
	assert.equal(tokenOf(await shop.read(shop.web)), undefined);
});

test('who stops watching a roll-out leaves the change applied, and the journal says how far it was', async () => {
	const shop = await shopOfOne();
	await asWriter('admin', async (connection, journal) => {
		const stop = new AbortController();
		const previews = await previewed(connection, nothingRead, [shop.patch]);
		const {outcome, says} = await send(
			connection,
			journal,
			{previews, controls: []},
			{signal: stop.signal, tell: ({step}) => (step === 'sent' ? stop.abort() : undefined)},
		);
		assert.equal(outcome, 'applied');
		assert.match(says, /; no longer watched$/);
	});
	await eventually('it is rolled out all the same', async () => {
		const web = await shop.read(shop.web);
		const {observedGeneration, updatedReplicas, availableReplicas} = (web?.['status'] ?? {}) as Record<string, unknown>;
		return observedGeneration === metadataOf(web)['generation'] && updatedReplicas === 1 && availableReplicas === 1;
	});
	assert.equal(tokenOf(await shop.read(shop.web)), false);
});

test('a check that cannot be asked leaves the change applied and says why', async () => {
	const shop = await shopOfOne();
	await asWriter('admin', async (connection, journal) => {
		const previews = await previewed(connection, nothingRead, [shop.patch]);
		const check = () => Promise.reject(new Failure('The server is away.'));
		const {outcome, says} = await send(connection, journal, {previews, controls: []}, {check});
		assert.deepEqual([outcome, says], ['applied', '1 of 1 pod ready, not checked: The server is away.']);
		assert.equal(journal.entries()[0]?.note, 'not checked: The server is away.');
	});
});

test('a server that is away while pods are replaced is waited for', async () => {
	const shop = await shopOfOne();
	await throughLossyProxy(proxy =>
		asWriter(
			'admin',
			async (connection, journal) => {
				const previews = await previewed(connection, nothingRead, [shop.patch]);
				const told: string[] = [];
				const tell: Sending['tell'] = ({step, says}) => {
					if (step === 'rolling-out' && told.push(says) === 1) proxy.away = 20;
				};
				const {outcome, says} = await send(connection, journal, {previews, controls: []}, {tell});
				assert.deepEqual([outcome, says, told.length > 0, proxy.away], ['verified', '1 of 1 pod ready, check passes', true, 0]);
			},
			{kubeconfig: proxy.kubeconfig},
		),
	);
});

test('a roll-out that cannot be looked at is not over', async () => {
	const shop = await shopOfOne();
	await asWriter('admin', async (connection, journal) => {
		const previews = await previewed(connection, nothingRead, [shop.patch]);
		const {reader} = connection;
		let sent = false;
		let refused = 0;
		const json: typeof reader.json = async (path, options) => {
			const answer = await reader.json(path, options);
			if (!sent || refused === 2) return answer;
			refused += 1;
			return {...answer, status: 503};
		};
		Object.assign(connection, {reader: {...reader, json}});
		const told: string[] = [];
		const tell: Sending['tell'] = ({step, says}) => {
			sent ||= step === 'sent';
			if (step === 'rolling-out') told.push(says);
		};
		const {outcome} = await send(connection, journal, {previews, controls: []}, {tell});
		assert.deepEqual([outcome, told[0], told.at(-1)], ['verified', 'the server answered 503', '1 of 1 pod ready']);
	});
});
