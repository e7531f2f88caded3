import type {Snapshot} from '../model/index.js';

/** What follows from a snapshot, worked out once for each: snapshots do not change. */
export function perSnapshot<T extends object>(conclude: (snapshot: Snapshot) => T): (snapshot: Snapshot) => T {
	const known = new WeakMap<Snapshot, T>();
	return snapshot => {
		const before = known.get(snapshot);
		if (before) return before;
		const concluded = conclude(snapshot);
		known.set(snapshot, concluded);
		return concluded;
	};
}
