import assert from 'node:assert/strict';
import {test} from 'node:test';
import {splitKeys} from '../../../source/ui/hooks/split-keys.js';

const pieces = (...all: readonly (readonly [string, number])[]): string[] => {
	const isSplit = splitKeys();
	return all.filter(([piece, at]) => !isSplit(piece === 'esc' ? '' : piece, piece === 'esc', at)).map(([piece]) => piece);
};

test('what follows a lone esc and [ or O within 100 ms is a split key, however many pieces it comes in', () => {
	assert.deepEqual(pieces(['esc', 0], ['[', 10], ['5', 20], ['~', 30]), ['esc']);
	assert.deepEqual(pieces(['esc', 0], ['O', 99], ['A', 150]), ['esc']);
	assert.deepEqual(pieces(['esc', 0], ['[1;2A', 10]), ['esc']);
});

test('a key that a person presses after that counts, and so does any other key after esc', () => {
	assert.deepEqual(pieces(['esc', 0], ['[', 10], ['5', 20], ['1', 120]), ['esc', '1']);
	assert.deepEqual(pieces(['esc', 0], ['1', 10]), ['esc', '1']);
	assert.deepEqual(pieces(['esc', 0], ['[', 100], ['1', 110]), ['esc', '[', '1']);
	assert.deepEqual(pieces(['esc', 0], ['[', 10], ['esc', 20], ['1', 30]), ['esc', 'esc', '1']);
});
