import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {Failure, visible} from '../model/index.js';
import {cannotRead} from './failures.js';
import {documentsOf, largestFile} from './parse.js';

export type ReadObjects = {
	/** Every document, in the order of the files. */
	readonly objects: readonly unknown[];
	/** Files that were read. */
	readonly files: readonly string[];
};

const endings = /\.(ya?ml|json)$/i;
const deepest = 20;

/** The documents of a file, of a directory with everything below it, or of standard input (`-`). */
export function readObjects(path: string): ReadObjects {
	if (path === '-') return {objects: documentsOf(readText(0, 'standard input'), 'standard input'), files: ['-']};
	const files = filesAt(path);
	if (files.length === 0)
		throw new Failure(`${visible(path)} holds no YAML or JSON file.`, {
			steps: ['Give a directory with manifests, a file, or - for standard input.'],
		});
	return {objects: files.flatMap(file => documentsOf(readText(file, file), file)), files};
}

function filesAt(path: string): string[] {
	const status = statOf(path);
	if (status.isFile()) return [path];
	if (!status.isDirectory())
		throw new Failure(`${visible(path)} is neither a file nor a directory.`, {
			steps: ['Give a file, a directory, or - for standard input.'],
		});
	return below(path, 0).sort();
}

/** Links are not followed, hidden folders and node_modules are left out. */
function below(folder: string, depth: number): string[] {
	if (depth > deepest)
		throw new Failure(`${visible(folder)} lies too deep.`, {
			why: `Folders are read ${deepest} levels deep.`,
			steps: ['Give a folder further down.'],
		});
	let entries;
	try {
		entries = readdirSync(folder, {withFileTypes: true});
	} catch (error) {
		throw cannotRead(folder, error);
	}
	return entries.flatMap(entry => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : below(path, depth + 1);
		return entry.isFile() && endings.test(entry.name) ? [path] : [];
	});
}

function statOf(path: string) {
	try {
		return statSync(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT')
			throw new Failure(`${visible(path)} does not exist.`, {steps: ['Check the path.']});
		throw cannotRead(path, error);
	}
}

function readText(file: string | 0, name: string): string {
	try {
		if (file !== 0 && statSync(file).size > largestFile)
			throw new Failure(`${visible(name)} is larger than ${largestFile / 1024 / 1024} MB.`, {
				steps: ['Split it, or write a snapshot with castellan snapshot.'],
			});
		return readFileSync(file, 'utf8');
	} catch (error) {
		if (error instanceof Failure) throw error;
		throw cannotRead(name, error);
	}
}
