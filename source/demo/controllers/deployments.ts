import {type ApiObject, labelsAt, numberAt, type Tree, textAt, treeAt, treesAt} from '../api-object.js';
import {record} from '../events.js';
import {replicaSets, type World} from '../world.js';
import {isDone, isReady, isStuck, startPod} from './kubelet.js';
import {createObject, createPod, isOwnedBy, ownerOf, podsOf, removePod, templateHash, writeStatus} from './replicas.js';

const hashLabel = 'pod-template-hash';
const revision = 'deployment.kubernetes.io/revision';

/** One step of a ReplicaSet towards `wanted` pods: starts what was created, creates one, removes one. */
export function stepReplicaSet(world: World, set: ApiObject): boolean {
	const wanted = numberAt(set, 'spec', 'replicas') ?? 0;
	const own = podsOf(world, set).filter(pod => !isDone(pod));
	const waiting = own.find(pod => !isReady(pod) && !isStuck(pod));
	let failed: string | undefined;
	let acted = true;
	if (waiting) startPod(world, waiting);
	else if (own.length < wanted) failed = createPod(world, set, `${set.metadata.name}-`, {});
	else if (own.length > wanted) removeOne(world, set, own);
	else acted = false;
	const after = podsOf(world, set).filter(pod => !isDone(pod));
	const ready = after.filter(isReady).length;
	const status: Tree = {
		replicas: after.length,
		fullyLabeledReplicas: after.length,
		...(ready > 0 ? {readyReplicas: ready, availableReplicas: ready} : {}),
		observedGeneration: set.metadata.generation,
		...(failed ? {conditions: [{type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: failed}]} : {}),
	};
	return (writeStatus(world, 'apps', 'replicasets', set, status) || acted) && !failed;
}

