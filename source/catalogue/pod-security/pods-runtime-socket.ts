import {runtimeSocketAt} from '../../kube/host-paths.js';
import {type FoundIn, judgeWorkloads} from '../../kube/judge-workloads.js';
import {platformProduct} from '../../kube/platform-workloads.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {pathOf, type Workload} from '../../kube/workloads.js';
import type {Control} from '../../model/index.js';

/** Products that watch containers through their runtime: it is their work. */
const sensors = new Set(['Falco', 'Cilium', 'Sysdig', 'NeuVector', 'Prisma Cloud defender', 'Falcon sensor', 'Tracee', 'log agent']);

function judge(workload: Workload): readonly FoundIn[] {
	return (workload.podSpec.volumes ?? []).flatMap(({name, hostPath}, index): FoundIn[] => {
		const found = hostPath && runtimeSocketAt(hostPath.path);
		if (!found) return [];
		return [
			{
				check: found.exactly ? 'socket' : 'directory-of-socket',
				level: 'fail',
				item: name,
				path: pathOf(workload, `volumes[${index}].hostPath`),
				value: hostPath.path,
				pss: {level: 'baseline', check: 'hostPathVolumes'},
				message: `volume ${name} gives the socket of the container runtime${found.exactly ? '' : `, which lies in ${hostPath.path}`}`,
			},
		];
	});
}

export default {
	id: 'pods-runtime-socket',
	title: 'Keep pods off the runtime socket',
	layer: 'application',
	phase: 'operate',
	severity: 'critical',
	blast: 'node',
	fix: 'patch',
	threats: {external: 0, container: 3, user: 2},
	seeds: ['N9', 'N15', 'K7', 'T2'],
	references: {
		cis: ['5.2.11'],
		nsa: 'Hardening container environments',
		owasp: ['K01'],
		microsoft: ['MS-TA9013'],
		attack: ['T1611', 'T1610'],
		kubescape: ['C-0074'],
		trivy: ['KSV-0006'],
	},
	why: 'Whoever reaches the socket of Docker or containerd starts any container with any right on the node, past every rule of Kubernetes; a read-only mount does not hinder that.',
	risk: 'Builds and tools that talk to the runtime stop working until they are made another way.',
	question: "Do all pods, including build jobs such as Jenkins agents, work without the node's Docker or containerd socket?",
	because: 'the runtime socket is root on the node without any further step',
	verify:
		'kubectl get pods -A -o json | jq -r \'.items[] | select(any(.spec.volumes[]?; .hostPath.path // "" | test("sock$|^/(var/)?run/?$|^/$"))) | "\\(.metadata.namespace)/\\(.metadata.name)"\'',
	boosts: {'image-origin.open': 1.1},
	guide: {
		everywhere: [
			'Build images with BuildKit rootless (image moby/buildkit:rootless) or with a build service.',
			'On Kubernetes 1.33 and newer give such a builder users of its own: hostUsers: false.',
			'Tools that list containers ask the Kubernetes API instead.',
			'Then take the volume and its mounts out of the pod.',
		],
		snippet:
			'spec:\n  hostUsers: false\n  containers:\n    - name: buildkit\n      image: moby/buildkit:rootless\n      args: [--oci-worker-no-process-sandbox]\n      securityContext:\n        runAsUser: 1000\n        runAsGroup: 1000\n        seccompProfile: {type: Unconfined}\n',
	},
	cluster: {
		needs: ['pods', 'deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs'],
		over: 'pods',
		wants: [...workloadSources, 'nodes'],
		inspect: snapshot =>
			judgeWorkloads(snapshot, judge, {
				windows: true,
				evenPlatform: ({check}, workload) => check === 'socket' && !workload.mirror && !sensors.has(platformProduct(workload) ?? ''),
			}),
	},
} satisfies Control;
