import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {inverse} from '../../source/change/inverse.js';
import {isEqual, simulated} from '../../source/change/simulate.js';
import {touchedFields} from '../../source/change/touched.js';
import type {Change, JsonObject, Target} from '../../source/model/index.js';

const target: Target = {group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', namespace: 'shop', name: 'web'};
const custom: Target = {group: 'example.org', version: 'v1', kind: 'Thing', plural: 'things', name: 'thing'};

const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const named = (item: fc.Arbitrary<JsonObject>) => fc.uniqueArray(item, {selector: ({name}) => name, maxLength: 3});
const names = (...of: readonly string[]) => fc.constantFrom(...of);
const variable = fc.record({name: names('A', 'B', 'C'), value: fc.string()}) as fc.Arbitrary<JsonObject>;
const securityContext = fc.dictionary(names('privileged', 'runAsUser', 'runAsNonRoot'), leaf, {minKeys: 1});
const capabilities = fc.record({drop: fc.array(names('ALL', 'NET_RAW'), {minLength: 1, maxLength: 2})});
const container = (extra: object) =>
	fc.record(
		{
			name: names('app', 'side', 'init'),
			image: fc.string(),
			env: named(variable),
			args: fc.array(fc.string(), {minLength: 1}),
			securityContext: fc.oneof(securityContext, capabilities),
			...extra,
		},
		{requiredKeys: ['name']},
	) as fc.Arbitrary<JsonObject>;
const volume = fc.oneof(
	fc.record({name: names('a', 'b'), hostPath: fc.record({path: fc.string()})}),
	fc.record({name: names('a', 'b'), emptyDir: fc.constant({})}),
) as fc.Arbitrary<JsonObject>;
const fields = {
	containers: named(container({})),
	initContainers: named(container({})),
	volumes: named(volume),
	hostPID: fc.boolean(),
	securityContext,
	nodeSelector: fc.dictionary(names('x', 'y'), fc.string(), {minKeys: 1}),
};
const podSpec = fc.record(fields, {requiredKeys: ['containers']}) as fc.Arbitrary<JsonObject>;
const gone = fc.constant(null);
/** The same, with fields taken away and the members of a union switched. */
const podPatch = fc.record(
	{
		...fields,
		hostPID: fc.oneof(fc.boolean(), gone),
		securityContext: fc.oneof(fc.dictionary(names('privileged', 'runAsUser'), fc.oneof(leaf, gone), {minKeys: 1}), gone),
		containers: named(container({securityContext: fc.oneof(fc.dictionary(names('privileged', 'runAsUser'), fc.oneof(leaf, gone)), gone)})),
		volumes: named(fc.record({name: names('a', 'b'), hostPath: gone, emptyDir: fc.constant({})}) as fc.Arbitrary<JsonObject>),
	},
	{requiredKeys: []},
) as fc.Arbitrary<JsonObject>;
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const deployment = (spec: JsonObject): JsonObject => ({
	apiVersion: 'apps/v1',
	kind: 'Deployment',
	metadata: {name: 'web', namespace: 'shop'},
	spec: {template: {spec}},
});

/** The object after a change and its inverse; undefined where the change does nothing. */
function thereAndBack(change: Change, before: JsonObject): JsonObject | undefined {
	const after = simulated(change, before);
	const back = inverse(change, before, touchedFields(change, before, after));
	return back && simulated(back, after);
}

/** Lists that are merged by a key are maps for the server: their order is no content. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) {
		const items = value.map(sorted);
		const isKeyed = items.every(item => typeof item === 'object' && item !== null && 'name' in item);
		return isKeyed ? items.sort((a, b) => ((a as {name: string}).name < (b as {name: string}).name ? -1 : 1)) : items;
	}
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]));
}
const isSame = (a: unknown, b: unknown) => isEqual(sorted(a) as JsonObject, sorted(b) as JsonObject);

test('undo of any patch of a pod spec brings the object back', () => {
	fc.assert(
		fc.property(podSpec, podPatch, (spec, partial) => {
			const before = plain(deployment(spec));
			const back = thereAndBack({action: 'patch', target, patch: plain({spec: {template: {spec: partial}}})}, before);
			if (back) assert.ok(isSame(back, before), `${JSON.stringify(before)} became ${JSON.stringify(back)}`);
		}),
		{numRuns: 1000},
	);
});

test('undo of any merge patch of a custom object brings the object back', () => {
	const json = fc.dictionary(names('a', 'b', 'c'), fc.jsonValue({maxDepth: 3}), {maxKeys: 3});
	fc.assert(
		fc.property(json, json, (spec, partial) => {
			// The server drops null from what it stores.
			const before = withoutNull(plain({apiVersion: 'example.org/v1', kind: 'Thing', metadata: {name: 'thing'}, spec})) as JsonObject;
			const back = thereAndBack({action: 'patch', target: custom, patch: plain({spec: partial}) as JsonObject}, before);
			if (back) assert.ok(isEqual(back, before), `${JSON.stringify(before)} became ${JSON.stringify(back)}`);
		}),
		{numRuns: 1000},
	);
});

test('undo brings back fields that are called like what every object inherits', () => {
	for (const key of ['valueOf', 'constructor', '__proto__', 'hasOwnProperty']) {
		const spec = JSON.parse(`{"b": {}, "c": {"${key}": {"x": 1}}}`) as JsonObject;
		const before: JsonObject = {apiVersion: 'example.org/v1', kind: 'Thing', metadata: {name: 'thing'}, spec};
		const patch = JSON.parse(`{"spec": {"b": {"${key}": 0}, "c": {"${key}": {"x": 2, "y": 1}}}}`) as JsonObject;
		const back = thereAndBack({action: 'patch', target: custom, patch}, before);
		assert.equal(JSON.stringify(back), JSON.stringify(before), key);
	}
});

function withoutNull(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutNull);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, inner]) => inner !== null)
			.map(([key, inner]) => [key, withoutNull(inner)]),
	);
}

test('undo of a create deletes, undo of a delete creates what was there without what the server set', () => {
	const manifest = {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'}, spec: {}};
	assert.deepEqual(inverse({action: 'create', target, manifest}, undefined, []), {action: 'delete', target});
	const before = {...manifest, metadata: {name: 'web', uid: 'u', resourceVersion: '1'}, status: {a: 1}};
	assert.deepEqual(inverse({action: 'delete', target}, before, []), {action: 'create', target, manifest});
});
