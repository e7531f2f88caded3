import assert from 'node:assert/strict';
import {test} from 'node:test';
import {array, constantFrom, assert as holds, property, string, uniqueArray} from 'fast-check';
import {shortNames} from '../../source/commands/short-name.js';
import {shortNamePattern} from '../../source/session/store.js';

const names = (...contexts: readonly (readonly [id: string, server: string])[]) =>
	shortNames(contexts.map(([id, server]) => ({id, server})));
const rancher = 'https://rancher.example.org/k8s/clusters/c-1';

test('a cluster is called by the end of its context, or by its host', () => {
	assert.deepEqual(
		names(
			['arn:aws:eks:eu-central-1:123456789012:cluster/prod-eu-1', 'https://abc.eks.amazonaws.com'],
			['kubernetes-admin@kubernetes', 'https://10.20.0.4:6443'],
			['kind-dev', 'https://127.0.0.1:41233'],
		),
		['prod-eu-1', '10.20.0.4', 'kind-dev'],
	);
});

test('clusters that differ only at the end of long names are told apart by it', () => {
	const [one, two] = names(['admin@acme-production-payments-eu-1', rancher], ['admin@acme-production-payments-eu-2', rancher]);
	assert.deepEqual([one, two], ['admin@acme---yments-eu-1', 'admin@acme---yments-eu-2']);
});

test('whatever the contexts are called, no two clusters have one name, and every name can be typed', () => {
	const id = array(constantFrom('a', 'production', '-', '/', '_', ':', '@', 'ü', ' ', 'kubernetes-admin@kubernetes'), {maxLength: 12}).map(
		parts => parts.join(''),
	);
	const context = uniqueArray(id, {maxLength: 6}).chain(ids =>
		array(constantFrom(rancher, 'https://10.0.0.1', '', 'x y'), {minLength: ids.length, maxLength: ids.length}).map(servers =>
			ids.map((one, index) => ({id: one, server: servers[index] as string})),
		),
	);
	holds(
		property(context, contexts => {
			const found = shortNames(contexts);
			assert.equal(new Set(found).size, contexts.length, found.join(' '));
			for (const name of found) assert.match(name, shortNamePattern);
		}),
	);
	holds(property(string(), text => assert.match(shortNames([{id: text, server: text}])[0] as string, shortNamePattern)));
});

test('a name stays the same whatever other contexts come to the kubeconfig', () => {
	const both = names(['a/x', rancher], ['b/x', rancher]);
	const three = names(['c/y', 'https://10.0.0.9'], ['a/x', rancher], ['b/x', rancher]);
	assert.deepEqual(three.slice(1), both);
});
