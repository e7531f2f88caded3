import {admission, refuseInvalid} from './admission.js';
import {type Answer, badRequest, conflict, failure, invalid, invalidValue, notFound, Refusal} from './answers.js';
import {type ApiObject, isEqual, type Tree} from './api-object.js';
import {setDefaults} from './defaults.js';
import {setGeneration} from './generations.js';
import type {Kind} from './kinds.js';
import {inWireOrder} from './lists.js';
import {managedFieldsOf} from './managed-fields.js';
import type {World} from './world.js';
import {bodyOf, checkedBody, type PatchType, patchedBody, type WriteOptions} from './write-bodies.js';

export function patched(
	world: World,
	kind: Kind,
	namespace: string | undefined,
	name: string,
	text: string,
	type: PatchType,
	options: WriteOptions,
): Answer {
	const {store} = world;
	const before = store.get(kind, namespace, name);
	const patch = bodyOf(text);
	if (!before) throw new Refusal(notFound(kind, name));
	const {object, warnings} = patchedBody(kind, before, patch, type, options);
	return update(world, kind, before, object, options, warnings);
}

export function replaced(world: World, kind: Kind, namespace: string | undefined, name: string, body: Tree, options: WriteOptions): Answer {
	const before = world.store.get(kind, namespace, name);
	const {object, warnings} = checkedBody(kind, body, options);
	if (!before) throw new Refusal(notFound(kind, name));
	return update(world, kind, before, object, options, warnings);
}

function update(
	world: World,
	kind: Kind,
	before: ApiObject,
	object: ApiObject,
	options: WriteOptions,
	warnings: readonly string[],
): Answer {
	const {store} = world;
	const {metadata} = object;
	const {name, namespace, uid, resourceVersion} = before.metadata;
	if (metadata.name !== name)
		throw new Refusal(badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`));
	if (metadata.resourceVersion !== undefined && metadata.resourceVersion !== resourceVersion) throw new Refusal(conflict(kind, name));
	if (metadata.uid !== undefined && metadata.uid !== uid) {
		const cause = invalidValue('metadata.uid', metadata.uid, 'field is immutable');
		throw new Refusal(invalid(kind, name, kind.custom ? [cause] : [cause, cause]));
	}
	const fixed = {
		name,
		namespace,
		uid,
		resourceVersion,
		generation: before.metadata.generation,
		creationTimestamp: before.metadata.creationTimestamp,
	};
	Object.assign(metadata, Object.fromEntries(Object.entries(fixed).filter(([, value]) => value !== undefined)));
	metadata.managedFields = before.metadata.managedFields;
	if (!kind.custom) {
		if (before['status'] === undefined) delete object['status'];
		else object['status'] = before['status'];
	}
	setDefaults(object);
	setGeneration(kind, object, before);
	refuseInvalid(kind, object, before);
	const all = [...warnings, ...admission(world, kind, object, before)];
	if (isEqual(object, before)) return {status: 200, body: inWireOrder(before), warnings: all};
	metadata.managedFields = managedFieldsOf(object, before, options.manager, store.now());
	if (options.dryRun) return {status: 200, body: inWireOrder(object), warnings: all};
	const stored = store.put(kind, object);
	world.onChange(stored);
	return {status: 200, body: inWireOrder(stored), warnings: all};
}

export function unsupportedPatch(): Answer {
	return failure(415, '415: Unsupported Media Type', 'UnsupportedMediaType', {});
}
