import type {Change, JsonObject, Manifest, TouchedField} from '../model/index.js';
import {own} from '../model/index.js';
import {cleaned} from './clean.js';
import {writtenByOthers} from './managers.js';
import {isObject} from './merge-patch.js';
import {isEqual} from './simulate.js';
import {patchOf, valueAt} from './touched.js';

/** The change that takes a change back: exactly the touched fields. A deleted object comes back as it was, with a new uid. */
export function inverse(change: Change, before: JsonObject | undefined, touched: readonly TouchedField[]): Change | undefined {
	const {target} = change;
	switch (change.action) {
		case 'create':
			return {action: 'delete', target};
		case 'delete':
			return before ? {action: 'create', target, manifest: cleaned(before) as Manifest} : undefined;
		case 'patch':
			return touched.length === 0
				? undefined
				: {action: 'patch', target, patch: patchOf(touched.map(({path, before: value}) => ({path, value})))};
	}
}

/** The touched fields that are no longer what we left: somebody else changed them, so undo must not. */
export function drift(touched: readonly TouchedField[], now: JsonObject): TouchedField[] {
	return touched.filter(({path, after}) => !isEqual(valueAt(now, path), after));
}

/** For a created object: the fields in which it differs from what was sent, and those that others added; not what the server filled in. */
export function driftOfCreated(manifest: Manifest, now: JsonObject): string[] {
	const changed: string[] = writtenByOthers(now)
		.filter(path => valueAt(now, path) !== undefined && !isEqual(valueAt(manifest, path), valueAt(now, path)))
		.map(path => path.join('.'));
	const walk = (wanted: JsonObject, is: JsonObject, path: string): void => {
		for (const [key, value] of Object.entries(wanted)) {
			const here = path === '' ? key : `${path}.${key}`;
			const other = own(is, key);
			if (isObject(value) && isObject(other)) walk(value, other, here);
			else if (!isEqual(value, other) && !(isEmpty(value) && other === undefined)) changed.push(here);
		}
	};
	walk(manifest, now, '');
	return [...new Set(changed)];
}

function isEmpty(value: unknown): boolean {
	return Array.isArray(value) ? value.length === 0 : isObject(value as never) && Object.keys(value as object).length === 0;
}
