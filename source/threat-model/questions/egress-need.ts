import {namespacesOf} from '../../kube/namespaces.js';
import {coverageOf} from '../../kube/network-policies.js';
import type {GivenProposal, Question, Snapshot} from '../../model/index.js';
import {points} from '../points.js';

/** Only hints, unless every namespace of an app already holds what goes out to a list. */
function prefill(snapshot: Snapshot): GivenProposal | undefined {
	if (snapshot.read.networkPolicies !== 'complete' || snapshot.read.pods !== 'complete') return undefined;
	const spaces = [...namespacesOf(snapshot).values()]
		.filter(({kind}) => kind === 'application')
		.map(({name}) => coverageOf(snapshot, name));
	const used = spaces.filter(({pods}) => pods > 0);
	if (used.length === 0) return undefined;
	const held = used.filter(({pods, egress}) => egress.isolated === pods).length;
	const evidence = [{text: `in ${held} of ${used.length} namespaces of apps, policies limit what every pod may reach`}];
	return held === used.length ? {value: 'known', basis: 'concluded', evidence} : {basis: 'read', evidence};
}

export default {
	id: 'egress-need',
	code: 'Q15',
	text: 'May your apps connect to every address on the internet, or only to a known list?',
	short: 'Where do apps connect to?',
	why: 'What may go anywhere may carry your data there.',
	options: [
		{value: 'known', says: 'only to a known list', short: 'a known list', points: points(0, 0, 0)},
		{value: 'any', says: 'to every address', short: 'every address', points: points(0, 1, 0)},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 1, 0)},
	],
	skip: answers => (answers.environment?.value === 'dev' || answers['control-plane-owner']?.value === 'lab' ? 'unsure' : undefined),
	prefill,
} satisfies Question;
