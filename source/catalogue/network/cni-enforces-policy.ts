import {networkPlugin} from '../../kube/signatures/cni.js';
import type {Asked, Control, Finding, Inspection, Snapshot} from '../../model/index.js';

const subject = {group: '', kind: 'Cluster', name: 'network plugin'} as const;

function inspect(snapshot: Snapshot, {attested}: Asked): Inspection {
	const plugin = networkPlugin(snapshot);
	const policies = snapshot.items.networkPolicies?.length ?? 0;
	const seen = [...plugin.evidence, ...(policies > 0 ? [{text: `${policies} network policies exist`}] : [])];
	const judged = (findings: Omit<Finding, 'subject'>[], extra: {attested?: boolean} = {}): Inspection => ({
		findings: findings.map(finding => ({...finding, subject})),
		seen,
		exempt: [],
		...extra,
	});
	if (plugin.enforces === 'unknown') {
		if (attested === 'yes') return judged([], {attested: true});
		return {unknown: {code: 'hidden', text: plugin.why}, seen};
	}
	if (plugin.enforces === 'no') {
		const useless = policies > 0 ? `; ${policies} network policies have no effect` : '';
		return judged([{check: 'not-enforced', level: 'fail', message: `${plugin.why}${useless}`, value: plugin.name}]);
	}
	const {status} = plugin.agent ?? {};
	if (!plugin.ready)
		return judged([
			{
				check: 'agents-not-ready',
				level: 'warn',
				message: `${plugin.name} runs on ${status?.ready ?? 0} of ${status?.desired ?? 0} nodes only`,
				value: plugin.name,
			},
		]);
	return judged([]);
}

export default {
	id: 'cni-enforces-policy',
	title: 'Use a plugin that enforces network rules',
	layer: 'cluster',
	phase: 'build',
	severity: 'critical',
	blast: 'cluster',
	fix: 'provider',
	threats: {external: 0, container: 3, user: 1},
	seeds: ['N5', 'K5'],
	references: {
		cis: ['5.3.1'],
		eks: ['4.3.1', '5.4.4'],
		gke: ['4.3.1'],
		aks: ['4.4.1', '5.4.4'],
		nsa: 'Network policies',
		owasp: ['K05'],
		microsoft: ['MS-TA9034'],
		attack: ['T1046', 'T1210'],
		kubescape: ['C-0205', 'C-0230', 'C-0240'],
	},
	why: 'A network policy is only a wish: where the plugin does not enforce it, every pod reaches every other pod, whatever the policies say.',
	risk: 'Policies that exist already start to bite at once, also those that were never right.',
	question: 'Does your network plugin enforce NetworkPolicies (Calico, Cilium, a dataplane of your cloud)?',
	because: 'network rules are ignored, every pod can talk to every pod',
	verify: 'kubectl -n kube-system get daemonsets',
	hidden: 'Enforcement cannot be proved by reading; two test pods and a policy that keeps them apart can.',
	boosts: {'internet-apps.public': 1.2, 'app-count.many': 1.1, 'tenancy.customers': 1.2},
	guide: {
		everywhere: [
			'Look at the policies that exist and at the pods they select: those become isolated the moment a policy engine runs.',
			'Then install or switch on a policy engine.',
		],
		platforms: {
			eks: [
				'Set enableNetworkPolicy: "true" in the configuration of the add-on vpc-cni (the ConfigMap below for one that you manage yourself)',
			],
			gke: ['Enable Dataplane V2, or network policy enforcement for the cluster and its node pools'],
			aks: ['Create the cluster or update it with --network-policy cilium'],
			kubeadm: ['With Flannel: add kube-network-policies, or move to Calico or Cilium'],
			k3s: ['Start the server without --disable-network-policy'],
			lab: ['kind v0.24 and newer enforce policies; minikube start --cni calico'],
		},
		snippet:
			'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: amazon-vpc-cni, namespace: kube-system}\ndata: {enable-network-policy-controller: "true"}\n',
	},
	cluster: {needs: ['daemonSets', 'nodes'], wants: ['settings', 'networkPolicies', 'version', 'pods'], inspect},
} satisfies Control;
