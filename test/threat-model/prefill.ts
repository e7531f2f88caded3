import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Answers, JsonObject, QuestionId, Snapshot} from '../../source/model/index.js';
import {prefilled} from '../../source/threat-model/prefill.js';
import {validAnswers} from '../../source/threat-model/valid-answers.js';
import {deployment, node, service} from '../helpers/manifests.js';
import {answer, outgoing, seen} from '../helpers/prefill.js';

test('offline nothing is filled in', () => {
	const offline = {...seen([], {}, false), cluster: {id: 'x', source: 'offline' as const}};
	assert.deepEqual(prefilled(offline), {answers: {}, hints: {}});
});

test('what a person said is never overwritten', () => {
	const given: Answers = {environment: {value: 'staging', basis: 'said', evidence: []}};
	assert.equal(answer(seen([], {cluster: {id: 'x', source: 'cluster', context: 'prod'}}), 'environment', given), 'staging');
});

test('of a file of answers only questions and answers that exist are taken', () => {
	assert.deepEqual(
		validAnswers({environment: {value: 'dev'}, 'user-count': 'many', 'limited-users': {value: 'nonsense'}, unknown: 'x', __proto__: null}),
		{environment: {value: 'dev', basis: 'said', evidence: []}, 'user-count': {value: 'many', basis: 'said', evidence: []}},
	);
	for (const broken of [null, 1, 'x', [], {environment: null}, {environment: {value: 7}}]) assert.deepEqual(validAnswers(broken), {});
});

test('answers that follow from others are taken without asking', () => {
	const lab = prefilled(seen([node('a', {spec: {providerID: 'kind://docker/kind/a'}})])).answers;
	assert.deepEqual([lab['network-trust']?.value, lab['egress-need']?.value], ['trusted', 'unsure']);
});

/** As one namespace alone shows it: parts of namespaced lists, nothing of the cluster. */

function oneNamespace(...objects: readonly JsonObject[]) {
	const all = seen(objects);
	const read = Object.entries(all.read).flatMap(([source, state]) =>
		['nodes', 'namespaces', 'clusterRoles', 'clusterRoleBindings'].includes(source)
			? []
			: [[source, state === 'complete' ? 'partial' : state]],
	);
	return prefilled({...all, onlyNamespaces: ['shop'], read: Object.fromEntries(read) as Snapshot['read']});
}

test('what is there in one namespace answers, what is not there never does', () => {
	const open = {...service('web', {type: 'LoadBalancer'}), status: {loadBalancer: {ingress: [{ip: '203.0.113.7'}]}}};
	const keys = deployment({containers: [{name: 'app', image: 'nginx', env: [{name: 'AWS_SECRET_ACCESS_KEY', value: 'x'}]}]}, {name: 'web'});
	const {answers, hints} = oneNamespace(open, keys);
	assert.equal(answers['internet-apps']?.value, 'public');
	assert.equal(answers['cloud-api']?.value, 'static');
	const told = (['app-count', 'image-origin', 'change-and-watch', 'egress-need'] as const).map(id => [answers[id], hints[id]?.[0]?.text]);
	assert.deepEqual(told, [
		[undefined, '1 by labels, releases and namespaces: shop'],
		[undefined, 'public: docker.io'],
		[undefined, '0 of 1 workload carries the mark of Git; nothing that raises security alerts was seen'],
		[undefined, 'in 0 of 1 namespace of apps, policies hold every pod to listed addresses'],
	]);
	const closed = oneNamespace(deployment({}, {name: 'a', labels: {'kustomize.toolkit.fluxcd.io/name': 'x'}}), outgoing(), service('a'));
	const all = [
		'internet-apps',
		'app-count',
		'cloud-api',
		'user-count',
		'limited-users',
		'tenancy',
		'image-origin',
		'change-and-watch',
		'egress-need',
	];
	assert.deepEqual(
		all.filter(id => closed.answers[id as QuestionId] !== undefined),
		[],
	);
});

test('more than enough in a part is enough', () => {
	const apps = Array.from({length: 11}, (_, index) =>
		deployment({}, {name: `d${index}`, labels: {'app.kubernetes.io/part-of': `app${index}`}}),
	);
	assert.equal(oneNamespace(...apps).answers['app-count']?.value, 'many');
});
