import {environmentIn, environmentLabels} from '../../kube/namespaces.js';
import type {GivenProposal, Question, Snapshot} from '../../model/index.js';
import {points} from '../points.js';

function prefill(snapshot: Snapshot): GivenProposal | undefined {
	const {context = '', name = '', source} = snapshot.cluster;
	if (source === 'offline') return undefined;
	for (const [what, called] of [
		// Of files it is the name of one of them.
		['context', source === 'files' ? '' : context],
		['cluster', name],
	] as const) {
		const value = environmentIn(called);
		if (value) return {value, basis: 'concluded', evidence: [{text: `the ${what} is called ${called}`}]};
	}
	if (
		(snapshot.items.nodes ?? []).some(
			node => node.providerID?.startsWith('kind://') || node.metadata.labels?.['minikube.k8s.io/version'] !== undefined,
		)
	) {
		return {value: 'dev', basis: 'concluded', evidence: [{text: 'a node belongs to kind or minikube'}]};
	}
	const marks = (snapshot.items.namespaces ?? []).flatMap(({metadata}) =>
		environmentLabels.flatMap(key => metadata.labels?.[key] ?? []).map(value => [metadata.name, value] as const),
	);
	const found = [...new Set(marks.map(([, value]) => environmentIn(value)).filter(value => value !== undefined))];
	if (found.length === 1) {
		const [name, value] = marks.find(([, label]) => environmentIn(label) === found[0]) as readonly [string, string];
		return {value: found[0], basis: 'concluded', evidence: [{text: `namespace ${name} is labelled ${value}`}]};
	}
	return {value: 'prod', basis: 'assumed', evidence: [{text: 'no hint found; production is the safe side'}]};
}

export default {
	id: 'environment',
	code: 'Q14',
	text: 'What is this cluster for?',
	short: 'What is it for?',
	why: 'A production cluster is worth an attack; in a test cluster the same gap costs less.',
	options: [
		{
			value: 'prod',
			says: 'production: people or money depend on it',
			short: 'production',
			points: points(1, 1, 1),
			phrase: 'this is production',
		},
		{value: 'staging', says: 'staging: the last step before production', short: 'staging', points: points(0, 0, 0)},
		{value: 'dev', says: 'development, tests or training', short: 'development', points: points(-2, -2, -2)},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(1, 1, 1)},
	],
	unsureAs: 'prod',
	prefill,
} satisfies Question;
