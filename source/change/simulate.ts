import type {Change, Json, JsonObject} from '../model/index.js';
import {own} from '../model/index.js';
import {isObject, mergePatch} from './merge-patch.js';
import {strategicMerge} from './strategic-merge.js';
import {isBuiltIn} from './target.js';

/** What the object would be after a change, computed here; undefined where it would be gone. */
export function simulated(change: Change, before: JsonObject | undefined): JsonObject | undefined {
	switch (change.action) {
		case 'create':
			return change.manifest;
		case 'delete':
			return undefined;
		case 'patch': {
			if (!before) return undefined;
			if (!isBuiltIn(change.target)) return mergePatch(before, change.patch) as JsonObject;
			const merged = strategicMerge(change.target.kind, before, change.patch);
			if (merged.object === undefined) throw new TypeError(merged.error);
			return merged.object;
		}
	}
}

/** Plain data, equal regardless of the order of keys. */
export function isEqual(a: Json | undefined, b: Json | undefined): boolean {
	if (a === b) return true;
	if (Array.isArray(a) && Array.isArray(b))
		return a.length === b.length && a.every((item, index) => isEqual(item as Json, b[index] as Json));
	if (!isObject(a) || !isObject(b)) return false;
	const keys = (object: JsonObject) => Object.keys(object).filter(key => object[key] !== undefined);
	const [mine, theirs] = [keys(a), keys(b)];
	return mine.length === theirs.length && mine.every(key => isEqual(own(a, key), own(b, key)));
}
