import {countsByStatus, coverage} from '../assess/coverage.js';
import {controls} from '../catalogue/index.js';
import {fixFiles} from '../change/fix-files.js';
import {plannedGroups, type Remedy} from '../change/plan.js';
import {previewOf} from '../change/preview.js';
import {isEqual} from '../change/simulate.js';
import {targetSays} from '../change/target.js';
import {valueAt} from '../change/touched.js';
import {withCreated} from '../change/with-created.js';
import {yamlDocuments} from '../change/yaml.js';
import {readObject} from '../cluster/apply.js';
import {collect} from '../cluster/collect.js';
import {tryChange} from '../cluster/preview.js';
import type {SourceProgress} from '../cluster/progress.js';
import {troubleSince} from '../cluster/trouble.js';
import {platformOf} from '../kube/signatures/provider.js';
import type {Answers, Change, Given, Guide, Json, Preview, Remediation, Snapshot, Source} from '../model/index.js';
import {Failure, unescaped, visible} from '../model/index.js';
import {type Journal, openJournal} from '../session/journal.js';
import {saveFixes} from '../session/save.js';
import type {KeptStore} from '../session/store.js';
import {prefilled} from '../threat-model/prefill.js';
import {validAnswers} from '../threat-model/valid-answers.js';
import type {PlanItem, Ports, Reading, Wanted} from '../ui/ports.js';
import {assessed} from './assessment.js';
import {type ClusterChoice, concurrencyOf, type Opened} from './places.js';
import {sendItem, settleJournal} from './sending.js';
import {findPlaces, type OpenPlace} from './wizard-places.js';

/** What is open: one cluster at a time. */
type Session = {
	readonly opened: Opened;
	readonly place: OpenPlace;
	snapshot: Snapshot;
	readonly journal: Journal;
	readonly store: KeptStore;
};

export type ShellPorts = Ports & {readonly close: () => Promise<void>};

