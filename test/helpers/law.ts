import assert from 'node:assert/strict';
import {test} from 'node:test';
import {assess, type Context} from '../../source/assess/assess.js';
import {cleaned} from '../../source/change/clean.js';
import {inverse} from '../../source/change/inverse.js';
import {isEqual, simulated} from '../../source/change/simulate.js';
import {targetKey, targetOf} from '../../source/change/target.js';
import {touchedFields} from '../../source/change/touched.js';
import {snapshotOfObjects} from '../../source/kube/from-objects.js';
import type {
	Attestation,
	Change,
	Control,
	Facts,
	Given,
	JsonObject,
	Manifest,
	ServerVersion,
	Snapshot,
	Source,
	Verdict,
} from '../../source/model/index.js';
import {threatModel} from '../../source/threat-model/threat-model.js';

/** One situation, as plain API objects; the same objects are created on a real server. */
export type Case = {
	readonly name: string;
	readonly objects?: readonly Manifest[];
	readonly facts?: Partial<Facts>;
	/** Sources that were read beside the objects. */
	readonly read?: readonly Source[];
	/** Sources that were not read, or only in part, although objects are given. */
	readonly unread?: Readonly<Partial<Record<Source, 'absent' | 'partial'>>>;
	readonly version?: string;
	readonly takenAt?: string;
	/** Answers by question. */
	readonly answers?: Readonly<Record<string, string>>;
	/** Answers that nobody gave: concluded from the cluster. */
	readonly concluded?: Readonly<Record<string, string>>;
	readonly attested?: Attestation['says'];
	/** The sentences of the findings, in any order. */
	readonly says?: readonly string[];
	/** Names of accepted objects. */
	readonly exempt?: readonly string[];
	/** How it is mended: by its remedy (the default where a finding can be fixed from here), after these answers, or only by hand. */
	readonly mend?: 'by-hand' | {readonly given: Given};
	/** After the remedy this status is as far as it goes; default pass. */
	readonly after?: Verdict['status'];
	/** Not created on a real server: why. */
	readonly onlyHere?: string;
};

export type Cases = {
	readonly pass: readonly Case[];
	readonly fail?: readonly Case[];
	readonly warn?: readonly Case[];
	readonly unknown?: readonly (Case & {readonly code: string})[];
	readonly notApplicable?: readonly Case[];
};

export const takenAt = '2026-11-25T12:00:00Z';

export function snapshotOfCase(
	{objects = [], facts, read = [], unread = {}, version = 'v1.36.3', takenAt: at = takenAt}: Case,
	current: readonly JsonObject[] = objects,
): Snapshot {
	const [, major, minor] = /^v(\d+)\.(\d+)/.exec(version) ?? [];
	const known: ServerVersion = {gitVersion: version, major: Number(major), minor: Number(minor)};
	const snapshot = snapshotOfObjects(current, {takenAt: at, version: known, complete: true});
	const state = {...snapshot.read, ...Object.fromEntries(read.map(source => [source, 'complete' as const]))};
	const items: Record<string, unknown> = {...snapshot.items};
	for (const [source, how] of Object.entries(unread) as [Source, 'absent' | 'partial'][]) {
		if (how === 'partial') state[source] = 'partial';
		else {
			delete state[source];
			delete items[source];
		}
	}
	return {...snapshot, items: items, facts: {...snapshot.facts, ...facts}, read: state};
}

export function contextOfCase({answers = {}, concluded = {}, attested, takenAt: today = takenAt}: Case, control: Control): Context {
	const known = (values: Readonly<Record<string, string>>, basis: 'said' | 'concluded') =>
		Object.fromEntries(Object.entries(values).map(([question, value]) => [question, {value, basis, evidence: []}]));
	const model = threatModel({...known(concluded, 'concluded'), ...known(answers, 'said')});
	return {model, today, ...(attested && {attestations: {[control.id]: {says: attested, by: 'anna', at: '2026-11-01'}}})};
}

export function verdictOfCase(control: Control, one: Case, current?: readonly JsonObject[]): Verdict {
	const [verdict] = assess([control], snapshotOfCase(one, current), contextOfCase(one, control));
	return verdict as Verdict;
}

