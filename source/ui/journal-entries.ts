import {standingGroup, stands} from '../change/standing.js';
import {targetKey} from '../change/target.js';
import type {JournalEntry, JournalState} from '../model/index.js';
import type {State} from './state.js';

export type JournalBy = 'newest' | 'object' | 'state';
/** In the order in which `o` goes through them. */
export const journalOrders: readonly JournalBy[] = ['newest', 'object', 'state'];
export const journalOrderWord: Readonly<Record<JournalBy, string>> = {newest: 'newest first', object: 'by object', state: 'by state'};

/** What needs a look first. */
const byState: readonly JournalState[] = ['unclear', 'sent', 'undoing', 'applied', 'failed', 'verified', 'planned', 'undone'];

export function inOrder(entries: readonly JournalEntry[], by: JournalBy): readonly JournalEntry[] {
	const key = ({change, state}: JournalEntry) =>
		by === 'object' ? targetKey(change.target) : by === 'state' ? String(byState.indexOf(state)) : '';
	return [...entries].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : b.id - a.id));
}

/** The ids of these entries and of what belongs to them: a group is taken back together. */
export function withGroups(journal: readonly JournalEntry[], entries: readonly JournalEntry[]): number[] {
	return [...new Set(entries.filter(stands).flatMap(entry => standingGroup(entry, journal).map(({id}) => id)))].sort((a, b) => b - a);
}

/** The entries of what was sent last; empty for an undo, and as long as the journal was not read again. */
export function sentIds({sent, journal}: Pick<State, 'sent' | 'journal'>): number[] {
	const done = sent.filter(({item, state}) => !item.undoes && state !== 'left' && state !== 'waits');
	const newest = done.flatMap(({previews}) => previews.flatMap(({change}) => newestOf(journal, targetKey(change.target)) ?? []));
	return withGroups(
		journal,
		newest.filter(({undoes}) => undoes === undefined),
	);
}

function newestOf(journal: readonly JournalEntry[], key: string): JournalEntry | undefined {
	return journal.filter(({change}) => targetKey(change.target) === key).sort((a, b) => b.id - a.id)[0];
}
