import assert from 'node:assert/strict';
import {test} from 'node:test';
import {deployment} from '../../helpers/manifests.js';
import {answer, seen} from '../../helpers/prefill.js';

test('applications are counted by their marks, else by namespace', () => {
	const apps = (count: number) =>
		Array.from({length: count}, (_, index) =>
			deployment({}, {name: `d${index}`, namespace: 'shop', labels: {'app.kubernetes.io/part-of': `app${index}`}}),
		);
	assert.deepEqual(
		[1, 4, 11].map(count => answer(seen(apps(count)), 'app-count')),
		['one', 'several', 'many'],
	);
	const twoOfOne = [deployment({}, {name: 'a', namespace: 'shop'}), deployment({}, {name: 'b', namespace: 'shop'})];
	assert.equal(answer(seen(twoOfOne), 'app-count'), 'one');
	assert.equal(answer(seen([deployment({}, {name: 'a', namespace: 'kube-system'})]), 'app-count'), undefined);
});
