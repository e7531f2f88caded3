import control from '../../../source/catalogue/nodes/node-os-supported.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {container, daemonSet, node} from '../../helpers/manifests.js';

type Wish = {readonly kernel?: string; readonly created?: string; readonly labels?: Record<string, string>};
const machine = (name: string, osImage: string, {kernel = '6.8.0', created = '2026-11-01T00:00:00Z', labels = {}}: Wish = {}) =>
	node(name, {
		metadata: {name, creationTimestamp: created, labels},
		status: {nodeInfo: {osImage, kernelVersion: kernel, kubeletVersion: 'v1.36.3', operatingSystem: 'linux'}},
	});
const noble = 'Ubuntu 24.04.1 LTS';
const long = '2026-06-01T00:00:00Z';
const kured = daemonSet({containers: [container({image: 'ghcr.io/kubereboot/kured:1.17.1'})]}, {name: 'kured', namespace: 'kube-system'});
const fargate = {'eks.amazonaws.com/compute-type': 'fargate'};
const byHand = {mend: 'by-hand'} as const;

export const cases: Cases = {
	pass: [
		{name: 'a supported system on fresh nodes', objects: [machine('a', noble), machine('b', noble)]},
		{name: 'old nodes that kured restarts', objects: [machine('a', noble, {created: long}), kured]},
		{name: 'old nodes of GKE', objects: [machine('a', noble, {created: long, labels: {'cloud.google.com/gke-nodepool': 'a'}})]},
		{name: 'old nodes that Karpenter replaces', objects: [machine('a', noble, {created: long, labels: {'karpenter.sh/nodepool': 'a'}})]},
		{
			name: 'other kernels in another pool and on another kind of machine',
			objects: [
				machine('a', noble, {labels: {'node-role.kubernetes.io/control-plane': ''}}),
				machine('b', noble, {kernel: '6.8.1'}),
				machine('c', noble, {kernel: '6.8.2', labels: {'kubernetes.io/arch': 'arm64'}}),
			],
		},
		{name: 'Fargate', objects: [machine('fargate-1', 'Amazon Linux 2', {labels: fargate})], exempt: ['fargate-1']},
	],
	fail: [
		{
			name: 'Amazon Linux 2 past its end',
			objects: [machine('a', 'Amazon Linux 2'), machine('b', 'Amazon Linux 2023.6.20250128')],
			says: ['Amazon Linux 2 gets no fixes since 2026-06-30: a'],
			...byHand,
		},
		{
			name: 'a release older than the data',
			objects: ['a', 'b', 'c', 'd'].map(name => machine(name, 'Ubuntu 20.04.6 LTS')),
			says: ['Ubuntu 20.04 is older than every release known to get fixes: a, b, c and 1 more'],
			...byHand,
		},
		{
			name: 'Container Linux',
			objects: [machine('a', 'Container Linux by CoreOS 2512.3.0 (Oklo)')],
			says: ['Container Linux gets no fixes since 2020-05-26: a'],
			...byHand,
		},
	],
	warn: [
		{
			name: 'a system near its end',
			objects: [machine('a', 'Ubuntu 22.04.4 LTS', {created: '2027-02-01T00:00:00Z'})],
			takenAt: '2027-02-15T12:00:00Z',
			says: ['Ubuntu 22.04 gets fixes only until 2027-04-30, 74 days from now: a'],
			...byHand,
		},
		{
			name: 'old nodes that nothing renews',
			objects: [machine('a', noble, {created: long}), machine('b', noble)],
			says: ['older than 90 days, and nothing seen that renews them: a'],
			...byHand,
		},
		{
			name: 'two kernels in one pool',
			objects: [machine('a', noble), machine('b', noble, {kernel: '6.8.1'})],
			says: ['nodes of one pool run different kernels: 6.8.0, 6.8.1'],
			...byHand,
		},
	],
	unknown: [
		{name: 'a release newer than the data', code: 'hidden', objects: [machine('a', 'Ubuntu 28.04 LTS')]},
		{name: 'a release between those in the data', code: 'hidden', objects: [machine('a', 'Ubuntu 25.04')]},
		{name: 'a system that the data do not know', code: 'hidden', objects: [machine('a', 'Bottlerocket OS 1.50.0 (aws-k8s-1.34)')]},
		{name: 'no nodes', code: 'hidden'},
		{name: 'some nodes were read, all sound', code: 'partial', objects: [machine('a', noble)], unread: {nodes: 'partial'}},
	],
};

upholdsTheLaw(control, cases);
