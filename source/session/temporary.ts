import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A folder that is gone when `remove` is called: for what the built-in cluster would keep. */
export function temporaryFolder(): {readonly path: string; readonly remove: () => void} {
	const path = mkdtempSync(join(tmpdir(), 'castellan-'));
	return {path, remove: () => rmSync(path, {recursive: true, force: true})};
}
