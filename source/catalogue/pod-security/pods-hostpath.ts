import {containersOf} from '../../kube/containers.js';
import {isSensitivePath} from '../../kube/host-paths.js';
import {type FoundIn, judgeWorkloads} from '../../kube/judge-workloads.js';
import {patchPodSpec} from '../../kube/pod-patch.js';
import {platformOf} from '../../kube/signatures/provider.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {pathOf, type Workload, workloadOf} from '../../kube/workloads.js';
import type {Asked, Control, Exemption, Finding, Given, Inspection, Remediation, Snapshot} from '../../model/index.js';
import {hasAnswered, unescaped} from '../../model/index.js';

function judge(workload: Workload): readonly FoundIn[] {
	const mounts = containersOf(workload.podSpec).flatMap(({container}) => container.volumeMounts ?? []);
	return (workload.podSpec.volumes ?? []).flatMap(({name, hostPath}, index): FoundIn[] => {
		if (!hostPath) return [];
		const own = mounts.filter(mount => mount.name === name);
		const writable = own.some(({readOnly}) => readOnly !== true);
		const sensitive = isSensitivePath(hostPath.path);
		const place = `${hostPath.path} of its node`;
		const shown =
			own.length === 0 ? `names ${place}, mounted nowhere` : writable ? `lets the pod write to ${place}` : `shows ${place}, read-only`;
		return [
			{
				check: writable ? 'writable' : sensitive ? 'sensitive' : 'read-only',
				level: writable || sensitive ? 'fail' : 'warn',
				item: name,
				path: pathOf(workload, `volumes[${index}].hostPath`),
				value: hostPath.path,
				pss: {level: 'baseline', check: 'hostPathVolumes'},
				message: `volume ${name} ${shown}${sensitive ? ': a place that decides over the node' : ''}`,
			},
		];
	});
}

const localPath = 'rancher.io/local-path';
/** Volumes of the cluster that are directories of a node. */
function ofVolumes(snapshot: Snapshot, {model}: Asked): {findings: Finding[]; exempt: Exemption[]} {
	const provisionedHere = hasAnswered(model, 'control-plane-owner', 'lab') || platformOf(snapshot).platform === 'k3s';
	const findings: Finding[] = [];
	const exempt: Exemption[] = [];
	for (const {metadata, hostPath, claim, provisioner} of snapshot.items.persistentVolumes ?? []) {
		if (hostPath === undefined) continue;
		const subject = {group: '', kind: 'PersistentVolume', name: metadata.name};
		if (provisionedHere && provisioner === localPath) exempt.push({subject, reason: 'made by the local-path provisioner of this cluster'});
		else {
			const holder = claim ? `the holder of claim ${claim.namespace}/${claim.name}` : 'whoever claims it';
			findings.push({
				check: 'persistent-volume',
				level: 'warn',
				subject,
				path: 'spec.hostPath',
				value: hostPath,
				message: `gives ${hostPath} of a node to ${holder}`,
			});
		}
	}
	return {findings, exempt};
}

function inspect(snapshot: Snapshot, asked: Asked): Inspection {
	const judged = judgeWorkloads(snapshot, judge, {windows: true});
	const volumes = ofVolumes(snapshot, asked);
	const findings = [...judged.findings, ...volumes.findings];
	const local = (snapshot.items.persistentVolumes ?? []).filter(one => one.local !== undefined).length;
	const seen = [...judged.seen, ...(local > 0 ? [{text: `${local} volumes are disks of one node (local), which is their purpose`}] : [])];
	if (findings.length === 0 && snapshot.read.persistentVolumes !== 'complete')
		return {unknown: {code: 'partial', text: 'no pod mounts a directory of its node, but the volumes of the cluster were not read'}, seen};
	return {findings, exempt: [...judged.exempt, ...volumes.exempt], seen};
}

/** What is mounted is no directory, so an empty one cannot stand for it. */
const singleFiles = new Set(['File', 'FileOrCreate', 'Socket', 'CharDevice', 'BlockDevice']);

