import {createHash} from 'node:crypto';
import type {JsonObject, Lock} from '../model/index.js';

const serverOwned = new Set(['managedFields', 'resourceVersion', 'generation']);
/** Annotations in which controllers count roll-outs. */
const counters = new Set(['deployment.kubernetes.io/revision', 'deprecated.daemonset.template.generation']);

/** A hash over everything of an object that somebody may have changed on purpose. */
export function fingerprintOf(object: JsonObject): string {
	const {status: _, metadata, ...rest} = object;
	const {annotations, ...others} = (metadata ?? {}) as JsonObject;
	const kept = Object.fromEntries(Object.entries(others).filter(([key]) => !serverOwned.has(key)));
	const notes = Object.entries((annotations ?? {}) as JsonObject).filter(([key]) => !counters.has(key));
	return createHash('sha256')
		.update(canonical({...rest, metadata: {...kept, ...(notes.length > 0 && {annotations: Object.fromEntries(notes)})}}))
		.digest('hex');
}

/** What a later request is held to. */
export function lockOf(object: JsonObject): Lock {
	const {uid = '', resourceVersion = ''} = (object['metadata'] ?? {}) as {uid?: string; resourceVersion?: string};
	return {uid, resourceVersion, fingerprint: fingerprintOf(object)};
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	return `{${Object.entries(value)
		.filter(([, inner]) => inner !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
		.join(',')}}`;
}
