import type {Change, Json, JsonObject} from '../model/index.js';
import {isObject} from './merge-patch.js';
import {mergeKeyOf} from './strategic-merge.js';
import {isBuiltIn, targetKey} from './target.js';

/** One change per object: patches of the same object become one patch, the same new object is made once. Order of first mention. */
export function mergedChanges(changes: readonly Change[]): Change[] {
	const byObject = new Map<string, Change>();
	for (const change of changes) {
		const key = `${change.action} ${targetKey(change.target)}`;
		const known = byObject.get(key);
		byObject.set(
			key,
			known?.action === 'patch' && change.action === 'patch'
				? {...known, patch: mergedPatches(change.target, known.patch, change.patch)}
				: (known ?? change),
		);
	}
	return [...byObject.values()];
}

/** Both patches in one; where they differ on a field the later counts. */
function mergedPatches(target: Change['target'], first: JsonObject, second: JsonObject): JsonObject {
	const strategic = isBuiltIn(target);
	const merge = (a: JsonObject, b: JsonObject, path: string): JsonObject => {
		const result: Record<string, Json | undefined> = {...a};
		for (const [key, value] of Object.entries(b)) {
			const here = path === '' ? key : `${path}.${key}`;
			const other = result[key];
			const mergeKey = strategic && Array.isArray(value) && Array.isArray(other) ? mergeKeyOf(target.kind, here) : undefined;
			if (mergeKey !== undefined) result[key] = mergedItems(mergeKey, other as readonly JsonObject[], value as readonly JsonObject[], here);
			else result[key] = isObject(value) && isObject(other) ? merge(other, value, here) : value;
		}
		return result;
	};
	const mergedItems = (mergeKey: string, a: readonly JsonObject[], b: readonly JsonObject[], path: string): readonly JsonObject[] => {
		const items = [...a];
		for (const item of b) {
			const index = items.findIndex(one => one[mergeKey] === item[mergeKey]);
			if (index < 0) items.push(item);
			else items[index] = merge(items[index] as JsonObject, item, path);
		}
		return items;
	};
	return merge(first, second, '');
}
