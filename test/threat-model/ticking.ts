import assert from 'node:assert/strict';
import {test} from 'node:test';
import {questionOf} from '../../source/threat-model/questions.js';
import {threatModel} from '../../source/threat-model/threat-model.js';
import {optionsOf, pointsOf, ticked} from '../../source/threat-model/ticking.js';
import {validAnswers} from '../../source/threat-model/valid-answers.js';

const watch = questionOf('change-and-watch');
const cloud = questionOf('cloud-api');

test('ticks add up, and one of a group takes the place of another', () => {
	const one = ticked(watch, undefined, 'blind');
	const two = ticked(watch, one, 'cipush');
	assert.deepEqual(
		[one, two, ticked(watch, two, 'gitops'), ticked(watch, two, 'cipush')],
		['blind', 'cipush+blind', 'gitops+blind', 'blind'],
	);
});

test('not sure stands alone, and leaves when something else is ticked', () => {
	assert.equal(ticked(watch, 'cipush+blind', 'unsure'), 'unsure');
	assert.equal(ticked(watch, 'unsure', 'byhand'), 'byhand');
	assert.equal(ticked(watch, 'byhand', 'byhand'), undefined);
});

test('of several ways to the cloud the larger number of each threat counts', () => {
	assert.deepEqual(pointsOf(cloud, 'node+static'), {external: 0, container: 3, user: 1});
	assert.deepEqual(pointsOf(watch, 'cipush+blind'), {external: 1, container: 1, user: 2});
});

test('half an answer is not better than not sure: what is left open counts as not sure', () => {
	const sure = (value: string) => Object.values(pointsOf(watch, value) ?? {});
	assert.deepEqual(sure('blind'), [1, 1, 2]);
	assert.deepEqual(sure('blind'), sure('unsure'));
	assert.deepEqual(sure('gitops+watch-unsure'), sure('gitops+blind'));
	assert.deepEqual(sure('gitops'), [0, 0, -1]);
	assert.equal(optionsOf(watch, 'blind+watch-unsure'), undefined);
	const {parts} = threatModel(validAnswers({'change-and-watch': 'gitops+watch-unsure'}));
	assert.deepEqual(
		parts.flatMap(({question, phrase}) => (question === 'change-and-watch' ? [phrase] : [])),
		[undefined, undefined],
	);
});

test('an answer that ticks what excludes each other is none', () => {
	assert.equal(optionsOf(cloud, 'none+node'), undefined);
	assert.equal(optionsOf(watch, 'gitops+cipush'), undefined);
	assert.equal(optionsOf(questionOf('environment'), 'prod+dev'), undefined);
	assert.deepEqual(validAnswers({'cloud-api': 'none+node'}), {});
});

test('each tick is a point of its own, traceable to its answer', () => {
	const {parts} = threatModel(validAnswers({'change-and-watch': 'cipush+blind'}));
	assert.deepEqual(
		parts.filter(({question}) => question === 'change-and-watch').map(({value, phrase}) => [value, phrase]),
		[
			['cipush', 'your CI holds keys to the cluster'],
			['blind', 'nobody is watching'],
		],
	);
});
