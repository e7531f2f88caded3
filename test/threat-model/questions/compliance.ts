import assert from 'node:assert/strict';
import {test} from 'node:test';
import {prefilled} from '../../../source/threat-model/prefill.js';
import {deployment} from '../../helpers/manifests.js';
import {seen} from '../../helpers/prefill.js';

test('what can report compliance is a hint', () => {
	const bench = deployment({containers: [{name: 'app', image: 'docker.io/aquasec/kube-bench:v0.10'}]}, {name: 'bench'});
	const {answers, hints} = prefilled(seen([bench], {facts: {flags: {}, groups: ['aquasecurity.github.io']}}));
	assert.equal(answers.compliance, undefined);
	assert.match(hints.compliance?.map(({text}) => text).join('; ') ?? '', /operator of Trivy.*shop\/bench runs kube-bench/);
});
