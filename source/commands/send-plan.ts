import type {JournalEntry} from '../model/index.js';
import type {Ports} from '../ui/ports.js';
import {sendItem} from './sending.js';
import type {Live, Session} from './session.js';
import {checkItem, checkUndone, readAgain} from './verification.js';

type Items = Parameters<Ports['send']>[0];
type Options = Parameters<Ports['send']>[1];

/**
 * Sends what was confirmed as one group of the journal: one item after another, and after the first only when told to. `wrote` counts
 * requests, `save` writes the files of the whole plan under the number of its first change.
 */
export async function sendPlan(
	items: Items,
	{signal, progress, goOn, answers}: Options,
	session: Session,
	{opened: {connection}, journal}: Live,
	{wrote, save}: {readonly wrote: (requests: number) => void; readonly save: (id: number) => string},
): Promise<void> {
	const group = journal.nextGroup();
	for (const [index, {item, previews}] of items.entries()) {
		if (index === 1 && !(await goOn())) return;
		if (signal.aborted) return;
		const {outcome, says, entries} = await sendItem(
			{group, part: index, previews, controls: item.controls.map(({id}) => id), ...(item.undoes && {undoes: item.undoes})},
			{
				connection,
				journal,
				by: session.who,
				signal,
				now: () => new Date(),
				tell: ({says: told, events}) => progress({kind: 'progress', item: item.id, says: told, ...(events && {events})}),
				...(index === 0 && {planned: ([first]: readonly JournalEntry[]) => progress({kind: 'saved', folder: save(first?.id ?? 0)})}),
				check: async () => {
					session.snapshot = await readAgain(connection, session.snapshot, item, signal);
					return item.undoes ? checkUndone(connection, journal, item.undoes) : checkItem(session.snapshot, item, answers);
				},
			},
		);
		wrote(entries.filter(({state}) => !['planned', 'failed'].includes(state)).length);
		progress({kind: 'item-done', item: item.id, outcome, says});
		if (outcome === 'failed' || outcome === 'stopped') return;
	}
}
