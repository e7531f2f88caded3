import type {KubernetesObject, LabelSelector, Metadata, OwnerReference, Snapshot} from '../../model/index.js';
import {matchesSelector} from '../selectors.js';
import type {WorkloadList} from '../workloads.js';

/** The list that an owner of this kind stands in; undefined for kinds that are no workload. */
const listOfKind: Readonly<Record<string, WorkloadList>> = {
	'apps/Deployment': 'deployments',
	'apps/StatefulSet': 'statefulSets',
	'apps/DaemonSet': 'daemonSets',
	'apps/ReplicaSet': 'replicaSets',
	'/ReplicationController': 'replicationControllers',
	'batch/Job': 'jobs',
	'batch/CronJob': 'cronJobs',
	'extensions/Deployment': 'deployments',
	'extensions/DaemonSet': 'daemonSets',
	'extensions/ReplicaSet': 'replicaSets',
};

export type Found = {readonly list: WorkloadList; readonly object: KubernetesObject};
/** Where the chain of controllers ends: at a workload that was read, and at what stands above it unread. */
export type Top = {readonly found?: Found; readonly above?: OwnerReference};

export const key = ({namespace = '', name}: Pick<Metadata, 'namespace' | 'name'>) => `${namespace}/${name}`;
export const controllerOf = ({owners = []}: Metadata): OwnerReference | undefined => owners.find(({controller}) => controller === true);

export function listOfOwner({apiVersion, kind}: OwnerReference): WorkloadList | undefined {
	const slash = apiVersion.indexOf('/');
	return listOfKind[`${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}`];
}

/** Finds, for any object, where its chain of controllers ends: the highest workload that was read, and what stands above it. */
export function topsIn(items: Snapshot['items']): (metadata: Metadata) => Top {
	const lists = new Map<WorkloadList, ReadonlyMap<string, KubernetesObject>>();

	function find(
		list: WorkloadList,
		namespace: string | undefined,
		{name, uid}: {name: string; uid?: string},
	): KubernetesObject | undefined {
		const known = lists.get(list) ?? new Map((items[list] ?? []).map(object => [key(object.metadata), object]));
		lists.set(list, known);
		const object = known.get(key({name, ...(namespace !== undefined && {namespace})}));
		// A namesake that was made later owns nothing of it.
		return object && (uid === undefined || object.metadata.uid === undefined || object.metadata.uid === uid) ? object : undefined;
	}

	/** ReplicaSets are not listed: `web-5d4f` with the label 5d4f is one of the Deployment `web`, where its selector matches. */
	function deploymentByHash({namespace, labels = {}}: Metadata, {name}: OwnerReference): Found | undefined {
		const hash = labels['pod-template-hash'];
		if (hash === undefined || !name.endsWith(`-${hash}`)) return undefined;
		const object = find('deployments', namespace, {name: name.slice(0, -hash.length - 1)});
		const selector = (object as {selector?: LabelSelector} | undefined)?.selector;
		return object && selector && matchesSelector(selector, labels) ? {list: 'deployments', object} : undefined;
	}

	function topOf(metadata: Metadata, depth: number): Top {
		const owner = controllerOf(metadata);
		if (!owner || depth > deepestChain) return {};
		const list = listOfOwner(owner);
		if (!list) return {above: owner};
		const object = find(list, metadata.namespace, owner);
		const found = object ? {list, object} : list === 'replicaSets' ? deploymentByHash(metadata, owner) : undefined;
		if (!found) return {above: owner};
		const higher = topOf(found.object.metadata, depth + 1);
		return higher.found ? higher : {found, ...higher};
	}

	return metadata => topOf(metadata, 0);
}

/** Owners in a circle end here. */
const deepestChain = 4;
