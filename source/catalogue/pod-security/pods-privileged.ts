import {judgeContainers} from '../../kube/judge-workloads.js';
import {patchContainer} from '../../kube/pod-patch.js';
import {isHostProcess} from '../../kube/security-context.js';
import {workloadSources} from '../../kube/workload-sources.js';
import type {Control} from '../../model/index.js';

export default {
	id: 'pods-privileged',
	title: 'Run no privileged containers',
	layer: 'application',
	phase: 'operate',
	severity: 'critical',
	blast: 'node',
	fix: 'patch',
	threats: {external: 0, container: 3, user: 2},
	seeds: ['N9', 'K7', 'T2'],
	references: {
		cis: ['5.2.2', '5.2.10'],
		eks: ['4.2.1'],
		aks: ['4.2.1'],
		nsa: 'Pod security enforcement',
		podSecurity: 'baseline: privileged, windowsHostProcess',
		owasp: ['K01'],
		microsoft: ['MS-TA9018'],
		attack: ['T1611', 'T1610'],
		kubescape: ['C-0057', 'C-0193', 'C-0202'],
		trivy: ['KSV-0017', 'KSV-0103'],
	},
	why: 'Whoever breaks into a privileged container has the devices and the kernel of its node, and with them everything that runs there.',
	risk: 'Programs that need devices, mounts or kernel modules fail to start.',
	question: 'Are all your own apps free of privileged containers?',
	because: 'a privileged container is root on its node',
	verify:
		'kubectl get pods -A -o json | jq -r \'.items[] | .metadata as $m | .spec | .containers[], .initContainers[]? | select(.securityContext.privileged == true) | "\\($m.namespace)/\\($m.name) \\(.name)"\'',
	boosts: {'internet-apps.public': 1.2},
	guide: {
		everywhere: [
			'Set securityContext.privileged: false, and add only the capabilities that the program really needs.',
			'Images are built without it by BuildKit rootless or by a build service; kernel settings belong to the node.',
			'HostProcess pods of Windows are changed as a whole: pod and every container say the same.',
		],
		snippet: 'securityContext:\n  privileged: false\n  capabilities:\n    drop: [ALL]\n    add: [<needed>]\n',
	},
	cluster: {
		needs: ['pods', 'deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs'],
		over: 'pods',
		wants: [...workloadSources, 'nodes'],
		inspect: snapshot =>
			judgeContainers(
				snapshot,
				({container, workload: {podSpec}, path}) => {
					if (isHostProcess(container, podSpec))
						return {
							check: 'host-process',
							level: 'fail',
							path: path('securityContext.windowsOptions.hostProcess'),
							value: 'true',
							pss: {level: 'baseline', check: 'windowsHostProcess'},
							message: `${container.name} runs as a process of its Windows node`,
						};
					if (container.securityContext?.privileged !== true) return undefined;
					const mapped = podSpec.hostUsers === false;
					return {
						check: 'privileged',
						level: mapped ? 'warn' : 'fail',
						path: path('securityContext.privileged'),
						value: 'true',
						pss: {level: 'baseline', check: 'privileged'},
						message: `${container.name} is privileged: ${mapped ? 'root of its own user namespace, with the devices of its node' : 'root on its node'}`,
					};
				},
				{windows: true},
			),
		remediate: (finding, snapshot) =>
			patchContainer(finding, snapshot, ({volumeMounts = []}) => {
				if (finding.check === 'host-process')
					return {refused: 'a HostProcess pod is one in all its containers: move what it does to the node, or to a pod of its own'};
				if (volumeMounts.some(({mountPropagation}) => mountPropagation === 'Bidirectional'))
					return {refused: 'it shows its mounts to the node (mountPropagation: Bidirectional), which only a privileged container may'};
				return {securityContext: {privileged: false}};
			}),
	},
} satisfies Control;
