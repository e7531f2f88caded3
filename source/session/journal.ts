import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {hiddenWritten, type JournalEntry} from '../model/index.js';
import {moveAside} from './aside.js';
import {cannotRead, cannotWrite} from './failures.js';
import {makeFile, makeFolder, replaceFile} from './files.js';
import {clusterFolder} from './folders.js';

/** What was changed on one cluster: one file per change, written before its request is sent. */
export type Journal = {
	/** Newest first. */
	readonly entries: () => JournalEntry[];
	/** Writes a new entry and gives its number; never the number of another process. */
	readonly add: (entry: Omit<JournalEntry, 'id' | 'schema'>) => JournalEntry;
	/** Writes an entry's next state. */
	readonly update: (entry: JournalEntry) => void;
	/** A number for a new group. */
	readonly nextGroup: () => number;
	/** Damaged files that were moved aside, each told in a sentence. */
	readonly told: () => readonly string[];
};

const fileName = (id: number) => `${String(id).padStart(6, '0')}.json`;
const named = /^(\d{6,})\.json$/;

export function openJournal(clusterId: string, home?: string): Journal {
	const folder = join(clusterFolder(clusterId, home), 'journal');
	const told: string[] = [];

	const names = (): string[] => {
		try {
			return readdirSync(folder).filter(name => named.test(name));
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
			throw cannotRead(folder, error);
		}
	};
	const read = (name: string): JournalEntry | undefined => {
		const path = join(folder, name);
		let text: string;
		try {
			text = readFileSync(path, 'utf8');
		} catch (error) {
			throw cannotRead(path, error);
		}
		const entry = parsed(text);
		if (entry) return entry;
		told.push(moveAside(path));
		return undefined;
	};
	const entries = (): JournalEntry[] =>
		names()
			.flatMap(name => read(name) ?? [])
			.sort((a, b) => b.id - a.id);
	/** Numbers of damaged files stay used. */
	const lastId = (): number => Math.max(0, ...readNumbers(folder));
	const guarded = <T>(path: string, write: () => T): T => {
		try {
			return write();
		} catch (error) {
			throw cannotWrite(path, error);
		}
	};

	return {
		entries,
		told: () => told,
		nextGroup: () => Math.max(0, ...entries().map(({group}) => group)) + 1,
		add: entry =>
			guarded(folder, () => {
				makeFolder(folder);
				for (let id = lastId() + 1; ; id += 1) {
					const whole: JournalEntry = {schema: 'castellan.journal/1', id, ...entry};
					if (makeFile(join(folder, fileName(id)), textOf(whole))) return whole;
				}
			}),
		update: entry => guarded(folder, () => replaceFile(join(folder, fileName(entry.id)), textOf(entry))),
	};
}

function readNumbers(folder: string): number[] {
	try {
		return readdirSync(folder)
			.flatMap(name => /^(\d{6,})\.json/.exec(name)?.[1] ?? [])
			.map(Number);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}

function textOf(entry: JournalEntry): string {
	// Names stand in it as the server has them, but nothing hides or drives a terminal where somebody looks at the file.
	return `${hiddenWritten(JSON.stringify(entry, undefined, '\t'), jsonEscape)}\n`;
}

/** Ends of lines and tabs are those between the fields: within texts JSON writes them out. */
function jsonEscape(code: number): string {
	const character = String.fromCodePoint(code);
	if (character === '\n' || character === '\t') return character;
	return character
		.split('')
		.map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');
}

const states = new Set<string>([
	'planned',
	'sent',
	'applied',
	'verified',
	'failed',
	'undoing',
	'undone',
	'unclear',
] satisfies JournalEntry['state'][]);

/** undefined for anything that castellan did not write. */
function parsed(text: string): JournalEntry | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
	if (typeof value !== 'object' || value === null) return undefined;
	const entry = value as JournalEntry;
	const whole =
		entry.schema === 'castellan.journal/1' &&
		Number.isInteger(entry.id) &&
		Number.isInteger(entry.group) &&
		Array.isArray(entry.touched) &&
		states.has(entry.state) &&
		typeof entry.change?.target?.name === 'string';
	return whole ? entry : undefined;
}
