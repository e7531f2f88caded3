import {snapshotOfObjects} from '../../source/kube/from-objects.js';
import type {Facts, ResourceName, Snapshot, Source} from '../../source/model/index.js';

const takenAt = '2026-11-25T12:00:00Z';

export type SnapshotParts = {
	readonly facts?: Partial<Facts>;
	/** Sources that were read beside the objects. */
	readonly read?: readonly Source[];
	/** Lists that were not read at all. */
	readonly unread?: readonly ResourceName[];
	/** As from a live server; the default is from files that hold everything. */
	readonly source?: Snapshot['cluster']['source'];
	readonly cluster?: Partial<Snapshot['cluster']>;
};

/** A snapshot in which these objects are all there is. */
export function snapshotOf(objects: readonly unknown[], {facts, read = [], unread = [], source, cluster}: SnapshotParts = {}): Snapshot {
	const snapshot = snapshotOfObjects(objects, {takenAt, complete: true});
	const state = {...snapshot.read, ...Object.fromEntries(read.map(one => [one, 'complete' as const]))};
	const items: Record<string, unknown> = {...snapshot.items};
	for (const name of unread) {
		delete state[name];
		delete items[name];
	}
	return {
		...snapshot,
		items,
		facts: {...snapshot.facts, ...facts},
		read: state,
		cluster: {...snapshot.cluster, ...cluster, ...(source && {source})},
	};
}