/** A control and its cases. */
export type LawBook = {readonly control: Control; readonly cases: Cases};
let gathering: LawBook[] | undefined;

/** The books of the case files that `load` imports, without the tests that these files define when they are run. */
export async function lawBooks(load: () => Promise<void>): Promise<readonly LawBook[]> {
	const books: LawBook[] = [];
	gathering = books;
	try {
		await load();
	} finally {
		gathering = undefined;
	}
	return books;
}

/** What every control must keep; `cases` say what it finds. */
export function upholdsTheLaw(control: Control, cases: Cases): void {
	if (gathering) {
		gathering.push({control, cases});
		return;
	}
	const broken = [
		...(cases.fail ?? []).map(one => ({...one, status: 'fail' as const})),
		...(cases.warn ?? []).map(one => ({...one, status: 'warn' as const})),
	];
	const label = (one: Case) => `${control.id}: ${one.name}`;

	for (const one of cases.pass) {
		test(`${label(one)} passes without a finding`, () => {
			const verdict = verdictOfCase(control, one);
			assert.deepEqual({status: verdict.status, says: verdict.findings.map(({message}) => message)}, {status: 'pass', says: []});
			if (one.exempt) assert.deepEqual(verdict.exempt.map(({subject}) => subject.name).sort(), [...one.exempt].sort());
		});
	}
	for (const one of broken) {
		test(`${label(one)} gives exactly its sentences and is ${one.status}`, () => {
			const verdict = verdictOfCase(control, one);
			assert.deepEqual(verdict.findings.map(({message}) => message).sort(), [...(one.says ?? [])].sort());
			assert.equal(verdict.status, one.status);
			if (one.exempt) assert.deepEqual(verdict.exempt.map(({subject}) => subject.name).sort(), [...one.exempt].sort());
		});
		test(`${label(one)} is the same in any order of objects`, () => {
			const ids = (objects: readonly Manifest[]) =>
				verdictOfCase(control, {...one, objects})
					.findings.map(({id}) => id)
					.sort();
			assert.deepEqual(ids([...(one.objects ?? [])].reverse()), ids(one.objects ?? []));
		});
		if (one.mend === 'by-hand') {
			test(`${label(one)} offers no change and says how by hand`, () => {
				assert.deepEqual(
					verdictOfCase(control, one).findings.filter(({fix}) => fix === 'apply'),
					[],
				);
				assert.ok(control.guide.everywhere || control.guide.platforms || control.guide.snippet);
			});
		} else {
			test(`${label(one)} is mended by its own remedy, and undo brings every object back`, () => mends(control, one));
		}
	}
	for (const one of cases.unknown ?? []) {
		test(`${label(one)} is unknown (${one.code})`, () => {
			const verdict = verdictOfCase(control, one);
			assert.deepEqual({status: verdict.status, code: verdict.unknown?.code}, {status: 'unknown', code: one.code});
		});
	}
	for (const one of cases.notApplicable ?? []) {
		test(`${label(one)} does not apply`, () => assert.equal(verdictOfCase(control, one).status, 'not-applicable'));
	}
	test(`${control.id} reads only what it says it needs or wants`, () => {
		const allowed = new Set<string>([...(control.cluster?.needs.flat() ?? []), ...(control.cluster?.wants ?? [])] as string[]);
		const read = new Set<string>();
		for (const one of [...cases.pass, ...broken, ...(cases.unknown ?? [])])
			control.cluster?.inspect(recorded(snapshotOfCase(one), read), contextOfCase(one, control));
		assert.deepEqual(
			[...read].filter(name => !allowed.has(name)),
			[],
		);
	});
	test(`${control.id} is unknown wherever one of its needs is missing`, () => {
		const [first] = [...cases.pass, ...broken];
		// What a person said would decide instead.
		const {attested: _, ...one} = first as Case;
		for (const need of control.cluster?.needs ?? []) {
			const sources = [need].flat<readonly (Source | readonly Source[])[]>();
			const unread = Object.fromEntries(sources.map(source => [source, 'absent' as const]));
			assert.equal(verdictOfCase(control, {...one, unread}).status, 'unknown', sources.join(', '));
		}
	});
}

