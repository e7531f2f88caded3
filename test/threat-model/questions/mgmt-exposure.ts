import assert from 'node:assert/strict';
import {test} from 'node:test';
import {prefilled} from '../../../source/threat-model/prefill.js';
import {node} from '../../helpers/manifests.js';
import {address, answer, seen} from '../../helpers/prefill.js';

test('a public address of the server is a hint, never an answer: a list of allowed addresses cannot be seen', () => {
	assert.equal(answer(seen([node()], address('private')), 'mgmt-exposure'), 'private');
	const {answers, hints} = prefilled(seen([node()], address('public')));
	assert.equal(answers['mgmt-exposure'], undefined);
	assert.match(hints['mgmt-exposure']?.[0]?.text ?? '', /203\.0\.113\.9/);
});

test('nobody is asked how the management of a lab on this machine can be reached; a lab elsewhere is like any other', () => {
	const lab = (...reach: Parameters<typeof address>) => seen([node('a', {spec: {providerID: 'kind://docker/kind/a'}})], address(...reach));
	assert.equal(answer(lab('loopback'), 'mgmt-exposure'), 'private');
	assert.equal(answer(lab('public'), 'mgmt-exposure'), undefined);
	assert.match(prefilled(lab('public')).hints['mgmt-exposure']?.[0]?.text ?? '', /203\.0\.113\.9/);
	assert.equal(
		prefilled(seen([], {}, false), {'control-plane-owner': {value: 'lab', basis: 'said', evidence: []}}).answers['mgmt-exposure'],
		undefined,
	);
});

test('a private way to a server that has a public address, too, answers nothing', () => {
	const within = (...innerAddresses: string[]) => {
		const tunnel = address('loopback');
		return prefilled(seen([node()], {facts: {...tunnel.facts, innerAddresses}}));
	};
	assert.equal(within('10.20.0.4').answers['mgmt-exposure']?.value, 'private');
	assert.equal(within('10.20.0.4').answers['mgmt-exposure']?.evidence[1]?.text, 'pods reach it at 10.20.0.4');
	const {answers, hints} = within('198.51.100.4');
	assert.equal(answers['mgmt-exposure'], undefined);
	assert.match(hints['mgmt-exposure']?.[0]?.text ?? '', /leads to it, but it has a public address: 198\.51\.100\.4/);
});
