import assert from 'node:assert/strict';
import {test} from 'node:test';
import {latePorts} from '../../source/commands/late-ports.js';
import type {ShellPorts} from '../../source/commands/ports.js';

function world() {
	const asked: string[] = [];
	const real = {
		places: async () => ({places: []}),
		log: () => ['GET /version'],
		made: () => [{id: 1}],
		close: async () => void asked.push('closed'),
	} as unknown as ShellPorts;
	const ports = latePorts(async () => {
		asked.push('loaded');
		return real;
	});
	return {asked, ports};
}

test('nothing is loaded before places are looked for, and then once', async () => {
	const {asked, ports} = world();
	assert.equal(typeof ports.now(), 'number');
	assert.deepEqual([ports.made(), ports.tally()], [[], {reads: 0, writes: 0}]);
	assert.deepEqual(asked, []);
	await ports.places();
	await ports.places();
	assert.deepEqual(asked, ['loaded']);
	assert.deepEqual([ports.log(), ports.made()], [['GET /version'], [{id: 1}]]);
});

test('who leaves before anything was loaded closes nothing, who leaves later closes what was opened', async () => {
	const {asked, ports} = world();
	await ports.close();
	assert.deepEqual(asked, []);
	await ports.places();
	await ports.close();
	assert.deepEqual(asked, ['loaded', 'closed']);
});