/** The world as the wizard may use it. `home` overrides where things are kept; the demo keeps nothing. */
export function shellPorts(choice: ClusterChoice, {home, demoHome}: {readonly home?: string; readonly demoHome: string}): ShellPorts {
	let places: readonly OpenPlace[] = [];
	let session: Session | undefined;
	/** Counts readings: one that was overtaken by the next leaves nothing behind. */
	let turn = 0;
	let writes = 0;
	const current = (): Session => {
		if (!session) throw new Failure('No cluster is open.');
		return session;
	};
	const closeSession = async () => {
		await session?.opened.close();
		session = undefined;
	};
	const assess = (answers: Answers) => assessed(current().snapshot, answers);
	const whoIs = ({snapshot, opened}: Session) => snapshot.facts.self?.name ?? String(opened.connection.describe().user);

	return {
		close: closeSession,
		now: () => Date.now(),
		places: async () => {
			const found = await findPlaces(choice);
			places = found.places;
			return found;
		},
		read: async (place, {probes, signal, progress}) => {
			turn += 1;
			const mine = turn;
			const chosen = places.find(({id, kind}) => id === place.id && kind === place.kind);
			if (!chosen) throw new Failure('This place is gone.', {steps: ['r looks again.']});
			const same = session?.place.id === chosen.id && session.place.kind === chosen.kind ? session : undefined;
			if (!same) await closeSession();
			const opened = same?.opened ?? (await chosen.open());
			try {
				const read = await collect(opened.connection, {
					signal,
					probes,
					progress: readingTold(progress),
					...concurrencyOf(choice),
					...(choice.namespace && {namespaces: choice.namespace}),
				});
				const snapshot: Snapshot = chosen.kind === 'demo' ? {...read, cluster: {...read.cluster, source: 'demo'}} : read;
				if (mine !== turn) throw new Failure('Another place was chosen.');
				const own = chosen.kind === 'demo' ? demoHome : home;
				const journal = same?.journal ?? openJournal(snapshot.cluster.id, own);
				// Loaded late: the first screen does not need it.
				const store = same?.store ?? (await import('../session/store.js')).openKept(snapshot.cluster.id, own);
				session = {opened, place: chosen, snapshot, journal, store};
				const settled = same ? [] : await settleJournal(opened.connection, journal, () => new Date());
				const {kept, told} = store;
				const fill = prefilled(snapshot, validAnswers(kept.answers));
				const info = platformOf(snapshot);
				return {
					cluster: {
						short: chosen.short,
						platform: `${info.name}${snapshot.cluster.version ? ` ${snapshot.cluster.version.major}.${snapshot.cluster.version.minor}` : ''}`,
						who: whoIs(session),
						server: snapshot.cluster.server ?? '',
						takenAt: snapshot.takenAt,
						gaps: [...settled, ...journal.told(), ...(told === undefined ? [] : [told])],
					},
					prefilled: fill,
				};
			} catch (error) {
				if (!same) await opened.close();
				throw error;
			}
		},
		assess: answers => {
			const {ranked, model, verdicts} = assess(answers);
			const said = Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer.basis === 'said'));
			current().store.write({schema: 'castellan.kept/1', answers: said});
			return {ranked, model, coverage: coverage(verdicts), counts: countsByStatus(verdicts)};
		},
		plan: (wanted, given, answers) => planItems(current().snapshot, wanted, given, answers),
		undoPlan: ids => undoItems(current().journal, ids),
		remedy: (id, finding, answers) => remedyLines(current().snapshot, id, finding, answers),
		preview: async (item, signal) => {
			const {opened, snapshot, journal} = current();
			let world = snapshot;
			const previews: Preview[] = [];
			for (const [index, change] of item.changes.entries()) {
				const tried = await tryChange(opened.connection, change, signal);
				const original = item.undoes?.[index];
				const left = original === undefined ? undefined : journal.entries().find(({id}) => id === original);
				previews.push(previewOf(tried, world, left));
				world = withCreated(world, change);
			}
			return {item: item.id, previews};
		},
		send: async (items, {signal, progress, goOn, answers}) => {
			const active = current();
			await saveItems(
				active,
				items.flatMap(({previews}) => previews),
			);
			for (const [index, {item, previews}] of items.entries()) {
				if (index === 1 && !(await goOn())) return;
				if (signal.aborted) return;
				const outcome = await sendItem(
					{previews, controls: item.controls.map(({id}) => id), ...(item.undoes && {undoes: item.undoes})},
					{
						connection: active.opened.connection,
						journal: active.journal,
						by: whoIs(active),
						signal,
						now: () => new Date(),
						tell: ({says, events}) => progress({kind: 'progress', item: item.id, says, ...(events && {events})}),
						check: async () => {
							active.snapshot = await readAgain(active, item, signal);
							return item.undoes ? checkUndone(active, item.undoes) : checkItem(active.snapshot, item, answers);
						},
					},
				);
				writes += outcome.entries.filter(({state}) => !['planned', 'failed'].includes(state)).length;
				progress({kind: 'item-done', item: item.id, outcome: outcome.outcome, says: outcome.says});
				if (outcome.outcome === 'failed' || outcome.outcome === 'stopped') return;
			}
		},
		trouble: async (items, since, signal) => {
			const {connection} = current().opened;
			const found = await Promise.all(
				items.map(async item => {
					const patched = item.changes.filter(({action}) => action === 'patch');
					const says = await Promise.all(patched.map(({target}) => troubleSince(connection, target, new Date(since), signal)));
					return {item: item.id, says: says.flat()};
				}),
			);
			return found.filter(({says}) => says.length > 0);
		},
		journal: () => current().journal.entries(),
		save: async items =>
			saveItems(
				current(),
				items.flatMap(({previews}) => previews),
			),
		tally: () => ({reads: session?.opened.connection.reader.reads() ?? 0, writes}),
		log: () =>
			(session?.opened.connection.reader.log() ?? []).map(
				({method, path, status, milliseconds}) =>
					`${method.padEnd(5)} ${String(status).padStart(3)} ${String(milliseconds).padStart(5)} ms  ${path}`,
			),
	};
}

async function saveItems({place}: Session, previews: readonly Preview[]): Promise<string> {
	return saveFixes(place.short, fixFiles(previews));
}

/** Counts what is read for the head line; at most ten times a second. */
function readingTold(progress: (reading: Reading) => void): (changed: readonly SourceProgress[]) => void {
	const states = new Map<Source, SourceProgress>();
	return changed => {
		for (const one of changed) states.set(one.source, one);
		const all = [...states.values()];
		progress({
			done: all.filter(({state}) => state !== 'waiting' && state !== 'reading').length,
			kinds: all.length,
			refused: all.filter(({state}) => state === 'refused').length,
			finished: false,
		});
	};
}

