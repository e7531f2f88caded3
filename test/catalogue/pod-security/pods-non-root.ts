import control from '../../../source/catalogue/pod-security/pods-non-root.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {container, cronJob, daemonSet, deployment, job, pod, service, statefulSet} from '../../helpers/manifests.js';

const secured = (securityContext: object, pod: object = {}) => ({...pod, containers: [container({securityContext: {...securityContext}})]});
const silent = ['app may be root: only its image says who it runs as'];
const told = ['app is told to run as root (runAsUser: 0)'];
/** A pod of the kubelet's report: as whom its container runs. */
const running = (uid: number) => ({...pod(), status: {containerStatuses: [{name: 'app', user: {linux: {uid, gid: uid}}}]}});
const open = {
	...service('web', {type: 'LoadBalancer', selector: {app: 'web'}}),
	status: {loadBalancer: {ingress: [{ip: '203.0.113.7'}]}},
};
const byCloud = 'the status of a load balancer is written by a cloud';
const byKubelet = 'the user of a process is written by a kubelet';

export const cases: Cases = {
	pass: [
		{
			name: 'not root by the word of the container, of the pod, or by number',
			objects: [
				deployment(secured({runAsNonRoot: true})),
				statefulSet({securityContext: {runAsNonRoot: true}}),
				daemonSet(secured({runAsUser: 1000})),
				cronJob({securityContext: {runAsUser: 65_532}}),
			],
		},
		{
			name: 'the container changes the root of its pod',
			objects: [deployment(secured({runAsUser: 1000}, {securityContext: {runAsUser: 0}}))],
		},
		{name: 'users of its own, since 1.35', objects: [deployment({hostUsers: false})], version: 'v1.35.0'},
		{name: 'seen running as another user', objects: [running(101)]},
		{name: 'a Windows pod', objects: [deployment({os: {name: 'windows'}})], exempt: ['deployment']},
		{
			name: 'calico of the platform',
			objects: [
				daemonSet({containers: [container({image: 'docker.io/calico/node:v3.31.0'})]}, {name: 'calico-node', namespace: 'kube-system'}),
			],
			exempt: ['calico-node'],
		},
	],
	fail: [
		{
			name: 'told to be root where strangers come in',
			objects: [deployment(secured({runAsUser: 0}), {name: 'web'}), open],
			says: ['app is told to run as root (runAsUser: 0), and strangers reach it'],
			onlyHere: byCloud,
		},
		{
			name: 'seen as root where strangers come in',
			objects: [{...running(0), metadata: {name: 'web', namespace: 'shop', labels: {app: 'web'}}}, open],
			says: ['app runs as root: its image says so, and strangers reach it'],
			mend: 'by-hand',
			onlyHere: byCloud,
		},
	],
	warn: [
		{name: 'nothing said', objects: [deployment()], says: silent},
		{name: 'nothing said where strangers come in', objects: [deployment({}, {name: 'web'}), open], says: silent, onlyHere: byCloud},
		{name: 'told to be root', objects: [deployment(secured({runAsUser: 0}))], says: told},
		{name: 'told to be root by its pod', objects: [deployment({securityContext: {runAsUser: 0, runAsGroup: 0}})], says: told},
		{name: 'told by both', objects: [deployment(secured({runAsUser: 0}, {securityContext: {runAsUser: 0}}))], says: told},
		{
			name: 'told to be root by its pod, which one container changes',
			objects: [
				deployment({
					securityContext: {runAsUser: 0},
					initContainers: [container({name: 'setup'})],
					containers: [container({securityContext: {runAsUser: 1000}}), container({name: 'side', securityContext: {runAsNonRoot: false}})],
				}),
			],
			says: ['setup is told to run as root (runAsUser: 0)', 'side is told to run as root (runAsUser: 0)'],
		},
		{
			name: 'root, and not root: it never starts',
			objects: [deployment(secured({runAsUser: 0, runAsNonRoot: true}))],
			says: told,
			onlyHere: byKubelet,
		},
		{name: 'not asked to be another', objects: [deployment(secured({runAsNonRoot: false}))], says: silent},
		{
			name: 'users of its own, before 1.35',
			objects: [deployment({hostUsers: false})],
			version: 'v1.34.2',
			says: silent,
			onlyHere: 'the server is newer',
		},
		{
			name: 'seen running as root',
			objects: [running(0)],
			says: ['app runs as root: its image says so'],
			mend: 'by-hand',
			onlyHere: byKubelet,
		},
		{name: 'a Job, whose pods cannot be changed', objects: [job()], says: silent, mend: 'by-hand'},
		{name: 'a bare pod, which cannot be changed', objects: [pod()], says: silent, mend: 'by-hand'},
	],
	unknown: [{name: 'pods read in part, without a finding', objects: [running(101)], unread: {pods: 'partial'}, code: 'partial'}],
};

upholdsTheLaw(control, cases);
