import {Failure, visible} from '../model/index.js';
import {reasonOf} from './failures.js';
import {replaceFile} from './files.js';

/** Writes a whole file, or nothing: a report that is asked for with --output. */
export function writeOutput(path: string, text: string): void {
	if (path.trim() === '') throw new Failure('--output needs a file name.');
	try {
		replaceFile(path, text, 0o644);
	} catch (error) {
		throw new Failure(`Could not write ${visible(path)}.`, {
			why: reasonOf(error),
			steps: ['Give a file in a folder that exists and that you may write to.'],
		});
	}
}
