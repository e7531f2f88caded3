import {type ApiObject, numberAt, type Tree, textAt, treeAt, treesAt} from '../api-object.js';
import type {World} from '../world.js';
import {fittingNodes, isReady, isStuck, startPod} from './kubelet.js';
import {createPod, podsOf, removePod, templateHash, writeStatus} from './replicas.js';

const revisionLabel = 'controller-revision-hash';

/** One step of a StatefulSet: pods in order, and on a new template from the last to the first. */
export function stepStatefulSet(world: World, set: ApiObject): boolean {
	const {name} = set.metadata;
	const wanted = numberAt(set, 'spec', 'replicas') ?? 1;
	const revision = `${name}-${templateHash(set)}`;
	const own = podsOf(world, set);
	const names = Array.from({length: wanted}, (_, index) => `${name}-${index}`);
	const missing = names.findIndex(each => !own.some(pod => pod.metadata.name === each));
	const waiting = own.find(pod => !isReady(pod) && !isStuck(pod));
	const surplus = own.filter(pod => !names.includes(pod.metadata.name)).at(-1);
	const onDelete = textAt(set, 'spec', 'updateStrategy', 'type') === 'OnDelete';
	const outdated = onDelete
		? undefined
		: names
				.toReversed()
				.map(each => own.find(pod => pod.metadata.name === each && pod.metadata.labels?.[revisionLabel] !== revision))
				.find(Boolean);
	let failed: string | undefined;
	let acted = true;
	if (waiting) startPod(world, waiting);
	else if (surplus) removePod(world, surplus);
	else if (missing >= 0) failed = createNumbered(world, set, missing, revision);
	else if (outdated && own.filter(pod => pod !== outdated).every(isReady)) removePod(world, outdated);
	else acted = false;
	const after = podsOf(world, set);
	const ready = after.filter(isReady).length;
	const updated = after.filter(pod => pod.metadata.labels?.[revisionLabel] === revision).length;
	const complete = updated === wanted && ready === wanted;
	const status: Tree = {
		observedGeneration: set.metadata.generation,
		replicas: after.length,
		availableReplicas: ready,
		...(ready > 0 ? {readyReplicas: ready} : {}),
		...(updated > 0 ? {updatedReplicas: updated, currentReplicas: updated} : {}),
		currentRevision: complete ? revision : (textAt(set, 'status', 'currentRevision') ?? revision),
		updateRevision: revision,
		collisionCount: 0,
	};
	return (writeStatus(world, 'apps', 'statefulsets', set, status) || acted) && !failed;
}

function createNumbered(world: World, set: ApiObject, index: number, revision: string): string | undefined {
	const name = `${set.metadata.name}-${index}`;
	const labels = {[revisionLabel]: revision, 'statefulset.kubernetes.io/pod-name': name, 'apps.kubernetes.io/pod-index': String(index)};
	return createPod(world, set, name, labels, spec => {
		const claims = treesAt(set, 'spec', 'volumeClaimTemplates').map(claim => textAt(claim, 'metadata', 'name') ?? '');
		if (claims.length > 0)
			spec['volumes'] = [
				...claims.map(claim => ({name: claim, persistentVolumeClaim: {claimName: `${claim}-${name}`}})),
				...treesAt(spec, 'volumes'),
			];
		Object.assign(spec, {hostname: name}, textAt(set, 'spec', 'serviceName') ? {subdomain: textAt(set, 'spec', 'serviceName')} : {});
	});
}

const daemonTolerations = ['not-ready', 'unreachable', 'disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'].map(
	(name, index) => ({
		key: `node.kubernetes.io/${name}`,
		operator: 'Exists',
		effect: index < 2 ? 'NoExecute' : 'NoSchedule',
	}),
);

/** One step of a DaemonSet: one pod a node, and on a new template one node after the other. */
export function stepDaemonSet(world: World, set: ApiObject): boolean {
	const revision = templateHash(set);
	const spec = treeAt(set, 'spec', 'template', 'spec') ?? {};
	const names = fittingNodes(world, spec).map(node => node.metadata.name);
	const own = podsOf(world, set);
	const nodeOf = (pod: ApiObject) => textAt(pod, 'spec', 'nodeName') ?? '';
	const missing = names.find(name => !own.some(pod => nodeOf(pod) === name));
	const waiting = own.find(pod => !isReady(pod) && !isStuck(pod));
	const onDelete = textAt(set, 'spec', 'updateStrategy', 'type') === 'OnDelete';
	const outdated = onDelete ? undefined : own.find(pod => pod.metadata.labels?.[revisionLabel] !== revision);
	const surplus = own.find(pod => !names.includes(nodeOf(pod)));
	let failed: string | undefined;
	let acted = true;
	if (waiting) startPod(world, waiting);
	else if (surplus) removePod(world, surplus);
	else if (missing) {
		const labels = {[revisionLabel]: revision, 'pod-template-generation': String(set.metadata.generation ?? 1)};
		failed = createPod(world, set, `${set.metadata.name}-`, labels, podSpec => {
			podSpec['nodeName'] = missing;
			podSpec['tolerations'] = [...treesAt(podSpec, 'tolerations'), ...daemonTolerations];
		});
	} else if (outdated && own.filter(pod => pod !== outdated).every(isReady)) removePod(world, outdated);
	else acted = false;
	const after = podsOf(world, set);
	const ready = after.filter(isReady).length;
	const updated = after.filter(pod => pod.metadata.labels?.[revisionLabel] === revision).length;
	const status: Tree = {
		currentNumberScheduled: after.length,
		numberMisscheduled: 0,
		desiredNumberScheduled: names.length,
		numberReady: ready,
		observedGeneration: set.metadata.generation,
		...(updated > 0 ? {updatedNumberScheduled: updated} : {}),
		...(ready > 0 ? {numberAvailable: ready} : {}),
		...(ready < names.length ? {numberUnavailable: names.length - ready} : {}),
	};
	return (writeStatus(world, 'apps', 'daemonsets', set, status) || acted) && !failed;
}
