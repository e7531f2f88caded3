import {type Applied, apply} from '../cluster/apply.js';
import type {Connection} from '../cluster/connect.js';
import {watchRollOut} from '../cluster/roll-out.js';
import type {JournalEntry, Preview, Safe} from '../model/index.js';
import {Failure, visible} from '../model/index.js';
import type {Journal} from '../session/journal.js';
import {asLeft, originalState, outcomeOf} from './settling.js';

/** One object, or several that belong together, on its way to the cluster. */
export type Sent = {
	/** The plan that it was confirmed with, and which part of it it is; a group of its own where it is sent alone. */
	readonly group?: number;
	readonly part?: number;
	readonly previews: readonly Preview[];
	readonly controls: readonly string[];
	/** Entries that it takes back. */
	readonly undoes?: readonly number[];
};
export type Outcome = {
	readonly outcome: 'verified' | 'applied' | 'failed' | 'stopped';
	readonly says: string;
	readonly entries: readonly JournalEntry[];
};
export type Told = {
	readonly step: JournalEntry['state'] | 'rolling-out' | 'checking';
	readonly says: Safe;
	readonly events?: readonly Safe[];
};

export type Sending = {
	readonly connection: Connection;
	readonly journal: Journal;
	/** The account, as the server names it. */
	readonly by: string;
	readonly signal: AbortSignal;
	readonly now: () => Date;
	readonly tell: (told: Told) => void;
	/** Called when the journal holds the changes and nothing was sent yet; where it fails, nothing is. */
	readonly planned?: (entries: readonly JournalEntry[]) => void;
	/** Whether the checks that asked for the change are clean now; a sentence for what is left. */
	readonly check: () => Promise<{readonly clean: boolean; readonly says: string}>;
	/** How long a roll-out may take: milliseconds. */
	readonly patience?: number;
};

const told = (text: string) => visible(text);

/** Sends one item: the journal first, then each request, then the roll-out is watched and the same check asked again. */
export async function sendItem(item: Sent, sending: Sending): Promise<Outcome> {
	const {journal, now, by, tell} = sending;
	const {group = journal.nextGroup(), part} = item;
	const at = () => now().toISOString();
	const start = now();
	let entries = item.previews.map(({change, inverse, touched, lock}, index) =>
		journal.add({
			group,
			...(part !== undefined && {part}),
			controls: item.controls,
			change,
			...(inverse && {inverse}),
			touched,
			...(lock && {uid: lock.uid}),
			at: at(),
			by,
			state: 'planned',
			...(item.undoes?.[index] !== undefined && {undoes: item.undoes[index]}),
		}),
	);
	const note = (index: number, more: Partial<JournalEntry>): JournalEntry => {
		const entry = {...(entries[index] as JournalEntry), ...more};
		journal.update(entry);
		entries = entries.with(index, entry);
		return entry;
	};
	const notSent = (from: number, why: string) => {
		for (let rest = from; rest < entries.length; rest += 1)
			if (entries[rest]?.state === 'planned') note(rest, {state: 'failed', note: `not sent: ${why}`});
	};
	try {
		sending.planned?.(entries);
	} catch (error) {
		notSent(0, 'its files could not be written');
		throw error;
	}
	markOriginals(item, sending, () => 'undoing');
	const giveUp = (from: number, why: string, outcome: 'failed' | 'stopped'): Outcome => {
		notSent(from, why);
		markOriginals(item, sending, index => originalState(entries[index]?.state));
		const done = entries.filter(({state}) => state === 'applied').length;
		return {
			outcome,
			says: done > 0 ? `${why}; ${done} of ${entries.length} requests were done: u takes them back` : why,
			entries,
		};
	};
	for (const [index, preview] of item.previews.entries()) {
		if (sending.signal.aborted) return giveUp(index, 'stopped before it was sent', 'stopped');
		tell({step: 'planned', says: told('looking whether it is still as previewed')});
		const applied = await apply(sending.connection, preview.change, preview.lock, {
			onSend: () => {
				note(index, {state: 'sent', at: at()});
				tell({step: 'sent', says: told('sent')});
			},
		});
		const settled = applied.outcome === 'unclear' ? await settledLater(sending, entries[index] as JournalEntry, applied) : applied;
		if (settled.outcome !== 'applied') {
			note(index, {state: settled.outcome === 'unclear' ? 'unclear' : 'failed', note: settled.why});
			return giveUp(index + 1, settled.why, 'failed');
		}
		const {object} = settled;
		note(index, {state: 'applied', uid: settled.uid, ...(object && {touched: asLeft(preview.touched, object)})});
	}
	markOriginals(item, sending, () => 'undone');
	return verified(item, sending, start, entries, note);
}

async function verified(
	item: Sent,
	sending: Sending,
	since: Date,
	entries: readonly JournalEntry[],
	note: (index: number, more: Partial<JournalEntry>) => JournalEntry,
): Promise<Outcome> {
	const {connection, signal, tell} = sending;
	let last: Safe = told('sent');
	for (const [index, {change, impact}] of item.previews.entries()) {
		if (change.action !== 'patch' || (impact.restarts === 0 && !['Deployment', 'StatefulSet', 'DaemonSet'].includes(change.target.kind)))
			continue;
		const state = await watchRollOut(connection, change.target, {
			signal,
			since,
			tell: ({says, events}) => tell({step: 'rolling-out', says, events}),
			...(sending.patience !== undefined && {limit: sending.patience}),
		});
		last = state.says;
		if (!state.done) {
			const why = signal.aborted
				? `${state.says}; no longer watched`
				: `${state.says} after ${Math.round((sending.patience ?? 300_000) / 60_000)} min${state.events.length > 0 ? `: ${state.events.at(-1)}` : ''}`;
			const entry = note(index, {note: why});
			return {outcome: 'applied', says: why, entries: entries.map(one => (one.id === entry.id ? entry : one))};
		}
	}
	tell({step: 'checking', says: told('asking the same check again')});
	const {clean, says} = await sending.check().catch((error: unknown) => {
		if (!signal.aborted && !(error instanceof Failure)) throw error;
		return {clean: false, says: signal.aborted ? 'stopped before it was checked' : `not checked: ${(error as Failure).message}`};
	});
	const final = entries.map((_, index) => note(index, clean ? {state: 'verified'} : {note: says}));
	const rolled = item.previews.some(({impact}) => impact.restarts > 0) ? `${last}, ` : '';
	return {outcome: clean ? 'verified' : 'applied', says: `${rolled}${says}`, entries: final};
}

/** The entries that an undo takes back say how far it is; `index` is that of the request that takes one back. */
function markOriginals({undoes = []}: Sent, {journal}: Sending, stateOf: (index: number) => JournalEntry['state']): void {
	for (const entry of journal.entries().filter(({id}) => undoes.includes(id)))
		journal.update({...entry, state: stateOf(undoes.indexOf(entry.id))});
}

const lookAgain = 1000;
const longest = 60;

/** The answer was lost: looks whether the change was done, until the server answers again or a minute has passed. */
async function settledLater(
	{connection, tell, signal}: Sending,
	entry: JournalEntry,
	unclear: Applied & {outcome: 'unclear'},
): Promise<Applied> {
	for (let tries = 0; tries < longest && !signal.aborted; tries += 1) {
		tell({step: 'sent', says: told(`the answer was lost; looking whether it was done (${tries + 1})`)});
		const found = await outcomeOf(connection, entry).catch((error: unknown) =>
			error instanceof Error ? undefined : Promise.reject(error),
		);
		if (found) return found;
		await connection.sleep(lookAgain, signal);
	}
	return unclear;
}
