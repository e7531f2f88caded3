import control from '../../../source/catalogue/nodes/runtime-supported.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {node} from '../../helpers/manifests.js';

const machine = (name: string, containerRuntimeVersion: string, kubeletVersion = 'v1.36.3', labels: Record<string, string> = {}) =>
	node(name, {metadata: {name, labels}, status: {nodeInfo: {containerRuntimeVersion, kubeletVersion, operatingSystem: 'linux'}}});
const byHand = {mend: 'by-hand'} as const;
const noDocker = 'Docker runs the containers through';

export const cases: Cases = {
	pass: [
		{name: 'a supported containerd, two patches of it', objects: [machine('a', 'containerd://2.0.4'), machine('b', 'containerd://2.0.5')]},
		{name: 'the CRI-O of this Kubernetes', objects: [machine('a', 'cri-o://1.36.1')]},
		{name: 'the runtime of k3s', objects: [machine('a', 'containerd://1.5.9-k3s1')], exempt: ['a']},
		{
			name: 'a Windows node and Fargate',
			objects: [
				machine('win', 'containerd://1.6.9', 'v1.36.3', {'kubernetes.io/os': 'windows'}),
				machine('far', 'containerd://1.6.9', 'v1.36.3', {'eks.amazonaws.com/compute-type': 'fargate'}),
			],
			exempt: ['far', 'win'],
		},
	],
	fail: [
		{
			name: 'long past its end',
			objects: [machine('a', 'containerd://1.6.36')],
			says: ['containerd 1.6 gets no fixes since 2025-08-23: a'],
			...byHand,
		},
		{
			name: 'older than the data',
			objects: [machine('a', 'containerd://1.4.3')],
			says: ['containerd 1.4 is older than every release known to get fixes: a'],
			...byHand,
		},
		{
			name: 'dockershim',
			objects: [machine('a', 'docker://20.10.7', 'v1.22.4')],
			says: [`${noDocker} dockershim, which Kubernetes took out: a`],
			...byHand,
		},
	],
	warn: [
		{
			name: 'past its end for less than 90 days',
			objects: [machine('a', 'containerd://1.7.22')],
			says: ['containerd 1.7 gets no fixes since 2026-09-01: a'],
			...byHand,
		},
		{
			name: 'near its end',
			objects: [machine('a', 'containerd://2.0.4')],
			takenAt: '2026-12-20T12:00:00Z',
			says: ['containerd 2.0 gets fixes only until 2027-03-01, 71 days from now: a'],
			...byHand,
		},
		{
			name: 'two releases',
			objects: [machine('a', 'containerd://2.0.4'), machine('b', 'containerd://2.3.1')],
			says: ['nodes run different runtimes: containerd://2.0, containerd://2.3'],
			...byHand,
		},
		{
			name: 'the CRI-O of another Kubernetes',
			objects: [machine('a', 'cri-o://1.35.2')],
			says: ['CRI-O 1.35 is not the one for the Kubernetes of a'],
			...byHand,
		},
		{
			name: 'Docker by cri-dockerd',
			objects: [machine('a', 'docker://28.1.1')],
			says: [`${noDocker} cri-dockerd, one more part to keep up: a`],
			...byHand,
		},
	],
	unknown: [
		{name: 'newer than the data', code: 'hidden', objects: [machine('a', 'containerd://2.9.0')]},
		{name: 'a runtime that the data do not know', code: 'hidden', objects: [machine('a', 'moby://1')]},
		{name: 'no nodes', code: 'hidden'},
		{name: 'some nodes were read, all sound', code: 'partial', objects: [machine('a', 'containerd://2.0.4')], unread: {nodes: 'partial'}},
	],
};

upholdsTheLaw(control, cases);
