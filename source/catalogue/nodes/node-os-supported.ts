import {containersOf} from '../../kube/containers.js';
import {repositoryOf} from '../../kube/images.js';
import {fewNodes, isVirtualNode, poolOf} from '../../kube/node-kinds.js';
import {supportSource, systemSupport} from '../../kube/node-support.js';
import {platformOf} from '../../kube/signatures/provider.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {workloads} from '../../kube/workloads.js';
import {
	type Control,
	counted,
	type Escaped,
	type Evidence,
	type Exemption,
	type Finding,
	type Inspection,
	type Node,
	type Snapshot,
} from '../../model/index.js';

const subject = {group: '', kind: 'Cluster', name: 'nodes'} as const;
const soonDays = 90;
const oldDays = 90;
const day = 24 * 60 * 60 * 1000;
type Group = readonly [key: string, nodes: readonly Escaped<Node>[]];

function groupedBy(nodes: readonly Escaped<Node>[], keyOf: (node: Node) => string): Group[] {
	return [...Map.groupBy(nodes, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1));
}

function endFindings(image: string, nodes: readonly Node[], today: string): Finding[] {
	const support = systemSupport(image, today);
	if (!support.known) return [];
	const who = fewNodes(nodes);
	const base = {subject, item: image, value: image};
	if (support.end === undefined)
		return [{...base, check: 'ended', level: 'fail', message: `${support.name} is older than every release known to get fixes: ${who}`}];
	const {name, end, left} = support;
	if (left < 0) return [{...base, check: 'ended', level: 'fail', message: `${name} gets no fixes since ${end}: ${who}`}];
	return left <= soonDays
		? [{...base, check: 'ends-soon', level: 'warn', message: `${name} gets fixes only until ${end}, ${left} days from now: ${who}`}]
		: [];
}

/** Something that restarts or replaces nodes for updates. */
function renewer(snapshot: Snapshot): string | undefined {
	const images = workloads(snapshot).flatMap(({podSpec}) =>
		containersOf(podSpec).map(({container}) => repositoryOf(container.image ?? '')),
	);
	if (images.some(image => /\/(kubereboot|weaveworks)\/kured$/.test(image))) return 'kured restarts nodes after updates';
	if (images.some(image => image.endsWith('/rancher/system-upgrade-controller'))) return 'the system upgrade controller renews nodes';
	if ((snapshot.items.nodes ?? []).some(({metadata}) => metadata.labels?.['karpenter.sh/nodepool'] !== undefined))
		return 'Karpenter replaces nodes';
	return platformOf(snapshot).platform === 'gke' ? 'GKE renews nodes by itself unless it is told not to' : undefined;
}

function inspect(snapshot: Snapshot): Inspection {
	const today = snapshot.takenAt;
	const all = snapshot.items.nodes ?? [];
	const nodes = all.filter(node => !isVirtualNode(node));
	const exempt = all.filter(isVirtualNode).map(
		({metadata}): Exemption => ({
			subject: {group: '', kind: 'Node', name: metadata.name},
			reason: 'a virtual node: the provider updates it',
		}),
	);
	const images = groupedBy(nodes, ({osImage = ''}) => osImage);
	const renews = renewer(snapshot);
	const old =
		renews === undefined
			? nodes.filter(({metadata: {created}}) => created !== undefined && Date.parse(today) - Date.parse(created) > oldDays * day)
			: [];
	const mixed = groupedBy(nodes, node => `${poolOf(node)} (${node.metadata.labels?.['kubernetes.io/arch'] ?? 'any machine'})`).flatMap(
		([pool, own]): Finding[] => {
			const kernels = [...new Set(own.flatMap(({kernelVersion}) => kernelVersion ?? []))].sort();
			return kernels.length > 1
				? [
						{
							check: 'kernels-differ',
							subject,
							item: pool,
							level: 'warn',
							message: `nodes of one pool run different kernels: ${kernels.slice(0, 3).join(', ')}`,
						},
					]
				: [];
		},
	);
	const findings: Finding[] = [
		...images.flatMap(([image, own]) => endFindings(image, own, today)),
		...(old.length > 0
			? [
					{
						check: 'not-renewed',
						subject,
						level: 'warn' as const,
						message: `older than ${oldDays} days, and nothing seen that renews them: ${fewNodes(old)}`,
					},
				]
			: []),
		...mixed,
	];
	const unknown = images.filter(([image]) => !systemSupport(image, today).known);
	const seen: Evidence[] = [
		...images.map(([image, own]) => ({text: `${image || 'no name'}: ${counted(own.length, 'node')}`})),
		...(renews === undefined ? [] : [{text: renews}]),
		{text: supportSource(today)},
	];
	if (nodes.length === 0) return all.length > 0 ? {findings: [], seen, exempt} : {unknown: {code: 'hidden', text: 'no node can be seen'}};
	if (findings.length === 0 && unknown.length > 0)
		return {
			unknown: {
				code: 'hidden',
				text: `how long ${unknown
					.map(([image]) => image || 'a system without a name')
					.slice(0, 3)
					.join(', ')} gets fixes is not in the data`,
			},
			seen,
		};
	return {findings, seen, exempt};
}

export default {
	id: 'node-os-supported',
	title: 'Run node systems that still get fixes',
	layer: 'infrastructure',
	phase: 'operate',
	severity: 'high',
	blast: 'node',
	fix: 'provider',
	threats: {external: 1, container: 3, user: 0},
	seeds: ['N13', 'N14'],
	references: {
		gke: ['5.5.2', '5.5.3'],
		nsa: 'Upgrading and application security practices',
		owasp: ['K07', 'K10'],
		attack: ['T1068', 'T1611'],
		kubescape: ['C-0079'],
	},
	why: 'All pods of a node share its kernel: a flaw in it that is known and not mended lets a container out onto the node.',
	risk: 'Nodes are drained and restarted one after another; disruption budgets may hold that up.',
	question: 'Do nodes get security updates automatically (new images or kured)?',
	because: 'the shared kernel under every pod misses fixes',
	verify: 'kubectl get nodes -o custom-columns=N:.metadata.name,OS:.status.nodeInfo.osImage,K:.status.nodeInfo.kernelVersion',
	hidden: 'Fixes that are put into a running kernel (livepatch) cannot be seen.',
	boosts: {'node-owner.self': 1.2, 'tenancy.customers': 1.2},
	guide: {
		everywhere: [
			'Replace the nodes by ones with a supported system: cordon, drain, remove, one pool after another.',
			'Then let something renew them: new images every few weeks, or kured.',
		],
		platforms: {
			eks: [
				'aws eks update-nodegroup-version --cluster-name <cluster> --nodegroup-name <group>',
				'From Amazon Linux 2: new node groups with Amazon Linux 2023 or Bottlerocket',
			],
			gke: ['gcloud container node-pools update <pool> --cluster <cluster> --enable-autoupgrade'],
			aks: ['az aks update --node-os-upgrade-channel NodeImage'],
			talos: ['talosctl upgrade --image <installer>'],
		},
		snippet: 'kubectl get nodes -o custom-columns=N:.metadata.name,OS:.status.nodeInfo.osImage,K:.status.nodeInfo.kernelVersion\n',
	},
	cluster: {needs: ['nodes'], over: 'nodes', wants: ['pods', ...workloadSources, 'settings', 'version'], inspect},
} satisfies Control;
