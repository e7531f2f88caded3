import {homedir, userInfo} from 'node:os';
import {basename, join} from 'node:path';
import {snapshotOfObjects} from '../kube/from-objects.js';
import {Failure, type Snapshot, visible} from '../model/index.js';
import {knownClusters} from '../session/known-clusters.js';
import {shortNamePattern} from '../session/store.js';
import type {Place} from '../ui/ports.js';
import {snapshotFrom} from './files.js';

/** A place without a server: what is said about it makes the snapshot. */
export type StillPlace = Place & {
	readonly still: (said: readonly string[]) => {
		readonly snapshot: Snapshot;
		/** Names of what was opened and of who looks at it. */
		readonly short: string;
		readonly who: string;
	};
};

export const filesPlace: StillPlace = {
	kind: 'files',
	id: 'files',
	short: 'Files…',
	note: 'manifests, `kubectl get -o json`, or a snapshot',
	about: [
		'The same checklist for objects in files. What does not occur in them stays unknown.',
		'Nothing is sent; the part fix of each control shows what to change.',
	],
	details: ['Nothing is run or sent. The files that you name are read, and nothing is written to them.'],
	current: false,
	asks: [
		{
			question: 'Which file or folder?',
			help: 'YAML or JSON: manifests, output of kubectl get -o json, or what castellan snapshot wrote. A folder is read with everything below it.',
			filled: '',
		},
	],
	still: ([said = '']) => {
		if (said === '-')
			throw new Failure('Standard input is the keyboard here.', {
				steps: ['Give a file or a folder; castellan scan --from - reads a pipe.'],
			});
		const path = said === '~' || said.startsWith('~/') ? join(homedir(), said.slice(1)) : said;
		return {snapshot: snapshotFrom(path), short: visible(basename(path) || path), who: 'files'};
	},
};

const nameSigns = 'letters, digits, . : @ and -, at most 24 of them';
export const offlinePlace = (): StillPlace => ({
	kind: 'offline',
	id: 'offline',
	short: 'Offline…',
	note: 'answer the questions yourself; no network is used',
	about: [
		'Without a cluster: you answer what castellan would read, and get the same ranked checklist.',
		'Your answers are kept on this machine under the name that you give.',
	],
	details: ['Nothing is run or sent, and no connection is opened. What you answer is kept on this machine, for you alone.'],
	current: false,
	asks: [
		{
			question: 'A name for this assessment?',
			help: 'The name of the cluster, say. The same name later brings your answers back.',
			filled: '',
			wrong: name => (shortNamePattern.test(name) ? undefined : `${visible(name)} cannot be the name: use ${nameSigns}`),
		},
		{question: 'Who answers?', help: 'Stands beside every answer, with the date.', filled: userName()},
	],
	still: ([name = '', who = '']) => {
		if (!shortNamePattern.test(name))
			throw new Failure(`${visible(name)} cannot be the name of an assessment.`, {steps: [`Use ${nameSigns}.`]});
		return {snapshot: offlineSnapshot(name), short: visible(name), who: visible(who)};
	},
});

/** Under which an offline assessment is kept. */
export function offlineId(name: string): string {
	return `offline:${name}`;
}

function offlineSnapshot(name: string): Snapshot {
	const snapshot = snapshotOfObjects([], {takenAt: new Date().toISOString()});
	return {...snapshot, cluster: {...snapshot.cluster, id: offlineId(name), source: 'offline'}, gaps: []};
}

/** Offline assessments that were begun before, the latest first. */
export function keptOfflinePlaces(home: string | undefined): readonly StillPlace[] {
	return knownClusters(home).flatMap(({about}): StillPlace[] => {
		if (about?.kind !== 'offline') return [];
		const {short, at, decided, applicable} = about;
		const day = new Date(at).toLocaleDateString('en-GB', {day: 'numeric', month: 'short', timeZone: 'UTC'});
		return [
			{
				kind: 'offline',
				id: offlineId(short),
				short,
				note: `offline answers of ${day} · ${decided} of ${applicable}`,
				about: ['An assessment without a cluster, as you left it. No network is used.'],
				details: ['Nothing is run or sent, and no connection is opened.'],
				current: false,
				still: () => ({snapshot: offlineSnapshot(short), short, who: visible(userName())}),
			},
		];
	});
}

/** An account without an entry has no name. */
function userName(): string {
	try {
		return userInfo().username;
	} catch {
		return '';
	}
}