/** The lists that the controls of an item look at, read again, over the rest of the snapshot. */
async function readAgain({opened, snapshot}: Session, item: PlanItem, signal: AbortSignal): Promise<Snapshot> {
	const own = controls.filter(({id}) => item.controls.some(one => one.id === id));
	const sources = new Set<Source>([
		...own.flatMap(({cluster}) => [...(cluster?.needs ?? []).flat<readonly (Source | readonly Source[])[]>(), ...(cluster?.wants ?? [])]),
		'namespaces',
	]);
	const fresh = await collect(opened.connection, {signal, probes: false, only: sources});
	return {
		...snapshot,
		takenAt: fresh.takenAt,
		items: {...snapshot.items, ...fresh.items},
		read: {...snapshot.read, ...fresh.read},
		gaps: [...snapshot.gaps.filter(({source}) => !sources.has(source)), ...fresh.gaps.filter(({source}) => sources.has(source))],
	};
}

/** Whether what was wanted is gone, and what the same objects are still found for. */
function checkItem(snapshot: Snapshot, item: PlanItem, answers: Answers): {clean: boolean; says: string} {
	const {verdicts} = assessed(snapshot, answers);
	const findings = verdicts.flatMap(({control, findings: all}) =>
		all.filter(({waivedBy}) => !waivedBy).map(finding => ({control: control.id, ...finding})),
	);
	const left = item.wanted.filter(({control, finding}) => findings.some(one => one.control === control && one.id === finding));
	if (left.length > 0) return {clean: false, says: `the check still finds ${left.length} of ${item.wanted.length}`};
	const own = item.changes.map(({target}) => `${target.kind}/${target.namespace ?? ''}/${target.name}`);
	const other = findings.find(
		({control, subject}) =>
			item.controls.some(({id}) => id === control) &&
			own.includes(`${subject.kind}/${unescaped(subject.namespace ?? '')}/${unescaped(subject.name)}`),
	);
	return {clean: true, says: item.next ?? (other ? `better; still: ${other.message}` : 'check passes')};
}

/** Whether every field that was changed is again what it was before. */
async function checkUndone({opened, journal}: Session, ids: readonly number[]): Promise<{clean: boolean; says: string}> {
	for (const {id, change, touched} of journal.entries().filter(entry => ids.includes(entry.id))) {
		const object = await readObject(opened.connection, change.target);
		const isBack =
			change.action === 'create'
				? object === undefined
				: change.action === 'delete'
					? object !== undefined
					: object !== undefined && touched.every(({path, before}) => isEqual(valueAt(object as Json, path), before));
		if (!isBack) return {clean: false, says: `change ${id} is not wholly taken back: look at it by hand`};
	}
	return {clean: true, says: 'as it was before'};
}

/** Remedies of these findings, merged per object; questions and guides as rows of their own. */
function planItems(snapshot: Snapshot, wanted: readonly Wanted[], given: Given, answers: Answers): PlanItem[] {
	const {ranked, model} = assessed(snapshot, answers);
	const remedies: Remedy[] = [];
	const others: PlanItem[] = [];
	const titleOf = (id: string) => {
		const row = ranked.find(({verdict}) => verdict.control.id === id);
		return {id, title: row?.verdict.control.title ?? id, ...(row?.rank !== undefined && {rank: row.rank})};
	};
	for (const one of wanted) {
		const verdict = ranked.find(row => row.verdict.control.id === one.control)?.verdict;
		const finding = verdict?.findings.find(({id}) => id === one.finding);
		if (!verdict || !finding) continue;
		const {control} = verdict;
		const remediation: Remediation = control.cluster?.remediate?.(finding, snapshot, given, {model}) ?? {guide: control.guide};
		if ('changes' in remediation) {
			remedies.push({control: one.control, finding: one.finding, remediation});
			continue;
		}
		const {kind, namespace, name} = finding.subject;
		const says = kind === 'Cluster' ? name : `${namespace === undefined ? '' : `${namespace}/`}${kind.toLowerCase()}/${name}`;
		const base = {
			id: `${one.control} ${one.finding}`,
			says,
			controls: [titleOf(one.control)],
			changes: [],
			risks: [control.risk],
			wanted: [one],
		};
		others.push(
			'asks' in remediation ? {...base, asks: remediation.asks} : {...base, guide: guideLines(remediation, control.guide, snapshot)},
		);
	}
	const ranks = new Map(ranked.map(({verdict}, index) => [verdict.control.id, index]));
	const groups = plannedGroups(remedies.sort((a, b) => (ranks.get(a.control) ?? 0) - (ranks.get(b.control) ?? 0)));
	const items = groups.map(({changes, remedies: own, next}): PlanItem => {
		const ids = [...new Set(own.map(({control}) => control))];
		return {
			id: changes.map(({action, target}) => `${action} ${targetSays(target)}`).join(' + '),
			says: groupSays(changes),
			controls: ids.map(titleOf),
			changes,
			risks: [...new Set(ids.flatMap(id => controls.find(control => control.id === id)?.risk ?? []))],
			...(next !== undefined && {next}),
			wanted: own.map(({control, finding}) => ({control, finding})),
		};
	});
	return [...items, ...others];
}

