import {containersOf} from '../../kube/containers.js';
import {type FoundIn, judgeWorkloads} from '../../kube/judge-workloads.js';
import {patchPodSpec} from '../../kube/pod-patch.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {pathOf, type Workload} from '../../kube/workloads.js';
import type {Control} from '../../model/index.js';

const shared = {
	hostPID: {check: 'host-pid', says: 'sees and may touch every process of its node (hostPID)'},
	hostIPC: {check: 'host-ipc', says: 'shares memory with the processes of its node (hostIPC)'},
} as const;

function judge(workload: Workload): readonly FoundIn[] {
	const {podSpec} = workload;
	const found = (['hostPID', 'hostIPC'] as const).flatMap((key): FoundIn[] => {
		if (podSpec[key] !== true) return [];
		const {check, says} = shared[key];
		const pss = {level: 'baseline', check: 'hostNamespaces'} as const;
		return [{check, level: 'fail', path: pathOf(workload, key), value: 'true', pss, message: `the pod ${says}`}];
	});
	const all = containersOf(podSpec).map(({container}) => container);
	const privileged = all.find(({securityContext}) => securityContext?.privileged === true);
	if (podSpec.shareProcessNamespace === true && privileged && all.length > 1)
		found.push({
			check: 'shared-with-privileged',
			level: 'warn',
			path: pathOf(workload, 'shareProcessNamespace'),
			value: 'true',
			message: `its containers share processes with ${privileged.name}, which is privileged`,
		});
	return found;
}

const fields: Readonly<Record<string, string>> = {
	'host-pid': 'hostPID',
	'host-ipc': 'hostIPC',
	'shared-with-privileged': 'shareProcessNamespace',
};

export default {
	id: 'pods-host-namespaces',
	title: 'Keep pods away from processes of the node',
	layer: 'application',
	phase: 'operate',
	severity: 'high',
	blast: 'node',
	fix: 'patch',
	threats: {external: 0, container: 3, user: 2},
	seeds: ['N9', 'K7', 'T2'],
	references: {
		cis: ['5.2.3', '5.2.4'],
		eks: ['4.2.2', '4.2.3'],
		aks: ['4.2.2', '4.2.3'],
		nsa: 'Pod security enforcement',
		podSecurity: 'baseline: hostNamespaces',
		owasp: ['K01'],
		microsoft: ['MS-TA9018'],
		attack: ['T1611'],
		kubescape: ['C-0038', 'C-0194', 'C-0195'],
		trivy: ['KSV-0008', 'KSV-0010'],
	},
	why: 'A pod in the process space of its node reads the environment and the memory of what else runs there, passwords included, and with one more right enters it.',
	risk: 'Programs that watch the processes of the node see only their own.',
	question: "Are all your own apps free of hostPID and hostIPC (sharing the node's process or IPC space)?",
	because: 'a pod can see and touch every process of its node',
	verify:
		'kubectl get pods -A -o json | jq -r \'.items[] | select(.spec.hostPID or .spec.hostIPC) | "\\(.metadata.namespace)/\\(.metadata.name)"\'',
	guide: {
		everywhere: [
			'Take hostPID and hostIPC out of the pod, or set them to false.',
			'To look into a container use kubectl debug, which shares the processes of one pod only.',
		],
		snippet: 'spec:\n  hostPID: false\n  hostIPC: false\n',
	},
	cluster: {
		needs: ['pods', 'deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs'],
		over: 'pods',
		wants: [...workloadSources, 'nodes'],
		inspect: snapshot => judgeWorkloads(snapshot, judge, {windows: true}),
		remediate: (finding, snapshot) => patchPodSpec(finding, snapshot, () => ({[fields[finding.check] ?? 'hostPID']: false})),
	},
} satisfies Control;
