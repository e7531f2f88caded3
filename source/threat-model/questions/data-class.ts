import {namespacesOf} from '../../kube/namespaces.js';
import type {GivenProposal, Question, Snapshot} from '../../model/index.js';
import {points} from '../points.js';

const labels = ['data-class', 'data-classification', 'dataclass', 'data.classification'];
const classes: readonly (readonly [string, RegExp])[] = [
	['secret', /secret|restricted|critical/i],
	['regulated', /regulated|confidential|personal|pii|pci|phi|gdpr|hipaa/i],
	['internal', /internal/i],
	['public', /public/i],
];

/** The most sensitive class that a namespace is labelled with. */
function prefill(snapshot: Snapshot): GivenProposal | undefined {
	const marked = [...namespacesOf(snapshot).values()].flatMap(({name, labels: own = {}}) =>
		labels.flatMap(key => own[key] ?? []).map(value => ({name, value})),
	);
	for (const [value, pattern] of classes) {
		const found = marked.find(one => pattern.test(one.value));
		if (found) return {value, basis: 'concluded', evidence: [{text: `namespace ${found.name} is labelled ${found.value}`}]};
	}
	return undefined;
}

export default {
	id: 'data-class',
	code: 'Q11',
	text: 'What is the most sensitive data in or behind this cluster?',
	short: 'How sensitive is the data?',
	why: 'It decides what a break-in costs.',
	options: [
		{value: 'public', says: 'nothing sensitive', short: 'public', points: points(0, 0, 0)},
		{value: 'internal', says: 'internal business data', short: 'internal', points: points(0, 0, 0)},
		{
			value: 'regulated',
			says: 'personal, health or payment data',
			short: 'regulated',
			points: points(0, 1, 1),
			phrase: 'you hold regulated data',
		},
		{
			value: 'secret',
			says: 'money movement, keys, safety or state secrets',
			short: 'secret',
			points: points(1, 1, 1),
			phrase: 'you hold highly sensitive data',
		},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 1, 1)},
	],
	unsureAs: 'regulated',
	prefill,
} satisfies Question;
