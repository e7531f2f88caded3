import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {containerdSupport, supportSource, systemSupport} from '../../source/kube/node-support.js';

const today = '2026-11-25T12:00:00Z';

test('the last day still counts, the next does not', () => {
	assert.equal((containerdSupport('containerd://2.2.1', '2026-11-06T12:00:00Z') as {left: number}).left, 0);
	assert.equal((containerdSupport('containerd://2.2.1', '2026-11-07T12:00:00Z') as {left: number}).left, -1);
});

test('what is newer than the data or between their releases is not known, what is older has ended', () => {
	assert.deepEqual(containerdSupport('containerd://2.10.0', today), {known: false, name: 'containerd 2.10'});
	assert.deepEqual(containerdSupport('containerd://1.5.0', today), {known: true, name: 'containerd 1.5'});
	assert.deepEqual(systemSupport('Ubuntu 24.10', today), {known: false, name: 'Ubuntu 24.10'});
	assert.deepEqual(systemSupport('Container-Optimized OS from Google', today), {known: false, name: 'Container-Optimized OS from Google'});
});

test('Amazon Linux 2 is not taken for 2023', () => {
	assert.equal(systemSupport('Amazon Linux 2', today).name, 'Amazon Linux 2');
	assert.equal(systemSupport('Amazon Linux 2023.9.20250929', today).name, 'Amazon Linux 2023');
});

test('data say when they are older than nine months', () => {
	assert.ok(!supportSource(today).includes('too old'));
	assert.ok(supportSource('2027-06-01T00:00:00Z').includes('too old'));
});

test('no name of a system makes it throw', () => {
	fc.assert(
		fc.property(fc.string(), text => {
			systemSupport(text, today);
			containerdSupport(`containerd://${text}`, today);
		}),
	);
});