/** What a group is about: the object that is changed or goes, else the new ones. */
function groupSays(changes: readonly Change[]): string {
	const [first] = changes as readonly [Change, ...Change[]];
	const old = changes.find(({action}) => action !== 'create');
	if (old || changes.length === 1) return targetSays((old ?? first).target);
	const {namespace, plural} = first.target;
	return `${namespace === undefined ? '' : `${visible(namespace)}/`}${changes.length} new ${plural}`;
}

/** What takes these entries back, the last change first, as one group. */
function undoItems(journal: Journal, ids: readonly number[]): PlanItem[] {
	const entries = journal
		.entries()
		.filter(({id, inverse}) => ids.includes(id) && inverse !== undefined)
		.sort((a, b) => b.id - a.id);
	const [first] = entries;
	if (!first) return [];
	return [
		{
			id: `undo ${entries.map(({id}) => id).join(' ')}`,
			says: groupSays(entries.map(({change}) => change)),
			controls: [...new Set(entries.flatMap(({controls: ids}) => ids))].map(id => ({
				id,
				title: controls.find(control => control.id === id)?.title ?? id,
			})),
			changes: entries.map(({inverse}) => inverse as Change),
			risks: [],
			undoes: entries.map(({id}) => id),
			wanted: [],
		},
	];
}

function remedyLines(snapshot: Snapshot, id: string, findingId: string | undefined, answers: Answers): string[] {
	const {ranked, model} = assessed(snapshot, answers);
	const verdict = ranked.find(row => row.verdict.control.id === id)?.verdict;
	if (!verdict) return [];
	const finding = verdict.findings.find(one => one.id === findingId);
	const remediation = finding && verdict.control.cluster?.remediate?.(finding, snapshot, {}, {model});
	if (!remediation) return guideLines({guide: verdict.control.guide}, verdict.control.guide, snapshot);
	if ('asks' in remediation)
		return [
			...remediation.asks.map(({question}) => `Asks first: ${question}`),
			'',
			...guideLines({guide: verdict.control.guide}, verdict.control.guide, snapshot),
		];
	if ('guide' in remediation) return guideLines(remediation, verdict.control.guide, snapshot);
	const documents = remediation.changes.map(
		(change): Json =>
			change.action === 'create' ? change.manifest : change.action === 'patch' ? change.patch : {delete: targetSays(change.target)},
	);
	return [
		...remediation.changes.map(({action, target}) => `${action} ${targetSays(target)}`),
		'',
		...yamlDocuments(documents).trimEnd().split('\n'),
	];
}

type ByHand = Extract<Remediation, {guide: Guide}>;
/** Steps by hand: why no change is offered, the steps of the platform or those for all, the text to copy. */
function guideLines(remediation: ByHand, whole: Guide, snapshot: Snapshot): string[] {
	const {platform} = platformOf(snapshot);
	const stepsOf = ({everywhere = [], platforms = {}}: Guide) => [...everywhere, ...(platforms[platform] ?? [])];
	const own = stepsOf(remediation.guide);
	const steps = own.length > 0 ? own : stepsOf(whole);
	const snippet = remediation.snippet ?? remediation.guide.snippet ?? whole.snippet;
	return [
		...(remediation.refused === undefined ? [] : [`No change is offered: ${remediation.refused}.`, '']),
		...steps.filter(step => step !== remediation.refused).map((step, index) => `${index + 1}. ${step}`),
		...(snippet === undefined ? [] : ['', ...snippet.trimEnd().split('\n')]),
	];
}
