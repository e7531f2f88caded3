import type {Json, JsonObject} from '../model/index.js';
import {own} from '../model/index.js';

export function isObject(value: Json | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The key as its own property, `__proto__` too. */
export function withKey(object: Record<string, Json | undefined>, key: string, value: Json | undefined): void {
	Object.defineProperty(object, key, {value, writable: true, enumerable: true, configurable: true});
}

/** JSON merge patch, RFC 7386: null deletes, lists are replaced whole. */
export function mergePatch(original: Json | undefined, patch: Json): Json {
	if (!isObject(patch)) return patch;
	const merged: Record<string, Json | undefined> = {};
	if (isObject(original)) for (const [key, value] of Object.entries(original)) if (value !== undefined) withKey(merged, key, value);
	for (const [key, value] of Object.entries(patch)) {
		if (value === undefined) continue;
		if (value === null) delete merged[key];
		else withKey(merged, key, mergePatch(own(merged, key), value));
	}
	return merged;
}
