import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import Conf from 'conf';
import type {Answers, Attestation, Waiver} from '../model/index.js';
import {visible} from '../model/index.js';
import {moveAside} from './aside.js';
import {cannotRead, cannotWrite} from './failures.js';
import {clusterFolder} from './folders.js';
import {validAttestations} from './valid-attestations.js';
import {validWaivers} from './valid-waivers.js';

/** What is kept of one cluster between runs. */
export type Kept = {
	readonly schema: 'castellan.kept/1';
	/** What a person answered. */
	readonly answers: Answers;
	/** What a person said of controls, by control id. */
	readonly attestations: Readonly<Record<string, Attestation>>;
	/** What a person accepts until a day. */
	readonly waivers: readonly Waiver[];
	/** The short name that a person gave it. */
	readonly name?: string;
	/** What it is, for the list of what can be opened again. */
	readonly about?: About;
};
export type About = {
	readonly kind: 'cluster' | 'offline' | 'files';
	readonly short: string;
	/** RFC 3339: when it was last looked at. */
	readonly at: string;
	readonly decided: number;
	readonly applicable: number;
};
export type KeptStore = {
	/** As it was written last. */
	readonly kept: Kept;
	readonly write: (kept: Kept) => void;
	/** What was damaged, and where it lies now. */
	readonly told?: string;
};

const nothing: Kept = {schema: 'castellan.kept/1', answers: {}, attestations: {}, waivers: []};
const ownerOnly = 0o600;

/** Plain ASCII, at most 24 letters: it is typed to confirm, and names files. */
export const shortNamePattern = /^[A-Za-z0-9][A-Za-z0-9.:@-]{0,23}$/;

function aboutOf(raw: unknown): {about?: About} {
	if (typeof raw !== 'object' || raw === null) return {};
	const {kind, short, at, decided, applicable} = raw as Partial<Record<keyof About, unknown>>;
	if (kind !== 'cluster' && kind !== 'offline' && kind !== 'files') return {};
	if (typeof short !== 'string' || typeof at !== 'string' || Number.isNaN(Date.parse(at))) return {};
	return {about: {kind, short: visible(short), at, decided: Number(decided) || 0, applicable: Number(applicable) || 0}};
}

/** A damaged file, or one that another castellan wrote, is moved aside and told. */
export function openKept(clusterId: string, home?: string): KeptStore {
	const cwd = clusterFolder(clusterId, home);
	const path = pathIn(cwd);
	const guarded = <T>(act: () => T): T => {
		try {
			return act();
		} catch (error) {
			throw cannotWrite(path, error);
		}
	};
	const before = readKept(cwd);
	const told = before === 'damaged' ? guarded(() => moveAside(path)) : undefined;
	const conf = guarded(
		() =>
			new Conf<Record<string, unknown>>({
				cwd,
				configName: 'kept',
				configFileMode: ownerOnly,
				accessPropertiesByDotNotation: false,
			}),
	);
	let kept = before === 'damaged' ? nothing : before;
	return {
		get kept() {
			return kept;
		},
		write(next) {
			guarded(() => void (conf.store = {...next}));
			kept = next;
		},
		...(told !== undefined && {told}),
	};
}

const pathIn = (folder: string) => join(folder, 'kept.json');

/** What is kept in a folder, without changing anything there. */
export function readKept(folder: string): Kept | 'damaged' {
	const path = pathIn(folder);
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return nothing;
		throw cannotRead(path, error);
	}
	try {
		return keptOf(JSON.parse(text)) ?? 'damaged';
	} catch (error) {
		if (error instanceof SyntaxError) return 'damaged';
		throw error;
	}
}

/** undefined where it is not what this castellan writes. */
function keptOf(store: unknown): Kept | undefined {
	if (typeof store !== 'object' || store === null || Array.isArray(store)) return undefined;
	const {schema, answers, attestations, waivers, name, about} = store as Readonly<Record<string, unknown>>;
	if (Object.keys(store).length === 0) return nothing;
	if (schema !== nothing.schema || typeof answers !== 'object' || answers === null || Array.isArray(answers)) return undefined;
	return {
		schema: nothing.schema,
		answers,
		attestations: validAttestations(attestations),
		waivers: validWaivers(waivers),
		...(typeof name === 'string' && shortNamePattern.test(name) && {name}),
		...aboutOf(about),
	};
}
