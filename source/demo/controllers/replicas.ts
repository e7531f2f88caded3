import {createHash} from 'node:crypto';
import {Refusal} from '../answers.js';
import {
	type ApiObject,
	isEqual,
	type Labels,
	labelsAt,
	podTemplatePath,
	type Tree,
	textAt,
	treeAt,
	treesAt,
	type Value,
} from '../api-object.js';
import {creation} from '../creations.js';
import {remove} from '../deletes.js';
import {record} from '../events.js';
import type {Kind} from '../kinds.js';
import {nameFrom, pods, type World} from '../world.js';

const manager = {dryRun: false, manager: 'kube-controller-manager', validation: 'Ignore'} as const;

/** Names a pod template: the same template, the same name. */
export function templateHash(object: ApiObject): string {
	const template = treeAt(object, ...(podTemplatePath(object.kind) ?? []));
	return nameFrom(
		createHash('sha256')
			.update(JSON.stringify(sorted(template)))
			.digest('hex'),
		9,
	);
}

function sorted(value: Value | undefined): Value {
	if (value === undefined) return null;
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.keys(value)
			.sort()
			.map(key => [key, sorted(value[key])]),
	);
}

export function ownerOf({apiVersion, kind, metadata: {name, uid = ''}}: ApiObject) {
	return {apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true};
}

export const isOwnedBy = (uid: string | undefined) => (object: ApiObject) =>
	object.metadata.ownerReferences?.some(owner => owner.uid === uid && owner.controller) === true;

export function podsOf({store}: World, owner: ApiObject): ApiObject[] {
	return store.list(pods, owner.metadata.namespace, isOwnedBy(owner.metadata.uid));
}

/** Creates a pod from the owner's template, or says in an event and to the caller why the server refuses it. */
export function createPod(world: World, owner: ApiObject, name: string, labels: Labels, change?: (spec: Tree) => void): string | undefined {
	const {store} = world;
	const template = treeAt(owner, ...(podTemplatePath(owner.kind) ?? []));
	const spec = structuredClone(treeAt(template, 'spec') ?? {});
	change?.(spec);
	const annotations = labelsAt(template, 'metadata', 'annotations');
	const body: Tree = {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {
			...(name.endsWith('-') ? {generateName: name} : {name}),
			labels: {...labelsAt(template, 'metadata', 'labels'), ...labels},
			...(Object.keys(annotations).length > 0 ? {annotations} : {}),
			ownerReferences: [ownerOf(owner)],
		},
		spec,
	};
	const component = `${owner.kind.toLowerCase()}-controller`;
	try {
		const {object} = creation(world, store.kindAt('', 'pods') as Kind, owner.metadata.namespace, body, manager);
		record(world, owner, 'Normal', 'SuccessfulCreate', successOf(owner, object.metadata.name), component);
		return undefined;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const why = textAt(error.answer.body, 'message') ?? '';
		record(world, owner, 'Warning', 'FailedCreate', `Error creating: ${why}`, component);
		return why;
	}
}

const successOf = ({kind, metadata}: ApiObject, pod: string) =>
	kind === 'StatefulSet' ? `create Pod ${pod} in StatefulSet ${metadata.name} successful` : `Created pod: ${pod}`;

export function removePod(world: World, pod: ApiObject): void {
	remove(world, world.store.kindAt('', 'pods') as Kind, pod);
}

export function createObject(
	world: World,
	group: string,
	plural: string,
	namespace: string | undefined,
	body: Tree,
): ApiObject | undefined {
	return creation(world, world.store.kindAt(group, plural) as Kind, namespace, body, manager).object;
}

/** A condition keeps its time for as long as it holds. Changes the status. */
function timeConditions(status: Tree, before: ApiObject, now: string): void {
	for (const condition of treesAt(status, 'conditions')) {
		const last = treesAt(before, 'status', 'conditions').find(
			({type, status, reason}) => type === condition['type'] && status === condition['status'] && reason === condition['reason'],
		);
		condition['lastTransitionTime'] = last?.['lastTransitionTime'] ?? now;
		if (before.kind === 'Deployment') condition['lastUpdateTime'] = last?.['lastUpdateTime'] ?? now;
	}
}

/** Writes a status; says whether it changed anything. */
export function writeStatus(world: World, group: string, plural: string, object: ApiObject, status: Tree): boolean {
	const {store} = world;
	const now = store.get({group, plural}, object.metadata.namespace, object.metadata.name);
	if (!now) return false;
	timeConditions(status, now, store.now());
	if (isEqual(now['status'], status)) return false;
	const entry = {
		manager: manager.manager,
		operation: 'Update',
		apiVersion: now.apiVersion,
		fieldsType: 'FieldsV1',
		fieldsV1: {'f:status': {}},
		subresource: 'status',
	};
	const fields = (now.metadata.managedFields ?? []).filter(each => each.subresource !== 'status');
	now.metadata.managedFields = [...fields, {...entry, time: store.now()}];
	store.put({group, plural}, {...now, status});
	return true;
}
