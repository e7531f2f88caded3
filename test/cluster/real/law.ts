import assert from 'node:assert/strict';
import {globSync} from 'node:fs';
import {resolve} from 'node:path';
import {test} from 'node:test';
import {assess} from '../../../source/assess/assess.js';
import {controls} from '../../../source/catalogue/index.js';
import {type PlannedGroup, plannedGroups} from '../../../source/change/plan.js';
import {collect} from '../../../source/cluster/collect.js';
import type {Connection} from '../../../source/cluster/connect.js';
import type {Control, JournalEntry, Preview, Snapshot, Source, Verdict} from '../../../source/model/index.js';
import type {Journal} from '../../../source/session/journal.js';
import {type Case, contextOfCase, lawBooks} from '../../helpers/law.js';
import {asWriter, previewed, send, takeBack} from './changes.js';
import {alone, create, lasting, placed, read, remove, type World} from './law-world.js';
import {sharedControlPlane} from './shared.js';

const files = controls.flatMap(({id}) => globSync(`build/test/catalogue/*/${id}.js`));
const books = await lawBooks(async () => {
	for (const file of files) await import(resolve(file));
});
const isFixable = (one: Case) => one.onlyHere === undefined && one.mend !== 'by-hand';

for (const {control, cases} of books)
	for (const status of ['fail', 'warn'] as const)
		for (const one of (cases[status] ?? []).filter(isFixable))
			test(`${control.id}: a real server takes the remedy of "${one.name}", which mends it, and undo brings every object back`, async () => {
				const plane = await sharedControlPlane();
				const world = placed(one);
				try {
					await create(plane, world);
					await asWriter('admin', (connection, journal) => mends({control, world, connection, journal}, status));
				} finally {
					await remove(plane, world);
				}
			});

test('every control that changes something has a case that a real server takes', () => {
	const proven = books.filter(({cases}) => [...(cases.fail ?? []), ...(cases.warn ?? [])].some(isFixable)).map(({control}) => control.id);
	const fixing = controls.filter(({cluster}) => cluster?.remediate).map(({id}) => id);
	assert.deepEqual(
		fixing.filter(id => !proven.includes(id)),
		[],
	);
});

type Trial = {readonly control: Control; readonly world: World; readonly connection: Connection; readonly journal: Journal};

async function mends(trial: Trial, status: Verdict['status']): Promise<void> {
	const {world, connection, journal} = trial;
	const {one, objects} = world;
	const plane = await sharedControlPlane();
	const originals = await Promise.all(objects.map(object => read(plane, object)));
	const broken = await look(trial);
	assert.deepEqual(broken.says, {status, says: [...(one.says ?? [])].sort()});
	const sent: (readonly JournalEntry[])[] = [];
	let now = broken;
	for (let round = 0; round < 3 && now.verdict.findings.length > 0; round += 1) {
		for (const group of groupsOf(trial, now)) sent.push(await sendGroup(trial, group, now.snapshot));
		now = await look(trial);
	}
	assert.ok(sent.length > 0, 'no change was offered');
	assert.equal(now.verdict.status, one.after ?? 'pass', now.says.says.join('; '));
	for (const entries of sent.toReversed()) {
		const {item, outcome} = await takeBack(connection, (await look(trial)).snapshot, journal, entries);
		assert.deepEqual(refusals(item.previews), []);
		assert.deepEqual([outcome.outcome, outcome.says.split(', ').at(-1)], ['verified', 'as it was before']);
	}
	// The kubelets that are played write their nodes all the time.
	for (const [index, object] of objects.entries())
		if (object.kind !== 'Node')
			assert.deepEqual(lasting((await read(plane, object)) ?? {}), lasting(originals[index] ?? {}), `${object.kind} is not as it was`);
	for (const {change} of sent.flat())
		if (change.action === 'create') assert.equal(await read(plane, change.manifest), undefined, 'undo left an object behind');
	assert.deepEqual((await look(trial)).says, broken.says);
}

type Look = {
	readonly snapshot: Snapshot;
	readonly verdict: Verdict;
	readonly says: {readonly status: Verdict['status']; readonly says: string[]};
};

/** Reads what the control needs, and judges it. */
async function look({control, world, connection}: Trial): Promise<Look> {
	const {needs = [], wants = []} = control.cluster ?? {};
	const sources = [...needs, ...wants, 'namespaces' as const].flat<readonly (Source | readonly Source[])[]>();
	const snapshot = alone(await collect(connection, {only: new Set(sources), probes: false}), world);
	const [verdict] = assess([control], snapshot, contextOfCase(world.one, control)) as [Verdict];
	return {snapshot, verdict, says: {status: verdict.status, says: verdict.findings.map(({message}) => message).sort()}};
}

/** The remedies of all findings, as the wizard sends them when all are chosen. */
function groupsOf({control, world: {one}}: Trial, {verdict, snapshot}: Look): PlannedGroup[] {
	const given = typeof one.mend === 'object' ? one.mend.given : {};
	const remedies = verdict.findings.flatMap(finding => {
		const remediation = control.cluster?.remediate?.(finding, snapshot, given, contextOfCase(one, control));
		const isChange = remediation && 'changes' in remediation;
		assert.ok(isChange || one.after, `no change is offered for: ${finding.message}`);
		return isChange ? [{control: control.id, finding: finding.id, remediation}] : [];
	});
	return plannedGroups(remedies);
}

async function sendGroup(trial: Trial, {changes, remedies}: PlannedGroup, snapshot: Snapshot): Promise<readonly JournalEntry[]> {
	const {control, connection, journal} = trial;
	const previews = await previewed(connection, snapshot, changes);
	assert.deepEqual(refusals(previews), []);
	const {outcome, says, entries} = await send(
		connection,
		journal,
		{previews, controls: [control.id]},
		{
			check: async () => {
				const {verdict} = await look(trial);
				const left = verdict.findings.filter(({id}) => remedies.some(({finding}) => finding === id));
				// Pod Security warns first: the same finding then has another level.
				const isDone = left.length === 0 || trial.world.one.after !== undefined;
				return {clean: isDone, says: left.map(({message}) => message).join('; ')};
			},
		},
	);
	assert.equal(outcome, 'verified', says);
	return entries;
}

function refusals(previews: readonly Preview[]): string[] {
	return previews.flatMap(({computed, refused, forbidden, why, change}) =>
		computed === 'server' && !refused && forbidden === undefined
			? []
			: [`${change.action} ${change.target.name}: ${refused?.why ?? why ?? forbidden ?? computed}`],
	);
}
