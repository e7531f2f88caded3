import {readFileSync, renameSync} from 'node:fs';
import {join} from 'node:path';
import {cannotWrite} from './failures.js';
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

/** The last assessment as it was kept; undefined where there is none, or none that can be read. */
export function lastAssessment(clusterId: string, home?: string): unknown {
	return keptAssessment(clusterFolder(clusterId, home));
}

export function keptAssessment(folder: string): unknown {
	return readKept(join(folder, last));
}

function readKept(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as unknown;
	} catch (error) {
		// Not there, or not whole: an assessment can be made again.
		if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code !== undefined) return undefined;
		throw error;
	}
}
