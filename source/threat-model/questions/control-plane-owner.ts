import {platformOf} from '../../kube/signatures/provider.js';
import type {GivenProposal, Question, Snapshot} from '../../model/index.js';
import {points} from '../points.js';

function prefill(snapshot: Snapshot): GivenProposal | undefined {
	const {owner, evidence, certain} = platformOf(snapshot);
	if (!owner) return undefined;
	return {value: owner, basis: certain ? 'read' : 'concluded', evidence};
}

export default {
	id: 'control-plane-owner',
	code: 'Q8',
	text: 'Who runs the control plane?',
	short: 'Who runs the control plane?',
	why: 'It decides which controls you can change yourself, and which a provider answers for.',
	options: [
		{value: 'managed', says: 'a cloud provider (EKS, GKE, AKS, …)', short: 'a provider', points: points(-2, 0, 0)},
		{value: 'self', says: 'we do (kubeadm, k3s, RKE2, Talos, OpenShift, …)', short: 'ourselves', points: points(2, 1, 0)},
		{value: 'lab', says: 'nobody: it is a local or throw-away cluster (kind, minikube)', short: 'a lab', points: points(-2, -2, -2)},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(1, 1, 0)},
	],
	unsureAs: 'self',
	prefill,
} satisfies Question;
