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

const reasons: Readonly<Record<string, string>> = {
	ENOENT: 'There is no such file or folder.',
	EACCES: 'This account may not.',
	EPERM: 'This account may not.',
	EROFS: 'The disk is read-only.',
	ENOSPC: 'The disk is full.',
	EISDIR: 'It is a folder.',
	ENOTDIR: 'A part of the path is a file.',
	ELOOP: 'Its links go round in a circle.',
};

/** Why the disk refused, in words. */
export function reasonOf(error: unknown): string {
	const known = reasons[(error as NodeJS.ErrnoException | null)?.code ?? ''];
	return known ?? visible(error instanceof Error ? error.message : String(error));
}
