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
