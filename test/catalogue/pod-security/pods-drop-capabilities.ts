import control from '../../../source/catalogue/pod-security/pods-drop-capabilities.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {container, cronJob, daemonSet, deployment, job, pod, statefulSet} from '../../helpers/manifests.js';

const capable = (capabilities: object, image = 'registry.k8s.io/pause:3.10') => ({
	containers: [container({image, securityContext: {capabilities: {...capabilities}}})],
});
const says = ['app keeps all the capabilities of its runtime'];

export const cases: Cases = {
	pass: [
		{name: 'all dropped', objects: [deployment(capable({drop: ['ALL']})), cronJob(capable({drop: ['ALL', 'NET_RAW']}))]},
		{name: 'all dropped, some added', objects: [deployment(capable({drop: ['ALL'], add: ['NET_BIND_SERVICE']}))]},
		{name: 'a Windows pod', objects: [deployment({os: {name: 'windows'}})], exempt: ['deployment']},
		{
			name: 'calico of the platform',
			objects: [
				daemonSet({containers: [container({image: 'docker.io/calico/node:v3.31.0'})]}, {name: 'calico-node', namespace: 'kube-system'}),
			],
			exempt: ['calico-node'],
		},
	],
	warn: [
		{name: 'nothing said', objects: [deployment()], says},
		{name: 'a StatefulSet', objects: [statefulSet()], says},
		{name: 'a DaemonSet', objects: [daemonSet()], says},
		{
			name: 'some dropped',
			objects: [deployment(capable({drop: ['NET_RAW', 'KILL']}))],
			says: ['app drops NET_RAW, KILL and keeps the other capabilities'],
		},
		{name: 'small letters', objects: [deployment(capable({drop: ['all']}))], says: ['app drops all, which counts in capital letters only']},
		{name: 'some added, which stay', objects: [deployment(capable({add: ['NET_ADMIN']}))], says},
		{name: 'an image that hands over from root', objects: [deployment(capable({add: ['KILL']}, 'nginx:1.25'))], says},
		{
			name: 'an init container and a sidecar',
			objects: [
				deployment({
					...capable({drop: ['ALL']}),
					initContainers: [container({name: 'setup'}), container({name: 'proxy', restartPolicy: 'Always'})],
				}),
			],
			says: ['setup keeps all the capabilities of its runtime', 'proxy keeps all the capabilities of its runtime'],
		},
		{
			name: 'a privileged container, which has them all',
			objects: [deployment({containers: [container({securityContext: {privileged: true}})]})],
			says,
			mend: 'by-hand',
		},
		{name: 'a Job, whose pods cannot be changed', objects: [job()], says, mend: 'by-hand'},
		{name: 'a bare pod, which cannot be changed', objects: [pod()], says, mend: 'by-hand'},
	],
	unknown: [
		{
			name: 'pods read in part, without a finding',
			objects: [deployment(capable({drop: ['ALL']}))],
			unread: {pods: 'partial'},
			code: 'partial',
		},
	],
};

upholdsTheLaw(control, cases);
