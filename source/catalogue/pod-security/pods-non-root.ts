import {containersOf} from '../../kube/containers.js';
import {entranceSources, exposureOf} from '../../kube/exposure.js';
import {judgeContainers, type Placed} from '../../kube/judge-workloads.js';
import {patchPodSpec} from '../../kube/pod-patch.js';
import {inForce} from '../../kube/security-context.js';
import {newestMinor} from '../../kube/versions.js';
import {workloadSources} from '../../kube/workload-sources.js';
import type {Container, Control, Finding, PodSpec, Remediation, Snapshot} from '../../model/index.js';
import {unescaped} from '../../model/index.js';

const pss = {level: 'restricted', check: 'runAsNonRoot'} as const;

/** From this minor on the Pod Security Standards count users of a pod's own as not root. */
const ownUsersCount = 35;

/** Who the container was seen running as, in all its pods; undefined where no kubelet told. */
function seenAs({container, workload}: Placed): number | undefined {
	const uids = workload.pods.map(({uids: all}) => all?.[container.name]);
	return uids.length === 0 || uids.includes(undefined) ? undefined : Math.min(...(uids as number[]));
}

function judge(placed: Placed, snapshot: Snapshot): Omit<Finding, 'subject' | 'container'> | undefined {
	const {container, workload, path} = placed;
	const {podSpec} = workload;
	if (podSpec.hostUsers === false && (snapshot.cluster.version?.minor ?? newestMinor) >= ownUsersCount) return undefined;
	const user = inForce('runAsUser', container, podSpec);
	const must = inForce('runAsNonRoot', container, podSpec) === true;
	const seen = seenAs(placed);
	const isRoot = user === 0 || (user === undefined && !must && seen === 0);
	if (!isRoot) {
		if (must || (user ?? seen ?? 0) > 0) return undefined;
		return {
			check: 'may-be-root',
			level: 'warn',
			path: path('securityContext.runAsNonRoot'),
			pss,
			message: `${container.name} may be root: only its image says who it runs as`,
		};
	}
	const facing = exposureOf(snapshot, workload).state === 'internet-facing';
	const says = user === 0 ? 'is told to run as root (runAsUser: 0)' : 'runs as root: its image says so';
	return {
		check: 'root',
		level: facing ? 'fail' : 'warn',
		path: path('securityContext.runAsUser'),
		...(user === 0 && {value: '0'}),
		pss: {level: 'restricted', check: user === 0 ? 'runAsUser' : 'runAsNonRoot'},
		internetFacing: facing,
		message: `${container.name} ${says}${facing ? ', and strangers reach it' : ''}`,
	};
}

function remediate(finding: Finding, snapshot: Snapshot): Remediation {
	return patchPodSpec(finding, snapshot, ({podSpec}) => {
		const placed = containersOf(podSpec).find(({container}) => container.name === finding.container);
		if (!placed) return {refused: 'The container was not read: change it by hand.'};
		if (finding.check === 'root' && finding.value === undefined)
			return {
				refused: 'its image runs as root and would not start: build the image with a USER, or set runAsUser to one that the image knows',
			};
		const {container, list} = placed;
		const own = container.securityContext?.runAsUser === 0;
		const item = {name: unescaped(container.name), securityContext: {runAsNonRoot: true, ...(own && {runAsUser: null})}};
		return {[list]: [item], ...(inherits(container, podSpec) && {securityContext: {runAsUser: null}})};
	});
}

/** It is root by the word of its pod. */
function inherits({securityContext}: Container, podSpec: PodSpec): boolean {
	return podSpec.securityContext?.runAsUser === 0 && (securityContext?.runAsUser ?? 0) === 0;
}

export default {
	id: 'pods-non-root',
	title: 'Run containers as a user other than root',
	layer: 'application',
	phase: 'build',
	severity: 'high',
	blast: 'workload',
	fix: 'patch',
	threats: {external: 0, container: 3, user: 0},
	seeds: ['N9'],
	references: {
		cis: ['5.2.7'],
		nsa: '"Non-root" containers and "rootless" container engines',
		podSecurity: 'restricted: runAsNonRoot',
		owasp: ['K01'],
		attack: ['T1611'],
		kubescape: ['C-0013', 'C-0198'],
		trivy: ['KSV-0012', 'KSV-0105', 'KSV-0116'],
	},
	why: 'An intruder in a container of root changes its files, installs tools, and needs only one weakness of the kernel or the runtime to be root on the node.',
	risk: 'A container whose image runs as root, or names its user by a word and not a number, no longer starts; files of volumes may belong to root; ports below 1024 may be refused.',
	question: 'Do your containers run as a user other than root?',
	because: 'an exploited app can start out as root',
	verify:
		'kubectl get pods -A -o json | jq -r \'.items[] | .metadata as $m | .status.containerStatuses[]? | "\\($m.namespace)/\\($m.name) \\(.name) \\(.user.linux.uid)"\'',
	hidden: 'The user of an image is not in the API; from Kubernetes 1.33 on kubelets tell as whom a container runs.',
	boosts: {'internet-apps.public': 1.2},
	guide: {
		everywhere: [
			'Build images with a numeric USER other than 0, and set runAsNonRoot: true.',
			'Where an image cannot be changed, set runAsUser to a user that it knows, and look whether its files may be read.',
			'An image that needs root inside gets users of its own: hostUsers: false (Kubernetes 1.33 and newer).',
		],
		snippet: 'securityContext:\n  runAsNonRoot: true\n',
	},
	cluster: {
		needs: ['pods', 'deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs'],
		over: 'pods',
		wants: [...workloadSources, 'nodes', ...entranceSources, 'version'],
		inspect: snapshot => judgeContainers(snapshot, placed => judge(placed, snapshot)),
		remediate,
	},
} satisfies Control;
