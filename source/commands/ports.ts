import {endedWaivers} from '../assess/assess.js';
import {countsByStatus, coverage} from '../assess/coverage.js';
import {fixFiles} from '../change/fix-files.js';
import {previewOf} from '../change/preview.js';
import {withCreated} from '../change/with-created.js';
import {collect} from '../cluster/collect.js';
import {tryChange} from '../cluster/preview.js';
import type {SourceProgress} from '../cluster/progress.js';
import {troubleSince} from '../cluster/trouble.js';
import {mayWrite} from '../kube/own-rights.js';
import {platformOf} from '../kube/signatures/provider.js';
import type {Answers, JournalEntry, Preview, Snapshot, Source} from '../model/index.js';
import {Failure} from '../model/index.js';
import {lastAssessment} from '../session/assessments.js';
import {openJournal} from '../session/journal.js';
import {saveFixes} from '../session/save.js';
import {prefilled} from '../threat-model/prefill.js';
import {parted} from '../threat-model/said.js';
import {validAnswers} from '../threat-model/valid-answers.js';
import type {ClusterLine, Ports, Prefilled, Reading, Ready} from '../ui/ports.js';
import {type Assessed, assessed} from './assessment.js';
import {handingOn} from './handing-on.js';
import {keeping} from './keeping.js';
import {offlineNames, takeOffline} from './merging.js';
import {type ClusterChoice, concurrencyOf} from './places.js';
import {planItems, undoItems} from './plan-items.js';
import {remedyLines} from './remedy-lines.js';
import {sendPlan} from './send-plan.js';
import {attest, keep, rename, type Session, unwaive, waive} from './session.js';
import {settleJournal} from './settling.js';
import {sinceThen} from './since.js';
import {namespacesAsk, namespacesOf, seesNoNamespace} from './single-namespaces.js';
import {findPlaces, type OpenPlace} from './wizard-places.js';

export type ShellPorts = Ports & {
	readonly close: () => Promise<void>;
	/** Entries of the journal that this run made or changed. */
	readonly made: () => readonly JournalEntry[];
};

