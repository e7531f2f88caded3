import control from '../../../source/catalogue/access/api-static-credentials.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {clusterRoleBinding, configMap, container, node, pod, user} from '../../helpers/manifests.js';

const apiServer = (...flags: readonly string[]) =>
	pod(
		{containers: [container({name: 'kube-apiserver', command: ['kube-apiserver', ...flags]})]},
		{name: 'kube-apiserver-cp', namespace: 'kube-system', labels: {component: 'kube-apiserver'}},
	);
const k3s = (...words: readonly string[]) =>
	node('edge', {metadata: {name: 'edge', annotations: {'k3s.io/node-args': JSON.stringify(['server', ...words])}}});
const kubeadm = (text: string) => configMap('kubeadm-config', {ClusterConfiguration: text}, {namespace: 'kube-system'});
const front = ['--client-ca-file=/pki/ca.crt', '--requestheader-client-ca-file=/pki/ca.crt'];
const eks = node('a', {metadata: {name: 'a', labels: {'eks.amazonaws.com/nodegroup': 'a'}}});
const byHand = {mend: 'by-hand'} as const;

export const cases: Cases = {
	pass: [
		{name: 'none of them', objects: [apiServer('--client-ca-file=/pki/ca.crt', '--requestheader-client-ca-file=/pki/front.crt')]},
		{name: 'one CA, but a name is asked for', objects: [apiServer(...front, '--requestheader-allowed-names=front-proxy-client')]},
		{name: 'an old server with its port closed', objects: [apiServer('--insecure-port=0')], version: 'v1.19.2'},
		{name: 'a port that has no effect any more', objects: [apiServer('--insecure-port=8080')]},
		{name: 'k3s', objects: [k3s()], version: 'v1.19.2'},
		{name: 'kubeadm on an old server', objects: [kubeadm('kubernetesVersion: v1.19.2\n')], version: 'v1.19.2'},
		{name: 'EKS, a person says yes', objects: [eks], attested: 'yes'},
	],
	fail: [
		{
			name: 'tokens in a file',
			objects: [apiServer('--token-auth-file=/etc/tokens.csv'), clusterRoleBinding('ops', [user('ops')])],
			says: ['a file with tokens that never expire opens the API server'],
			...byHand,
		},
		{
			name: 'tokens in a file, as kubeadm intends',
			objects: [kubeadm('apiServer:\n  extraArgs:\n    token-auth-file: /etc/tokens.csv\n')],
			says: ['a file with tokens that never expire opens the API server'],
			...byHand,
		},
		{
			name: 'tokens in a file on k3s',
			objects: [k3s('--kube-apiserver-arg', 'token-auth-file=/etc/tokens.csv')],
			says: ['a file with tokens that never expire opens the API server'],
			...byHand,
		},
		{
			name: 'passwords in a file',
			objects: [apiServer('--basic-auth-file=/etc/passwords.csv')],
			says: ['a file with passwords opens the API server'],
			...byHand,
		},
		{
			name: 'an old server with its port open by default',
			objects: [apiServer('--profiling=false')],
			version: 'v1.19.2',
			says: ['port 8080 of the API server asks for no login'],
			...byHand,
		},
		{
			name: 'any client may be the front proxy',
			objects: [apiServer(...front)],
			says: ['every client certificate may name any user: the front proxy shares its CA, and no name is asked for'],
			...byHand,
		},
	],
	unknown: [
		{name: 'EKS, nobody asked', code: 'hidden', objects: [eks]},
		{name: 'flags that nobody shows', code: 'hidden', objects: [node()]},
	],
};

upholdsTheLaw(control, cases);
