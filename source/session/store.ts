import {renameSync} from 'node:fs';
import {join} from 'node:path';
import Conf from 'conf';
import type {Answers, Attestation} from '../model/index.js';
import {cannotWrite, movedAside} from './failures.js';
import {clusterFolder} from './folders.js';
import {validAttestations} from './valid-attestations.js';

/** What is kept of one cluster between runs. */
export type Kept = {
	readonly schema: 'castellan.kept/1';
	/** What a person answered. */
	readonly answers: Answers;
	/** What a person said of controls, by control id. */
	readonly attestations: Readonly<Record<string, Attestation>>;
};
export type KeptStore = {
	readonly kept: Kept;
	readonly write: (kept: Kept) => void;
	/** What was damaged, and where it lies now. */
	readonly told?: string;
};

const nothing: Kept = {schema: 'castellan.kept/1', answers: {}, attestations: {}};
const ownerOnly = 0o600;

/** A damaged file, or one that another castellan wrote, is moved aside and told. */
export function openKept(clusterId: string, home?: string): KeptStore {
	const cwd = clusterFolder(clusterId, home);
	const path = join(cwd, 'kept.json');
	const open = () => {
		const conf = new Conf<Record<string, unknown>>({
			cwd,
			configName: 'kept',
			configFileMode: ownerOnly,
			accessPropertiesByDotNotation: false,
		});
		const {schema, answers, attestations} = conf.store;
		const isOurs = schema === nothing.schema && typeof answers === 'object' && answers !== null && !Array.isArray(answers);
		if (Object.keys(conf.store).length > 0 && !isOurs) throw new SyntaxError('not a file of this castellan');
		return {
			conf,
			kept: isOurs ? {schema: nothing.schema, answers: answers as Answers, attestations: validAttestations(attestations)} : nothing,
		};
	};
	const guarded = <T>(act: () => T): T => {
		try {
			return act();
		} catch (error) {
			if (error instanceof SyntaxError) throw error;
			throw cannotWrite(path, error);
		}
	};
	try {
		const {conf, kept} = guarded(open);
		return {kept, write: next => guarded(() => void (conf.store = {...next}))};
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		const aside = `${path}.damaged`;
		guarded(() => renameSync(path, aside));
		const {conf, kept} = guarded(open);
		return {kept, write: next => guarded(() => void (conf.store = {...next})), told: movedAside(path, aside)};
	}
}
