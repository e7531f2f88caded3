import control from '../../../source/catalogue/control-plane/etcd-api-authenticated.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {configMap, container, node, pod} from '../../helpers/manifests.js';

const component = (name: string, flags: readonly string[], at = 'cp') =>
	pod(
		{containers: [container({name, command: [name, ...flags]})]},
		{name: `${name}-${at}`, namespace: 'kube-system', labels: {component: name}},
	);
const apiServer = (...flags: readonly string[]) => component('kube-apiserver', flags);
const listening = ['--listen-client-urls=https://127.0.0.1:2379', '--listen-peer-urls=https://10.0.0.1:2380'];
const clientFiles = ['--cert-file=/pki/etcd/server.crt', '--key-file=/pki/etcd/server.key'];
const peerFiles = ['--peer-cert-file=/pki/etcd/peer.crt', '--peer-key-file=/pki/etcd/peer.key'];
const clientChecks = ['--client-cert-auth=true', '--trusted-ca-file=/pki/etcd/ca.crt'];
const peerChecks = ['--peer-client-cert-auth=true', '--peer-trusted-ca-file=/pki/etcd/ca.crt'];
const client = [...clientFiles, ...clientChecks];
const peer = [...peerFiles, ...peerChecks];
const shown = ['--etcd-cafile=/pki/etcd/ca.crt', '--etcd-certfile=/pki/client.crt', '--etcd-keyfile=/pki/client.key'];
const etcd = (...flags: readonly string[]) => component('etcd', flags);
const labelled = (name: string, labels: Record<string, string>, annotations: Record<string, string> = {}) =>
	node(name, {metadata: {name, labels, annotations}});
const k3s = {'k3s.io/node-args': '["server"]'};
const byHand = {mend: 'by-hand'} as const;
const alone = 'it is the only member now';

