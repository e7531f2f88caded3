import {isEveryKubeletKnown, isRunning, kubeletsUnseen} from '../../kube/kubelet-config.js';
import {isVirtualNode} from '../../kube/node-kinds.js';
import {platformOf} from '../../kube/signatures/provider.js';
import type {Control, Evidence, Exemption, Finding, Inspection, KubeletSettings, Snapshot, Subject} from '../../model/index.js';

/** What is wrong with one kubelet; a configuration file that does not say it is closed, and so are k3s' own defaults. */
function problem({where, values}: KubeletSettings): Omit<Finding, 'subject'> | undefined {
	const anonymous = values['authentication.anonymous.enabled'] === true;
	const mode = String(values['authorization.mode'] ?? 'Webhook');
	if (mode === 'AlwaysAllow')
		return {
			check: 'always-allow',
			level: 'fail',
			message: anonymous
				? `whoever reaches port 10250 may do everything, even without a login: ${where}`
				: `whoever logs in on port 10250 may do everything: ${where}`,
			path: 'authorization.mode',
			value: mode,
		};
	return anonymous
		? {
				check: 'anonymous',
				level: 'warn',
				message: `port 10250 lets callers in without a login, as system:anonymous: ${where}`,
				path: 'authentication.anonymous.enabled',
				value: 'true',
			}
		: undefined;
}

const all: Subject = {group: '', kind: 'Cluster', name: 'kubelets'};
const told = ({values}: KubeletSettings, key: string, otherwise: string) =>
	values[key] === undefined ? `${otherwise} (not set)` : String(values[key]);

function inspect(snapshot: Snapshot): Inspection {
	const kubelets = snapshot.facts.kubelets ?? [];
	const findings = kubelets.flatMap((one): Finding[] => {
		const found = problem(one);
		return found ? [{...found, subject: one.node === undefined ? all : {group: '', kind: 'Node', name: one.node}}] : [];
	});
	const {platform, name} = platformOf(snapshot);
	const nodes = snapshot.items.nodes ?? [];
	const virtual = nodes.filter(isVirtualNode);
	const exempt: Exemption[] = virtual.map(({metadata}) => ({
		subject: {group: '', kind: 'Node', name: metadata.name},
		reason: 'a virtual node: its kubelet belongs to the provider',
	}));
	const seen: Evidence[] = kubelets.map(one => ({
		text: `anonymous ${told(one, 'authentication.anonymous.enabled', 'false')}, authorization ${told(one, 'authorization.mode', 'Webhook')}`,
		source: one.where,
	}));
	const documented = platform === 'eks' || platform === 'gke' || platform === 'aks';
	if (documented) seen.push({text: `node images of ${name} demand a login and ask the API server`});
	if (findings.length === 0 && !isEveryKubeletKnown(kubelets, nodes) && !documented) return {unknown: kubeletsUnseen(snapshot), seen};
	return {findings, seen, exempt, inferred: !isRunning(kubelets)};
}

export default {
	id: 'kubelet-api-authenticated',
	title: 'Make kubelets demand a login and a right',
	layer: 'infrastructure',
	phase: 'build',
	severity: 'critical',
	blast: 'node',
	fix: 'node',
	threats: {external: 3, container: 3, user: 1},
	seeds: ['K1', 'K3', 'N12'],
	references: {
		cis: ['4.2.1', '4.2.2', '4.2.3'],
		eks: ['3.2.1', '3.2.2', '3.2.3'],
		aks: ['3.2.1', '3.2.2', '3.2.3'],
		nsa: 'Control plane hardening',
		owasp: ['K06', 'K09'],
		microsoft: ['MS-TA9030'],
		attack: ['T1613', 'T1609'],
		kubescape: ['C-0069', 'C-0070', 'C-0172', 'C-0173', 'C-0174'],
		trivy: ['KCV-0079', 'KCV-0080', 'KCV-0081'],
	},
	why: 'The kubelet runs commands in every pod of its node: where it asks for no login, or allows everything, port 10250 is a shell for whoever reaches it.',
	risk: 'Scrapers without a token, and accounts without rights on nodes, can no longer reach the kubelet.',
	question: 'Do your nodes refuse unauthenticated requests on port 10250, with authorization mode Webhook?',
	because: 'whoever reaches port 10250 of a node can run commands in its pods',
	verify: 'curl --insecure --max-time 3 https://<node>:10250/pods (must say 401); kubectl logs still works',
	hidden: 'What a kubelet really runs with is not in the API; kubeadm keeps what it intends.',
	boosts: {'mgmt-exposure.open': 1.3, 'network-trust.hostile': 1.2, 'network-trust.corporate': 1.1, 'internet-apps.public': 1.1},
	guide: {
		everywhere: ['Set these in the configuration of every kubelet: one node first, then the pool.'],
		platforms: {
			kubeadm: [
				'Edit the ConfigMap kube-system/kubelet-config',
				'On each node: kubeadm upgrade node phase kubelet-config, then restart the kubelet',
			],
			eks: ['The node image has it; look at spec.kubelet.config of the NodeConfig in the launch template'],
			gke: ['The node image has it.'],
			aks: ['The node image has it.'],
			k3s: ['Take kubelet-arg: anonymous-auth and authorization-mode out of /etc/rancher/k3s/config.yaml and restart'],
			talos: ['Take authentication and authorization out of machine.kubelet.extraConfig'],
			openshift: ['Set it in a KubeletConfig for the pool'],
		},
		snippet:
			'authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: /etc/kubernetes/pki/ca.crt}}\nauthorization: {mode: Webhook}\n',
	},
	cluster: {needs: [['kubelets', 'settings', 'nodes']], wants: ['kubelets', 'settings', 'nodes', 'pods', 'version'], inspect},
} satisfies Control;
