import type {Json, JsonObject, TouchedField} from '../model/index.js';
import {visible} from '../model/index.js';
import {isObject} from './merge-patch.js';

/** Other field managers of the touched fields, or of something inside or above them: they may write these fields again. */
export function managersOf(object: JsonObject, touched: readonly TouchedField[]): string[] {
	const names = entriesOfOthers(object)
		.filter(entry => touched.some(({path}) => owns(entry['fieldsV1'], path)))
		.map(entry => visible(typeof entry['manager'] === 'string' ? entry['manager'] : ''));
	return [...new Set(names)];
}

function entriesOfOthers(object: JsonObject): readonly JsonObject[] {
	const entries = (object['metadata'] as JsonObject | undefined)?.['managedFields'];
	if (!Array.isArray(entries)) return [];
	return (entries as readonly JsonObject[]).filter(
		entry => entry['manager'] !== 'castellan' && entry['subresource'] === undefined && isObject(entry['fieldsV1']),
	);
}

/** Paths of the fields that others wrote; a list counts as one field. */
export function writtenByOthers(object: JsonObject): string[][] {
	const paths: string[][] = [];
	const walk = (fields: JsonObject, path: readonly string[]): void => {
		for (const [key, inner] of Object.entries(fields)) {
			if (!key.startsWith('f:')) continue;
			const here = [...path, key.slice(2)];
			if (isObject(inner) && Object.keys(inner).some(one => one.startsWith('f:'))) walk(inner, here);
			else paths.push(here);
		}
	};
	for (const {fieldsV1} of entriesOfOthers(object)) walk(fieldsV1 as JsonObject, []);
	return paths;
}

/** Whether a set of managed fields holds this path or anything below it. */
function owns(fields: Json | undefined, [part, ...rest]: readonly string[]): boolean {
	if (part === undefined) return true;
	if (!isObject(fields)) return false;
	const item = /^\[([^=\]]+)=(.*)\]$/s.exec(part);
	const key = item
		? Object.keys(fields).find(
				name =>
					name.startsWith('k:') &&
					name.includes(`${JSON.stringify(item[1])}:${/^\d+$/.test(item[2] as string) ? item[2] : JSON.stringify(item[2])}`),
			)
		: `f:${part}`;
	return key !== undefined && fields[key] !== undefined && owns(fields[key], rest);
}
