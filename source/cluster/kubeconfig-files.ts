import {readFile} from 'node:fs/promises';
import {fileUnreadable} from './failures.js';
import type {FileOrData} from './kubeconfig-entries.js';

/** The text that a kubeconfig holds or points to. */
export async function contentOf(source: FileOrData | undefined): Promise<string | undefined> {
	if (source === undefined) return undefined;
	return 'data' in source ? source.data : fileText(source.file);
}

export async function fileText(path: string): Promise<string> {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		throw fileUnreadable(path, (error as NodeJS.ErrnoException).code ?? String(error));
	}
}