function removeOne(world: World, set: ApiObject, own: readonly ApiObject[]): void {
	const pod = own.find(isStuck) ?? own.at(-1);
	if (!pod) return;
	removePod(world, pod);
	record(world, set, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`, 'replicaset-controller');
}

/** One step of a Deployment: its new set grows by one, then an old one shrinks by one. */
export function stepDeployment(world: World, deployment: ApiObject): boolean {
	const {metadata} = deployment;
	const wanted = numberAt(deployment, 'spec', 'replicas') ?? 1;
	const hash = templateHash(deployment);
	const sets = world.store.list(replicaSets, metadata.namespace, isOwnedBy(metadata.uid));
	const current = sets.find(set => set.metadata.name === `${metadata.name}-${hash}`) ?? newSet(world, deployment, hash, sets);
	const others = sets.filter(set => set !== current);
	const old = others.filter(set => (numberAt(set, 'spec', 'replicas') ?? 0) > 0);
	raiseRevision(world, deployment, current, sets);
	let moving = [current, ...others].map(set => stepReplicaSet(world, fresh(world, set))).some(Boolean);
	if (!moving) moving = nextSize(world, deployment, fresh(world, current), old, wanted);
	const told = reportDeployment(world, deployment, current, wanted);
	// Every refusal names another pod: what it tells is no progress, or a refused roll-out would never rest.
	const refused = treesAt(fresh(world, current), 'status', 'conditions').length > 0;
	return moving || (told && !refused);
}

const fresh = ({store}: World, set: ApiObject) => store.get(replicaSets, set.metadata.namespace, set.metadata.name) ?? set;

function nextSize(world: World, deployment: ApiObject, current: ApiObject, old: readonly ApiObject[], wanted: number): boolean {
	const size = numberAt(current, 'spec', 'replicas') ?? 0;
	const ready = podsOf(world, current).filter(isReady).length;
	const [first] = old;
	const oldPods = old.reduce((sum, set) => sum + (numberAt(set, 'spec', 'replicas') ?? 0), 0);
	const recreate = textAt(deployment, 'spec', 'strategy', 'type') === 'Recreate';
	if (first && recreate) return scale(world, deployment, first, 0);
	if (size > wanted) return scale(world, deployment, current, wanted);
	if (first && ready >= size && size > 0 && size + oldPods > wanted)
		return scale(world, deployment, first, (numberAt(first, 'spec', 'replicas') ?? 1) - 1);
	if (size < wanted && ready >= size) return scale(world, deployment, current, oldPods > 0 ? size + 1 : wanted);
	return false;
}

function scale(world: World, deployment: ApiObject, set: ApiObject, size: number): boolean {
	const spec = treeAt(set, 'spec') as Tree;
	const before = numberAt(spec, 'replicas') ?? 0;
	spec['replicas'] = size;
	set.metadata.generation = (set.metadata.generation ?? 0) + 1;
	world.store.put(replicaSets, set);
	record(
		world,
		deployment,
		'Normal',
		'ScalingReplicaSet',
		`Scaled ${size > before ? 'up' : 'down'} replica set ${set.metadata.name} from ${before} to ${size}`,
		'deployment-controller',
	);
	return true;
}

function newSet(world: World, deployment: ApiObject, hash: string, sets: readonly ApiObject[]): ApiObject {
	const {name, namespace} = deployment.metadata;
	const template = structuredClone(treeAt(deployment, 'spec', 'template') ?? {});
	const labels = {...labelsAt(template, 'metadata', 'labels'), [hashLabel]: hash};
	template['metadata'] = {...treeAt(template, 'metadata'), labels};
	const selector = treeAt(deployment, 'spec', 'selector') ?? {};
	return createObject(world, 'apps', 'replicasets', namespace, {
		apiVersion: 'apps/v1',
		kind: 'ReplicaSet',
		metadata: {
			name: `${name}-${hash}`,
			labels,
			annotations: {[revision]: String(highest(sets) + 1)},
			ownerReferences: [ownerOf(deployment)],
		},
		spec: {replicas: 0, selector: {...selector, matchLabels: {...labelsAt(selector, 'matchLabels'), [hashLabel]: hash}}, template},
	}) as ApiObject;
}

const revisionOf = (object: ApiObject) => Number(object.metadata.annotations?.[revision] ?? 0);
const highest = (sets: readonly ApiObject[]) => Math.max(0, ...sets.map(revisionOf));

/** The set that is rolled out has the highest revision, and so has the Deployment. */
function raiseRevision({store}: World, deployment: ApiObject, current: ApiObject, sets: readonly ApiObject[]): void {
	const top = highest(sets.filter(set => set.metadata.uid !== current.metadata.uid));
	const wanted = String(Math.max(revisionOf(current), top + 1));
	for (const [plural, object] of [
		['replicasets', current],
		['deployments', deployment],
	] as const) {
		const now = store.get({group: 'apps', plural}, object.metadata.namespace, object.metadata.name);
		if (!now || now.metadata.annotations?.[revision] === wanted) continue;
		now.metadata.annotations = {...now.metadata.annotations, [revision]: wanted};
		store.put({group: 'apps', plural}, now);
	}
}

function reportDeployment(world: World, deployment: ApiObject, current: ApiObject, wanted: number): boolean {
	const sets = world.store.list(replicaSets, deployment.metadata.namespace, isOwnedBy(deployment.metadata.uid));
	const all = sets.flatMap(set => podsOf(world, set).filter(pod => !isDone(pod)));
	const updated = podsOf(world, current).length;
	const ready = all.filter(isReady).length;
	const asked = sets.reduce((sum, set) => sum + (numberAt(set, 'spec', 'replicas') ?? 0), 0);
	const complete = updated === wanted && ready === wanted && all.length === wanted;
	const failed = treesAt(fresh(world, current), 'status', 'conditions')[0];
	const name = current.metadata.name;
	const condition = (type: string, holds: boolean, reason: string, message: string): Tree => ({
		type,
		status: holds ? 'True' : 'False',
		reason,
		message,
	});
	const status: Tree = {
		observedGeneration: deployment.metadata.generation,
		...(all.length > 0 ? {replicas: all.length} : {}),
		...(updated > 0 ? {updatedReplicas: updated} : {}),
		...(ready > 0 ? {readyReplicas: ready, availableReplicas: ready} : {}),
		...(asked > ready ? {unavailableReplicas: asked - ready} : {}),
		conditions: [
			ready >= wanted
				? condition('Available', true, 'MinimumReplicasAvailable', 'Deployment has minimum availability.')
				: condition('Available', false, 'MinimumReplicasUnavailable', 'Deployment does not have minimum availability.'),
			complete
				? condition('Progressing', true, 'NewReplicaSetAvailable', `ReplicaSet "${name}" has successfully progressed.`)
				: updated === 0
					? condition('Progressing', true, 'NewReplicaSetCreated', `Created new replica set "${name}"`)
					: condition('Progressing', true, 'ReplicaSetUpdated', `ReplicaSet "${name}" is progressing.`),
			...(failed ? [condition('ReplicaFailure', true, 'FailedCreate', textAt(failed, 'message') ?? '')] : []),
		],
	};
	return writeStatus(world, 'apps', 'deployments', deployment, status);
}
