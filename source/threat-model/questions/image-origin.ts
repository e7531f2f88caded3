import {isApplicationNamespace} from '../../kube/namespaces.js';
import {isPublicRegistry, registriesIn, usedImages} from '../../kube/registries.js';
import type {GivenProposal, Question, Snapshot} from '../../model/index.js';
import {extentOf, hintsOfPart} from '../in-part.js';
import {points} from '../points.js';

const most = 4;

function prefill(snapshot: Snapshot): GivenProposal | undefined {
	const extent = extentOf(snapshot, 'pods', 'deployments');
	if (extent === 'nothing') return undefined;
	const registries = registriesIn(usedImages(snapshot).filter(({workload}) => isApplicationNamespace(workload.subject.namespace)));
	if (registries.length === 0) return undefined;
	const open = registries.filter(isPublicRegistry);
	const own = registries.filter(registry => !isPublicRegistry(registry));
	const named = (all: readonly string[]) => `${all.slice(0, most).join(', ')}${all.length > most ? ', …' : ''}`;
	const evidence = [
		{
			text: [...(own.length > 0 ? [`private: ${named(own)}`] : []), ...(open.length > 0 ? [`public: ${named(open)}`] : [])].join('; '),
		},
	];
	if (extent === 'part') return hintsOfPart(evidence);
	return {value: open.length === 0 ? 'own' : own.length > 0 ? 'mixed' : 'open', basis: 'concluded', evidence};
}

export default {
	id: 'image-origin',
	code: 'Q12',
	text: 'Where do your container images come from?',
	short: 'Where do images come from?',
	why: 'Whoever makes an image decides what runs in it.',
	options: [
		{value: 'own', says: 'built, scanned and signed by us; vendors from a short list', short: 'our own', points: points(0, 0, 0)},
		{value: 'mixed', says: 'our own and public ones', short: 'mixed', points: points(0, 1, 0)},
		{value: 'open', says: 'whatever people find useful', short: 'anywhere', points: points(0, 2, 0), phrase: 'images come from anywhere'},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 2, 0)},
	],
	prefill,
} satisfies Question;