export const cases: Cases = {
	pass: [
		{name: 'everybody shows a certificate', objects: [etcd(...listening, ...client, ...peer)]},
		{
			name: 'both sides agree',
			objects: [etcd(...listening, ...client, ...peer), apiServer('--etcd-servers=https://127.0.0.1:2379', ...shown)],
		},
		{
			name: 'switches as Go reads them',
			objects: [etcd(...listening, ...client, ...peer, '--client-cert-auth=1', '--peer-client-cert-auth=T', '--auto-tls=F')],
		},
		{name: 'k3s runs it itself', objects: [labelled('a', {'node-role.kubernetes.io/etcd': 'true'}, k3s)]},
		{
			name: 'RKE2 hands it a file',
			objects: [labelled('a', {}, {'rke2.io/node-args': '["server"]'}), etcd('--config-file=/var/lib/rancher/rke2/server/db/etcd/config')],
		},
		{name: 'Talos runs it itself', objects: [node('a', {status: {nodeInfo: {osImage: 'Talos (v1.11.0)'}}})]},
		{
			name: 'an etcd outside, a person says yes',
			objects: [apiServer('--etcd-servers=https://db:2379', ...shown)],
			attested: 'yes',
		},
	],
	fail: [
		{
			name: 'clients without a certificate',
			objects: [etcd(...listening, ...clientFiles, ...peer)],
			says: ['etcd asks its clients for no certificate (client-cert-auth)'],
			...byHand,
		},
		{
			name: 'clients without TLS',
			objects: [
				etcd(
					'--listen-client-urls=https://127.0.0.1:2379,http://10.0.0.1:2379',
					...client,
					...peer,
					'--listen-peer-urls=https://10.0.0.1:2380',
				),
			],
			says: ['etcd listens for clients without TLS on http://10.0.0.1:2379 (listen-client-urls)'],
			...byHand,
		},
		{
			name: 'certificates of its own making',
			objects: [etcd(...listening, ...clientChecks, ...peer, '--auto-tls=true')],
			says: ['etcd makes its own certificates (auto-tls), which nobody can check'],
			...byHand,
		},
		{
			name: 'certificates of its own making, switched on as Go reads it',
			objects: [etcd(...listening, ...clientChecks, ...peer, '--auto-tls=1')],
			says: ['etcd makes its own certificates (auto-tls), which nobody can check'],
			...byHand,
		},
		{
			name: 'three members without certificates',
			objects: ['a', 'b', 'c'].map(name => component('etcd', [...listening, ...client, ...peerFiles], name)),
			says: ['etcd asks other members for no certificate (peer-client-cert-auth)'],
			...byHand,
		},
		{
			name: 'two members by their list, without TLS and with certificates of their own making',
			objects: [
				etcd(
					'--listen-client-urls=https://127.0.0.1:2379',
					...client,
					...peerChecks,
					'--peer-auto-tls',
					'--listen-peer-urls=http://10.0.0.1:2380',
					'--initial-cluster=a=http://10.0.0.1:2380,b=http://10.0.0.2:2380',
				),
			],
			says: [
				'members of etcd speak without TLS on http://10.0.0.1:2380 (listen-peer-urls)',
				'members of etcd make their own certificates (peer-auto-tls), which nobody can check',
			],
			...byHand,
		},
		{
			name: 'an etcd outside, spoken to without TLS',
			objects: [apiServer('--etcd-servers=http://db:2379')],
			says: ['the API server speaks to etcd without TLS: http://db:2379 (etcd-servers)'],
			...byHand,
		},
		{
			name: 'an etcd outside that is shown no certificate',
			objects: [apiServer('--etcd-servers=https://db:2379', '--etcd-cafile=/pki/etcd/ca.crt')],
			says: ['the API server shows etcd no certificate, and etcd answers all the same: etcd-certfile and etcd-keyfile are not set'],
			...byHand,
		},
		{
			name: 'an etcd outside that is shown a certificate without a key',
			objects: [apiServer('--etcd-servers=https://db:2379', '--etcd-cafile=/pki/etcd/ca.crt', '--etcd-certfile=/pki/client.crt')],
			says: ['the API server shows etcd no certificate, and etcd answers all the same: etcd-keyfile is not set'],
			...byHand,
		},
		{
			name: 'the second of two API servers speaks to it without TLS',
			objects: [
				component('kube-apiserver', ['--etcd-servers=https://db:2379', ...shown], 'a'),
				component('kube-apiserver', ['--etcd-servers=http://db:2379'], 'b'),
			],
			says: ['the API server speaks to etcd without TLS: http://db:2379 (etcd-servers)'],
			...byHand,
		},
		{
			name: 'no certificate for clients',
			objects: [etcd(...listening, ...clientChecks, ...peer)],
			says: ['etcd has no certificate to show its clients: cert-file and key-file are not set'],
			...byHand,
		},
		{
			name: 'a certificate for clients without its key',
			objects: [etcd(...listening, ...clientChecks, '--cert-file=/pki/etcd/server.crt', ...peer)],
			says: ['etcd has no certificate to show its clients: key-file is not set'],
			...byHand,
		},
		{
			name: 'two members without certificates to show each other',
			objects: ['a', 'b'].map(name => component('etcd', [...listening, ...client, ...peerChecks], name)),
			says: ['etcd has no certificate to show other members: peer-cert-file and peer-key-file are not set'],
			...byHand,
		},
	],
	warn: [
		{
			name: 'one member without certificates for peers',
			objects: [etcd(...listening, ...client, ...peerFiles)],
			says: [`etcd asks other members for no certificate (peer-client-cert-auth); ${alone}`],
			...byHand,
		},
		{
			name: 'no CA for clients',
			objects: [etcd(...listening, ...clientFiles, '--client-cert-auth=true', ...peer)],
			says: ['etcd believes every CA that its machine trusts: no CA for clients is named (trusted-ca-file)'],
			...byHand,
		},
		{
			name: 'one member without a certificate to show others',
			objects: [etcd(...listening, ...client, ...peerChecks, '--peer-cert-file=/pki/etcd/peer.crt')],
			says: [`etcd has no certificate to show other members: peer-key-file is not set; ${alone}`],
			...byHand,
		},
		{
			name: 'an etcd that any CA may vouch for',
			objects: [
				apiServer('--etcd-servers=https://db:2379', '--etcd-certfile=/pki/client.crt', '--etcd-keyfile=/pki/client.key'),
				etcd(...listening, ...client, ...peer),
			],
			says: ['the API server believes every CA that its machine trusts to speak for etcd: etcd-cafile is not set'],
			...byHand,
		},
	],
	unknown: [
		{
			name: 'an etcd outside',
			code: 'hidden',
			objects: [apiServer('--etcd-servers=https://db:2379', ...shown)],
		},
		{name: 'an API server that says nothing of etcd', code: 'hidden', objects: [apiServer('--profiling=false')]},
		{name: 'an etcd that reads a file', code: 'hidden', objects: [etcd('--config-file=/etc/etcd.yaml')]},
		{name: 'flags that nobody shows', code: 'hidden', objects: [node()]},
		{
			name: 'what kubeadm intends says nothing of etcd',
			code: 'hidden',
			objects: [configMap('kubeadm-config', {ClusterConfiguration: 'kubernetesVersion: v1.36.1\n'}, {namespace: 'kube-system'})],
		},
	],
	notApplicable: [
		{name: 'EKS', objects: [labelled('a', {'eks.amazonaws.com/nodegroup': 'a'})]},
		{name: 'k3s without etcd', objects: [labelled('a', {}, k3s)]},
		{name: 'kine', objects: [apiServer('--etcd-servers=unix://kine.sock')]},
	],
};

upholdsTheLaw(control, cases);
