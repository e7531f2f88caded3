import {componentSubject, controlPlaneOwner, overInstances} from '../../kube/control-plane.js';
import {flag, perInstance, switchOf} from '../../kube/flags.js';
import {platformOf} from '../../kube/signatures/provider.js';
import type {Asked, Control, Evidence, Finding, Inspection, Snapshot} from '../../model/index.js';

type Problem = Omit<Finding, 'subject'>;
type Value = (name: `--${string}`) => string;
const fail = (check: string, message: string, value: string): Problem => ({check, level: 'fail', message, value});
const warn = (check: string, message: string, value: string): Problem => ({check, level: 'warn', message, value});

const plainUrls = (urls: string) => urls.split(',').filter(url => url.trim().startsWith('http://'));

/** "cert-file and key-file are not set"; undefined where all are. */
function unset(names: readonly `--${string}`[], value: Value): string | undefined {
	const missing = names.filter(name => value(name) === '').map(name => name.slice(2));
	return missing.length === 0 ? undefined : `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set`;
}

/** How etcd listens for its clients. */
function ofClients(value: Value): Problem[] {
	const plain = plainUrls(value('--listen-client-urls'));
	const files = switchOf(value('--auto-tls')) === true ? undefined : unset(['--cert-file', '--key-file'], value);
	return [
		...(switchOf(value('--client-cert-auth')) === true
			? []
			: [fail('client-certificates', 'etcd asks its clients for no certificate (client-cert-auth)', '--client-cert-auth')]),
		...(plain.length > 0
			? [fail('client-plain', `etcd listens for clients without TLS on ${plain.join(', ')} (listen-client-urls)`, '--listen-client-urls')]
			: []),
		...(files === undefined ? [] : [fail('client-files', `etcd has no certificate to show its clients: ${files}`, '--cert-file')]),
		...(switchOf(value('--auto-tls')) === true
			? [fail('client-auto-tls', 'etcd makes its own certificates (auto-tls), which nobody can check', '--auto-tls')]
			: []),
		...(switchOf(value('--client-cert-auth')) === true && value('--trusted-ca-file') === ''
			? [
					warn(
						'client-authority',
						'etcd believes every CA that its machine trusts: no CA for clients is named (trusted-ca-file)',
						'--trusted-ca-file',
					),
				]
			: []),
	];
}

/** How members speak with each other; it weighs less while there is one only. */
function ofPeers(value: Value, members: number): Problem[] {
	const peer = (check: string, message: string, setting: string) =>
		members > 1 ? fail(check, message, setting) : warn(check, `${message}; it is the only member now`, setting);
	const plain = plainUrls(value('--listen-peer-urls'));
	const files = switchOf(value('--peer-auto-tls')) === true ? undefined : unset(['--peer-cert-file', '--peer-key-file'], value);
	return [
		...(switchOf(value('--peer-client-cert-auth')) === true
			? []
			: [peer('peer-certificates', 'etcd asks other members for no certificate (peer-client-cert-auth)', '--peer-client-cert-auth')]),
		...(plain.length > 0
			? [peer('peer-plain', `members of etcd speak without TLS on ${plain.join(', ')} (listen-peer-urls)`, '--listen-peer-urls')]
			: []),
		...(files === undefined ? [] : [peer('peer-files', `etcd has no certificate to show other members: ${files}`, '--peer-cert-file')]),
		...(switchOf(value('--peer-auto-tls')) === true
			? [peer('peer-auto-tls', 'members of etcd make their own certificates (peer-auto-tls), which nobody can check', '--peer-auto-tls')]
			: []),
	];
}

/** What etcd's own flags say. */
function ofEtcd(snapshot: Snapshot): Problem[] {
	const value: Value = name => flag(snapshot, 'etcd', name)?.value ?? '';
	const members = Math.max(snapshot.facts.flags.etcd?.instances ?? 1, value('--initial-cluster').split(',').length);
	return [...ofClients(value), ...ofPeers(value, members)];
}

/** What the API server's flags say about the etcd that it speaks to. */
function ofApiServer(snapshot: Snapshot): Finding[] {
	const subject = componentSubject(snapshot, 'apiServer');
	return serverProblems(snapshot).map(one => ({...one, subject}));
}

function serverProblems(snapshot: Snapshot): Problem[] {
	const value: Value = name => flag(snapshot, 'apiServer', name)?.value ?? '';
	const servers = value('--etcd-servers');
	if (servers === '') return [];
	const plain = plainUrls(servers);
	if (plain.length > 0)
		return [fail('server-plain', `the API server speaks to etcd without TLS: ${plain.join(', ')} (etcd-servers)`, '--etcd-servers')];
	const own = unset(['--etcd-certfile', '--etcd-keyfile'], value);
	const authority = unset(['--etcd-cafile'], value);
	return [
		...(own === undefined
			? []
			: [fail('server-certificate', `the API server shows etcd no certificate, and etcd answers all the same: ${own}`, '--etcd-certfile')]),
		...(authority === undefined
			? []
			: [
					warn(
						'server-authority',
						`the API server believes every CA that its machine trusts to speak for etcd: ${authority}`,
						'--etcd-cafile',
					),
				]),
	];
}

