import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {test} from 'node:test';
import fc from 'fast-check';
import {assess} from '../source/assess/assess.js';
import {controls} from '../source/catalogue/index.js';
import {snapshotOfObjects} from '../source/kube/from-objects.js';
import type {Json, JsonObject, Manifest, Snapshot} from '../source/model/index.js';
import {threatModel} from '../source/threat-model/threat-model.js';
import type {Case, Cases} from './helpers/law.js';

/** The objects of every case of every control: each means something to at least one rule. */
const catalogue = new URL('catalogue/', import.meta.url);
const known: Manifest[] = [];
for (const file of readdirSync(catalogue, {recursive: true, encoding: 'utf8'})) {
	if (!controls.some(({id}) => file.endsWith(`/${id}.js`))) continue;
	const {cases} = (await import(new URL(file, catalogue).href)) as {readonly cases: Cases};
	known.push(...Object.values<readonly Case[]>(cases).flatMap(all => all.flatMap(({objects = []}) => objects)));
}

const any: fc.Arbitrary<Json> = fc.oneof(
	fc.constantFrom<Json>(null, true, false, 0, -1, 1e300, '', '*', '\u001B[2J', [], {}, [null], [[]], {a: null}, '__proto__'),
	fc.jsonValue({maxDepth: 2}) as fc.Arbitrary<Json>,
);
/** Where to go down in an object, and what to put there. */
const damage = fc.tuple(fc.array(fc.nat(), {minLength: 1, maxLength: 9}), any);

function damaged(value: Json, way: readonly number[], put: Json): Json {
	const [first, ...rest] = way;
	if (first === undefined || typeof value !== 'object' || value === null) return put;
	if (Array.isArray(value))
		return value.length === 0
			? put
			: (value as readonly Json[]).with(first % value.length, damaged(value[first % value.length] as Json, rest, put));
	const keys = Object.keys(value);
	const key = keys[first % keys.length];
	return key === undefined ? put : {...value, [key]: damaged((value as JsonObject)[key] ?? null, rest, put)};
}

const objects = fc.array(
	fc
		.tuple(fc.constantFrom(...known), fc.array(damage, {maxLength: 3}))
		.map(([object, all]) => all.reduce<Json>((now, [way, put]) => damaged(now, way, put), object)),
	{minLength: 1, maxLength: 6},
);
const answers = fc.constantFrom<Readonly<Record<string, string>>>(
	{},
	{tenancy: 'untrusted', environment: 'prod', 'internet-apps': 'public'},
	{'app-count': 'one', environment: 'dev'},
);

function models(given: Readonly<Record<string, string>>) {
	return threatModel(
		Object.fromEntries(Object.entries(given).map(([question, value]) => [question, {value, basis: 'said' as const, evidence: []}])),
	);
}
const version = {gitVersion: 'v1.36.3', major: 1, minor: 36};
const today = '2026-11-25T12:00:00Z';
const snapshotOf = (all: readonly Json[]): Snapshot => snapshotOfObjects(all, {takenAt: today, complete: true, version});

test('no damage to an object that a rule knows makes any rule or remedy throw, whatever is answered', () => {
	fc.assert(
		fc.property(objects, answers, fc.string(), (all, given, said) => {
			const snapshot = snapshotOf(all);
			const model = models(given);
			for (const {control, findings} of assess(controls, snapshot, {model, today})) {
				for (const finding of findings) {
					const remedy = control.cluster?.remediate?.(finding, snapshot, {}, {model});
					if (!remedy || !('asks' in remedy)) continue;
					for (const {id, options = []} of remedy.asks)
						for (const value of [said, ...options.map(option => option.value)]) {
							const answered = control.cluster?.remediate?.(finding, snapshot, {[id]: value}, {model});
							assert.ok(answered, control.id);
						}
				}
			}
		}),
		{numRuns: 400},
	);
});

test('every option that a remedy offers is an answer to it', () => {
	const snapshot = snapshotOf(known);
	const model = models({});
	let asked = 0;
	for (const {control, findings} of assess(controls, snapshot, {model, today})) {
		for (const finding of findings) {
			const remedy = control.cluster?.remediate?.(finding, snapshot, {}, {model});
			if (!remedy || !('asks' in remedy) || remedy.asks.length > 1) continue;
			for (const {id, options = []} of remedy.asks)
				for (const {value} of options) {
					asked += 1;
					const answered = control.cluster?.remediate?.(finding, snapshot, {[id]: value}, {model});
					assert.ok(answered && !('asks' in answered), `${control.id}: ${finding.message}: ${value}`);
				}
		}
	}
	assert.ok(asked > 20);
});
