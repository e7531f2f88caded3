import {cloudOf} from '../../kube/cloud-access.js';
import {creation} from '../../kube/creation.js';
import {entranceSources, publicEntrances} from '../../kube/exposure.js';
import {isIpv6, type MetadataAddress, metadataAddresses, reachesMetadata} from '../../kube/metadata-address.js';
import {namespaceKind, namespacesOf} from '../../kube/namespaces.js';
import {podsUnderPolicy, policiesOver} from '../../kube/network-policies.js';
import {networkPlugin} from '../../kube/signatures/cni.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {yamlOf} from '../../kube/yaml-text.js';
import {
	type Asked,
	type Control,
	counted,
	type Finding,
	hasAnswered,
	hasSaid,
	type Inspection,
	type Manifest,
	type Remediation,
	type Snapshot,
	unescaped,
} from '../../model/index.js';

const servedByGke = 'iam.gke.io/gke-metadata-server-enabled';

function inspect(snapshot: Snapshot, {model, attested}: Asked): Inspection {
	const cloud = cloudOf(snapshot);
	const nodes = snapshot.items.nodes ?? [];
	if (cloud === undefined) return {notApplicable: 'no node belongs to a cloud that gives out credentials'};
	const judged = (findings: readonly Finding[], more: readonly string[] = [], isAttested = false): Inspection => ({
		findings,
		seen: [{text: `the nodes belong to ${cloud}`}, ...more.map(text => ({text}))],
		exempt: [],
		...(isAttested && {attested: true}),
	});
	if (nodes.every(({metadata}) => metadata.labels?.[servedByGke] === 'true'))
		return judged([], ['the metadata server of GKE answers pods instead']);
	const open = openNamespaces(snapshot, metadataAddresses(cloud));
	const beside = ['pods on the network of their node reach it whatever policies say'];
	if (open.length === 0) return judged([], ['policies keep every pod of an app away from it', ...beside]);
	if (attested === 'yes') return judged([], [`policies let pods of ${counted(open.length, 'namespace')} through`, ...beside], true);
	const said = attested === 'no' || attested === 'partly';
	if (!said && !hasAnswered(model, 'cloud-api', 'node'))
		return {
			unknown: {code: 'hidden', text: 'whether the cloud refuses pods (hop limit 1 with session tokens, or a restriction of the provider)'},
			seen: [{text: `policies let pods of ${open.map(({subject}) => subject.name).join(', ')} through`}, ...beside.map(text => ({text}))],
		};
	const isGuess = attested !== 'no' && !hasSaid(model, 'cloud-api', 'node');
	const level = attested === 'partly' || isGuess ? 'warn' : 'fail';
	return judged(
		open.map(finding => ({...finding, level})),
		beside,
		said,
	);
}

/** Namespaces of apps whose pods reach the address. */
function openNamespaces(snapshot: Snapshot, addresses: readonly MetadataAddress[]): readonly Finding[] {
	const facing = new Set(publicEntrances(snapshot).flatMap(({workloads}) => workloads.map(({subject}) => subject.namespace ?? '')));
	return [...namespacesOf(snapshot).values()].flatMap(({name}): Finding[] => {
		if (namespaceKind(name, snapshot) !== 'application') return [];
		const pods = podsUnderPolicy(snapshot, name).filter(pod => reachesMetadata(snapshot, pod, addresses));
		if (pods.length === 0) return [];
		return [
			{
				check: 'open',
				subject: {group: '', kind: 'Namespace', name},
				level: 'fail',
				message: `${pods.length === 1 ? 'a pod' : counted(pods.length, 'pod')} can ask ${pods.length === 1 ? 'its node' : 'their nodes'} for cloud credentials`,
				internetFacing: facing.has(name),
			},
		];
	});
}

function remediate({subject}: Finding, snapshot: Snapshot): Remediation {
	const plugin = networkPlugin(snapshot);
	const addresses = metadataAddresses(cloudOf(snapshot) ?? '').map(({address}) => address);
	const guide = {everywhere: ['Let pods that need the cloud use an identity of their own first, then close the address.']};
	if (/cilium|dataplane v2/i.test(plugin.name))
		return {
			guide,
			snippet: forCilium(addresses),
			refused: 'Cilium matches neither pods nor nodes by address: such a policy would cut DNS and every call inside the cluster',
		};
	const manifest = policy(unescaped(subject.name), addresses);
	const snippet = yamlOf(manifest);
	if (plugin.enforces !== 'yes')
		return {guide, snippet, refused: 'the network plugin is not known to obey policies: row cni-enforces-policy comes first'};
	const others = [...new Set(podsUnderPolicy(snapshot, subject.name).flatMap(pod => policiesOver(snapshot, pod, 'egress')))].sort();
	if (others.length > 0)
		return {
			guide,
			snippet,
			refused: `${others.join(', ')} already limits what goes out, and policies add up: take ${addresses.join(' and ')} out of its ranges instead`,
		};
	return {changes: [creation('networkPolicies', manifest)]};
}

