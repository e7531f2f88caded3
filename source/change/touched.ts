import type {Change, Json, JsonObject, TouchedField} from '../model/index.js';
import {own} from '../model/index.js';
import {isObject, withKey} from './merge-patch.js';
import {isEqual} from './simulate.js';
import {mergeKeyOf} from './strategic-merge.js';
import {isBuiltIn} from './target.js';

/**
 * The fields that a patch changes, with what they were and what they became. Where a whole branch did not exist before, the branch is
 * the field. An item of a merged list is the path element `[name=app]`.
 */
export function touchedFields(change: Change, before: JsonObject | undefined, after: JsonObject | undefined): TouchedField[] {
	if (change.action !== 'patch') return [];
	const {kind} = change.target;
	const strategic = isBuiltIn(change.target);
	const result: TouchedField[] = [];
	const walk = (patch: JsonObject, old: JsonObject | undefined, now: JsonObject | undefined, path: readonly string[]): void => {
		for (const [key, wanted] of Object.entries(patch)) {
			if (wanted === undefined || (strategic && key.startsWith('$'))) continue;
			const was = own(old, key);
			const is = own(now, key);
			const here = [...path, key];
			const merge = strategic && Array.isArray(wanted) ? mergeKeyOf(kind, plainPath(here)) : undefined;
			if (isObject(wanted) && isObject(was)) walk(wanted, was, isObject(is) ? is : undefined, here);
			else if (merge !== undefined && Array.isArray(was))
				walkItems(merge, wanted as readonly Json[], was as readonly Json[], (Array.isArray(is) ? is : []) as readonly Json[], here);
			else if (!isEqual(was, is)) result.push({path: here, ...(was !== undefined && {before: was}), ...(is !== undefined && {after: is})});
		}
	};
	const walkItems = (merge: string, wanted: readonly Json[], old: readonly Json[], now: readonly Json[], path: readonly string[]): void => {
		for (const item of wanted) {
			if (!isObject(item)) continue;
			const named = (other: Json) => isObject(other) && other[merge] === item[merge];
			const was = old.find(named) as JsonObject | undefined;
			const is = now.find(named) as JsonObject | undefined;
			const here = [...path, `[${merge}=${keyText(item[merge])}]`];
			if (was && is) walk(item, was, is, here);
			else if (!isEqual(was, is)) result.push({path: here, ...(was !== undefined && {before: was}), ...(is !== undefined && {after: is})});
		}
	};
	walk(change.patch, before, after, []);
	return result;
}

/** A merge key as a text: names and ports. */
function keyText(value: Json | undefined): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Without the items of lists: `spec.template.spec.containers.securityContext`. */
function plainPath(path: readonly string[]): string {
	return path.filter(part => !part.startsWith('[')).join('.');
}

const item = /^\[([^=\]]+)=(.*)\]$/s;

/** The value at a path of `touchedFields`; undefined where it does not exist. */
export function valueAt(object: Json | undefined, path: readonly string[]): Json | undefined {
	let value: Json | undefined = object;
	for (const part of path) {
		const [, key, name] = item.exec(part) ?? [];
		if (key !== undefined)
			value = Array.isArray(value) ? (value as readonly Json[]).find(one => isObject(one) && keyText(one[key]) === name) : undefined;
		else value = isObject(value) ? own(value, part) : undefined;
	}
	return value;
}

/** A patch that sets each field to a value; undefined removes it. The reverse of `touchedFields`. */
export function patchOf(fields: readonly {readonly path: readonly string[]; readonly value: Json | undefined}[]): JsonObject {
	const root: Record<string, Json> = {};
	for (const {path, value} of fields) place(root, path, value);
	return root;
}

function place(holder: Record<string, Json>, path: readonly string[], value: Json | undefined): void {
	const [key, next, ...rest] = path as [string, string | undefined, ...string[]];
	if (next === undefined) {
		withKey(holder, key, value === undefined ? null : value);
		return;
	}
	const [, merge, name] = item.exec(next) ?? [];
	if (merge === undefined) {
		const there = own(holder, key);
		const inner = isObject(there) ? (there as Record<string, Json>) : {};
		withKey(holder, key, inner);
		place(inner, [next, ...rest], value);
		return;
	}
	const there = own(holder, key);
	const list = (Array.isArray(there) ? there : []) as Record<string, Json>[];
	withKey(holder, key, list);
	const mergeValue: Json = merge === 'containerPort' || merge === 'port' ? Number(name) : (name as string);
	let found = list.find(one => one[merge] === mergeValue);
	if (!found) {
		found = {[merge]: mergeValue};
		list.push(found);
	}
	if (rest.length > 0) place(found, rest, value);
	else if (value === undefined) found['$patch'] = 'delete';
	else Object.assign(found, value);
}
