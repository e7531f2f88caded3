import {admission, refuseInvalid} from './admission.js';
import {type Answer, alreadyExists, badRequest, forbidden, invalid, notFound, Refusal, requiredValue} from './answers.js';
import {type ApiObject, labelsAt, type Tree, treeAt} from './api-object.js';
import {setDefaults} from './defaults.js';
import {setGeneration} from './generations.js';
import type {Kind} from './kinds.js';
import {inWireOrder} from './lists.js';
import {managedFieldsOf} from './managed-fields.js';
import {admitPod} from './pod-admission.js';
import {nameFrom, namespaces, type World} from './world.js';
import {checkedBody, type WriteOptions, type Written} from './write-bodies.js';

export function created(world: World, kind: Kind, namespace: string | undefined, body: Tree, options: WriteOptions): Answer {
	const {object, warnings} = creation(world, kind, namespace, body, options);
	return {status: 201, body: inWireOrder(object), warnings};
}

/** Creates, for a client or a controller. Throws a Refusal. */
export function creation(world: World, kind: Kind, namespace: string | undefined, body: Tree, options: WriteOptions): Written {
	const {store} = world;
	const known = checkedBody(kind, body, options);
	const object = known.object;
	const {metadata} = object;
	if (metadata.generateName && !metadata.name)
		metadata.name = metadata.generateName + nameFrom(store.newId(object, store.version()).replaceAll('-', ''), 5);
	if (!metadata.name) throw new Refusal(invalid(kind, '', [requiredValue('metadata.name', 'name or generateName is required')]));
	if (kind.namespaced) {
		if (metadata.namespace && metadata.namespace !== namespace)
			throw new Refusal(badRequest('the namespace of the provided object does not match the namespace sent on the request'));
		metadata.namespace = namespace ?? 'default';
		if (!store.get(namespaces, undefined, metadata.namespace)) throw new Refusal(notFound(namespaceKind, metadata.namespace));
	} else delete metadata.namespace;
	delete metadata.resourceVersion;
	metadata.uid = store.newId(object, store.get(kind, metadata.namespace, metadata.name) ? store.version() : '');
	metadata.creationTimestamp = store.now();
	if (kind.kind !== 'Node' && kind.kind !== 'Pod' && !kind.custom) delete object['status'];
	if (object.kind === 'Job') labelJob(object);
	setDefaults(object);
	setGeneration(kind, object);
	metadata.managedFields = managedFieldsOf(object, undefined, options.manager, store.now());
	if (object.kind === 'Pod') {
		const {missingAccount} = admitPod(world, object);
		if (missingAccount)
			throw new Refusal(
				forbidden(
					kind,
					metadata.name,
					`error looking up service account ${namespace}/${missingAccount}: serviceaccount "${missingAccount}" not found`,
				),
			);
	}
	refuseInvalid(kind, object, undefined);
	const warnings = [...known.warnings, ...admission(world, kind, object, undefined)];
	if (store.get(kind, metadata.namespace, metadata.name)) throw new Refusal(alreadyExists(kind, metadata.name));
	if (options.dryRun) return {object, warnings};
	const stored = store.put(kind, object);
	world.onChange(stored);
	return {object: stored, warnings};
}

/** A Job finds its pods by labels that nobody else has. */
function labelJob(job: ApiObject): void {
	const spec = treeAt(job, 'spec');
	const template = treeAt(spec, 'template');
	if (!spec || !template || spec['manualSelector'] === true) return;
	const {name, uid = ''} = job.metadata;
	const labels = {'batch.kubernetes.io/controller-uid': uid, 'batch.kubernetes.io/job-name': name, 'controller-uid': uid, 'job-name': name};
	template['metadata'] = {...treeAt(template, 'metadata'), labels: {...labelsAt(template, 'metadata', 'labels'), ...labels}};
	spec['selector'] = {matchLabels: {'batch.kubernetes.io/controller-uid': uid}};
}

const namespaceKind = {group: '', plural: 'namespaces', kind: 'Namespace'} as Kind;
