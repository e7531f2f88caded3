import assert from 'node:assert/strict';
import {test} from 'node:test';
import {namespace} from '../../helpers/manifests.js';
import {answer, seen} from '../../helpers/prefill.js';

test('the most sensitive label of a namespace gives the class of the data', () => {
	const marked = [namespace('a', {'data-class': 'internal'}), namespace('b', {'data-classification': 'pci'})];
	assert.equal(answer(seen(marked), 'data-class'), 'regulated');
	assert.equal(answer(seen([namespace('a')]), 'data-class'), undefined);
});
