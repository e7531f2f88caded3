import assert from 'node:assert/strict';
import {test} from 'node:test';
import {prefilled} from '../../../source/threat-model/prefill.js';
import {deployment, namespace} from '../../helpers/manifests.js';
import {answer, seen} from '../../helpers/prefill.js';

test('teams are read from labels of namespaces', () => {
	const shared = [namespace('a', {team: 'red'}), namespace('b', {team: 'blue'})];
	assert.equal(answer(seen(shared), 'tenancy'), 'teams');
	const {answers, hints} = prefilled(seen([namespace('a', {team: 'red'})]));
	assert.equal(answers.tenancy, undefined);
	assert.match(hints.tenancy?.[0]?.text ?? '', /one team: red/);
	const caged = seen([deployment({runtimeClassName: 'gvisor'}, {name: 'runner'})]);
	assert.equal(prefilled(caged).hints.tenancy?.[0]?.text, 'shop/runner runs in the sandbox gvisor');
});
