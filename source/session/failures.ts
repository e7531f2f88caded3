import {Failure, visible} from '../model/index.js';

/** Everything that can go wrong with what is kept on the disk. */
export function cannotWrite(path: string, error: unknown): Failure {
	return new Failure(`Could not write ${visible(path)}.`, {
		why: reasonOf(error),
		steps: ['Make the folder writable, or set CASTELLAN_HOME to another one.'],
	});
}

export function cannotRead(path: string, error: unknown): Failure {
	return new Failure(`Could not read ${visible(path)}.`, {why: reasonOf(error), steps: ['Check the path and its permissions.']});
}

export function movedAside(path: string, to: string): string {
	return `${visible(path)} was damaged and is now ${visible(to)}; nothing else was lost.`;
}

function reasonOf(error: unknown): string {
	return visible(error instanceof Error ? error.message : String(error));
}
