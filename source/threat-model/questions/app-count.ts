import {applications} from '../../kube/applications.js';
import type {GivenProposal, Question, Snapshot} from '../../model/index.js';
import {extentOf, hintsOfPart} from '../in-part.js';
import {points} from '../points.js';

const most = 4;

function prefill(snapshot: Snapshot): GivenProposal | undefined {
	const extent = extentOf(snapshot, 'pods', 'deployments');
	if (extent === 'nothing') return undefined;
	const names = applications(snapshot);
	if (names.length === 0) return undefined;
	const shown = names.slice(0, most).join(', ');
	const evidence = [{text: `${names.length} by labels, releases and namespaces: ${shown}${names.length > most ? ', …' : ''}`}];
	const value = names.length === 1 ? 'one' : names.length <= 10 ? 'several' : 'many';
	return extent === 'whole' || value === 'many' ? {value, basis: 'concluded', evidence} : hintsOfPart(evidence);
}

export default {
	id: 'app-count',
	code: 'Q4',
	text: 'How many separate applications run here?',
	short: 'How many applications?',
	why: 'More applications mean more ways in, and one break-in reaches all of them.',
	options: [
		{value: 'one', says: 'one', short: 'one', points: points(0, 0, 0)},
		{value: 'several', says: '2 to 10', short: '2 to 10', points: points(0, 1, 0)},
		{value: 'many', says: 'more than 10', short: 'over 10', points: points(0, 2, 1), phrase: 'many apps share the cluster'},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 2, 0)},
	],
	prefill,
} satisfies Question;
