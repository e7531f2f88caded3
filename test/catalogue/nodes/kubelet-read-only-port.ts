import control from '../../../source/catalogue/nodes/kubelet-read-only-port.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {calico, configMap, container, daemonSet, deployment, networkPolicy, node} from '../../helpers/manifests.js';

const kubelet = (text: string) => configMap('kubelet-config', {kubelet: text}, {namespace: 'kube-system'});
const closed = kubelet('kind: KubeletConfiguration\nreadOnlyPort: 0\n');
const ports = (hostPort?: number) => [
	container({
		name: 'cadvisor',
		image: 'gcr.io/cadvisor/cadvisor:v0.52.1',
		ports: [{containerPort: 8080, protocol: 'TCP', ...(hostPort && {hostPort})}],
	}),
];
const cadvisor = (hostPort?: number) => daemonSet({containers: ports(hostPort)}, {name: 'cadvisor'});
const prometheus = deployment(
	{containers: [container({image: 'quay.io/prometheus/prometheus:v3.5.0'})]},
	{name: 'prometheus', namespace: 'monitoring'},
);
const limited = networkPolicy('limit', {
	podSelector: {matchLabels: {app: 'cadvisor'}},
	ingress: [{from: [{namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'monitoring'}}}]}],
});

export const cases: Cases = {
	pass: [
		{name: 'closed by the configuration', objects: [closed]},
		{name: 'a configuration that does not say it: closed is its default', objects: [kubelet('kind: KubeletConfiguration\n')]},
		{name: 'cAdvisor for monitoring only', objects: [closed, cadvisor(4194), limited]},
		{name: 'EKS keeps it closed', objects: [node('a', {metadata: {name: 'a', labels: {'eks.amazonaws.com/nodegroup': 'a'}}})]},
	],
	fail: [
		{
			name: 'open by the configuration',
			objects: [kubelet('readOnlyPort: 10255\n')],
			says: ['the read-only port of the kubelet is open: ConfigMap kube-system/kubelet-config says 10255'],
			mend: 'by-hand',
		},
		{
			name: 'open on one k3s node',
			objects: [
				closed,
				node('edge', {metadata: {name: 'edge', annotations: {'k3s.io/node-args': '["server","--kubelet-arg","read-only-port=10255"]'}}}),
			],
			says: ['the read-only port of the kubelet is open: node edge says 10255'],
			mend: 'by-hand',
		},
		{
			name: 'cAdvisor on a port of the node',
			objects: [closed, cadvisor(4194), prometheus, calico],
			says: ['cAdvisor answers anybody on a port of its node'],
		},
	],
	warn: [
		{
			name: 'cAdvisor inside the cluster',
			objects: [closed, cadvisor(), prometheus, calico],
			says: ['every pod can ask cAdvisor what runs on each node'],
		},
		{
			name: 'cAdvisor where nobody scrapes',
			objects: [closed, cadvisor(), calico],
			says: ['every pod can ask cAdvisor what runs on each node'],
			mend: 'by-hand',
		},
	],
	unknown: [{name: 'settings that nobody shows', code: 'hidden', objects: [node()]}],
};

upholdsTheLaw(control, cases);
