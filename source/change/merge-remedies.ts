import {rulesOfBoth} from '../kube/rbac.js';
import type {Change, Json, JsonObject, PolicyRule, Target} from '../model/index.js';
import {own} from '../model/index.js';
import {isObject} from './merge-patch.js';
import {isEqual} from './simulate.js';
import {mergeKeyOf} from './strategic-merge.js';
import {isBuiltIn, targetKey} from './target.js';

/**
 * One change per object: patches of the same object become one patch, the same new object is made once. In the order of first mention,
 * but a merged patch comes where its last part stood: subjects leave a binding after all of their new bindings were made.
 */
export function mergedChanges(changes: readonly Change[]): Change[] {
	const byObject = new Map<string, Change>();
	for (const change of changes) {
		const key = `${change.action} ${targetKey(change.target)}`;
		const known = byObject.get(key);
		if (known?.action === 'patch' && change.action === 'patch') {
			byObject.delete(key);
			byObject.set(key, {...known, patch: mergedPatches(change.target, known.patch, change.patch)});
		} else byObject.set(key, known ?? change);
	}
	return [...byObject.values()].map(withoutSubjects);
}

/** A binding that every subject leaves goes. */
function withoutSubjects(change: Change): Change {
	if (change.action !== 'patch' || !isBinding(change.target)) return change;
	const {subjects} = change.patch;
	return Array.isArray(subjects) && subjects.length === 0 ? {action: 'delete', target: change.target} : change;
}

function isBinding({group, kind}: Target): boolean {
	return group === 'rbac.authorization.k8s.io' && kind.endsWith('Binding');
}

function isRole({group, kind}: Target): boolean {
	return group === 'rbac.authorization.k8s.io' && kind.endsWith('Role');
}

/** Both patches in one; where they differ on a field the later counts. */
function mergedPatches(target: Change['target'], first: JsonObject, second: JsonObject): JsonObject {
	const strategic = isBuiltIn(target);
	const merge = (a: JsonObject, b: JsonObject, path: string): JsonObject => {
		const result: Record<string, Json | undefined> = {...a};
		for (const [key, value] of Object.entries(b)) {
			const here = path === '' ? key : `${path}.${key}`;
			const other = own(result, key);
			const mergeKey = strategic && Array.isArray(value) && Array.isArray(other) ? mergeKeyOf(target.kind, here) : undefined;
			if (here === 'subjects' && isBinding(target) && Array.isArray(value) && Array.isArray(other))
				// Each patch lists who stays: who leaves by either of them is gone.
				result[key] = (other as readonly Json[]).filter(one => (value as readonly Json[]).some(two => isEqual(one, two)));
			else if (here === 'rules' && isRole(target) && Array.isArray(value) && Array.isArray(other))
				// Each patch takes some rights away: what either takes is gone.
				result[key] = rulesOfBoth(other as readonly PolicyRule[], value as readonly PolicyRule[]);
			else if (mergeKey !== undefined)
				result[key] = mergedItems(mergeKey, other as readonly JsonObject[], value as readonly JsonObject[], here);
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
