import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';
import {limit} from '../../source/commands/young-generation.js';

test('the heap of new objects grows to its limit and not on, and nothing is said about it', () => {
	// Holds much, page after page; without the limit V8 goes to twice and four times as much.
	const script = `
		import v8 from 'node:v8';
		import {heldYoungGeneration} from ${JSON.stringify(new URL('../../source/commands/young-generation.js', import.meta.url).href)};
		heldYoungGeneration();
		const kept = [];
		let most = 0;
		for (let page = 0; page < 4000; page += 1) {
			for (let index = 0; index < 1000; index += 1) kept[(page % 1000) * 1000 + index] = {page, at: [index]};
			await new Promise(resolve => setImmediate(resolve));
			most = Math.max(most, v8.getHeapSpaceStatistics().find(space => space.space_name === 'new_space').space_size);
		}
		process.stdout.write(String(most));
	`;
	const {stdout, stderr} = spawnSync(process.execPath, ['--input-type=module', '-e', script], {encoding: 'utf8'});
	assert.equal(stderr, '');
	assert.ok(Number(stdout) > 0 && Number(stdout) <= limit, stdout);
});
