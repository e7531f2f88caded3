import {listedBalancers, publicEntrances, takesNodePorts, unsureEntrances, unsureSays} from '../../kube/exposure.js';
import type {GivenProposal, Question, Snapshot} from '../../model/index.js';
import {extentOf, hintsOfPart} from '../in-part.js';
import {points} from '../points.js';

const most = 3;

const few = (all: readonly string[]) => `${all.slice(0, most).join('; ')}${all.length > most ? `; and ${all.length - most} more` : ''}`;

function prefill(snapshot: Snapshot): GivenProposal | undefined {
	const extent = extentOf(snapshot, 'services');
	if (extent === 'nothing') return undefined;
	const open = publicEntrances(snapshot);
	if (open.length === 0) return withoutPublic(snapshot);
	const evidence = [{text: few(open.map(({says}) => says))}];
	if (open.every(({login}) => login !== undefined) && extent === 'part') return hintsOfPart(evidence);
	if (open.every(({login}) => login !== undefined))
		return {value: 'gated', basis: 'concluded', evidence: [...evidence, {text: 'each asks for a login first'}]};
	if (!open.every(({login, mayAsk}) => login !== undefined || mayAsk !== undefined)) return {value: 'public', basis: 'read', evidence};
	const asking = [...new Set(open.flatMap(({mayAsk}) => mayAsk ?? []))];
	return {basis: 'read', evidence: [...evidence, {text: `${few(asking)} may ask for a login first`}]};
}

/** That nothing is open is said only where everything was read that could be. */
function withoutPublic(snapshot: Snapshot): GivenProposal | undefined {
	const unsure = unsureEntrances(snapshot).map(unsureSays);
	const listed = listedBalancers(snapshot);
	const blind = takesNodePorts(snapshot) && snapshot.read.nodes !== 'complete';
	const hints = [
		...(unsure.length > 0 ? [few(unsure)] : []),
		...(listed.length > 0 ? [few(listed)] : []),
		...(blind ? ['ports of nodes are taken, and the addresses of nodes were not read'] : []),
	];
	if (hints.length > 0) return {basis: 'read', evidence: hints.map(text => ({text}))};
	if (extentOf(snapshot, 'services', 'ingresses', 'gateways', 'httpRoutes', 'pods') !== 'whole') return undefined;
	return {value: 'none', basis: 'concluded', evidence: [{text: 'no service, ingress or gateway has a public address'}]};
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
