import assert from 'node:assert/strict';
import {test} from 'node:test';
import {prefilled} from '../../../source/threat-model/prefill.js';
import {namespace} from '../../helpers/manifests.js';
import {answer, seen} from '../../helpers/prefill.js';

test('what the cluster is for comes from its context, then from labels, then from the safe side', () => {
	const named = (context: string) => answer(seen([], {cluster: {id: 'x', source: 'cluster', context}}), 'environment');
	assert.deepEqual(['shop-prod-eu', 'staging', 'acme-dev', 'kind-kind', 'shop'].map(named), ['prod', 'staging', 'dev', 'dev', 'prod']);
	assert.equal(answer(seen([namespace('shop', {environment: 'staging'})]), 'environment'), 'staging');
	assert.equal(prefilled(seen([])).answers.environment?.basis, 'assumed');
	assert.deepEqual(['my-prod@corp', 'acme:prod', 'dev:eu'].map(named), ['prod', 'prod', 'dev']);
	const called = seen([], {cluster: {id: 'x', source: 'cluster', context: 'shop', name: 'shop-staging'}});
	assert.equal(prefilled(called).answers.environment?.evidence[0]?.text, 'the cluster is called shop-staging');
});
