import control from '../../../source/catalogue/network/cni-enforces-policy.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {calico, configMap, container, daemonSet, networkPolicy, node} from '../../helpers/manifests.js';

const agent = (name: string, namespace = 'kube-system', containers = [container({image: `example.org/${name}:v1`})]) =>
	daemonSet({containers}, {name, namespace});
const aws = (flag: string) =>
	agent('aws-node', 'kube-system', [container({name: 'aws-node'}), container({name: 'aws-eks-nodeagent', args: [flag]})]);
const policy = networkPolicy('deny', {podSelector: {}});
const here = 'shown by facts that only the object itself has there';

export const cases: Cases = {
	pass: [
		{name: 'Calico', objects: [calico, node()]},
		{name: 'Cilium', objects: [agent('cilium'), node()]},
		{
			name: 'VPC CNI with its agent',
			objects: [
				aws('--enable-network-policy=true'),
				configMap('amazon-vpc-cni', {'enable-network-policy-controller': 'true'}, {namespace: 'kube-system'}),
				node(),
			],
		},
		{
			name: 'Flannel beside kube-network-policies',
			objects: [agent('kube-flannel-ds', 'kube-flannel'), agent('kube-network-policies'), node()],
		},
		{
			name: 'a kindnet of 2025',
			objects: [agent('kindnet', 'kube-system', [container({image: 'docker.io/kindest/kindnetd:v20250512-df8de77b'})]), node()],
		},
		{name: 'nobody can tell, a person says yes', attested: 'yes', objects: [node()], onlyHere: here},
	],
	fail: [
		{
			name: 'Flannel alone',
			objects: [agent('kube-flannel-ds', 'kube-flannel'), node()],
			says: ['Flannel ignores network policies, and no second engine runs'],
			mend: 'by-hand',
		},
		{
			name: 'policies that have no effect',
			objects: [agent('kube-flannel-ds', 'kube-flannel'), policy, node()],
			says: ['Flannel ignores network policies, and no second engine runs; 1 network policies have no effect'],
			mend: 'by-hand',
		},
		{
			name: 'VPC CNI without its agent',
			objects: [agent('aws-node'), node()],
			says: ['the VPC CNI runs without its policy agent'],
			mend: 'by-hand',
		},
		{
			name: 'VPC CNI with its agent switched off',
			objects: [aws('--enable-network-policy=false'), node()],
			says: ['the policy agent of the VPC CNI is switched off'],
			mend: 'by-hand',
		},
		{
			name: 'Cilium that never enforces',
			objects: [agent('cilium'), configMap('cilium-config', {'enable-policy': 'never'}, {namespace: 'kube-system'}), node()],
			says: ['cilium-config says enable-policy: never'],
			mend: 'by-hand',
		},
	],
	warn: [
		{
			name: 'agents that are not ready everywhere',
			objects: [{...calico, status: {desiredNumberScheduled: 3, numberReady: 2}}, node()],
			says: ['Calico runs on 2 of 3 nodes only'],
			mend: 'by-hand',
			onlyHere: here,
		},
	],
	unknown: [{name: 'no plugin that is known', code: 'hidden', objects: [node()]}],
};

upholdsTheLaw(control, cases);
