import {containersOf} from '../../kube/containers.js';
import {creation} from '../../kube/creation.js';
import {scraperNamespaces} from '../../kube/default-deny.js';
import {workloadsBehind} from '../../kube/exposure.js';
import {isRunning, kubeletsUnseen} from '../../kube/kubelet-config.js';
import {podsUnderPolicy, policiesOver} from '../../kube/network-policies.js';
import {networkPlugin} from '../../kube/signatures/cni.js';
import {platformOf} from '../../kube/signatures/provider.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {type Workload, workloadOf, workloads} from '../../kube/workloads.js';
import type {Control, Evidence, Finding, Inspection, JsonObject, Manifest, Remediation, Snapshot} from '../../model/index.js';
import {unescaped} from '../../model/index.js';

const cadvisorPort = 4194;

/** What kubelets are known to be set to; a configuration file that does not say it has the port closed. */
function kubeletFindings({facts}: Snapshot): {findings: Finding[]; seen: Evidence[]} {
	const kubelets = facts.kubelets ?? [];
	const findings = kubelets.flatMap(({node, where, values}): Finding[] => {
		const port = values['readOnlyPort'] ?? 0;
		if (port === 0) return [];
		const subject = node === undefined ? ({group: '', kind: 'Cluster', name: 'kubelets'} as const) : {group: '', kind: 'Node', name: node};
		return [
			{
				check: 'read-only-port',
				subject,
				level: 'fail',
				message: `the read-only port of the kubelet is open: ${where} says ${port}`,
				path: 'readOnlyPort',
				value: String(port),
			},
		];
	});
	return {findings, seen: kubelets.map(({where, values}) => ({text: `${where}: readOnlyPort ${values['readOnlyPort'] ?? '0 (not set)'}`}))};
}

/** Pods that show cAdvisor's metrics without a login. */
function cadvisors(snapshot: Snapshot): readonly Workload[] {
	return workloads(snapshot).filter(
		({podSpec, finished}) =>
			!finished &&
			containersOf(podSpec).some(
				({container}) =>
					/(^|\/)cadvisor([:@]|$)/.test(container.image ?? '') ||
					(container.ports ?? []).some(
						({containerPort, hostPort}) => containerPort === cadvisorPort && (hostPort !== undefined || podSpec.hostNetwork === true),
					),
			),
	);
}

function isLimited(snapshot: Snapshot, workload: Workload): boolean {
	const pods = podsUnderPolicy(snapshot, workload.subject.namespace ?? '').filter(one => one.workload === workload);
	return pods.length > 0 && pods.every(pod => policiesOver(snapshot, pod, 'ingress').length > 0);
}

function cadvisorFindings(snapshot: Snapshot): Finding[] {
	return cadvisors(snapshot).flatMap((workload): Finding[] => {
		if (isLimited(snapshot, workload)) return [];
		const ports = containersOf(workload.podSpec).flatMap(({container}) => container.ports ?? []);
		const service = (snapshot.items.services ?? []).find(
			one => (one.type === 'NodePort' || one.type === 'LoadBalancer') && workloadsBehind(snapshot, one).includes(workload),
		);
		const way =
			ports.some(({hostPort}) => hostPort) || workload.podSpec.hostNetwork
				? 'on a port of its node'
				: service
					? `through service ${service.metadata.name} (${service.type})`
					: undefined;
		const {subject} = workload;
		return way === undefined
			? [{check: 'cadvisor-in-cluster', subject, level: 'warn', message: 'every pod can ask cAdvisor what runs on each node'}]
			: [{check: 'cadvisor-open', subject, level: 'fail', message: `cAdvisor answers anybody ${way}`}];
	});
}

function inspect(snapshot: Snapshot): Inspection {
	const kubelets = kubeletFindings(snapshot);
	const findings = [...kubelets.findings, ...cadvisorFindings(snapshot)];
	const {platform, name} = platformOf(snapshot);
	const known = snapshot.read.kubelets === 'complete' && kubelets.seen.length > 0;
	const documented = platform === 'eks' || platform === 'aks';
	const seen = [...kubelets.seen, ...(known || !documented ? [] : [{text: `node images of ${name} keep the port closed`}])];
	if (findings.length === 0 && !known && !documented) return {unknown: kubeletsUnseen(snapshot), seen};
	return {findings, seen, exempt: [], inferred: !isRunning(snapshot.facts.kubelets ?? [])};
}

