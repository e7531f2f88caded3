import type {
	Controller,
	KubernetesObject,
	Metadata,
	OwnerReference,
	Pod,
	PodSpec,
	PodTemplate,
	Snapshot,
	Subject,
} from '../../model/index.js';
import {isMirror} from '../mirror.js';
import {resourceInfo} from '../resources.js';
import {isTokenVolume} from '../token-volume.js';
import type {Workload, WorkloadList} from '../workloads.js';
import {type Found, key, listOfOwner, topsIn} from './owners.js';

const specPaths: Readonly<Record<WorkloadList, string>> = {
	deployments: 'spec.template.spec',
	statefulSets: 'spec.template.spec',
	daemonSets: 'spec.template.spec',
	replicaSets: 'spec.template.spec',
	replicationControllers: 'spec.template.spec',
	jobs: 'spec.template.spec',
	cronJobs: 'spec.jobTemplate.spec.template.spec',
	podTemplates: 'template.spec',
	pods: 'spec',
};
const controllerLists: readonly WorkloadList[] = [
	'deployments',
	'statefulSets',
	'daemonSets',
	'replicaSets',
	'replicationControllers',
	'jobs',
	'cronJobs',
	'podTemplates',
];

type Group = {readonly list: WorkloadList; readonly object: KubernetesObject; readonly above?: OwnerReference; readonly pods: Pod[]};

/** Every workload of a snapshot, sorted, each with its pods. */
export function grouped({items}: Snapshot): Workload[] {
	const topOf = topsIn(items);
	const groups = new Map<string, Group>();
	const groupOf = ({list, object}: Found, above: OwnerReference | undefined): Group => {
		const id = `${list}/${key(object.metadata)}`;
		const group = groups.get(id) ?? {list, object, pods: [], ...(above && {above})};
		groups.set(id, group);
		return group;
	};
	for (const list of controllerLists) {
		for (const object of items[list] ?? []) {
			const {found, above} = topOf(object.metadata);
			// What a higher workload makes is not a workload of its own, nor is what an unread one has scaled away.
			if (!found && !(above && list === 'replicaSets' && (object as Controller).replicas === 0)) groupOf({list, object}, above);
		}
	}
	const bare = new Map<string, Group>();
	for (const pod of sortedByName(items.pods ?? [])) {
		const {found, above} = topOf(pod.metadata);
		if (found) groupOf(found, above).pods.push(pod);
		else {
			const id = bareKey(pod, above);
			const group = bare.get(id) ?? {list: 'pods', object: pod, pods: [], ...(above && above.kind !== 'Node' && {above})};
			bare.set(id, group);
			group.pods.push(pod);
		}
	}
	const windows = new Set(
		(items.nodes ?? []).filter(({operatingSystem}) => operatingSystem === 'windows').map(({metadata}) => metadata.name),
	);
	return [...groups.values(), ...bare.values()].map(group => workload(group, windows)).sort(bySubject);
}

function sortedByName(pods: readonly Pod[]): Pod[] {
	return [...pods].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : a.metadata.name > b.metadata.name ? 1 : 0));
}

/** Pods of one unread owner are one workload as long as they are alike; its subject is the first by name. */
function bareKey({metadata, spec}: Pod, above: OwnerReference | undefined): string {
	if (!above || above.kind === 'Node') return `pod ${key(metadata)}`;
	return `${metadata.namespace ?? ''} ${above.apiVersion} ${above.kind} ${above.name} ${JSON.stringify(comparable(spec))}`;
}

/** Without what the scheduler and the account admission gave each pod. */
function comparable({volumes = [], ...spec}: PodSpec): object {
	const container = (one: PodSpec['containers'][number]) => ({
		...one,
		volumeMounts: (one.volumeMounts ?? []).filter(({name}) => !isTokenVolume(name)),
	});
	return {
		...spec,
		nodeName: undefined,
		volumes: volumes.filter(({name}) => !isTokenVolume(name)),
		containers: spec.containers.map(container),
		initContainers: (spec.initContainers ?? []).map(container),
	};
}

function workload({list, object, above, pods}: Group, windowsNodes: ReadonlySet<string>): Workload {
	const {group, kind} = resourceInfo(list);
	const {metadata} = object;
	const {name, namespace} = metadata;
	const template = templateOf(list, object);
	const unread = above && listOfOwner(above) !== undefined;
	return {
		subject: {group, kind, name, ...(namespace !== undefined && {namespace})} satisfies Subject,
		list,
		metadata,
		podSpec: withEphemeral(template.spec, list === 'pods' ? [] : pods),
		podMetadata: template.metadata ?? {},
		pods,
		replicas: replicasOf(list, object, pods),
		specPath: specPaths[list],
		mirror: list === 'pods' && isMirror(metadata),
		windows: isWindows(template.spec, pods, windowsNodes),
		...(list === 'jobs' && (object as {finished?: boolean}).finished && {finished: true}),
		...(above && {ownerAbove: above}),
		...(unread && {note: `its ${above.kind} ${above.name} was not read`}),
	};
}

/** No template holds ephemeral containers: they were added to running pods, and run beside what the template says. */
function withEphemeral(spec: PodSpec, pods: readonly Pod[]): PodSpec {
	const added = new Map(pods.flatMap(pod => pod.spec.ephemeralContainers ?? []).map(one => [JSON.stringify(one), one]));
	return added.size === 0 ? spec : {...spec, ephemeralContainers: [...added.values()]};
}

function templateOf(list: WorkloadList, object: KubernetesObject): PodTemplate {
	if (list !== 'pods') return (object as Controller).template;
	const {metadata, spec} = object as Pod;
	return {metadata: labelsAndAnnotations(metadata), spec};
}

function labelsAndAnnotations({labels, annotations}: Metadata): NonNullable<PodTemplate['metadata']> {
	return {...(labels && {labels}), ...(annotations && {annotations})};
}

function replicasOf(list: WorkloadList, object: KubernetesObject, pods: readonly Pod[]): number {
	if (list === 'pods') return pods.length;
	if (list === 'podTemplates') return 0;
	const {replicas, status} = object as Controller;
	if (list === 'daemonSets') return status?.desired ?? Math.max(1, pods.length);
	return replicas ?? 1;
}

/** Says so itself, or runs on nodes of Windows. */
function isWindows({os, nodeSelector}: PodSpec, pods: readonly Pod[], windowsNodes: ReadonlySet<string>): boolean {
	if (os !== undefined) return os === 'windows';
	if (nodeSelector?.['kubernetes.io/os'] === 'windows') return true;
	return pods.length > 0 && pods.every(({spec}) => spec.nodeName !== undefined && windowsNodes.has(spec.nodeName));
}

function bySubject({subject: a}: Workload, {subject: b}: Workload): number {
	for (const part of ['namespace', 'kind', 'name'] as const) {
		const [left, right] = [a[part] ?? '', b[part] ?? ''];
		if (left !== right) return left < right ? -1 : 1;
	}
	return 0;
}
