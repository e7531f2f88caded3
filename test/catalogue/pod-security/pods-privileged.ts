import control from '../../../source/catalogue/pod-security/pods-privileged.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {container, cronJob, daemonSet, deployment, job, node, pod, statefulSet} from '../../helpers/manifests.js';

const powerful = {containers: [container({securityContext: {privileged: true}})]};
const says = ['app is privileged: root on its node'];
const calicoNode = container({name: 'calico-node', image: 'docker.io/calico/node:v3.31.0', securityContext: {privileged: true}});
const process = {windowsOptions: {hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM'}};

export const cases: Cases = {
	pass: [
		{name: 'a container that says nothing', objects: [deployment(), job(), pod()]},
		{name: 'one that says no', objects: [deployment({containers: [container({securityContext: {privileged: false}})]})]},
		{
			name: 'calico of the platform',
			objects: [daemonSet({containers: [calicoNode]}, {name: 'calico-node', namespace: 'kube-system'})],
			exempt: ['calico-node'],
		},
		{
			name: 'a static pod of the system',
			objects: [
				pod(powerful, {
					name: 'etcd-cp',
					namespace: 'kube-system',
					annotations: {'kubernetes.io/config.mirror': 'x'},
					ownerReferences: [{apiVersion: 'v1', kind: 'Node', name: 'cp', uid: 'u', controller: true}],
				}),
			],
			exempt: ['etcd-cp'],
		},
		{name: 'a pod that has run to its end', objects: [{...pod(powerful), status: {phase: 'Succeeded'}}]},
	],
	fail: [
		{name: 'a Deployment', objects: [deployment(powerful)], says},
		{name: 'a StatefulSet', objects: [statefulSet(powerful)], says},
		{name: 'a CronJob', objects: [cronJob(powerful)], says},
		{name: 'a Job, whose pods cannot be changed', objects: [job(powerful)], says, mend: 'by-hand'},
		{name: 'a bare pod, which cannot be changed', objects: [pod(powerful)], says, mend: 'by-hand'},
		{
			name: 'an init container, beside other settings',
			objects: [
				deployment({
					initContainers: [container({name: 'sysctl', securityContext: {privileged: true, runAsUser: 0, capabilities: {drop: ['KILL']}}})],
				}),
			],
			says: ['sysctl is privileged: root on its node'],
		},
		{
			name: 'one that shows its mounts to the node',
			objects: [
				deployment({
					containers: [
						container({
							securityContext: {privileged: true},
							volumeMounts: [{name: 'disks', mountPath: '/disks', mountPropagation: 'Bidirectional'}],
						}),
					],
					volumes: [{name: 'disks', emptyDir: {}}],
				}),
			],
			says,
			mend: 'by-hand',
		},
		{
			name: 'a HostProcess pod of Windows, by the word of the pod',
			objects: [
				daemonSet({os: {name: 'windows'}, hostNetwork: true, securityContext: process}),
				node('win-1', {metadata: {name: 'win-1', labels: {'kubernetes.io/os': 'windows'}}}),
			],
			says: ['app runs as a process of its Windows node'],
			mend: 'by-hand',
		},
		{
			name: 'a HostProcess pod whose container names another user',
			objects: [
				daemonSet({
					os: {name: 'windows'},
					hostNetwork: true,
					securityContext: process,
					containers: [container({securityContext: {windowsOptions: {runAsUserName: 'NT AUTHORITY\\Local Service'}}})],
				}),
			],
			says: ['app runs as a process of its Windows node'],
			mend: 'by-hand',
		},
		{
			name: 'an app in a namespace that is called like one of Azure, elsewhere',
			objects: [
				node('node-aws', {spec: {providerID: 'aws:///eu-central-1a/i-1'}}),
				deployment(powerful, {name: 'billing', namespace: 'azure-billing'}),
			],
			says,
		},
		{
			name: 'a container named like a platform one, of another image',
			objects: [daemonSet({containers: [container({name: 'calico-node', securityContext: {privileged: true}})]}, {name: 'calico-node'})],
			says: ['calico-node is privileged: root on its node'],
		},
	],
	warn: [
		{
			name: 'users of its own',
			objects: [deployment({...powerful, hostUsers: false})],
			says: ['app is privileged: root of its own user namespace, with the devices of its node'],
		},
		{
			name: 'calico in a namespace of an app',
			objects: [daemonSet({containers: [calicoNode]}, {name: 'calico-node'})],
			says: ['calico-node is privileged: root on its node'],
		},
		{name: 'something unknown in kube-system', objects: [deployment(powerful, {namespace: 'kube-system', name: 'own-thing'})], says},
	],
	unknown: [
		{name: 'pods read in part, without a finding', objects: [deployment()], unread: {pods: 'partial'}, code: 'partial'},
		{name: 'deployments not read', objects: [], unread: {deployments: 'absent'}, code: 'absent'},
	],
};

upholdsTheLaw(control, cases);
