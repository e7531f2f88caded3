import type {GivenProposal, Question, Snapshot} from '../../model/index.js';
import {points} from '../points.js';

const wholly: readonly (readonly [string, RegExp])[] = [
	['eks.amazonaws.com/compute-type', /^(fargate|auto)$/],
	['eks.amazonaws.com/fargate-profile', /./],
];
const pools = ['eks.amazonaws.com/nodegroup', 'cloud.google.com/gke-nodepool', 'kubernetes.azure.com/agentpool', 'karpenter.sh/nodepool'];

function prefill({items, read}: Snapshot): GivenProposal | undefined {
	const nodes = items.nodes ?? [];
	if (read.nodes !== 'complete' || nodes.length === 0) return undefined;
	const labels = nodes.map(({metadata}) => metadata.labels ?? {});
	const mark = (own: Readonly<Record<string, string>>) => wholly.find(([key, pattern]) => pattern.test(own[key] ?? ''))?.[0];
	if (labels.every(own => mark(own) !== undefined))
		return {value: 'provider', basis: 'read', evidence: [{text: `every node is labelled ${mark(labels[0] ?? {})}`}]};
	if (nodes.every(({metadata}) => metadata.name.startsWith('gk3-')))
		return {value: 'provider', basis: 'concluded', evidence: [{text: 'every node is named as GKE Autopilot names them'}]};
	const pool = pools.find(key => labels.some(own => own[key] !== undefined));
	if (pool !== undefined) return {value: 'pool', basis: 'read', evidence: [{text: `nodes are labelled ${pool}`}]};
	return {value: 'self', basis: 'concluded', evidence: [{text: 'no node carries the mark of a pool of a provider'}]};
}

export default {
	id: 'node-owner',
	code: 'Q9',
	text: 'Who builds and patches the nodes?',
	short: 'Who patches the nodes?',
	why: 'Under every pod lies the same kernel; somebody has to keep it patched.',
	options: [
		{value: 'provider', says: 'the provider, wholly (Autopilot, Fargate, Auto Mode)', short: 'the provider', points: points(0, -1, 0)},
		{value: 'pool', says: "we, from the provider's images in our node pools", short: 'provider images', points: points(0, 0, 0)},
		{value: 'self', says: 'we: our own machines and images', short: 'ourselves', points: points(0, 1, 0)},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 1, 0)},
	],
	unsureAs: 'self',
	skip: answers => (answers['control-plane-owner']?.value === 'lab' ? 'self' : undefined),
	prefill,
} satisfies Question;
