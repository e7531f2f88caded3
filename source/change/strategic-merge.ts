import type {Json, JsonObject} from '../model/index.js';
import {own} from '../model/index.js';
import {isObject, withKey} from './merge-patch.js';

/** Where the pod spec lies in the kinds that hold one. */
const podSpecPaths: Readonly<Record<string, string>> = {
	Pod: 'spec',
	PodTemplate: 'template.spec',
	CronJob: 'spec.jobTemplate.spec.template.spec',
	...Object.fromEntries(
		['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'].map(kind => [kind, 'spec.template.spec']),
	),
};
/** Lists below a pod spec that are merged item by item, with the field that tells items apart. */
const podSpecKeys: Readonly<Record<string, string>> = {
	containers: 'name',
	initContainers: 'name',
	ephemeralContainers: 'name',
	volumes: 'name',
	imagePullSecrets: 'name',
	schedulingGates: 'name',
	resourceClaims: 'name',
	hostAliases: 'ip',
	topologySpreadConstraints: 'topologyKey',
};
const containerKeys: Readonly<Record<string, string>> = {
	ports: 'containerPort',
	env: 'name',
	volumeMounts: 'mountPath',
	volumeDevices: 'devicePath',
};
/**
 * The other merged lists, by `Kind:path`; `*` is every kind. All that is not named here or above is replaced whole:
 * tolerations, args, rules and subjects of RBAC, rules of policies.
 * The patchMergeKey tags of https://github.com/kubernetes/api.
 */
export const mergeKeys: Readonly<Record<string, string>> = {
	'*:metadata.ownerReferences': 'uid',
	'*:status.conditions': 'type',
	'Service:spec.ports': 'port',
	'ServiceAccount:secrets': 'name',
	'Node:status.addresses': 'type',
	'Pod:status.podIPs': 'ip',
	'Pod:status.hostIPs': 'ip',
	'CSINode:spec.drivers': 'name',
	'ValidatingWebhookConfiguration:webhooks': 'name',
	'ValidatingWebhookConfiguration:webhooks.matchConditions': 'name',
	'MutatingWebhookConfiguration:webhooks': 'name',
	'MutatingWebhookConfiguration:webhooks.matchConditions': 'name',
	'ValidatingAdmissionPolicy:spec.matchConditions': 'name',
	'ValidatingAdmissionPolicy:spec.variables': 'name',
	'MutatingAdmissionPolicy:spec.matchConditions': 'name',
	'MutatingAdmissionPolicy:spec.variables': 'name',
	...Object.fromEntries(
		Object.entries(podSpecPaths).flatMap(([kind, path]) => [
			...Object.entries(podSpecKeys).map(([list, key]) => [`${kind}:${path}.${list}`, key]),
			...['containers', 'initContainers', 'ephemeralContainers'].flatMap(containers =>
				Object.entries(containerKeys).map(([list, key]) => [`${kind}:${path}.${containers}.${list}`, key]),
			),
		]),
	),
};
/** Kinds that have no `conditions` merged by type. */
const wholeConditions = new Set([
	'CustomResourceDefinition',
	'CertificateSigningRequest',
	'ValidatingAdmissionPolicy',
	'MutatingAdmissionPolicy',
]);
/** Lists of texts whose members are added, never replaced. */
const sets = new Set(['*:metadata.finalizers', 'Node:spec.podCIDRs']);
/** Maps that are replaced whole. */
const wholeMaps = new Set(['PodDisruptionBudget:spec.selector']);

/** The merge key of a list in an object of a built-in kind; undefined where a patch replaces the list whole. Indices in the path do not matter. */
export function mergeKeyOf(kind: string, path: string): string | undefined {
	const plain = path.replace(/\[[^\]]*\]/g, '');
	if (plain === 'status.conditions' && wholeConditions.has(kind)) return undefined;
	return mergeKeys[`${kind}:${plain}`] ?? mergeKeys[`*:${plain}`];
}

export type Merged = {readonly object: JsonObject; readonly error?: undefined} | {readonly object?: undefined; readonly error: string};

/** What the API server makes of an object of a built-in kind and a strategic merge patch, or why it refuses the patch. Order of lists is the server's. */
export function strategicMerge(kind: string, original: JsonObject, patch: JsonObject): Merged {
	try {
		return {object: mergedMap(original, patch, {kind, path: ''})};
	} catch (error) {
		if (error instanceof Refusal) return {error: error.message};
		throw error;
	}
}

type At = {readonly kind: string; readonly path: string};
class Refusal extends Error {}
const below = ({kind, path}: At, key: string): At => ({kind, path: path === '' ? key : `${path}.${key}`});
const deletions = '$deleteFromPrimitiveList/';

