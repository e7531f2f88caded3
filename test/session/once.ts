import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {hasUsed, used} from '../../source/session/once.js';

test('what was used once is known from then on, and where nothing can be kept nothing fails', () => {
	const folder = mkdtempSync(join(tmpdir(), 'castellan-once-'));
	try {
		const home = join(folder, 'kept');
		assert.equal(hasUsed('plain', home), false);
		used('plain', home);
		used('plain', home);
		assert.equal(hasUsed('plain', home), true);
		writeFileSync(join(folder, 'file'), '');
		used('plain', join(folder, 'file'));
		assert.equal(hasUsed('plain', join(folder, 'file')), false);
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
});