const only = (address: string) => `${address}/${isIpv6(address) ? 128 : 32}`;

/** Everything stays open but these addresses: pods by selector, because ranges do not match them everywhere. */
function policy(namespace: string, addresses: readonly string[]): Manifest {
	const all = (cidr: string, except: readonly string[]) => ({ipBlock: {cidr, ...(except.length > 0 && {except: except.map(only)})}});
	return {
		apiVersion: 'networking.k8s.io/v1',
		kind: 'NetworkPolicy',
		metadata: {name: 'deny-metadata', namespace},
		spec: {
			podSelector: {},
			policyTypes: ['Egress'],
			egress: [
				{
					to: [
						{namespaceSelector: {}},
						all(
							'0.0.0.0/0',
							addresses.filter(address => !isIpv6(address)),
						),
						all('::/0', addresses.filter(isIpv6)),
					],
				},
				...(addresses.includes(nameServerOfAzure) ? [forNames(nameServerOfAzure)] : []),
			],
		},
	};
}

/** It gives out settings of the node, and answers the names of all who take the name server of their node. */
const nameServerOfAzure = '168.63.129.16';
const forNames = (address: string) => ({
	to: [{ipBlock: {cidr: only(address)}}],
	ports: [
		{protocol: 'UDP', port: 53},
		{protocol: 'TCP', port: 53},
	],
});

const forCilium = (addresses: readonly string[]) =>
	`apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata: {name: deny-metadata}\nspec:\n  endpointSelector: {}\n  enableDefaultDeny: {egress: false}\n  egressDeny: [{toCIDR: [${addresses.map(address => `"${only(address)}"`).join(', ')}]}]\n`;

export default {
	id: 'metadata-api-blocked',
	title: 'Keep pods away from cloud credentials',
	layer: 'cluster',
	phase: 'build',
	severity: 'critical',
	blast: 'cluster',
	fix: 'manifest',
	threats: {external: 0, container: 3, user: 0},
	seeds: ['K5', 'M5', 'N5', 'T2'],
	references: {
		eks: ['5.2.1'],
		gke: ['5.4.1'],
		nsa: 'Protecting sensitive cloud infrastructure',
		owasp: ['K08', 'K05'],
		microsoft: ['MS-TA9033', 'MS-TA9028'],
		attack: ['T1552.005'],
		kubescape: ['C-0052'],
	},
	why: 'Whoever runs a command in one pod asks the node for its cloud credentials, and goes on from there in the cloud account.',
	risk: 'Pods that use the cloud with the rights of their node lose it: give them an identity of their own first.',
	question: "Are pods prevented from reading the node's cloud credentials at 169.254.169.254?",
	because: 'pods can ask the node for its cloud credentials',
	verify: 'kubectl get networkpolicies -A -o yaml | grep -B3 169.254.169.254',
	hidden: 'The hop limit of the metadata service and restrictions of the provider are settings of the cloud.',
	boosts: {
		'cloud-api.node': 1.6,
		'cloud-api.unsure': 1.3,
		'cloud-api.none': 0.8,
		'internet-apps.public': 1.2,
		'control-plane-owner.lab': 0.5,
	},
	requires: ['cni-enforces-policy'],
	requiresWhen: {'cloud-api.node': ['cloud-workload-identity']},
	guide: {
		everywhere: ['Let pods that need the cloud use an identity of their own first, then close the address.'],
		platforms: {
			eks: [
				'aws ec2 modify-instance-metadata-options --http-tokens required --http-put-response-hop-limit 1 for every node, and in the launch template',
			],
			gke: ['Enable Workload Identity Federation: the metadata server of GKE then answers pods'],
			aks: ['Enable the IMDS restriction of the cluster'],
		},
		snippet:
			'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny-metadata, namespace: <namespace>}\nspec:\n  podSelector: {}\n  policyTypes: [Egress]\n  egress:\n  - to:\n    - namespaceSelector: {}\n    - ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}\n    - ipBlock: {cidr: "::/0", except: ["fd00:ec2::254/128"]}\n',
	},
	cluster: {
		needs: [
			'nodes',
			'namespaces',
			'pods',
			'networkPolicies',
			'ciliumNetworkPolicies',
			'ciliumClusterwideNetworkPolicies',
			'calicoGlobalNetworkPolicies',
		],
		wants: [...workloadSources, 'clusterNetworkPolicies', ...entranceSources, 'settings', 'version'],
		inspect,
		remediate,
	},
} satisfies Control;