function mergedMap(original: JsonObject, patch: JsonObject, at: At): JsonObject {
	const directive = patch['$patch'];
	if (directive === 'replace') return withoutDirectives({...patch, $patch: undefined}) as JsonObject;
	if (directive === 'delete') return {};
	if (directive !== undefined) throw new Refusal(`unknown patch type: ${JSON.stringify(directive)}`);
	const merged: Record<string, Json | undefined> = {};
	const kept = retained(patch);
	for (const [key, value] of Object.entries(original)) if (value !== undefined && (!kept || kept.has(key))) withKey(merged, key, value);
	for (const [key, value] of Object.entries(patch)) {
		if (value === undefined || key === '$retainKeys' || key.startsWith('$setElementOrder/')) continue;
		if (key.startsWith(deletions)) {
			const name = key.slice(deletions.length);
			const present = own(merged, name);
			if (Array.isArray(present) && Array.isArray(value)) merged[name] = present.filter(item => !value.includes(item));
		} else if (value === null) delete merged[key];
		else {
			const next = mergedValue(own(merged, key), value, below(at, key));
			if (next === undefined) delete merged[key];
			else withKey(merged, key, next);
		}
	}
	return merged;
}

function retained(patch: JsonObject): Set<Json> | undefined {
	const keys = patch['$retainKeys'];
	if (keys === undefined) return undefined;
	const wrong = 'invalid patch format of retainKeys';
	if (!Array.isArray(keys)) throw new Refusal(wrong);
	const kept = new Set<Json>(keys);
	for (const [key, value] of Object.entries(patch))
		if (value !== null && value !== undefined && !key.startsWith('$') && !kept.has(key)) throw new Refusal(wrong);
	return kept;
}

function mergedValue(original: Json | undefined, patch: Json, at: At): Json | undefined {
	if (isObject(original) && isObject(patch))
		return wholeMaps.has(`${at.kind}:${at.path}`) ? withoutDirectives(patch) : mergedMap(original, patch, at);
	if (!Array.isArray(original) || !Array.isArray(patch)) return withoutDirectives(patch);
	const key = mergeKeyOf(at.kind, at.path);
	if (key !== undefined) return mergedList(original, patch, key, at);
	return sets.has(`${at.kind}:${at.path}`) || sets.has(`*:${at.path}`)
		? inOrder(unique([...original, ...patch]), patch, original, item => item)
		: withoutDirectives(patch);
}

function mergedList(original: readonly Json[], patch: readonly Json[], key: string, at: At): readonly Json[] {
	const keyOf = (item: Json | undefined) => (isObject(item) ? item[key] : undefined);
	const items: JsonObject[] = [];
	let present: Json[] = [...original];
	let replace = false;
	for (const item of patch) {
		if (!isObject(item)) throw new Refusal(`expected a map, but received ${JSON.stringify(item)}`);
		if (item['$patch'] === 'replace') replace = true;
		else if (item[key] === undefined) throw new Refusal(`map: ${goMap(item)} does not contain declared merge key: ${key}`);
		else if (item['$patch'] === 'delete') present = present.filter(other => keyOf(other) !== item[key]);
		else items.push(item);
	}
	if (replace) present = [];
	const before = present;
	const merged = [...present];
	for (const item of items) {
		const index = merged.findIndex(other => keyOf(other) === item[key]);
		const next = index < 0 ? (withoutDirectives(item) as JsonObject) : mergedMap(merged[index] as JsonObject, item, at);
		if (index < 0) merged.push(next);
		else merged[index] = next;
	}
	return inOrder(merged, items, before, keyOf);
}

/** Patched items in the patch's order, the rest in the server's; what is new comes before what it cannot be compared with. */
function inOrder(
	merged: readonly Json[],
	patch: readonly Json[],
	before: readonly Json[],
	keyOf: (item: Json) => Json | undefined,
): Json[] {
	const place = (items: readonly Json[]) => (item: Json) => items.findIndex(other => keyOf(other) === keyOf(item));
	const inPatch = place(patch);
	const inServer = place(before);
	const rest = merged.filter(item => inPatch(item) < 0);
	const patched = merged.filter(item => inPatch(item) >= 0).sort((left, right) => inPatch(left) - inPatch(right));
	const ordered: Json[] = [];
	while (rest.length > 0 || patched.length > 0) {
		const [left, right] = [rest[0], patched[0]];
		const first = right === undefined || (left !== undefined && inServer(right) >= 0 && inServer(left) < inServer(right));
		ordered.push((first ? rest : patched).shift() as Json);
	}
	return ordered;
}

const unique = (items: readonly Json[]) => [...new Set(items)];

/** A value that meets nothing to merge with: its directives and nulls mean nothing. */
function withoutDirectives(value: Json): Json | undefined {
	if (Array.isArray(value)) return value.map(withoutDirectives).filter(item => item !== undefined);
	if (!isObject(value)) return value;
	if (value['$patch'] !== undefined) return undefined;
	const kept: Record<string, Json | undefined> = {};
	for (const [key, item] of Object.entries(value)) {
		if (item === null || item === undefined || key.startsWith('$')) continue;
		const next = withoutDirectives(item);
		if (next !== undefined) withKey(kept, key, next);
	}
	return kept;
}

/** As Go prints a map, which is what the server's message holds. */
export function goMap(value: Json | undefined): string {
	if (Array.isArray(value)) return `[${value.map(goMap).join(' ')}]`;
	if (!isObject(value)) return typeof value === 'string' ? value : value === null || value === undefined ? '<nil>' : JSON.stringify(value);
	return `map[${Object.keys(value)
		.sort()
		.map(key => `${key}:${goMap(value[key])}`)
		.join(' ')}]`;
}
