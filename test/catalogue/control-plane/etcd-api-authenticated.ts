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
const client = ['--client-cert-auth=true', '--trusted-ca-file=/pki/etcd/ca.crt'];
const peer = ['--peer-client-cert-auth=true', '--peer-trusted-ca-file=/pki/etcd/ca.crt'];
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
			objects: [
				etcd(...listening, ...client, ...peer),
				apiServer('--etcd-servers=https://127.0.0.1:2379', '--etcd-certfile=/pki/client.crt'),
			],
		},
		{name: 'k3s runs it itself', objects: [labelled('a', {'node-role.kubernetes.io/etcd': 'true'}, k3s)]},
		{
			name: 'RKE2 hands it a file',
			objects: [labelled('a', {}, {'rke2.io/node-args': '["server"]'}), etcd('--config-file=/var/lib/rancher/rke2/server/db/etcd/config')],
		},
		{name: 'Talos runs it itself', objects: [node('a', {status: {nodeInfo: {osImage: 'Talos (v1.11.0)'}}})]},
		{
			name: 'an etcd outside, a person says yes',
			objects: [apiServer('--etcd-servers=https://db:2379', '--etcd-certfile=/pki/client.crt')],
			attested: 'yes',
		},
	],
	fail: [
		{
			name: 'clients without a certificate',
			objects: [etcd(...listening, ...peer)],
			says: ['etcd asks its clients for no certificate'],
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
			says: ['etcd listens for clients without TLS on http://10.0.0.1:2379'],
			...byHand,
		},
		{
			name: 'certificates of its own making',
			objects: [etcd(...listening, ...client, ...peer, '--auto-tls=true')],
			says: ['etcd makes its own certificates (auto-tls), which nobody can check'],
			...byHand,
		},
		{
			name: 'three members without certificates',
			objects: ['a', 'b', 'c'].map(name => component('etcd', [...listening, ...client], name)),
			says: ['etcd asks other members for no certificate'],
			...byHand,
		},
		{
			name: 'two members by their list, without TLS and with certificates of their own making',
			objects: [
				etcd(
					'--listen-client-urls=https://127.0.0.1:2379',
					...client,
					...peer,
					'--peer-auto-tls',
					'--listen-peer-urls=http://10.0.0.1:2380',
					'--initial-cluster=a=http://10.0.0.1:2380,b=http://10.0.0.2:2380',
				),
			],
			says: [
				'members of etcd speak without TLS on http://10.0.0.1:2380',
				'members of etcd make their own certificates (peer-auto-tls), which nobody can check',
			],
			...byHand,
		},
		{
			name: 'an etcd outside, spoken to without TLS',
			objects: [apiServer('--etcd-servers=http://db:2379')],
			says: ['the API server speaks to etcd without TLS: http://db:2379'],
			...byHand,
		},
		{
			name: 'an etcd outside that is shown no certificate',
			objects: [apiServer('--etcd-servers=https://db:2379')],
			says: ['the API server shows etcd no certificate, and etcd answers all the same'],
			...byHand,
		},
	],
	warn: [
		{
			name: 'one member without certificates for peers',
			objects: [etcd(...listening, ...client)],
			says: [`etcd asks other members for no certificate; ${alone}`],
			...byHand,
		},
		{
			name: 'no CA for clients',
			objects: [etcd(...listening, '--client-cert-auth=true', ...peer)],
			says: ['etcd believes every CA that its machine trusts: no CA for clients is named'],
			...byHand,
		},
	],
	unknown: [
		{
			name: 'an etcd outside',
			code: 'hidden',
			objects: [apiServer('--etcd-servers=https://db:2379', '--etcd-certfile=/pki/client.crt')],
		},
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
