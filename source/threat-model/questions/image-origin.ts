import {isApplicationNamespace} from '../../kube/namespaces.js';
import {isPublicRegistry, registriesIn, usedImages} from '../../kube/registries.js';
import {registryPolicies} from '../../kube/signatures/registry-policies.js';
import type {GivenProposal, Question, Snapshot} from '../../model/index.js';
import {extentOf, hintsOfPart} from '../in-part.js';
import {points} from '../points.js';

const most = 4;
/** From the best answer to the worst; a policy that refuses other registries makes it one step better. */
const steps = ['own', 'mixed', 'open'] as const;

function prefill(snapshot: Snapshot): GivenProposal | undefined {
	const extent = extentOf(snapshot, 'pods', 'deployments');
	if (extent === 'nothing') return undefined;
	const registries = registriesIn(
		usedImages(snapshot).filter(({workload}) => isApplicationNamespace(workload.subject.namespace, snapshot)),
	);
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
	const seen = open.length === 0 ? 0 : own.length > 0 ? 1 : 2;
	const policy = registryPolicies(snapshot).find(({enforced}) => enforced);
	if (!policy) return {value: steps[seen], basis: 'concluded', evidence};
	return {
		value: steps[Math.max(0, seen - 1) as 0 | 1],
		basis: 'concluded',
		evidence: [...evidence, {text: `${policy.engine}, ${policy.subject.name}, refuses what comes from elsewhere`}],
	};
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
