import control from '../../../source/catalogue/pod-security/pods-no-privilege-escalation.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {container, cronJob, daemonSet, deployment, job, pod, replicaSet, statefulSet} from '../../helpers/manifests.js';

const closed = {containers: [container({securityContext: {allowPrivilegeEscalation: false}})]};
const open = 'app may gain privileges: nothing forbids it';

export const cases: Cases = {
	pass: [
		{
			name: 'forbidden on every container',
			objects: [deployment(closed), statefulSet(closed), daemonSet(closed), cronJob(closed), job(closed), pod(closed)],
		},
		{
			name: 'calico of the platform',
			objects: [
				daemonSet({containers: [container({image: 'docker.io/calico/node:v3.31.0'})]}, {name: 'calico-node', namespace: 'kube-system'}),
			],
			exempt: ['calico-node'],
		},
		{name: 'a Windows pod', objects: [deployment({os: {name: 'windows'}})], exempt: ['deployment']},
		{name: 'nothing at all', objects: []},
	],
	warn: [
		{name: 'a Deployment that says nothing', objects: [deployment()], says: [open]},
		{name: 'a StatefulSet', objects: [statefulSet()], says: [open]},
		{name: 'a DaemonSet', objects: [daemonSet()], says: [open]},
		{name: 'a CronJob', objects: [cronJob()], says: [open]},
		{name: 'a bare ReplicaSet', objects: [replicaSet()], says: [open]},
		{name: 'a Job, whose pods cannot be changed', objects: [job()], says: [open], mend: 'by-hand'},
		{name: 'a bare pod, which cannot be changed', objects: [pod()], says: [open], mend: 'by-hand'},
		{
			name: 'an init container and a sidecar',
			objects: [deployment({...closed, initContainers: [container({name: 'setup'}), container({name: 'proxy', restartPolicy: 'Always'})]})],
			says: ['setup may gain privileges: nothing forbids it', 'proxy may gain privileges: nothing forbids it'],
		},
		{
			name: 'allowed on purpose beside other settings',
			objects: [
				deployment({containers: [container({securityContext: {allowPrivilegeEscalation: true, runAsNonRoot: true, runAsUser: 1000}})]}),
			],
			says: ['app may gain privileges: allowed on purpose'],
		},
		{
			name: 'a privileged container loses both',
			objects: [deployment({containers: [container({securityContext: {privileged: true}})]})],
			says: [open],
		},
		{
			name: 'one that adds SYS_ADMIN',
			objects: [deployment({containers: [container({securityContext: {capabilities: {add: ['SYS_ADMIN']}}})]})],
			says: [open],
			mend: 'by-hand',
		},
		{
			name: 'calico in a namespace of an app',
			objects: [daemonSet({containers: [container({image: 'docker.io/calico/node:v3.31.0'})]}, {name: 'calico-node'})],
			says: [open],
		},
	],
};

upholdsTheLaw(control, cases);