function remediate({check, subject}: Finding, snapshot: Snapshot): Remediation {
	const byHand = {
		guide: {everywhere: ['Let only the monitoring namespace reach cAdvisor, with a network policy, or bind it to the pod network.']},
	};
	const workload = check.startsWith('cadvisor') ? workloadOf(snapshot, subject) : undefined;
	if (!workload) return {guide: guideOfPort, snippet: 'readOnlyPort: 0\n'};
	const from = scraperNamespaces(snapshot);
	const labels = Object.entries(workload.podMetadata.labels ?? {}).filter(
		([key]) => key !== 'pod-template-hash' && key !== 'controller-revision-hash',
	);
	if (workload.podSpec.hostNetwork) return {...byHand, refused: 'it uses the network of its node, which policies do not reach'};
	if (networkPlugin(snapshot).enforces !== 'yes') return {...byHand, refused: 'the network plugin is not known to obey policies'};
	if (from.length === 0 || labels.length === 0)
		return {
			...byHand,
			refused:
				from.length === 0
					? 'no namespace with a Prometheus was seen: name the one that may read it'
					: 'its pods have no labels to select them by',
		};
	const spec: JsonObject = {
		podSelector: {matchLabels: Object.fromEntries(labels.map(([key, value]) => [unescaped(key), unescaped(value)]))},
		policyTypes: ['Ingress'],
		ingress: [
			{
				from: [
					{namespaceSelector: {matchExpressions: [{key: 'kubernetes.io/metadata.name', operator: 'In', values: from.map(unescaped)}]}},
				],
			},
		],
	};
	const [namespace, name] = [unescaped(subject.namespace ?? 'default'), `limit-${unescaped(subject.name)}`.slice(0, 240)];
	const manifest: Manifest = {apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: {name, namespace}, spec};
	return {changes: [creation('networkPolicies', manifest)]};
}

const guideOfPort = {
	everywhere: ['Set readOnlyPort: 0 in the configuration of every kubelet: one node first, then the pool.'],
	platforms: {
		kubeadm: [
			'Edit the ConfigMap kube-system/kubelet-config',
			'On each node: kubeadm upgrade node phase kubelet-config, then restart the kubelet',
		],
		eks: ['Set spec.kubelet.config.readOnlyPort: 0 in the NodeConfig of the launch template'],
		gke: ['gcloud container node-pools update <pool> --no-enable-insecure-kubelet-readonly-port'],
		aks: ['The node image keeps it closed; look at custom node configurations.'],
		k3s: ['Take kubelet-arg: read-only-port out of /etc/rancher/k3s/config.yaml and restart'],
		talos: ['Take readOnlyPort out of machine.kubelet.extraConfig'],
	},
} as const;

export default {
	id: 'kubelet-read-only-port',
	title: 'Close the read-only ports of nodes',
	layer: 'infrastructure',
	phase: 'build',
	severity: 'high',
	blast: 'node',
	fix: 'node',
	threats: {external: 2, container: 3, user: 0},
	seeds: ['K2', 'K3', 'N12'],
	references: {
		cis: ['4.2.4'],
		eks: ['3.2.4'],
		aks: ['3.2.4'],
		nsa: 'Control plane hardening',
		owasp: ['K06'],
		microsoft: ['MS-TA9030', 'MS-TA9031'],
		attack: ['T1613'],
		kubescape: ['C-0175'],
		trivy: ['KCV-0082'],
	},
	why: 'Port 10255 and cAdvisor answer without a login: they tell a stranger which pods run, how they are called and where they mount secrets.',
	risk: 'Old metrics agents that read port 10255 stop.',
	question: 'Is port 10255 closed on all nodes, and any cAdvisor port open to monitoring only?',
	because: 'an unauthenticated port of the nodes tells any pod which pods and secrets there are',
	verify: 'kubectl -n kube-system get configmap kubelet-config -o yaml | grep readOnlyPort; curl --max-time 3 http://<node>:10255/pods',
	hidden: 'What a kubelet really runs with is not in the API; kubeadm keeps what it intends.',
	boosts: {'internet-apps.public': 1.1},
	guide: {...guideOfPort, snippet: 'readOnlyPort: 0\n'},
	cluster: {
		needs: ['pods', ['kubelets', 'settings', 'nodes']],
		wants: [
			...workloadSources,
			'kubelets',
			'settings',
			'nodes',
			'version',
			'services',
			'networkPolicies',
			'ciliumNetworkPolicies',
			'ciliumClusterwideNetworkPolicies',
			'calicoGlobalNetworkPolicies',
			'clusterNetworkPolicies',
			'namespaces',
			'ingresses',
			'httpRoutes',
			'gateways',
			'ingressClasses',
		],
		inspect,
		remediate,
	},
} satisfies Control;
