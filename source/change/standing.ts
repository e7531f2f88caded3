import type {JournalEntry} from '../model/index.js';

const standing: ReadonlySet<JournalEntry['state']> = new Set(['applied', 'verified', 'unclear']);

/** Whether a change may be in the cluster, so that there is something to take back. */
export function stands({state}: Pick<JournalEntry, 'state'>): boolean {
	return standing.has(state);
}

/** What is taken back together with this entry: all of its group that stands, itself too. */
export function standingGroup({group}: Pick<JournalEntry, 'group'>, journal: readonly JournalEntry[]): JournalEntry[] {
	return journal.filter(one => one.group === group && stands(one));
}

/** Whether an entry takes a change back; one that takes such an entry back brings the change back. */
export function isUndo({id, undoes}: Pick<JournalEntry, 'id' | 'undoes'>, journal: readonly JournalEntry[]): boolean {
	if (undoes === undefined) return false;
	// What is taken back is older.
	const original = journal.find(one => one.id === undoes && one.id < id);
	return original === undefined || !isUndo(original, journal);
}
