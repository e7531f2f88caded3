import {publicEntrances, unsureEntrances} from '../../kube/exposure.js';
import type {GivenProposal, Question, Snapshot} from '../../model/index.js';
import {points} from '../points.js';

const most = 3;

function prefill(snapshot: Snapshot): GivenProposal | undefined {
	const {read} = snapshot;
	if (read.services !== 'complete') return undefined;
	const entrances = publicEntrances(snapshot);
	const unsure = unsureEntrances(snapshot);
	if (entrances.length === 0 && unsure.length > 0) {
		return {
			basis: 'read',
			evidence: [
				{
					text: `${unsure
						.slice(0, most)
						.map(({says}) => says)
						.join('; ')}: a name, which nobody resolved`,
				},
			],
		};
	}
	if (entrances.length === 0) {
		if (read.ingresses !== 'complete') return undefined;
		return {value: 'none', basis: 'concluded', evidence: [{text: 'no service, ingress or gateway has a public address'}]};
	}
	const shown = entrances.slice(0, most).map(({says}) => says);
	const rest = entrances.length - shown.length;
	const evidence = [{text: `${shown.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`}];
	const gated = entrances.every(entrance => entrance.login !== undefined);
	return gated
		? {value: 'gated', basis: 'concluded', evidence: [...evidence, {text: 'each asks for a login first'}]}
		: {value: 'public', basis: 'read', evidence};
}

export default {
	id: 'internet-apps',
	code: 'Q3',
	text: 'Do any applications in this cluster serve people on the internet?',
	short: 'Can a stranger reach an app here?',
	why: 'Internet-facing apps get attacked; sooner or later one container is taken over.',
	options: [
		{
			value: 'public',
			says: "yes, anyone reaches an app's own pages, even a login page of the app",
			short: 'anyone',
			points: points(3, 5, 0),
			phrase: 'you run internet-facing apps',
		},
		{
			value: 'gated',
			says: 'only after a login proxy, VPN or client certificate let them through',
			short: 'behind a login',
			points: points(1, 2, 0),
		},
		{value: 'none', says: 'no', short: 'no', points: points(0, 0, 0)},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(2, 3, 0)},
	],
	prefill,
} satisfies Question;
