import {readFileSync, renameSync} from 'node:fs';
import {join} from 'node:path';
import type {Answers} from '../model/index.js';
import {cannotRead, cannotWrite, movedAside} from './failures.js';
import {makeFolder, replaceFile} from './files.js';
import {clusterFolder} from './folders.js';

/** What is kept of one cluster between runs. */
export type Kept = {readonly schema: 'castellan.kept/1' /** What a person answered. */; readonly answers: Answers};
const nothing: Kept = {schema: 'castellan.kept/1', answers: {}};

/** A damaged file is moved aside and told; a file of a newer castellan is left alone and told. */
export function readKept(clusterId: string, home?: string): {readonly kept: Kept; readonly told?: string} {
	const path = join(clusterFolder(clusterId, home), 'kept.json');
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {kept: nothing};
		throw cannotRead(path, error);
	}
	const value = parsed(text);
	if (value) return {kept: value};
	const aside = `${path}.damaged`;
	try {
		renameSync(path, aside);
	} catch (error) {
		throw cannotWrite(path, error);
	}
	return {kept: nothing, told: movedAside(path, aside)};
}

export function writeKept(clusterId: string, kept: Kept, home?: string): void {
	const folder = clusterFolder(clusterId, home);
	try {
		makeFolder(folder);
		replaceFile(join(folder, 'kept.json'), `${JSON.stringify(kept, undefined, '\t')}\n`);
	} catch (error) {
		throw cannotWrite(folder, error);
	}
}

function parsed(text: string): Kept | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
	if (typeof value !== 'object' || value === null) return undefined;
	const kept = value as Kept;
	return kept.schema === nothing.schema && typeof kept.answers === 'object' && kept.answers !== null ? kept : undefined;
}
