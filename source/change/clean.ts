import {keepAnnotations} from '../kube/keep/metadata.js';
import type {Json, JsonObject} from '../model/index.js';
import {isObject} from './merge-patch.js';

const serverSet = new Set([
	'managedFields',
	'resourceVersion',
	'uid',
	'generation',
	'creationTimestamp',
	'selfLink',
	'deletionTimestamp',
	'deletionGracePeriodSeconds',
]);
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** The object without what the server sets and without annotations that repeat it. */
export function cleaned(object: JsonObject): JsonObject {
	const {status: _, metadata, ...rest} = object;
	const kept = Object.fromEntries(Object.entries(isObject(metadata) ? metadata : {}).filter(([key]) => !serverSet.has(key)));
	if (isObject(kept['annotations'])) {
		const {[lastApplied]: __, ...annotations} = kept['annotations'];
		if (Object.keys(annotations).length > 0) kept['annotations'] = annotations;
		else delete kept['annotations'];
	}
	const {apiVersion, kind, ...body} = rest;
	return {apiVersion, kind, metadata: kept, ...body};
}

const hiddenValue = '(hidden)';
const secretMaps = new Set(['data', 'stringData', 'binaryData', 'volumeAttributes']);

/** The same object with values of variables, arguments and headers hidden: they may hold secrets. */
export function masked(value: Json | undefined): Json | undefined {
	if (Array.isArray(value)) return (value as readonly Json[]).map(one => masked(one) as Json);
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => {
			if (key === 'env' && Array.isArray(inner))
				return [
					key,
					(inner as readonly Json[]).map(one => (isObject(one) && one['value'] !== undefined ? {...one, value: hiddenValue} : one)),
				];
			if ((key === 'args' || key === 'command') && Array.isArray(inner)) return [key, inner.map(() => hiddenValue)];
			if (key === 'httpHeaders' && Array.isArray(inner))
				return [key, (inner as readonly Json[]).map(one => (isObject(one) ? {...one, value: hiddenValue} : one))];
			if (secretMaps.has(key) && isObject(inner)) return [key, Object.fromEntries(Object.keys(inner).map(name => [name, hiddenValue]))];
			return [key, masked(inner)];
		}),
	);
}

/** The same object to look at: values of annotations that no rule reads are hidden too, because they may hold anything. */
export function maskedToShow(value: Json | undefined): Json | undefined {
	return withoutAnnotations(masked(value));
}

function withoutAnnotations(value: Json | undefined): Json | undefined {
	if (Array.isArray(value)) return (value as readonly Json[]).map(one => withoutAnnotations(one) as Json);
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => {
			if (key !== 'annotations' || !isObject(inner)) return [key, withoutAnnotations(inner)];
			// An annotation may be called like something that every object has.
			const known = new Map(Object.entries(keepAnnotations(inner)));
			return [key, Object.fromEntries(Object.keys(inner).map(name => [name, known.get(name) ?? hiddenValue]))];
		}),
	);
}
