import {closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

/** Only the owner may read what is kept. */
const ownerOnly = 0o600;
const ownerOnlyFolder = 0o700;

export function makeFolder(folder: string): void {
	mkdirSync(folder, {recursive: true, mode: ownerOnlyFolder});
}

/** Replaces a file as a whole: written beside it, flushed to the disk, then renamed over it. A reader never sees half of it. */
export function replaceFile(path: string, text: string, mode = ownerOnly): void {
	const beside = join(dirname(path), `.${process.pid}-${Math.random().toString(36).slice(2)}.tmp`);
	writeFlushed(beside, text, 'wx', mode);
	renameSync(beside, path);
	flushFolder(dirname(path));
}

/** Makes a file that must not exist yet; false where it does. */
export function makeFile(path: string, text: string, mode = ownerOnly): boolean {
	try {
		writeFlushed(path, text, 'wx', mode);
		flushFolder(dirname(path));
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

function writeFlushed(path: string, text: string, flags: string, mode: number): void {
	const file = openSync(path, flags, mode);
	try {
		writeFileSync(file, text);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}

/** A rename is safe only once its folder is on the disk. */
function flushFolder(folder: string): void {
	const handle = openSync(folder, 'r');
	try {
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}
