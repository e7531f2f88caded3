import {containersOf} from '../../kube/containers.js';
import {isMeshHeldToRegistry, registeredHosts} from '../../kube/mesh.js';
import {isApplicationNamespace, namespacesOf} from '../../kube/namespaces.js';
import {coverageOf, isNamespaceHeldToList} from '../../kube/network-policies.js';
import {workloads} from '../../kube/workloads.js';
import {counted, type GivenProposal, type Question, type ResourceName, type Snapshot} from '../../model/index.js';
import {extentOf} from '../in-part.js';
import {points} from '../points.js';

/** Policies add up: one that was not read may open what the others close. */
const policies: readonly ResourceName[] = [
	'networkPolicies',
	'ciliumNetworkPolicies',
	'ciliumClusterwideNetworkPolicies',
	'calicoGlobalNetworkPolicies',
	'clusterNetworkPolicies',
];

/** Only hints, unless policies hold every pod of an app to public addresses that somebody listed. */
function prefill(snapshot: Snapshot): GivenProposal | undefined {
	if (extentOf(snapshot, 'networkPolicies', 'pods') === 'nothing') return undefined;
	const used = [...namespacesOf(snapshot).values()].flatMap(({kind, name}) => {
		if (kind !== 'application') return [];
		const {pods, onHostNetwork} = coverageOf(snapshot, name);
		return pods + onHostNetwork > 0 ? [name] : [];
	});
	if (used.length === 0) return undefined;
	const held = used.filter(name => isNamespaceHeldToList(snapshot, name)).length;
	const proxied = throughProxy(snapshot);
	const hosts = registeredHosts(snapshot);
	const evidence = [
		{text: `in ${held} of ${counted(used.length, 'namespace')} of apps, policies hold every pod to listed addresses`},
		...(proxied > 0 ? [{text: `${counted(proxied, 'workload is', 'workloads are')} told to use a proxy`}] : []),
		...(isMeshHeldToRegistry(snapshot) ? [{text: 'Istio lets pods of its mesh reach registered hosts only'}] : []),
		...(hosts.length > 0
			? [{text: `${counted(hosts.length, 'host is', 'hosts are')} registered with Istio: ${hosts.slice(0, 3).join(', ')}`}]
			: []),
	];
	return held === used.length && extentOf(snapshot, 'pods', ...policies) === 'whole'
		? {value: 'known', basis: 'concluded', evidence}
		: {basis: 'read', evidence};
}

function throughProxy(snapshot: Snapshot): number {
	return workloads(snapshot).filter(
		({subject, podSpec}) =>
			isApplicationNamespace(subject.namespace, snapshot) &&
			containersOf(podSpec).some(({container}) => container.env?.some(({name}) => /^https?_proxy$/i.test(name))),
	).length;
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
