import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {stateFolder} from './folders.js';

/** What is kept of a person who has learned something, so that it is said no more. */
export type Learned = 'plain';

const pathOf = (what: Learned, home: string) => join(home, `used-${what}`);

export function hasUsed(what: Learned, home = stateFolder()): boolean {
	return existsSync(pathOf(what, home));
}

/** Where nothing can be kept it is said again: nothing hangs on it. */
export function used(what: Learned, home = stateFolder()): void {
	if (hasUsed(what, home)) return;
	try {
		mkdirSync(home, {recursive: true, mode: 0o700});
		writeFileSync(pathOf(what, home), '', {mode: 0o600});
	} catch (error) {
		if (!(error instanceof Error && 'code' in error)) throw error;
	}
}
