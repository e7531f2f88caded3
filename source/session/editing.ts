import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {cannotRead, cannotWrite} from './failures.js';
import {makeFile} from './files.js';
import {temporaryFolder} from './temporary.js';

/** Lets somebody edit a text in a file that only its owner can read and that is gone afterwards. */
export async function editedText(name: string, text: string, edit: (path: string) => Promise<void>): Promise<string> {
	const folder = temporaryFolder();
	const path = join(folder.path, name);
	try {
		try {
			makeFile(path, text);
		} catch (error) {
			throw cannotWrite(path, error);
		}
		await edit(path);
		try {
			return readFileSync(path, 'utf8');
		} catch (error) {
			throw cannotRead(path, error);
		}
	} finally {
		folder.remove();
	}
}
