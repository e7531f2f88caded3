import {existsSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {cannotWrite} from './failures.js';
import {makeFolder, replaceFile} from './files.js';

export type SavedFile = {readonly name: string; readonly text: string; readonly executable?: boolean};

/** Writes files into a new numbered folder below `castellan-fixes/<cluster>` of the current directory; gives its path. */
export function saveFixes(cluster: string, files: readonly SavedFile[], from = process.cwd()): string {
	const parent = join('castellan-fixes', cluster.replace(/[^A-Za-z0-9.-]/g, '-'));
	let number = 1;
	while (existsSync(resolve(from, parent, String(number)))) number += 1;
	const folder = resolve(from, parent, String(number));
	try {
		makeFolder(folder);
		for (const {name, text, executable} of files) replaceFile(join(folder, name), text, executable ? 0o700 : 0o600);
	} catch (error) {
		throw cannotWrite(folder, error);
	}
	return join(parent, String(number));
}
