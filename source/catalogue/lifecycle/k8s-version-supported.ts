import {platformOf} from '../../kube/signatures/provider.js';
import {openshiftSupport, type Support, support} from '../../kube/versions.js';
import type {Asked, Control, Finding, Inspection, ServerVersion, Snapshot} from '../../model/index.js';

const subject = {group: '', kind: 'Cluster', name: 'Kubernetes'} as const;

/** The server's version; where it was not read, the newest of the nodes, which can only be older. */
function versionOf(snapshot: Snapshot): {version: ServerVersion; fromNodes: boolean} | undefined {
	const {version} = snapshot.cluster;
	if (version) return {version, fromNodes: false};
	const minors = (snapshot.items.nodes ?? []).flatMap(({kubeletVersion = ''}) => {
		const match = /^v(\d+)\.(\d+)\./.exec(kubeletVersion);
		return match ? [{gitVersion: kubeletVersion, major: Number(match[1]), minor: Number(match[2])}] : [];
	});
	const [best] = minors.sort((a, b) => b.major - a.major || b.minor - a.minor);
	return best && {version: best, fromNodes: true};
}

/** OpenShift counts its own versions, each with dates of its own. */
function ofOpenshift(snapshot: Snapshot): {version: string; result: Support} | undefined {
	if (platformOf(snapshot).platform !== 'openshift') return undefined;
	const version = snapshot.items.openshiftClusterVersions?.find(({metadata}) => metadata.name === 'version')?.version;
	const result = version === undefined ? undefined : openshiftSupport(version, snapshot.takenAt);
	return version !== undefined && result ? {version, result} : undefined;
}

function ofKubernetes(snapshot: Snapshot): {version: string; result: Support; fromNodes: boolean} | undefined {
	const known = versionOf(snapshot);
	if (!known) return undefined;
	const {version, fromNodes} = known;
	return {version: version.gitVersion, result: support(version, platformOf(snapshot).platform, snapshot.takenAt), fromNodes};
}

const checks = {ended: 'ended', extended: 'extended-only', 'ends-soon': 'ends-soon'} as const;

function inspect(snapshot: Snapshot, {model}: Asked): Inspection {
	const own = ofOpenshift(snapshot);
	const known = own ? {...own, fromNodes: false} : ofKubernetes(snapshot);
	if (!known) return {unknown: {code: 'hidden', text: 'neither the server nor a node tells its version'}};
	const {
		version,
		fromNodes,
		result: {state, says},
	} = known;
	const [message = 'the data do not know this version'] = says;
	const seen = [{text: `${own ? 'OpenShift ' : ''}${version}${fromNodes ? ' (of the nodes)' : ''}`}, ...says.map(text => ({text}))];
	if (state === 'unknown') return {unknown: {code: 'hidden', text: message}, seen};
	const judged = (findings: Finding[]): Inspection => ({findings, seen, exempt: [], ...(fromNodes && {inferred: true})});
	if (state === 'supported') return judged([]);
	const lab = model.answers['control-plane-owner'].value === 'lab';
	return judged([{check: checks[state], subject, level: state === 'ended' && !lab ? 'fail' : 'warn', message, value: version}]);
}

export default {
	id: 'k8s-version-supported',
	title: 'Run a Kubernetes that still gets fixes',
	layer: 'cluster',
	phase: 'operate',
	severity: 'high',
	blast: 'cluster',
	fix: 'process',
	threats: {external: 3, container: 2, user: 2},
	seeds: ['N11'],
	references: {
		nsa: 'Upgrading and application security practices',
		owasp: ['K07'],
		gke: ['5.5.3', '5.5.4'],
		kubescape: ['C-0273'],
		attack: ['T1190'],
	},
	why: 'Flaws that are found from now on stay open: the project publishes how to use them, and no fix comes any more.',
	risk: 'Newer versions take old APIs away, and add-ons may have to be updated with them.',
	question: 'Is your Kubernetes version still supported?',
	because: 'the version you run no longer gets security fixes',
	verify: 'kubectl version',
	boosts: {'mgmt-exposure.open': 1.2},
	guide: {
		everywhere: [
			'Upgrade one minor version at a time: first the control plane, then the nodes.',
			'Look for APIs that the next version takes away, and for disruption budgets that would block draining nodes.',
		],
		platforms: {
			kubeadm: ['kubeadm upgrade plan', 'kubeadm upgrade apply v<next>, then node by node: drain, upgrade kubelet, uncordon'],
			eks: ['aws eks update-cluster-version --name <cluster> --kubernetes-version <next>, then the node groups'],
			gke: ['gcloud container clusters upgrade <cluster> --master --cluster-version <next>, then the node pools'],
			aks: ['az aks upgrade --name <cluster> --resource-group <group> --kubernetes-version <next>'],
			openshift: ['oc adm upgrade channel <channel of the next minor>', 'oc adm upgrade --to-latest'],
		},
		snippet: 'kubeadm upgrade plan\n',
	},
	cluster: {needs: [['version', 'nodes']], wants: ['nodes', 'openshiftClusterVersions', 'pods', 'settings', 'version'], inspect},
} satisfies Control;
