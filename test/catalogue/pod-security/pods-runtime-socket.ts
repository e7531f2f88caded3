import control from '../../../source/catalogue/pod-security/pods-runtime-socket.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {container, cronJob, daemonSet, deployment, pod} from '../../helpers/manifests.js';

const mounting = (path: string, readOnly = false) => ({
	containers: [container({volumeMounts: [{name: 'runtime', mountPath: '/runtime', ...(readOnly && {readOnly})}]})],
	volumes: [{name: 'runtime', hostPath: {path}}],
});
const says = ['volume runtime gives the socket of the container runtime'];
const agent = (image: string) => ({...mounting('/run/containerd/containerd.sock'), containers: [container({image})]});

export const cases: Cases = {
	pass: [
		{name: 'no volume of the node', objects: [deployment(), pod()]},
		{name: 'other directories of the node', objects: [deployment(mounting('/run/flannel')), cronJob(mounting('/var/log'))]},
		{
			name: 'a sensor of the platform, whose work it is',
			objects: [daemonSet(agent('docker.io/falcosecurity/falco:0.43.0'), {name: 'falco', namespace: 'falco'})],
			exempt: ['falco'],
		},
		{
			name: 'a node exporter that reads the whole node',
			objects: [
				daemonSet(
					{...mounting('/', true), containers: [container({image: 'quay.io/prometheus/node-exporter:v1.9.1'})]},
					{name: 'node-exporter', namespace: 'monitoring'},
				),
			],
			exempt: ['node-exporter'],
		},
	],
	fail: [
		...[
			'/var/run/docker.sock',
			'/run/docker.sock',
			'/run/containerd/containerd.sock',
			'/run/k3s/containerd/containerd.sock',
			'/var/run/crio/crio.sock',
			'/run/podman/podman.sock',
			'/run/cri-dockerd.sock',
		].map(path => ({name: path, objects: [deployment(mounting(path))], says, mend: 'by-hand' as const})),
		{name: 'only to be read', objects: [deployment(mounting('/var/run/docker.sock', true))], says, mend: 'by-hand'},
		{
			name: 'declared, not mounted yet',
			objects: [pod({volumes: [{name: 'runtime', hostPath: {path: '/var/run/docker.sock'}}]})],
			says,
			mend: 'by-hand',
		},
		...['/var/run', '/run', '/var', '/'].map(path => ({
			name: `the directory ${path}`,
			objects: [deployment(mounting(path))],
			says: [`volume runtime gives the socket of the container runtime, which lies in ${path}`],
			mend: 'by-hand' as const,
		})),
	],
	warn: [
		{
			name: 'a part of the platform that is no sensor',
			objects: [daemonSet(agent('ghcr.io/kubereboot/kured:1.19.0'), {name: 'kured', namespace: 'kube-system'})],
			says,
			exempt: ['kured'],
			mend: 'by-hand',
		},
		{
			name: 'a sensor in a namespace of an app',
			objects: [daemonSet(agent('docker.io/falcosecurity/falco:0.43.0'), {name: 'falco'})],
			says,
			mend: 'by-hand',
		},
	],
	unknown: [{name: 'pods read in part, without a finding', objects: [deployment()], unread: {pods: 'partial'}, code: 'partial'}],
};

upholdsTheLaw(control, cases);