/** The world as the wizard may use it. `home` overrides where things are kept; the demo keeps nothing. */
export function shellPorts(
	choice: ClusterChoice,
	{home, demoHome, savesTo = process.cwd()}: {readonly home?: string; readonly demoHome: string; readonly savesTo?: string},
): ShellPorts {
	let places: readonly OpenPlace[] = [];
	let session: Session | undefined;
	/** Counts readings: one that was overtaken by the next leaves nothing behind. */
	let turn = 0;
	const keepingLast = keeping();
	let writes = 0;
	const current = (): Session => {
		if (!session) throw new Failure('Nothing is open.');
		return session;
	};
	const live = () => {
		const {live: open} = current();
		if (!open) throw new Failure('There is no cluster to send to.', {steps: ['The part fix of a control says what to change.']});
		return open;
	};
	const closeSession = async () => {
		keepingLast.drop();
		if (session && last?.snapshot === session.snapshot) keepingLast.now(session, last.snapshot, last.assessed);
		await session?.live?.opened.close();
		session = undefined;
	};
	/** The last assessment: what a fix or the remedy of a row is looked up in. */
	let last: {readonly snapshot: Snapshot; readonly assessed: Assessed} | undefined;
	const assess = (answers: Answers) => {
		const {snapshot} = current();
		const filled = prefilled(snapshot, parted(answers).said);
		last = {snapshot, assessed: assessed(snapshot, filled.answers, current())};
		return {...last.assessed, prefilled: filled};
	};

	return {
		close: closeSession,
		made: () => {
			const {journal, found} = session?.live ?? {};
			return (journal?.entries() ?? []).filter(({id, state}) => found?.get(id) !== state);
		},
		now: () => Date.now(),
		places: async () => {
			const found = await findPlaces(choice, home);
			places = found.places;
			return found;
		},
		read: async (place, {probes, signal, progress, said}) => {
			turn += 1;
			const mine = turn;
			const chosen = places.find(({id, kind}) => id === place.id && kind === place.kind);
			if (!chosen) throw new Failure('This place is gone.', {steps: ['r looks again.']});
			const same = session?.place.id === chosen.id && session.place.kind === chosen.kind && session.live ? session : undefined;
			if (!same) await closeSession();
			if ('still' in chosen) {
				const {snapshot, short, who} = chosen.still(said);
				session = {place: chosen, snapshot, who, told: [], home, ...(await kept(snapshot, home, short))};
				return lookedAt(session);
			}
			const only = namespacesOf(said) ?? choice.namespace;
			const opened = same?.live?.opened ?? (await chosen.open());
			try {
				const read = await collect(opened.connection, {
					signal,
					probes,
					kubelets: choice.kubelets === true,
					rights: choice.asksRights !== false && choice.readOnly !== true,
					progress: readingTold(progress),
					...concurrencyOf(choice),
					...(only && {namespaces: only}),
				});
				const snapshot: Snapshot = chosen.kind === 'demo' ? {...read, cluster: {...read.cluster, source: 'demo'}} : read;
				if (mine !== turn) throw new Failure('Another place was chosen.');
				const own = chosen.kind === 'demo' ? demoHome : home;
				const journal = same?.live?.journal ?? openJournal(snapshot.cluster.id, own);
				const found = same?.live?.found ?? new Map(journal.entries().map(({id, state}) => [id, state]));
				session = {
					place: chosen,
					snapshot,
					who: snapshot.facts.self?.name ?? String(opened.connection.describe().user),
					home: own,
					...(same ? keptBefore(same) : await kept(snapshot, own, chosen.short)),
					told: same?.told ?? [],
					live: {opened, journal, found},
				};
				if (!same) session.told = [...(await settleJournal(opened.connection, journal)), ...journal.told()];
				if (!only && seesNoNamespace(snapshot)) return {asks: [namespacesAsk(opened.connection.namespace)]};
				return lookedAt(session);
			} catch (error) {
				if (!same) {
					if (session?.live?.opened === opened) session = undefined;
					await opened.close();
				}
				throw error;
			}
		},
		attest: (control, attestation) => attest(current(), control, attestation),
		waive: waivers => waive(current(), waivers),
		unwaive: waivers => unwaive(current(), waivers),
		rename: short => rename(current(), short),
		takeOffline: name => takeOffline(current(), name, home),
		...handingOn(current, savesTo),
		assess: answers => {
			const open = current();
			const {ranked, model, verdicts, prefilled: filled} = assess(answers);
			const known = coverage(verdicts);
			keep(open, parted(answers).said, known);
			keepingLast.soon(open, {ranked, model, verdicts});
			const since = sinceThen(ranked, open.earlier);
			return {ranked, model, prefilled: filled, coverage: known, counts: countsByStatus(verdicts), ...(since && {since})};
		},
		plan: (wanted, given, answers) => planItems(current().snapshot, wanted, given, answers),
		undoPlan: ids => undoItems(live().journal, ids),
		remedy: (id, findings, answers) => {
			const {snapshot} = current();
			const {ranked, model} = last?.snapshot === snapshot ? last.assessed : assess(answers);
			const verdict = ranked.find(row => row.verdict.control.id === id)?.verdict;
			return verdict ? remedyLines(snapshot, verdict, model, findings) : [];
		},
		preview: async (item, signal) => {
			const {snapshot} = current();
			const {opened, journal} = live();
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
		send: async (items, options) => {
			await sendPlan(items, options, current(), live(), {
				wrote: requests => {
					writes += requests;
				},
				save: id => saveItems(current(), String(id), items, options.others, savesTo),
			});
		},
		trouble: async (items, since, signal) => {
			const {connection} = live().opened;
			const found = await Promise.all(
				items.map(async item => {
					const patched = item.changes.filter(({action}) => action === 'patch');
					const says = await Promise.all(patched.map(({target}) => troubleSince(connection, target, new Date(since), signal)));
					return {item: item.id, says: says.flat()};
				}),
			);
			return found.filter(({says}) => says.length > 0);
		},
		journal: () => current().live?.journal.entries() ?? [],
		save: async (items, others) => saveItems(current(), 'saved', items, others, savesTo),
		tally: () => ({reads: session?.live?.opened.connection.reader.reads() ?? 0, writes}),
		log: () =>
			(session?.live?.opened.connection.reader.log() ?? []).map(
				({method, path, status, milliseconds}) =>
					`${method.padEnd(5)} ${String(status).padStart(3)} ${String(milliseconds).padStart(5)} ms  ${path}`,
			),
	};
}

/** What was kept of it. Loaded late: the first screen does not need it. */
async function kept({cluster}: Snapshot, home: string | undefined, short: string): Promise<Pick<Session, KeptPart>> {
	const store = (await import('../session/store.js')).openKept(cluster.id, home);
	const {attestations, waivers, name = short} = store.kept;
	const {assessment, told} = lastAssessment(cluster.id, home);
	const damaged = [store.told, told].filter(one => one !== undefined);
	return {store, attestations, waivers, short: name, earlier: assessment, damaged};
}

type KeptPart = 'store' | 'attestations' | 'waivers' | 'short' | 'earlier' | 'damaged';
function keptBefore({store, attestations, waivers, short, earlier, damaged}: Session): Pick<Session, KeptPart> {
	return {store, attestations, waivers, short, earlier, damaged};
}

/** What was read, in words, and what it says to the questions. */
function lookedAt({place, snapshot, store, short, who, live, told, damaged, home, waivers}: Session): {
	readonly cluster: ClusterLine;
	readonly prefilled: Prefilled;
} {
	const {version} = snapshot.cluster;
	const writes = mayWrite(snapshot);
	const platform = live ? platformOf(snapshot).name : snapshot.cluster.source;
	return {
		cluster: {
			short,
			live: live !== undefined,
			platform: `${platform}${version ? ` ${version.major}.${version.minor}` : ''}`,
			who,
			server: snapshot.cluster.server ?? '',
			...(writes !== undefined && {mayWrite: writes}),
			takenAt: snapshot.takenAt,
			told: [...told, ...damaged, ...few(endedWaivers(waivers, snapshot.takenAt))],
			// The first look at a cluster asks.
			offers: store.kept.about === undefined && place.kind === 'context' ? offlineNames(home) : [],
		},
		prefilled: prefilled(snapshot, validAnswers(store.kept.answers)),
	};
}

const mostTold = 3;
const few = (texts: readonly string[]) =>
	texts.length > mostTold ? [...texts.slice(0, mostTold - 1), `${texts.length - mostTold + 1} more waivers ended`] : texts;

function saveItems({short}: Session, name: string, items: readonly Ready[], others: readonly Ready[], folder: string): string {
	const previewsOf = (ready: readonly Ready[]) => ready.flatMap(({previews}) => previews);
	return saveFixes(short, name, fixFiles(previewsOf(items), previewsOf(others)), folder);
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
