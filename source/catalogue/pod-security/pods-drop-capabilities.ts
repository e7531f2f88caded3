import {containersOf} from '../../kube/containers.js';
import {rootsOwnCapabilities} from '../../kube/image-capabilities.js';
import {judgeContainers} from '../../kube/judge-workloads.js';
import {patchPodSpec} from '../../kube/pod-patch.js';
import {workloadSources} from '../../kube/workload-sources.js';
import type {Control, Finding, Remediation, Snapshot} from '../../model/index.js';
import {unescaped} from '../../model/index.js';

const pss = {level: 'restricted', check: 'capabilities_restricted'} as const;

function remediate(finding: Finding, snapshot: Snapshot): Remediation {
	return patchPodSpec(finding, snapshot, ({podSpec}) => {
		const placed = containersOf(podSpec).find(({container}) => container.name === finding.container);
		if (!placed) return {refused: 'The container was not read: change it by hand.'};
		const {container, list} = placed;
		const {privileged, capabilities = {}} = container.securityContext ?? {};
		if (privileged) return {refused: 'it is privileged, which gives every capability whatever it drops: take that away first'};
		const needed = rootsOwnCapabilities(container, podSpec);
		const add = [...new Set([...(capabilities.add ?? []), ...needed])];
		const changed = {drop: ['ALL'], ...(needed.length > 0 && {add: add.map(unescaped)})};
		return {[list]: [{name: unescaped(container.name), securityContext: {capabilities: changed}}]};
	});
}

export default {
	id: 'pods-drop-capabilities',
	title: 'Take capabilities from containers',
	layer: 'application',
	phase: 'build',
	severity: 'medium',
	blast: 'workload',
	fix: 'patch',
	neverFails: true,
	threats: {external: 0, container: 2, user: 0},
	seeds: ['N9'],
	references: {
		cis: ['5.2.8', '5.2.9'],
		nsa: 'Pod security enforcement',
		podSecurity: 'restricted: capabilities_restricted',
		owasp: ['K01'],
		microsoft: ['MS-TA9036'],
		attack: ['T1557'],
		kubescape: ['C-0055', 'C-0199', 'C-0201'],
		trivy: ['KSV-0003', 'KSV-0004', 'KSV-0106'],
	},
	why: 'By default a container of root may send any network packet, become any user and pass over the rights of files; most programs need none of that.',
	risk: 'Images that start as root and then change to a user of their own (nginx, postgres, redis) need some capabilities back.',
	question: 'Do your manifests drop all Linux capabilities by default?',
	because: 'pods can forge network packets in the cluster network',
	verify:
		'kubectl get pods -A -o json | jq -r \'.items[] | .metadata as $m | .spec.containers[] | select(.securityContext.capabilities.drop // [] | index("ALL") | not) | "\\($m.namespace)/\\($m.name) \\(.name)"\'',
	hidden:
		'Which capabilities a program really uses is not in the API, nor what the runtime leaves out by itself (CRI-O leaves NET_RAW out).',
	guide: {
		everywhere: [
			'Drop ALL, in capital letters, in every container, init containers too.',
			'Add back only what the program asks for, mostly NET_BIND_SERVICE or nothing.',
		],
		snippet: 'securityContext:\n  capabilities:\n    drop: [ALL]\n',
	},
	cluster: {
		needs: ['pods', 'deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs'],
		over: 'pods',
		wants: [...workloadSources, 'nodes'],
		inspect: snapshot =>
			judgeContainers(snapshot, ({container, path}) => {
				const drop = container.securityContext?.capabilities?.drop ?? [];
				if (drop.includes('ALL')) return undefined;
				const meant = drop.find(name => name.toUpperCase() === 'ALL');
				const kept =
					drop.length === 0 ? 'keeps all the capabilities of its runtime' : `drops ${drop.join(', ')} and keeps the other capabilities`;
				return {
					check: 'keeps-capabilities',
					level: 'warn',
					path: path('securityContext.capabilities.drop'),
					...(drop.length > 0 && {value: drop.join(',')}),
					pss,
					message: `${container.name} ${meant === undefined ? kept : `drops ${meant}, which counts in capital letters only`}`,
				};
			}),
		remediate,
	},
} satisfies Control;
