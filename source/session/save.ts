import {existsSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {fixesFolder} from '../model/index.js';
import {cannotWrite} from './failures.js';
import {makeFile, makeFolder, replaceFile} from './files.js';

export type SavedFile = {readonly name: string; readonly text: string; readonly executable?: boolean};

/** Writes files into a new folder below `castellan-fixes/<cluster>` of the current directory; one that is there is left alone. Gives its path. */
export function saveFixes(cluster: string, name: string, files: readonly SavedFile[], from = process.cwd()): string {
	const parent = fixesFolder(cluster);
	let own = name;
	for (let number = 2; existsSync(resolve(from, parent, own)); number += 1) own = `${name}-${number}`;
	const folder = resolve(from, parent, own);
	try {
		makeFolder(folder);
		for (const {name: file, text, executable} of files) replaceFile(join(folder, file), text, executable ? 0o700 : 0o600);
	} catch (error) {
		throw cannotWrite(folder, error);
	}
	return join(parent, own);
}

/** Writes a text to a new file in the current directory; a file of that name is never replaced. Gives the name it got. */
export function saveNew(name: string, text: string, from = process.cwd()): string {
	const dot = name.lastIndexOf('.');
	const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
	try {
		for (let number = 1; ; number += 1) {
			const own = number === 1 ? name : `${stem}-${number}${ending}`;
			if (makeFile(resolve(from, own), text.endsWith('\n') ? text : `${text}\n`)) return own;
		}
	} catch (error) {
		throw cannotWrite(resolve(from, name), error);
	}
}