type World = Map<string, JsonObject>;

/** Applies the remedies that are offered, at most three times; then takes everything back. */
function mends(control: Control, one: Case): void {
	const world: World = new Map((one.objects ?? []).map(object => [keyOf(object), object]));
	const given = one.mend && typeof one.mend === 'object' ? one.mend.given : {};
	const undo: Change[] = [];
	let verdict = verdictOfCase(control, one, [...world.values()]);
	for (let round = 0; round < 3 && verdict.findings.length > 0; round += 1) {
		const done = new Set<string>();
		const mended = new Set<string>();
		for (const finding of verdict.findings) {
			const snapshot = snapshotOfCase(one, [...world.values()]);
			const remediation = control.cluster?.remediate?.(finding, snapshot, given, contextOfCase(one, control));
			if (one.after && !(remediation && 'changes' in remediation)) continue;
			assert.ok(remediation && 'changes' in remediation, `no change is offered for: ${finding.message}`);
			mended.add(finding.id);
			for (const change of remediation.changes) {
				const key = JSON.stringify(change);
				if (done.has(key)) continue;
				done.add(key);
				undo.push(applied(world, change));
			}
		}
		verdict = verdictOfCase(control, one, [...world.values()]);
		// By its id the program finds again what a change was to mend: were it still there, nothing would ever be verified.
		for (const {id, message} of verdict.findings) assert.ok(!mended.has(id), `still found after its remedy: ${message}`);
	}
	assert.deepEqual(
		{status: verdict.status, left: one.after ? [] : verdict.findings.map(({message}) => message)},
		{status: one.after ?? 'pass', left: []},
	);
	for (const change of undo.reverse()) applied(world, change);
	for (const object of one.objects ?? [])
		assert.deepEqual(cleaned(world.get(keyOf(object)) ?? {}), cleaned(object), `undo did not bring back ${keyOf(object)}`);
	assert.equal(world.size, one.objects?.length ?? 0, 'undo left objects behind');
}

/** Changes the world; gives the change that takes it back. */
function applied(world: World, change: Change): Change {
	const key = targetKey(change.target);
	const before = world.get(key);
	if (change.action === 'create') assert.ok(!before, `${key} exists already`);
	else assert.ok(before, `${key} does not exist`);
	const after = simulated(change, before);
	if (after) world.set(key, after);
	else world.delete(key);
	if (change.action === 'patch') assert.ok(!isEqual(before, after), `the patch of ${key} changes nothing`);
	const back = inverse(change, before, touchedFields(change, before, after));
	assert.ok(back, `no inverse of ${change.action} ${key}`);
	return back;
}

function keyOf(object: JsonObject): string {
	const target = targetOf(object as Manifest);
	assert.ok(target, `unknown kind ${JSON.stringify(object['kind'])}`);
	return targetKey(target);
}

const factSources: Readonly<Record<string, Source>> = {
	handshake: 'handshake',
	anonymous: 'anonymous',
	metrics: 'metrics',
	kubelets: 'kubelets',
	settings: 'settings',
	self: 'self',
	serverAddress: 'kubeconfig',
	login: 'kubeconfig',
};
const flagSources: Readonly<Record<string, Source>> = {
	apiServer: 'apiServerFlags',
	controllerManager: 'controllerManagerFlags',
	scheduler: 'schedulerFlags',
	etcd: 'etcdFlags',
};

/** The same snapshot, noting every list and fact that is looked at. */
function recorded(snapshot: Snapshot, read: Set<string>): Snapshot {
	const watch = <T extends object>(object: T, nameOf: (key: string) => string | undefined): T =>
		new Proxy(object, {
			get: (target, key, receiver) => {
				const name = typeof key === 'string' ? nameOf(key) : undefined;
				if (name !== undefined) read.add(name);
				return Reflect.get(target, key, receiver) as unknown;
			},
		});
	const flags = watch(snapshot.facts.flags, key => flagSources[key]);
	return {
		...snapshot,
		items: watch(snapshot.items, key => key),
		facts: watch({...snapshot.facts, flags}, key => factSources[key]),
		cluster: watch(snapshot.cluster, key => (key === 'version' ? 'version' : undefined)),
	};
}