function inspect(snapshot: Snapshot, {model}: Asked): Inspection {
	const {platform, name} = platformOf(snapshot);
	const {etcd, apiServer} = snapshot.facts.flags;
	const servers = flag(snapshot, 'apiServer', '--etcd-servers')?.value ?? '';
	if (!etcd && controlPlaneOwner(snapshot, model) === 'managed')
		return {notApplicable: 'etcd belongs to the provider of the control plane; it cannot be reached from here'};
	if (servers.startsWith('unix://')) return {notApplicable: 'the cluster keeps its objects in another database, through kine'};
	const nodes = snapshot.items.nodes ?? [];
	const own = nodes.some(({metadata}) => metadata.labels?.['node-role.kubernetes.io/etcd'] !== undefined);
	if (platform === 'k3s' && name === 'k3s' && !own && nodes.length > 0)
		return {notApplicable: 'no node of k3s runs etcd: the cluster keeps its objects in another database'};
	// k3s and RKE2 hand etcd a file of their own; a flag beside it counts for nothing.
	const fromFile = flag(snapshot, 'etcd', '--config-file')?.value !== undefined;
	if ((platform === 'k3s' && (own || fromFile)) || (platform === 'talos' && !etcd)) {
		const seen = [{text: `${name} runs etcd itself, with certificates for clients and members`}];
		return {findings: [], exempt: [], seen, inferred: true};
	}
	const seen: Evidence[] = [etcd, apiServer].flatMap(flags => (flags ? [{text: `flags of ${flags.where}`}] : []));
	const problems = [
		...(apiServer?.from === 'pod' ? perInstance(snapshot, 'apiServer').flatMap(ofApiServer) : []),
		...(etcd && !fromFile ? ofEtcd(snapshot).map(one => ({...one, subject: componentSubject(snapshot, 'etcd')})) : []),
	];
	if (problems.length > 0 || (etcd && !fromFile)) return {findings: problems, exempt: [], seen};
	const text = fromFile
		? 'etcd reads its settings from a file, which the API does not show'
		: servers === ''
			? 'flags of etcd cannot be seen'
			: 'etcd runs outside of the cluster: only the side of the API server can be seen';
	return {unknown: {code: 'hidden', text}, seen};
}

export default {
	id: 'etcd-api-authenticated',
	title: 'Make etcd ask everyone for a certificate',
	layer: 'cluster',
	phase: 'build',
	severity: 'critical',
	blast: 'cluster',
	fix: 'control-plane',
	threats: {external: 3, container: 3, user: 0},
	seeds: ['K1', 'K3', 'N8'],
	references: {
		cis: ['2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '1.2.23', '1.2.26'],
		nsa: 'Etcd',
		owasp: ['K06', 'K07', 'K09'],
		microsoft: ['MS-TA9025'],
		attack: ['T1552.007', 'T1557'],
		kubescape: ['C-0137', 'C-0140', 'C-0153', 'C-0154', 'C-0155', 'C-0156', 'C-0157', 'C-0158'],
		trivy: ['KCV-0026', 'KCV-0029', 'KCV-0042', 'KCV-0043', 'KCV-0044', 'KCV-0045', 'KCV-0046', 'KCV-0047'],
	},
	why: 'Whoever reaches an etcd that asks for no certificate reads every secret and writes any object, past every check of the API server.',
	risk: 'With a wrong CA the API server loses its store, or the members lose each other and the quorum.',
	question: 'Does etcd accept only clients and peers that present a certificate?',
	because: 'etcd holds every secret and answers callers without a certificate',
	verify:
		'kubectl -n kube-system get pods -l component=etcd -o yaml | grep -E "cert-auth|cert-file|key-file|trusted-ca|auto-tls|listen-"; kubectl get --raw "/readyz?verbose"',
	hidden: 'An etcd outside of the cluster, or one that reads a file, shows nothing of its settings.',
	boosts: {'control-plane-owner.self': 1.2},
	guide: {
		everywhere: [
			'Look first that the API server shows a certificate of the same CA: --etcd-certfile, --etcd-keyfile, --etcd-cafile.',
			'Then change etcd one member at a time, and wait until it is healthy before the next.',
		],
		platforms: {
			kubeadm: [
				'Edit /etc/kubernetes/manifests/etcd.yaml on one control-plane node: the kubelet starts etcd anew',
				'etcdctl endpoint health --cluster, then the next node',
				'Put the same into etcd.local.extraArgs of the ConfigMap kubeadm-config',
			],
			k3s: ['Take etcd-arg entries about certificates out of /etc/rancher/k3s/config.yaml: k3s and RKE2 set them safely'],
			talos: ['Talos sets them safely; look at cluster.etcd.extraArgs'],
		},
		snippet: `- --cert-file=/etc/kubernetes/pki/etcd/server.crt
- --key-file=/etc/kubernetes/pki/etcd/server.key
- --client-cert-auth=true
- --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
- --peer-cert-file=/etc/kubernetes/pki/etcd/peer.crt
- --peer-key-file=/etc/kubernetes/pki/etcd/peer.key
- --peer-client-cert-auth=true
- --peer-trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
`,
	},
	cluster: {
		needs: [['etcdFlags', 'apiServerFlags', 'nodes', 'version']],
		wants: ['etcdFlags', 'apiServerFlags', 'nodes', 'pods', 'settings', 'version'],
		inspect: (snapshot, asked) => overInstances(snapshot, 'etcd', one => inspect(one, asked)),
	},
} satisfies Control;
