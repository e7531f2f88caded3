import type {Metadata, OwnerReference, Pod, PodSpec, PodTemplate, Snapshot, Subject} from '../model/index.js';
import {perSnapshot} from './per-snapshot.js';
import {grouped} from './workloads/grouped.js';

export type WorkloadList =
	| 'deployments'
	| 'statefulSets'
	| 'daemonSets'
	| 'replicaSets'
	| 'replicationControllers'
	| 'jobs'
	| 'cronJobs'
	| 'podTemplates'
	| 'pods';

/** What runs pods: the highest controller that was read, or the pod itself. */
export type Workload = {
	readonly subject: Subject;
	readonly list: WorkloadList;
	readonly metadata: Metadata;
	readonly podSpec: PodSpec;
	readonly podMetadata: NonNullable<PodTemplate['metadata']>;
	/** Those that run now, by name. */
	readonly pods: readonly Pod[];
	/** How many pods are wanted; 1 where nothing says. */
	readonly replicas: number;
	/** Where the pod spec lies in the object. */
	readonly specPath: string;
	/** A static pod of the kubelet: it cannot be changed through the API. */
	readonly mirror: boolean;
	readonly windows: boolean;
	/** A job that has run to its end. */
	readonly finished?: true;
	/** A controller above it that is no workload, or was not read: named only. */
	readonly ownerAbove?: OwnerReference;
	/** The owner is a workload that was not read. */
	readonly note?: string;
};

export type Workloads = {
	readonly all: readonly Workload[];
	readonly byPod: ReadonlyMap<Pod, Workload>;
	/** By `subjectKey`. */
	readonly bySubject: ReadonlyMap<string, Workload>;
};

const indexed = perSnapshot((snapshot): Workloads => {
	const all = grouped(snapshot);
	const byPod = new Map(all.flatMap(workload => workload.pods.map(pod => [pod, workload] as const)));
	return {all, byPod, bySubject: new Map(all.map(workload => [subjectKey(workload.subject), workload]))};
});

/** Every workload once, however many pods it has, by namespace, kind and name. */
export function workloads(snapshot: Snapshot): readonly Workload[] {
	return indexed(snapshot).all;
}

/** The workload that a pod of the snapshot belongs to. */
export function workloadOfPod(snapshot: Snapshot, pod: Pod): Workload | undefined {
	return indexed(snapshot).byPod.get(pod);
}

export function workloadOf(snapshot: Snapshot, subject: Subject): Workload | undefined {
	return indexed(snapshot).bySubject.get(subjectKey(subject));
}

export function subjectKey({group, kind, namespace = '', name}: Subject): string {
	return `${group}/${kind}/${namespace}/${name}`;
}

/** Path in the object of a field of the pod spec; what begins with `metadata.` is one of the pod. */
export function pathOf({specPath}: Pick<Workload, 'specPath'>, field: string): string {
	return field.startsWith('metadata.') ? `${specPath.slice(0, -'spec'.length)}${field}` : `${specPath}.${field}`;
}

/** The same of a field of a container; one text for all that stand in the same place. */
export function pathInContainer({specPath}: Pick<Workload, 'specPath'>, container: string, field: string): string {
	const ofContainer = child(child(containerPaths, specPath), container);
	const known = ofContainer.get(field) ?? `${specPath}.${container}.${field}`;
	ofContainer.set(field, known);
	return known;
}

const containerPaths = new Map<string, Map<string, Map<string, string>>>();
function child<T>(map: Map<string, Map<string, T>>, key: string): Map<string, T> {
	const known = map.get(key) ?? new Map<string, T>();
	map.set(key, known);
	return known;
}
