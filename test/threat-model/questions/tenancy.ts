import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {GivenAnswer} from '../../../source/model/index.js';
import {asked} from '../../../source/threat-model/asked.js';
import {prefilled} from '../../../source/threat-model/prefill.js';
import {questionOf} from '../../../source/threat-model/questions.js';
import {pointsOf} from '../../../source/threat-model/ticking.js';
import {deployment, namespace} from '../../helpers/manifests.js';
import {answer, seen} from '../../helpers/prefill.js';

const tenancy = questionOf('tenancy');
const said = (value: string): GivenAnswer => ({value, basis: 'said', evidence: []});

test('teams are read from labels of namespaces', () => {
	const shared = [namespace('a', {team: 'red'}), namespace('b', {team: 'blue'})];
	assert.equal(answer(seen(shared), 'tenancy'), 'teams');
	const {answers, hints} = prefilled(seen([namespace('a', {team: 'red'})]));
	assert.equal(answers.tenancy, undefined);
	assert.match(hints.tenancy?.[0]?.text ?? '', /one team: red/);
	const caged = seen([deployment({runtimeClassName: 'gvisor'}, {name: 'runner'})]);
	assert.equal(prefilled(caged).hints.tenancy?.[0]?.text, 'shop/runner runs in the sandbox gvisor');
});

test('who has one application is asked only whose code runs here; what was given otherwise is still asked as a whole', () => {
	const {options, short} = asked(tenancy, {'app-count': said('one')});
	assert.equal(short, "Do you run other people's code?");
	assert.deepEqual(
		options.map(({value, short}) => [value, short]),
		[
			['single', 'no'],
			['untrusted', 'yes'],
			['unsure', 'not sure'],
		],
	);
	assert.deepEqual(pointsOf(tenancy, 'untrusted'), options[1]?.points);
	assert.equal(asked(tenancy, {'app-count': said('one'), tenancy: said('untrusted')}).options.length, 3);
	for (const others of [{}, {'app-count': said('several')}, {'app-count': said('one'), tenancy: said('teams')}])
		assert.deepEqual(asked(tenancy, others), tenancy);
});
