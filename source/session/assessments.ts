import {readFileSync, renameSync} from 'node:fs';
import {join} from 'node:path';
import {moveAside} from './aside.js';
import {cannotRead, cannotWrite} from './failures.js';
import {makeFolder, replaceFile} from './files.js';
import {clusterFolder} from './folders.js';

const last = 'assessment.json';
const before = 'assessment-before.json';

/** Keeps an assessment as the last one; the one before it stays too. `again`: it is the same one, with other answers. */
export function keepAssessment(clusterId: string, text: string, home?: string, again = false): void {
	const folder = clusterFolder(clusterId, home);
	const path = join(folder, last);
	try {
		makeFolder(folder);
		try {
			if (!again) renameSync(path, join(folder, before));
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		}
		replaceFile(path, text);
	} catch (error) {
		throw cannotWrite(path, error);
	}
}

/** The last assessment as it was kept, where there is one; a damaged one is moved aside and told. */
export function lastAssessment(clusterId: string, home?: string): {readonly assessment?: unknown; readonly told?: string} {
	const folder = clusterFolder(clusterId, home);
	const kept = keptAssessment(folder);
	if (kept !== 'damaged') return kept === undefined ? {} : {assessment: kept};
	const path = join(folder, last);
	try {
		return {told: moveAside(path)};
	} catch (error) {
		throw cannotWrite(path, error);
	}
}

/** What lies in a folder, without changing anything there; undefined where nothing does. */
export function keptAssessment(folder: string): unknown {
	const path = join(folder, last);
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as unknown;
	} catch (error) {
		if (error instanceof SyntaxError) return 'damaged';
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw cannotRead(path, error);
	}
}
