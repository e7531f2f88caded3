import {own} from '../model/index.js';

/** An object of the API as it lies on the wire: it is read and written by path, so nothing below `metadata` has a type of its own. */
export type Value = null | boolean | number | string | Value[] | Tree;
export type Tree = {[key: string]: Value | undefined};
export type Labels = {[key: string]: string};

export type Owner = {
	apiVersion: string;
	kind: string;
	name: string;
	uid: string;
	controller?: boolean;
	blockOwnerDeletion?: boolean;
};
export type ManagedField = {
	manager: string;
	operation: string;
	apiVersion: string;
	time?: string;
	fieldsType: string;
	fieldsV1: Tree;
	subresource?: string;
};
export type ObjectMeta = {
	name: string;
	generateName?: string;
	namespace?: string;
	uid?: string;
	resourceVersion?: string;
	generation?: number;
	creationTimestamp?: string;
	deletionTimestamp?: string;
	deletionGracePeriodSeconds?: number;
	labels?: Labels;
	annotations?: Labels;
	ownerReferences?: Owner[];
	finalizers?: string[];
	managedFields?: ManagedField[];
};
export type ApiObject = {apiVersion: string; kind: string; metadata: ObjectMeta; [key: string]: Value | undefined};

export function isTree(value: Value | undefined): value is Tree {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function valueAt(tree: Value | undefined, ...path: string[]): Value | undefined {
	let value = tree;
	for (const key of path) {
		if (!isTree(value) || !Object.hasOwn(value, key)) return undefined;
		value = value[key];
	}
	return value;
}

export function treeAt(tree: Value | undefined, ...path: string[]): Tree | undefined {
	const value = valueAt(tree, ...path);
	return isTree(value) ? value : undefined;
}

/** The maps of a list; none where there is no list. */
export function treesAt(tree: Value | undefined, ...path: string[]): Tree[] {
	const value = valueAt(tree, ...path);
	return Array.isArray(value) ? value.filter(isTree) : [];
}

export function textsAt(tree: Value | undefined, ...path: string[]): string[] {
	const value = valueAt(tree, ...path);
	return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

export function textAt(tree: Value | undefined, ...path: string[]): string | undefined {
	const value = valueAt(tree, ...path);
	return typeof value === 'string' ? value : undefined;
}

export function numberAt(tree: Value | undefined, ...path: string[]): number | undefined {
	const value = valueAt(tree, ...path);
	return typeof value === 'number' ? value : undefined;
}

/** A map of texts: labels, annotations, selectors. */
export function labelsAt(tree: Value | undefined, ...path: string[]): Labels {
	const found: Labels = {};
	for (const [key, value] of Object.entries(treeAt(tree, ...path) ?? {})) if (typeof value === 'string') found[key] = value;
	return found;
}

export function groupOf(apiVersion: string): string {
	return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

export function versionOf(apiVersion: string): string {
	return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

/** Where the pod spec lies in the kinds that hold one. */
const podTemplatePaths: {readonly [kind: string]: readonly string[]} = {
	Pod: [],
	PodTemplate: ['template'],
	CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
	Deployment: ['spec', 'template'],
	StatefulSet: ['spec', 'template'],
	DaemonSet: ['spec', 'template'],
	ReplicaSet: ['spec', 'template'],
	ReplicationController: ['spec', 'template'],
	Job: ['spec', 'template'],
};

export function podTemplatePath(kind: string): readonly string[] | undefined {
	return Object.hasOwn(podTemplatePaths, kind) ? podTemplatePaths[kind] : undefined;
}

export function podSpecOf(object: ApiObject): Tree | undefined {
	const path = podTemplatePath(object.kind);
	return path && treeAt(object, ...path, 'spec');
}

export const copyOf = <T extends Value>(value: T): T => structuredClone(value);

export function isEqual(left: Value | undefined, right: Value | undefined): boolean {
	if (left === right) return true;
	if (Array.isArray(left) && Array.isArray(right))
		return left.length === right.length && left.every((item, index) => isEqual(item, right[index]));
	if (!isTree(left) || !isTree(right)) return false;
	const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
	return [...keys].every(key => isEqual(own(left, key), own(right, key)));
}

/** Sets what is missing. Changes the tree. */
export function fill(tree: Tree | undefined, defaults: Tree): void {
	if (tree) for (const [key, value] of Object.entries(defaults)) tree[key] ??= value;
}
