import {type Answer, failure, notFound, Refusal, success} from './answers.js';
import {type ApiObject, type Tree, textAt} from './api-object.js';
import type {Kind} from './kinds.js';
import {inWireOrder} from './lists.js';
import type {World} from './world.js';

/** Kinds whose deletion answers with the object; the others say only that it is done. */
const givenBack = new Set(
	'Pod Namespace Service ServiceAccount ResourceQuota PersistentVolume PersistentVolumeClaim PodTemplate CSIDriver StorageClass'.split(' '),
);

export function deleted(world: World, kind: Kind, namespace: string | undefined, name: string, options: Tree, dryRun: boolean): Answer {
	const {store} = world;
	const object = store.get(kind, namespace, name);
	if (!object) throw new Refusal(notFound(kind, name));
	const [uid, version] = [textAt(options, 'preconditions', 'uid'), textAt(options, 'preconditions', 'resourceVersion')];
	const {metadata} = object;
	if (uid !== undefined && uid !== metadata.uid)
		refuse(
			kind,
			name,
			`the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
		);
	if (version !== undefined && version !== metadata.resourceVersion)
		refuse(
			kind,
			name,
			`the ResourceVersion in the precondition (${version}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
		);
	if (!dryRun) remove(world, kind, object);
	if (kind.kind === 'Pod' || kind.kind === 'Namespace') metadata.deletionTimestamp = store.now();
	if (kind.kind === 'Namespace') object['status'] = {phase: 'Terminating'};
	if (givenBack.has(kind.kind)) return {status: 200, body: inWireOrder(object)};
	return {status: 200, body: success({name, ...(kind.group === '' ? {} : {group: kind.group}), kind: kind.plural, uid: metadata.uid})};
}

function refuse(kind: Kind, name: string, why: string): never {
	const message = `Operation cannot be fulfilled on ${kind.kind}${kind.group === '' ? '' : `.${kind.group}`} "${name}": ${why}`;
	throw new Refusal(failure(409, message, 'Conflict', {name, group: kind.group, kind: kind.kind}));
}

/** The object and all that it owns or holds. */
export function remove(world: World, kind: Kind, object: ApiObject): void {
	const {store} = world;
	const {name, namespace, uid} = object.metadata;
	store.remove(kind, namespace, name);
	for (const other of store.kinds()) {
		if (!other.stored || !other.namespaced) continue;
		const isDependent = ({metadata}: ApiObject) =>
			object.kind === 'Namespace' ? metadata.namespace === name : metadata.ownerReferences?.some(owner => owner.uid === uid) === true;
		for (const dependent of store.list(other, object.kind === 'Namespace' ? name : namespace, isDependent)) remove(world, other, dependent);
	}
	world.onDelete(object);
}