function remediate(finding: Finding, snapshot: Snapshot, given: Given): Remediation {
	const {subject, item = '', value = ''} = finding;
	if (finding.check === 'persistent-volume')
		return {guide: {everywhere: ['Move the data to a volume of a storage driver, bind the claim to that, then delete this one.']}};
	const volume = workloadOf(snapshot, subject)?.podSpec.volumes?.find(({name}) => name === item);
	const id = `${subject.kind}/${subject.namespace ?? ''}/${subject.name}/${item}`;
	const answer = given[id];
	const source = answer?.startsWith('claim/')
		? {persistentVolumeClaim: {claimName: answer.slice('claim/'.length)}}
		: answer === 'empty' || answer === undefined
			? {emptyDir: {}}
			: undefined;
	if (!source)
		return {guide: {everywhere: ['Answer empty, or claim/ and the name of a claim.']}, refused: 'the answer is neither empty nor a claim'};
	const patched = patchPodSpec(finding, snapshot, () =>
		singleFiles.has(volume?.hostPath?.type ?? '')
			? {refused: `${value} is a single file or device, which no empty directory can stand for: take the volume and its mounts out`}
			: {volumes: [{name: unescaped(item), hostPath: null, ...source}]},
	);
	if (answer !== undefined || !('changes' in patched)) return patched;
	return {
		asks: [
			{
				id,
				question: `What takes the place of ${value} in volume ${item}?`,
				kind: 'text',
				options: [{value: 'empty', says: 'a directory that starts empty and goes with its pod'}],
				seen: {text: `what lies in ${value} stays on the node, but the pod no longer sees it`},
			},
		],
		snippet: `volumes:\n  - name: ${item}\n    hostPath: null\n    persistentVolumeClaim: {claimName: <claim>}\n`,
	};
}

export default {
	id: 'pods-hostpath',
	title: 'Mount no directories of the node in pods',
	layer: 'application',
	phase: 'operate',
	severity: 'high',
	blast: 'node',
	fix: 'patch',
	threats: {external: 0, container: 3, user: 2},
	seeds: ['N9', 'K7', 'T2'],
	references: {
		cis: ['5.2.11'],
		nsa: 'Pod security enforcement',
		podSecurity: 'baseline: hostPathVolumes',
		owasp: ['K01'],
		microsoft: ['MS-TA9013', 'MS-TA9026'],
		attack: ['T1611', 'T1552.001'],
		kubescape: ['C-0045', 'C-0048', 'C-0203'],
		trivy: ['KSV-0023', 'KSV-0121'],
	},
	why: 'Whoever breaks into such a pod reads the files of its node, keys of the kubelet among them, or writes a file that the node runs.',
	risk: 'What lies in the directory is no longer seen by the pod; what it wrote for others is not there.',
	question: 'Are all your own apps free of directories mounted from the node (hostPath)?',
	because: 'a break-in here can reach the disk of its node',
	verify:
		'kubectl get pods -A -o json | jq -r \'.items[] | .metadata as $m | .spec.volumes[]? | select(.hostPath) | "\\($m.namespace)/\\($m.name) \\(.hostPath.path)"\'',
	hidden: 'How much lies in such a directory, and on which nodes, is not in the API.',
	boosts: {'internet-apps.public': 1.1, 'cloud-api.node': 1.1},
	guide: {
		everywhere: [
			'For a cache use emptyDir, for data a claim (PersistentVolumeClaim), for settings a ConfigMap or a Secret.',
			'Where a node agent must read such a directory, mount it with readOnly: true and recursiveReadOnly: Enabled.',
		],
		snippet: 'volumes:\n  - name: <volume>\n    emptyDir: {}\n',
	},
	cluster: {
		needs: ['pods', 'deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs'],
		over: 'pods',
		wants: [...workloadSources, 'nodes', 'persistentVolumes', 'settings', 'version'],
		inspect,
		remediate,
	},
} satisfies Control;
