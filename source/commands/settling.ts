import {isEqual} from '../change/simulate.js';
import {valueAt} from '../change/touched.js';
import {type Applied, readObject} from '../cluster/apply.js';
import type {Connection} from '../cluster/connect.js';
import type {JournalEntry, Json, JsonObject, TouchedField} from '../model/index.js';
import {visible} from '../model/index.js';
import type {Journal} from '../session/journal.js';

/** The fields as the server has them now: that is what undo is held to. */
export function asLeft(touched: readonly TouchedField[], object: JsonObject): TouchedField[] {
	return touched.map(({path, before}) => {
		const after = valueAt(object, path);
		return {path, ...(before !== undefined && {before}), ...(after !== undefined && {after})};
	});
}

/** What became of a change, by what became of the request that was to take it back. */
export function originalState(back: JournalEntry['state'] | undefined): JournalEntry['state'] {
	if (back === 'applied' || back === 'verified') return 'undone';
	return back === 'unclear' ? 'unclear' : 'applied';
}

/** Whether a change whose answer is not known was done: by looking at the object. */
export async function outcomeOf(connection: Connection, {change, touched, uid = ''}: JournalEntry): Promise<Applied> {
	const object = await readObject(connection, change.target);
	const uidNow = ((object?.['metadata'] ?? {}) as {uid?: string}).uid ?? '';
	const done = (): Applied => ({outcome: 'applied', ...(object && {object}), uid: change.action === 'delete' ? uid : uidNow, warnings: []});
	const never: Applied = {outcome: 'refused', why: visible('it never reached the server: nothing was changed')};
	switch (change.action) {
		case 'create':
			return object ? done() : never;
		case 'delete':
			return object && uidNow === uid ? never : done();
		case 'patch': {
			if (!object || uidNow !== uid) return {outcome: 'conflict', why: visible('the object was deleted meanwhile')};
			if (touched.every(({path, after}) => isEqual(valueAt(object as Json, path), after))) return done();
			if (touched.every(({path, before}) => isEqual(valueAt(object as Json, path), before))) return never;
			return {outcome: 'unclear', why: visible('some of its fields are neither as before nor as sent: look at it by hand')};
		}
	}
}

/** Settles what an earlier run left open: each entry is looked up on the server, and the journal says what came of it. */
export async function settleJournal(connection: Connection, journal: Journal): Promise<string[]> {
	const said: string[] = [];
	for (const entry of journal.entries().filter(({state}) => ['planned', 'sent', 'unclear', 'undoing'].includes(state))) {
		if (entry.state === 'planned') {
			journal.update({...entry, state: 'failed', note: 'not sent: castellan ended before'});
			said.push(`change ${entry.id} was planned and never sent`);
			continue;
		}
		if (entry.state === 'undoing') {
			// The request that takes it back has a higher number: it was settled just before.
			const state = originalState(journal.entries().find(({undoes}) => undoes === entry.id)?.state);
			const note = {undone: 'found taken back at the next start', applied: 'not taken back: castellan ended before'}[state as string];
			journal.update({...entry, state, ...(note !== undefined && {note})});
			said.push(`change ${entry.id} ${{undone: 'is taken back', applied: 'still stands'}[state as string] ?? 'may be taken back or not'}`);
			continue;
		}
		const found = await outcomeOf(connection, entry);
		const state = found.outcome === 'applied' ? 'applied' : found.outcome === 'unclear' ? 'unclear' : 'failed';
		const note = found.outcome === 'applied' ? 'found done at the next start; not verified' : found.why;
		journal.update({
			...entry,
			state,
			note,
			...(found.outcome === 'applied' && {uid: found.uid, ...(found.object && {touched: asLeft(entry.touched, found.object)})}),
		});
		said.push(`change ${entry.id}: ${note}`);
	}
	return said;
}
