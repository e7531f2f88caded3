import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {previewOf} from '../../../source/change/preview.js';
import {withCreated} from '../../../source/change/with-created.js';
import {type Connection, type ConnectOptions, connect} from '../../../source/cluster/connect.js';
import {tryChange} from '../../../source/cluster/preview.js';
import {undoItems} from '../../../source/commands/plan-items.js';
import {type Outcome, type Sending, type Sent, sendItem} from '../../../source/commands/sending.js';
import {checkUndone} from '../../../source/commands/verification.js';
import type {Change, JournalEntry, Preview, Snapshot} from '../../../source/model/index.js';
import {type Journal, openJournal} from '../../../source/session/journal.js';
import type {Role} from './roles.js';
import {sharedControlPlane} from './shared.js';

/** A connection of this account, and a journal in a folder of its own; both gone afterwards. */
export async function asWriter<T>(
	role: Role,
	act: (connection: Connection, journal: Journal) => Promise<T>,
	options: ConnectOptions = {},
): Promise<T> {
	const home = mkdtempSync(join(tmpdir(), 'castellan-journal-'));
	const connection = await quickly(role, options);
	try {
		return await act(connection, openJournal('real', home));
	} finally {
		connection.close();
		rmSync(home, {recursive: true});
	}
}

/** Waits a tenth of the time between two looks; the number of looks is the same. */
export async function quickly(role: Role, options: ConnectOptions = {}): Promise<Connection> {
	const plane = await sharedControlPlane();
	const sleep = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds / 10));
	return connect({kubeconfig: plane.kubeconfig(role), env: {}, sleep, ...options});
}

/** Previews of one group, as the wizard makes them. */
export async function previewed(
	connection: Connection,
	snapshot: Snapshot,
	changes: readonly Change[],
	left: readonly JournalEntry[] = [],
): Promise<Preview[]> {
	const previews: Preview[] = [];
	let world = snapshot;
	for (const [index, change] of changes.entries()) {
		previews.push(previewOf(await tryChange(connection, change), world, left[index]));
		world = withCreated(world, change);
	}
	return previews;
}

export const clean = {clean: true, says: 'check passes'};

export function send(connection: Connection, journal: Journal, item: Sent, more: Partial<Sending> = {}): Promise<Outcome> {
	return sendItem(item, {
		connection,
		journal,
		by: 'test-admin',
		signal: new AbortController().signal,
		now: () => new Date(),
		tell: () => undefined,
		check: async () => clean,
		...more,
	});
}

/** What takes entries back, previewed: the newest first. */
export async function undoPreviews(
	connection: Connection,
	snapshot: Snapshot,
	journal: Journal,
	entries: readonly JournalEntry[],
): Promise<Sent> {
	const [item] = undoItems(
		journal,
		entries.map(({id}) => id),
	);
	const undoes = item?.undoes ?? [];
	const left = undoes.flatMap(id => journal.entries().find(entry => entry.id === id) ?? []);
	return {previews: await previewed(connection, snapshot, item?.changes ?? [], left), controls: [], undoes};
}

/** Takes entries back, and looks whether they are. */
export async function takeBack(
	connection: Connection,
	snapshot: Snapshot,
	journal: Journal,
	entries: readonly JournalEntry[],
): Promise<{readonly item: Sent; readonly outcome: Outcome}> {
	const item = await undoPreviews(connection, snapshot, journal, entries);
	const outcome = await send(connection, journal, item, {check: () => checkUndone(connection, journal, item.undoes ?? [])});
	return {item, outcome};
}
