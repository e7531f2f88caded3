import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {amountOf, cpuText, memoryText} from '../../source/kube/quantities.js';

test('a quantity is read as the server reads it', () => {
	const texts = ['1', '500m', '1.5Gi', '128Mi', '100k', '1e3', '0', '1Ki'];
	assert.deepEqual(texts.map(amountOf), [1, 0.5, 1.5 * 2 ** 30, 2 ** 27, 100_000, 1000, 0, 1024]);
});

test('what is no quantity has no amount', () => {
	for (const text of ['', '-1', '1 Gi', 'Gi', '1KB', '<limit>', '1.5.2', undefined]) assert.equal(amountOf(text), undefined, text);
});

test('a text of an amount is never less than the amount, and can be read again', () => {
	fc.assert(fc.property(fc.double({min: 0, max: 2 ** 50, noNaN: true}), bytes => (amountOf(memoryText(bytes)) ?? -1) >= bytes));
	fc.assert(fc.property(fc.double({min: 0, max: 1000, noNaN: true}), cores => (amountOf(cpuText(cores)) ?? -1) >= cores - 1e-3));
});

test('amounts are written as a person would', () => {
	assert.deepEqual(
		[300, 600, 1000, 3000].map(mebi => memoryText(mebi * 2 ** 20)),
		['304Mi', '640Mi', '1Gi', '3Gi'],
	);
	assert.deepEqual([0.001, 0.12, 0.123, 2].map(cpuText), ['10m', '120m', '130m', '2']);
});
