import type {ApiObject} from '../api-object.js';
import {groupOf} from '../api-object.js';
import type {World} from '../world.js';
import {aggregateRoles} from './cluster-roles.js';
import {stepDeployment, stepReplicaSet} from './deployments.js';
import {stepJob} from './jobs.js';
import {stepPod} from './kubelet.js';
import {furnishNamespace} from './namespaces.js';
import {stepDaemonSet, stepStatefulSet} from './sets.js';

type Step = (world: World, object: ApiObject) => boolean;

/** One step each; true while there is more to do. What a ReplicaSet or pod of an owner does is its owner's step. */
const steps: {readonly [kind: string]: {readonly plural: string; readonly step: Step}} = {
	Deployment: {plural: 'deployments', step: stepDeployment},
	ReplicaSet: {plural: 'replicasets', step: stepReplicaSet},
	StatefulSet: {plural: 'statefulsets', step: stepStatefulSet},
	DaemonSet: {plural: 'daemonsets', step: stepDaemonSet},
	Job: {plural: 'jobs', step: stepJob},
	Pod: {plural: 'pods', step: stepPod},
	Namespace: {plural: 'namespaces', step: furnishNamespace},
	ClusterRole: {plural: 'clusterroles', step: aggregateRoles},
};

const retried = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job']);

/** Rounds after which something turns in circles. */
const patience = 10_000;

/** Milliseconds between two steps of a roll-out. */
const pace = 150;

export type Controllers = {
	readonly onChange: (object: ApiObject) => void;
	readonly onDelete: (object: ApiObject) => void;
	/** Does at once all that is left to do. */
	readonly settle: () => void;
};

/** Follows what is written and does, step by step, what Kubernetes' controllers and kubelets would. */
export function createControllers(world: () => World): Controllers {
	const open = new Map<string, ApiObject>();
	let ticking = false;
	const keyOf = ({kind, metadata}: ApiObject) => `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
	const stepAll = () => {
		for (const [key, {apiVersion, kind, metadata}] of open) {
			const {plural, step} = steps[kind] as {plural: string; step: Step};
			const now = world().store.get({group: groupOf(apiVersion), plural}, metadata.namespace, metadata.name);
			if (!now || !step(world(), now)) open.delete(key);
		}
	};
	const tick = () => {
		stepAll();
		ticking = open.size > 0;
		if (ticking) world().clock.after(pace, tick);
	};
	const enqueue = (object: ApiObject) => {
		if (!Object.hasOwn(steps, object.kind) || isStepOfOwner(object)) return;
		open.set(keyOf(object), object);
		if (ticking) return;
		ticking = true;
		world().clock.after(pace, tick);
	};
	return {
		onChange: object => {
			enqueue(object);
			if (object.kind !== 'Namespace') return;
			// What the namespace refused before is tried again.
			const {store} = world();
			for (const [kind, {plural}] of Object.entries(steps))
				if (retried.has(kind))
					for (const each of store.list({group: kind === 'Job' ? 'batch' : 'apps', plural}, object.metadata.name)) enqueue(each);
		},
		onDelete: object => {
			if (object.kind !== 'Pod') return;
			const {store} = world();
			for (const {kind, apiVersion, name} of object.metadata.ownerReferences ?? []) {
				const row = steps[kind];
				const owner = row && store.get({group: groupOf(apiVersion), plural: row.plural}, object.metadata.namespace, name);
				if (owner) enqueue(topOf(world(), owner));
			}
		},
		settle: () => {
			for (let rounds = 0; open.size > 0; rounds++) {
				if (rounds > patience) throw new Error(`the demo does not come to rest: ${[...open.keys()].join(', ')}`);
				stepAll();
			}
		},
	};
}

const isStepOfOwner = ({kind, metadata}: ApiObject) =>
	(kind === 'Pod' || kind === 'ReplicaSet') &&
	metadata.ownerReferences?.some(owner => owner.controller && Object.hasOwn(steps, owner.kind)) === true;

function topOf({store}: World, object: ApiObject): ApiObject {
	const owner = object.metadata.ownerReferences?.find(each => each.controller && each.kind === 'Deployment');
	return (owner && store.get({group: 'apps', plural: 'deployments'}, object.metadata.namespace, owner.name)) ?? object;
}
