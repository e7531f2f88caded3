import {existsSync, renameSync} from 'node:fs';
import {movedAside} from './failures.js';

/** Moves a damaged file to a free name beside it, and tells what was done. */
export function moveAside(path: string): string {
	const taken = (name: string) => existsSync(name);
	let aside = `${path}.damaged`;
	for (let number = 2; taken(aside); number += 1) aside = `${path}.damaged-${number}`;
	renameSync(path, aside);
	return movedAside(path, aside);
}
