import assert from 'node:assert/strict';
import {test} from 'node:test';
import {lanesOf} from '../../source/cluster/lanes.js';
import {progressGate, type SourceProgress} from '../../source/cluster/progress.js';

/** Tasks that end when they are told to, and how many run. */
function tasks() {
	const ends: (() => void)[] = [];
	let running = 0;
	return {
		running: () => running,
		end: () => ends.shift()?.(),
		task: async () => {
			running++;
			await new Promise<void>(resolve => ends.push(resolve));
			running--;
		},
	};
}
const turn = () => new Promise(resolve => setImmediate(resolve));

test('no more tasks run at once than there are lanes, and all run in the end', async () => {
	const lanes = lanesOf(2);
	const {task, running, end} = tasks();
	const all = Promise.all([1, 2, 3, 4, 5].map(() => lanes.run(task)));
	await turn();
	assert.equal(running(), 2);
	for (let at = 0; at < 5; at++) {
		end();
		await turn();
		assert.ok(running() <= 2);
	}
	await all;
});

test('halved lanes take fewer once what runs has ended, and never none', async () => {
	const lanes = lanesOf(4);
	const {task, running, end} = tasks();
	const all = Promise.all([1, 2, 3, 4, 5, 6].map(() => lanes.run(task)));
	await turn();
	for (let at = 0; at < 5; at++) lanes.halve();
	for (let at = 0; at < 3; at++) {
		end();
		await turn();
	}
	assert.equal(running(), 1);
	for (let at = 0; at < 3; at++) {
		end();
		await turn();
		assert.ok(running() <= 1);
	}
	await all;
});

test('a task that fails gives its lane back', async () => {
	const lanes = lanesOf(1);
	await assert.rejects(lanes.run(async () => Promise.reject(new Error('no'))));
	assert.equal(await lanes.run(async () => 7), 7);
});

test('progress is told at most ten times a second, the newest of each list, and nothing is lost', context => {
	context.mock.timers.enable({apis: ['setTimeout']});
	const told: (readonly SourceProgress[])[] = [];
	const {set, flush} = progressGate(changed => told.push(changed));
	for (let done = 0; done < 1000; done++) set({source: 'pods', done, state: 'reading'});
	assert.equal(told.length, 0);
	context.mock.timers.tick(100);
	assert.deepEqual(told, [[{source: 'pods', done: 999, state: 'reading'}]]);
	set({source: 'nodes', done: 1, state: 'complete'});
	flush();
	context.mock.timers.tick(1000);
	assert.equal(told.length, 2);
});
