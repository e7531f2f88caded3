import type {Snapshot} from '../model/index.js';
import {escapedAgain} from '../model/index.js';

/** A snapshot as a file; `isSnapshot` reads it back. */
export function snapshotText(snapshot: Snapshot): string {
	return `${JSON.stringify(snapshot)}\n`;
}

/** Whether a document is a snapshot of this program; of another version it is not. */
export function isSnapshot(value: unknown): value is Snapshot {
	if (typeof value !== 'object' || value === null) return false;
	const {schema, takenAt, cluster, items, facts, read, gaps} = value as Partial<Record<keyof Snapshot, unknown>>;
	const objects = [cluster, items, facts, read].every(one => typeof one === 'object' && one !== null && !Array.isArray(one));
	return (
		schema === 'castellan.snapshot/1' &&
		typeof takenAt === 'string' &&
		!Number.isNaN(Date.parse(takenAt)) &&
		objects &&
		Array.isArray(gaps) &&
		Object.values(items as object).every(Array.isArray)
	);
}

/** A file may have been written by anybody: every text in it is escaped again, which changes nothing in one of ours. */
export function trusted(snapshot: Snapshot): Snapshot {
	return escapedAgain(snapshot);
}
