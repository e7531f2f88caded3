import control from '../../../source/catalogue/pod-security/pods-host-namespaces.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {container, cronJob, daemonSet, deployment, job, pod} from '../../helpers/manifests.js';

const processes = 'the pod sees and may touch every process of its node (hostPID)';
const memory = 'the pod shares memory with the processes of its node (hostIPC)';
const exporter = container({name: 'node-exporter', image: 'quay.io/prometheus/node-exporter:v1.9.1'});
const debugged = {
	shareProcessNamespace: true,
	containers: [container(), container({name: 'agent', securityContext: {privileged: true}})],
};

export const cases: Cases = {
	pass: [
		{name: 'pods of their own', objects: [deployment(), deployment({hostPID: false, hostIPC: false}, {name: 'said'})]},
		{name: 'containers that share processes, none privileged', objects: [deployment({shareProcessNamespace: true})]},
		{name: 'a privileged container alone', objects: [deployment({...debugged, containers: debugged.containers.slice(1)})]},
		{
			name: 'a node exporter of the platform',
			objects: [daemonSet({hostPID: true, containers: [exporter]}, {name: 'node-exporter', namespace: 'monitoring'})],
			exempt: ['node-exporter'],
		},
	],
	fail: [
		{name: 'both', objects: [deployment({hostPID: true, hostIPC: true})], says: [processes, memory]},
		{name: 'processes, in a CronJob', objects: [cronJob({hostPID: true})], says: [processes]},
		{name: 'memory, in a DaemonSet', objects: [daemonSet({hostIPC: true})], says: [memory]},
		{name: 'a Job, whose pods cannot be changed', objects: [job({hostPID: true})], says: [processes], mend: 'by-hand'},
		{name: 'a bare pod, which cannot be changed', objects: [pod({hostPID: true})], says: [processes], mend: 'by-hand'},
	],
	warn: [
		{
			name: 'a privileged container beside another, sharing processes',
			objects: [deployment(debugged)],
			says: ['its containers share processes with agent, which is privileged'],
		},
		{
			name: 'a node exporter in a namespace of an app',
			objects: [daemonSet({hostPID: true, containers: [exporter]}, {name: 'node-exporter'})],
			says: [processes],
		},
	],
	unknown: [{name: 'pods read in part, without a finding', objects: [deployment()], unread: {pods: 'partial'}, code: 'partial'}],
};

upholdsTheLaw(control, cases);
