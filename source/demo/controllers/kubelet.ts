import {type ApiObject, labelsAt, numberAt, podSpecOf, type Tree, textAt, treeAt, treesAt, valueAt} from '../api-object.js';
import {record} from '../events.js';
import {nodes, pods, type World} from '../world.js';

export const isReady = (pod: ApiObject) =>
	treesAt(pod, 'status', 'conditions').some(each => each['type'] === 'Ready' && each['status'] === 'True');
export const isDone = (pod: ApiObject) => ['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase') ?? '');
/** The pod was looked at and cannot start; trying again changes nothing. */
export const isStuck = (pod: ApiObject) => treesAt(pod, 'status', 'containerStatuses').some(each => treeAt(each, 'state', 'waiting'));

/** Nodes that a pod may run on: taints and selectors are honoured, sizes are not. */
export function fittingNodes({store}: World, spec: Tree): ApiObject[] {
	return store.list(nodes, undefined, node => {
		const labels = node.metadata.labels ?? {};
		const tolerated = treesAt(node, 'spec', 'taints').every(taint =>
			treesAt(spec, 'tolerations').some(
				each =>
					each['operator'] === 'Exists' &&
					(each['key'] === undefined || each['key'] === taint['key']) &&
					(each['effect'] === undefined || each['effect'] === taint['effect']),
			),
		);
		return tolerated && Object.entries(labelsAt(spec, 'nodeSelector')).every(([key, value]) => labels[key] === value);
	});
}

/** The user whom a container runs as; undefined where the kubelet refuses to start it. */
function userOf(world: World, spec: Tree, container: Tree): number | undefined {
	const setting = (name: string) => valueAt(container, 'securityContext', name) ?? valueAt(spec, 'securityContext', name);
	const user = setting('runAsUser') ?? world.imageUser(textAt(container, 'image') ?? '');
	return setting('runAsNonRoot') === true && user === 0 ? undefined : Number(user);
}

/** Starts a new pod on its node, or shows why it does not start. */
export function startPod(world: World, pod: ApiObject): void {
	const {store} = world;
	const spec = podSpecOf(pod);
	if (!spec) return;
	const candidates = fittingNodes(world, spec);
	const number = Number.parseInt((pod.metadata.uid ?? '0').slice(0, 6), 16);
	const node = store.get(nodes, undefined, textAt(spec, 'nodeName') ?? '') ?? candidates[number % Math.max(1, candidates.length)];
	if (node) spec['nodeName'] = node.metadata.name;
	const now = store.now();
	const host = textAt(treesAt(node, 'status', 'addresses')[0], 'address') ?? '10.0.0.10';
	const podIP = spec['hostNetwork'] === true ? host : `10.244.${(number >> 8) & 255}.${number & 255}`;
	const started = treesAt(spec, 'containers').map(container => {
		const user = userOf(world, spec, container);
		const known = {
			name: container['name'],
			restartCount: 0,
			image: container['image'],
			imageID: '',
			ready: user !== undefined,
			started: user !== undefined,
		};
		if (user !== undefined)
			return {...known, state: {running: {startedAt: now}}, user: {linux: {uid: user, gid: user, supplementalGroups: [user]}}};
		const message = `container has runAsNonRoot and image will run as root (pod: "${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})", container: ${textAt(container, 'name')})`;
		record(world, pod, 'Warning', 'Failed', `Error: ${message}`, 'kubelet');
		return {...known, state: {waiting: {reason: 'CreateContainerConfigError', message}}};
	});
	const ready = started.every(each => each.ready);
	const condition = (type: string, holds: boolean) => ({
		type,
		status: holds ? 'True' : 'False',
		lastProbeTime: null,
		lastTransitionTime: now,
	});
	pod['status'] = {
		phase: ready ? 'Running' : 'Pending',
		conditions: [
			condition('PodReadyToStartContainers', true),
			condition('Initialized', true),
			condition('Ready', ready),
			condition('ContainersReady', ready),
			condition('PodScheduled', true),
		],
		hostIP: host,
		hostIPs: [{ip: host}],
		podIP,
		podIPs: [{ip: podIP}],
		startTime: now,
		containerStatuses: started as Tree[],
		qosClass: textAt(pod, 'status', 'qosClass') ?? 'BestEffort',
	};
	store.put(pods, pod);
}

/** Ends a pod that has done its work. */
export function finishPod({store}: World, pod: ApiObject): void {
	const status = treeAt(pod, 'status');
	if (!status) return;
	const finishedAt = store.now();
	status['phase'] = 'Succeeded';
	for (const container of treesAt(status, 'containerStatuses')) {
		container['ready'] = false;
		container['state'] = {terminated: {exitCode: 0, reason: 'Completed', startedAt: finishedAt, finishedAt}};
	}
	for (const condition of treesAt(status, 'conditions'))
		if (['Ready', 'ContainersReady'].includes(textAt(condition, 'type') ?? '')) condition['status'] = 'False';
	store.put(pods, pod);
}

/** One step of a pod that nobody owns. */
export function stepPod(world: World, pod: ApiObject): boolean {
	if (isReady(pod) || isDone(pod) || isStuck(pod) || numberAt(pod, 'metadata', 'deletionGracePeriodSeconds')) return false;
	startPod(world, pod);
	return true;
}
