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

/** The same of a snapshot and one who is named in it, told apart by a key. */
export function perSnapshotAnd<A, T extends object>(
	keyOf: (one: A) => string,
	conclude: (snapshot: Snapshot, one: A) => T,
): (snapshot: Snapshot, one: A) => T {
	const known = perSnapshot(() => new Map<string, T>());
	return (snapshot, one) => {
		const ofSnapshot = known(snapshot);
		const key = keyOf(one);
		const concluded = ofSnapshot.get(key) ?? conclude(snapshot, one);
		ofSnapshot.set(key, concluded);
		return concluded;
	};
}
