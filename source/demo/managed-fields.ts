import {mergeKeyOf} from '../change/strategic-merge.js';
import {type ApiObject, isEqual, isTree, type ManagedField, type Tree, type Value} from './api-object.js';

/** Set by the server, nobody's fields. */
const serverFields = new Set(
	'name namespace uid resourceVersion generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds managedFields'.split(' '),
);
const separator = '\u0000';

/** Leaves of an object by their path in the notation of managedFields: `f:spec`, `k:{"name":"app"}`. */
function leavesOf(object: ApiObject, part: 'status' | 'rest'): Map<string, Value> {
	const leaves = new Map<string, Value>();
	const walk = (value: Value, keys: readonly string[], path: string): void => {
		if (isTree(value) && Object.keys(value).length > 0) {
			for (const [key, item] of Object.entries(value))
				if (item !== undefined) walk(item, [...keys, `f:${key}`], path === '' ? key : `${path}.${key}`);
			return;
		}
		const key = Array.isArray(value) ? mergeKeyOf(object.kind, path) : undefined;
		if (key === undefined || !Array.isArray(value)) leaves.set(keys.join(separator), value);
		else
			for (const item of value.filter(isTree)) {
				const own = key === 'containerPort' || key === 'port' ? {[key]: item[key], protocol: item['protocol']} : {[key]: item[key]};
				const at = [...keys, `k:${JSON.stringify(own)}`];
				leaves.set(at.join(separator), {});
				walk(item, at, path);
			}
	};
	for (const [key, value] of Object.entries(object)) {
		if (value === undefined || key === 'apiVersion' || key === 'kind' || (key === 'status') !== (part === 'status')) continue;
		if (key !== 'metadata') walk(value, [`f:${key}`], key);
		else
			for (const [name, item] of Object.entries(object.metadata))
				if (!serverFields.has(name) && item !== undefined) walk(item, ['f:metadata', `f:${name}`], `metadata.${name}`);
	}
	return leaves;
}

function treeOf(paths: Iterable<string>): Tree {
	const root: Tree = {};
	for (const path of paths) {
		let tree = root;
		for (const key of path.split(separator)) {
			const next = (tree[key] ??= {}) as Tree;
			if (key.startsWith('k:')) next['.'] ??= {};
			tree = next;
		}
	}
	return root;
}

function pathsOf(fields: Tree): Set<string> {
	const paths = new Set<string>();
	const walk = (tree: Tree, keys: readonly string[]): void => {
		const below = Object.entries(tree).filter(([key]) => key !== '.');
		if (keys.length > 0 && (below.length === 0 || keys.at(-1)?.startsWith('k:'))) paths.add(keys.join(separator));
		for (const [key, value] of below) if (isTree(value)) walk(value, [...keys, key]);
	};
	walk(fields, []);
	return paths;
}

/** Who owns which field after `manager` made `after` out of `before`: what it changed is its own, what is gone is nobody's. */
export function managedFieldsOf(
	after: ApiObject,
	before: ApiObject | undefined,
	manager: string,
	time: string,
	part: 'status' | 'rest' = 'rest',
): ManagedField[] {
	const now = leavesOf(after, part);
	const then = before ? leavesOf(before, part) : new Map<string, Value>();
	const changed = new Set([...now].filter(([path, value]) => !then.has(path) || !isEqual(value, then.get(path))).map(([path]) => path));
	const isOurs = (entry: ManagedField) => (entry.subresource === 'status') === (part === 'status');
	const others = before?.metadata.managedFields ?? [];
	const kept: ManagedField[] = [];
	let mine: ManagedField | undefined;
	for (const entry of others) {
		if (!isOurs(entry)) {
			kept.push(entry);
			continue;
		}
		const own = entry.manager === manager && entry.operation === 'Update';
		const left = [...pathsOf(entry.fieldsV1)].filter(path => now.has(path) && (own || !changed.has(path)));
		if (own) mine = {...entry, ...(changed.size > 0 ? {time} : {}), fieldsV1: treeOf(new Set([...left, ...changed]))};
		else if (left.length > 0) kept.push({...entry, fieldsV1: treeOf(left)});
	}
	if (!mine && changed.size > 0)
		mine = {
			manager,
			operation: 'Update',
			apiVersion: after.apiVersion,
			time,
			fieldsType: 'FieldsV1',
			fieldsV1: treeOf(changed),
			...(part === 'status' ? {subresource: 'status'} : {}),
		};
	return mine && Object.keys(mine.fieldsV1).length > 0 ? [...kept, mine] : kept;
}
