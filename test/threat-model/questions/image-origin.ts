import assert from 'node:assert/strict';
import {test} from 'node:test';
import {deployment} from '../../helpers/manifests.js';
import {answer, seen} from '../../helpers/prefill.js';

test('where images come from is read from the registries of apps, not of the platform', () => {
	const from = (...images: string[]) => images.map((image, index) => deployment({containers: [{name: 'app', image}]}, {name: `d${index}`}));
	assert.equal(answer(seen(from('registry.example.org/a')), 'image-origin'), 'own');
	assert.equal(answer(seen(from('registry.example.org/a', 'nginx')), 'image-origin'), 'mixed');
	assert.equal(answer(seen(from('nginx', 'ghcr.io/a/b')), 'image-origin'), 'open');
});

test('a policy that refuses other registries makes the answer one step better', () => {
	const policy = {
		apiVersion: 'kyverno.io/v1',
		kind: 'ClusterPolicy',
		metadata: {name: 'registries'},
		spec: {
			validationFailureAction: 'Enforce',
			rules: [
				{
					name: 'r',
					match: {any: [{resources: {kinds: ['Pod']}}]},
					validate: {pattern: {spec: {containers: [{image: 'registry.example.org/*'}]}}},
				},
			],
		},
	};
	const open = deployment({containers: [{name: 'app', image: 'nginx'}]}, {name: 'a'});
	assert.equal(answer(seen([open]), 'image-origin'), 'open');
	assert.equal(answer(seen([open, policy]), 'image-origin'), 'mixed');
});
