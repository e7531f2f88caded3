import {fewNodes, isVirtualNode, isWindowsNode} from '../../kube/node-kinds.js';
import {containerdSupport, supportSource} from '../../kube/node-support.js';
import {parsedVersion} from '../../kube/versions.js';
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
const dockershimUntil = 24;
type Said = Omit<Finding, 'subject'> | 'supported' | 'unknown';

/** k3s and RKE2 bring a containerd of their own, which they keep up. */
const isBundled = (runtime: string) => /-k3s\d+$/.test(runtime);

function ofContainerd(runtime: string, nodes: readonly Node[], today: string): Said {
	const support = containerdSupport(runtime, today);
	if (!support?.known) return 'unknown';
	const who = fewNodes(nodes);
	const item = support.name;
	if (support.end === undefined)
		return {
			check: 'ended',
			item,
			level: 'fail',
			message: `${support.name} is older than every release known to get fixes: ${who}`,
			value: runtime,
		};
	const {name, end, left} = support;
	if (left > soonDays) return 'supported';
	const message =
		left < 0 ? `${name} gets no fixes since ${end}: ${who}` : `${name} gets fixes only until ${end}, ${left} days from now: ${who}`;
	return {check: left < 0 ? 'ended' : 'ends-soon', item, level: left < -soonDays ? 'fail' : 'warn', message, value: runtime};
}

const minorOf = ({kubeletVersion = ''}: Node) => parsedVersion(kubeletVersion)?.minor;

/** Every release of CRI-O belongs to one of Kubernetes. */
function ofCrio(runtime: string, nodes: readonly Node[]): Said {
	const minor = /^cri-o:\/\/v?1\.(\d+)/.exec(runtime)?.[1];
	if (minor === undefined) return 'unknown';
	const other = nodes.filter(node => minorOf(node) !== Number(minor));
	return other.length === 0
		? 'supported'
		: {
				check: 'crio-differs',
				item: runtime,
				level: 'warn',
				message: `CRI-O 1.${minor} is not the one for the Kubernetes of ${fewNodes(other)}`,
				value: runtime,
			};
}

function ofDocker(runtime: string, nodes: readonly Node[]): Said {
	const old = nodes.some(node => (minorOf(node) ?? dockershimUntil) < dockershimUntil);
	return {
		check: 'docker',
		item: 'docker',
		level: old ? 'fail' : 'warn',
		message: old
			? `Docker runs the containers through dockershim, which Kubernetes took out: ${fewNodes(nodes)}`
			: `Docker runs the containers through cri-dockerd, one more part to keep up: ${fewNodes(nodes)}`,
		value: runtime,
	};
}

function said(runtime: string, nodes: readonly Node[], today: string): Said {
	if (runtime.startsWith('containerd://')) return ofContainerd(runtime, nodes, today);
	if (runtime.startsWith('cri-o://')) return ofCrio(runtime, nodes);
	return runtime.startsWith('docker://') ? ofDocker(runtime, nodes) : 'unknown';
}

/** containerd://1.7.22 and containerd://1.7.24 are one release. */
const releaseOf = ({containerRuntime = ''}: Node) => /^[a-z-]+:\/\/v?\d+\.\d+/.exec(containerRuntime)?.[0] ?? containerRuntime;

function exemption(node: Node): string | undefined {
	if (isVirtualNode(node)) return 'a virtual node: the provider runs its containers';
	if (isWindowsNode(node)) return 'a Windows node';
	return isBundled(node.containerRuntime ?? '') ? 'k3s and RKE2 bring the runtime with them' : undefined;
}

function inspect(snapshot: Snapshot): Inspection {
	const today = snapshot.takenAt;
	const all = snapshot.items.nodes ?? [];
	const exempt = all.flatMap((node): Exemption[] => {
		const reason = exemption(node);
		return reason === undefined ? [] : [{subject: {group: '', kind: 'Node', name: node.metadata.name}, reason}];
	});
	const groups: [string, Escaped<Node>[]][] = [
		...Map.groupBy(
			all.filter(node => exemption(node) === undefined),
			releaseOf,
		),
	].sort(([a], [b]) => (a < b ? -1 : 1));
	const results = groups.map(([runtime, nodes]) => ({runtime, nodes, is: said(runtime, nodes, today)}));
	const findings = results.flatMap(({is}): Finding[] => (typeof is === 'string' ? [] : [{...is, subject}]));
	if (groups.length > 1)
		findings.push({
			check: 'mixed',
			subject,
			level: 'warn',
			message: `nodes run different runtimes: ${groups.map(([runtime]) => runtime || 'one without a name').join(', ')}`,
		});
	const seen: Evidence[] = [
		...groups.map(([runtime, nodes]) => ({text: `${runtime || 'no name'}: ${counted(nodes.length, 'node')}`})),
		{text: supportSource(today)},
		{text: 'the version of runc cannot be seen'},
	];
	if (all.length === 0) return {unknown: {code: 'hidden', text: 'no node can be seen'}};
	const unknown = results.filter(({is}) => is === 'unknown').map(({runtime}) => runtime || 'a runtime without a name');
	if (findings.length === 0 && unknown.length > 0)
		return {unknown: {code: 'hidden', text: `how long ${unknown.join(', ')} gets fixes is not in the data`}, seen};
	return {findings, seen, exempt};
}

export default {
	id: 'runtime-supported',
	title: 'Run a container runtime that gets fixes',
	layer: 'infrastructure',
	phase: 'operate',
	severity: 'high',
	blast: 'node',
	fix: 'provider',
	threats: {external: 0, container: 3, user: 0},
	seeds: ['N15', 'N13'],
	references: {
		gke: ['5.5.1'],
		nsa: 'Upgrading and application security practices',
		owasp: ['K07', 'K10'],
		attack: ['T1611'],
		kubescape: ['C-0087'],
	},
	why: 'The runtime is what keeps a container apart from its node: known ways out of an old one stay open.',
	risk: 'Nodes are drained one after another; containerd 2 reads another configuration and no longer pulls images of the oldest format.',
	question: 'Do all nodes run a container runtime version that still gets security fixes (containerd or CRI-O, not dockershim)?',
	because: 'the program that separates containers no longer gets fixes',
	verify: 'kubectl get nodes -o custom-columns=N:.metadata.name,R:.status.nodeInfo.containerRuntimeVersion',
	hidden: 'The version of runc under the runtime is not in the API.',
	guide: {
		everywhere: [
			'Renew the nodes with an image that holds containerd 2.0 or 2.3, which get fixes for long, or the CRI-O of your Kubernetes version: one pool after another.',
		],
		platforms: {
			eks: ['aws eks update-nodegroup-version --cluster-name <cluster> --nodegroup-name <group>'],
			gke: ['gcloud container clusters upgrade <cluster> --node-pool <pool>'],
			aks: ['az aks nodepool upgrade --node-image-only --cluster-name <cluster> --name <pool> --resource-group <group>'],
			kubeadm: [
				'On each node: drain, install containerd from the packages of your system or the project, containerd config migrate, restart, uncordon',
			],
			k3s: ['Upgrade k3s: it brings its containerd'],
		},
		snippet: 'kubectl get nodes -o custom-columns=N:.metadata.name,R:.status.nodeInfo.containerRuntimeVersion\n',
	},
	cluster: {needs: ['nodes'], over: 'nodes', inspect},
} satisfies Control;
