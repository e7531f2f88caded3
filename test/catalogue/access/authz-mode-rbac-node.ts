import control from '../../../source/catalogue/access/authz-mode-rbac-node.js';
import {type Case, type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {configMap, container, node, pod} from '../../helpers/manifests.js';

const apiServer = (...flags: readonly string[]) =>
	pod(
		{containers: [container({name: 'kube-apiserver', command: ['kube-apiserver', ...flags]})]},
		{name: 'kube-apiserver-cp', namespace: 'kube-system', labels: {component: 'kube-apiserver'}},
	);
const counted = (authorizers: Record<string, number>): Partial<Case> => ({facts: {metrics: {authorizers}}, read: ['metrics']});
const kubeadm = (text: string) => configMap('kubeadm-config', {ClusterConfiguration: text}, {namespace: 'kube-system'});
const eks = node('a', {metadata: {name: 'a', labels: {'eks.amazonaws.com/nodegroup': 'a'}}});
const groups = ['apps', 'rbac.authorization.k8s.io'];
const k3s = (...words: readonly string[]) =>
	node('edge', {metadata: {name: 'edge', annotations: {'k3s.io/node-args': JSON.stringify(['server', ...words])}}});
const allowing = 'everybody may do everything: --authorization-mode is';
const byHand = {mend: 'by-hand'} as const;

export const cases: Cases = {
	pass: [
		{name: 'Node and RBAC', objects: [apiServer('--authorization-mode=Node,RBAC')]},
		{name: 'kubeadm sets both without saying so', objects: [kubeadm('apiServer:\n  extraArgs:\n    profiling: "false"\n')]},
		{name: 'k3s sets both without saying so', objects: [k3s()]},
		{
			name: 'authorizers in a file, RBAC decided',
			objects: [apiServer('--authorization-config=/etc/a.yaml')],
			...counted({RBAC: 9, Node: 2}),
		},
		{name: 'EKS serves RBAC', objects: [eks], facts: {groups}},
		{
			name: 'a managed control plane with an authorizer of the provider',
			objects: [eks],
			facts: {groups, metrics: {authorizers: {Webhook: 4}}},
		},
		{name: 'authorizers in a file, a person says yes', objects: [apiServer('--authorization-config=/etc/a.yaml')], attested: 'yes'},
	],
	fail: [
		{
			name: 'everything is allowed',
			objects: [apiServer('--authorization-mode=AlwaysAllow')],
			says: [`${allowing} AlwaysAllow`, 'roles have no effect, RBAC is off: --authorization-mode is AlwaysAllow'],
			...byHand,
		},
		{
			name: 'the flag is missing',
			objects: [apiServer('--profiling=false')],
			says: [`${allowing} not set`, 'roles have no effect, RBAC is off: --authorization-mode is not set'],
			...byHand,
		},
		{
			name: 'ABAC beside RBAC',
			objects: [apiServer('--authorization-mode=Node,RBAC,ABAC')],
			says: ['a file on the machine gives rights that no role shows (ABAC)'],
			...byHand,
		},
		{
			name: 'Node alone',
			objects: [apiServer('--authorization-mode=Node')],
			says: ['roles have no effect, RBAC is off: --authorization-mode is Node'],
			...byHand,
		},
		{
			name: 'one of two servers allows everything',
			objects: [
				apiServer('--authorization-mode=Node,RBAC'),
				pod(
					{containers: [container({name: 'kube-apiserver', command: ['kube-apiserver', '--authorization-mode=RBAC,Node,AlwaysAllow']})]},
					{name: 'kube-apiserver-two', namespace: 'kube-system', labels: {component: 'kube-apiserver'}},
				),
			],
			says: [`${allowing} RBAC,Node,AlwaysAllow`],
			...byHand,
		},
		{
			name: 'RBAC is not served',
			objects: [node()],
			facts: {groups: ['apps']},
			says: ['roles have no effect: the server does not serve rbac.authorization.k8s.io'],
			...byHand,
		},
		{
			name: 'AlwaysAllow decided',
			objects: [node()],
			...counted({AlwaysAllow: 3}),
			says: ['everybody may do everything (AlwaysAllow)'],
			...byHand,
		},
		{
			name: 'ABAC decided',
			objects: [node()],
			...counted({RBAC: 3, ABAC: 1}),
			says: ['a file on the machine gives rights that no role shows (ABAC)'],
			...byHand,
		},
	],
	warn: [
		{
			name: 'Node is missing',
			objects: [apiServer('--authorization-mode=RBAC')],
			says: ['every node may read what belongs to the others: the authorizer Node is off'],
			...byHand,
		},
		{
			name: 'a webhook decides too',
			objects: [apiServer('--authorization-mode=Node,RBAC,Webhook')],
			says: ['a second place gives rights (Webhook): what roles allow is not all of it'],
			...byHand,
		},
		{
			name: 'a webhook decided',
			objects: [node()],
			...counted({RBAC: 3, Webhook: 1}),
			says: ['a second place gives rights (Webhook): what roles allow is not all of it'],
			...byHand,
		},
	],
	unknown: [
		{name: 'authorizers in a file that nobody shows', code: 'hidden', objects: [apiServer('--authorization-config=/etc/a.yaml')]},
		{name: 'neither flags nor decisions', code: 'hidden', objects: [node()]},
		{name: 'EKS, what it serves is not known', code: 'hidden', objects: [eks]},
	],
};

upholdsTheLaw(control, cases);
