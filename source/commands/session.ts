import type {Answers, Attestation, JournalState, Snapshot, Waiver} from '../model/index.js';
import {Failure} from '../model/index.js';
import type {Journal} from '../session/journal.js';
import {type About, type KeptStore, shortNamePattern} from '../session/store.js';
import type {Opened} from './places.js';
import type {OpenPlace} from './wizard-places.js';

/** What is open: one place at a time. */
export type Session = {
	readonly place: OpenPlace;
	snapshot: Snapshot;
	readonly store: KeptStore;
	/** What a person said and accepted; kept with the answers. */
	attestations: Readonly<Record<string, Attestation>>;
	waivers: readonly Waiver[];
	readonly who: string;
	short: string;
	/** Where things are kept; the demo keeps nothing beyond its run. */
	readonly home: string | undefined;
	/** What a person must know of the journal as it was found. */
	told: readonly string[];
	/** What was kept of it, but damaged, and where it lies now. */
	readonly damaged: readonly string[];
	/** The last assessment of an earlier run, as it was kept. */
	readonly earlier?: unknown;
	/** The snapshot whose assessment was kept. */
	keptOf?: Snapshot;
	/** Where there is a server. */
	readonly live?: Live;
};

export type Live = {
	readonly opened: Opened;
	readonly journal: Journal;
	/** States of the journal's entries when it was opened, by number. */
	readonly found: ReadonlyMap<number, JournalState>;
};

/** Writes what a person said, and what the list of places shows of it. */
export function keep(session: Session, answers: Answers, {decided, applicable}: Pick<About, 'decided' | 'applicable'>): void {
	const {store, attestations, waivers, place, short, snapshot} = session;
	const kind = place.kind === 'offline' ? 'offline' : place.kind === 'files' ? 'files' : 'cluster';
	store.write({
		schema: 'castellan.kept/1',
		answers,
		attestations,
		waivers,
		...(short !== place.short && kind === 'cluster' && {name: short}),
		about: {kind, short, at: snapshot.takenAt, decided, applicable},
	});
}

export function attest(session: Session, control: string, attestation: Attestation | undefined): void {
	const {[control]: _, ...others} = session.attestations;
	session.attestations = attestation === undefined ? others : {...others, [control]: attestation};
}

const waiverKey = ({control, check, object}: Waiver) => `${control} ${check ?? ''} ${object ?? ''}`;

/** A waiver of the same thing takes the place of an older one. */
export function waive(session: Session, waivers: readonly Waiver[]): void {
	const fresh = new Set(waivers.map(waiverKey));
	session.waivers = [...session.waivers.filter(one => !fresh.has(waiverKey(one))), ...waivers];
}

export function unwaive(session: Session, waivers: readonly Waiver[]): void {
	const gone = new Set(waivers.map(waiverKey));
	session.waivers = session.waivers.filter(one => !gone.has(waiverKey(one)));
}

export function rename(session: Session, short: string): string {
	if (!shortNamePattern.test(short))
		throw new Failure(`It cannot be called that.`, {
			why: 'The short name is typed to confirm and names files.',
			steps: ['Use letters, digits, . : @ and -, at most 24 of them.'],
		});
	session.short = short;
	return short;
}
