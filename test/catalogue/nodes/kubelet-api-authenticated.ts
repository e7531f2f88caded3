import control from '../../../source/catalogue/nodes/kubelet-api-authenticated.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {configMap, node} from '../../helpers/manifests.js';

const kubelet = (text: string) => configMap('kubelet-config', {kubelet: `kind: KubeletConfiguration\n${text}`}, {namespace: 'kube-system'});
const k3s = (name: string, ...words: readonly string[]) =>
	node(name, {metadata: {name, annotations: {'k3s.io/node-args': JSON.stringify(['server', ...words])}}});
const labelled = (name: string, labels: Record<string, string>) => node(name, {metadata: {name, labels}});
const config = 'ConfigMap kube-system/kubelet-config';
const byHand = {mend: 'by-hand'} as const;

export const cases: Cases = {
	pass: [
		{
			name: 'closed by the configuration',
			objects: [kubelet('authentication: {anonymous: {enabled: false}}\nauthorization: {mode: Webhook}\n')],
		},
		{name: 'a configuration that does not say it: closed is its default', objects: [kubelet('readOnlyPort: 0\n')]},
		{
			name: 'every node of k3s, and one that is virtual',
			objects: [k3s('a'), labelled('fargate-1', {'eks.amazonaws.com/compute-type': 'fargate'})],
			exempt: ['fargate-1'],
		},
		{name: 'EKS demands it', objects: [labelled('a', {'eks.amazonaws.com/nodegroup': 'a'})]},
		{name: 'nothing to see, a person says yes', objects: [node()], attested: 'yes'},
	],
	fail: [
		{
			name: 'everything is allowed to everybody',
			objects: [kubelet('authentication: {anonymous: {enabled: true}}\nauthorization: {mode: AlwaysAllow}\n')],
			says: [`whoever reaches port 10250 may do everything, even without a login: ${config}`],
			...byHand,
		},
		{
			name: 'everything is allowed to whoever logs in',
			objects: [kubelet('authorization: {mode: AlwaysAllow}\n')],
			says: [`whoever logs in on port 10250 may do everything: ${config}`],
			...byHand,
		},
		{
			name: 'one node of k3s',
			objects: [k3s('a'), k3s('b', '--kubelet-arg=anonymous-auth=true', '--kubelet-arg=authorization-mode=AlwaysAllow')],
			says: ['whoever reaches port 10250 may do everything, even without a login: node b'],
			...byHand,
		},
	],
	warn: [
		{
			name: 'anonymous, but roles decide',
			objects: [kubelet('authentication: {anonymous: {enabled: true}}\n')],
			says: [`port 10250 lets callers in without a login, as system:anonymous: ${config}`],
			...byHand,
		},
	],
	unknown: [
		{name: 'settings that nobody shows', code: 'hidden', objects: [node()]},
		{name: 'a node of k3s that does not tell', code: 'hidden', objects: [k3s('a'), node('b')]},
	],
};

upholdsTheLaw(control, cases);
