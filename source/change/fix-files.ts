import {yamlOf} from '../kube/yaml-text.js';
import type {Change, Json, Preview} from '../model/index.js';
import {visible} from '../model/index.js';
import {masked} from './clean.js';
import {isBuiltIn, targetSays} from './target.js';

export type FixFile = {readonly name: string; readonly text: string; readonly executable?: boolean};

/** What is written down before anything is sent: each patch or manifest, its undo, and the kubectl commands for both. */
export function fixFiles(previews: readonly Preview[]): FixFile[] {
	const numbered = previews.map((preview, index) => ({
		...preview,
		base: `${String(index + 1).padStart(2, '0')}-${preview.change.target.kind.toLowerCase()}-${preview.change.target.name.replace(/[^A-Za-z0-9.-]/g, '_').slice(0, 60)}`,
	}));
	const files: FixFile[] = [];
	const apply: string[] = [];
	const undo: string[] = [];
	for (const {base, change, inverse} of numbered) {
		apply.push(...filed(files, `${base}.yaml`, change));
		if (inverse) undo.unshift(...filed(files, `${base}.undo.yaml`, inverse));
	}
	const script = (lines: readonly string[], says: string) => `#!/bin/sh\n# ${says}\nset -eu\ncd "$(dirname "$0")"\n${lines.join('\n')}\n`;
	return [
		...files,
		{name: 'apply.sh', text: script(apply, 'The same changes by hand.'), executable: true},
		{name: 'undo.sh', text: script(undo, 'Takes them back, in reverse.'), executable: true},
	];
}

/** Adds the file of a change where it needs one; gives the kubectl command. */
function filed(files: FixFile[], name: string, change: Change): string[] {
	const {target} = change;
	const where = target.namespace === undefined ? '' : ` -n ${quote(target.namespace)}`;
	const comment = `# ${targetSays(target)}`;
	// Kind and name in one word: a role may be called --all.
	const object = quote(`${target.plural}${target.group ? `.${target.group}` : ''}/${target.name}`);
	if (change.action === 'delete') return [comment, `kubectl delete ${object}${where}`];
	files.push({name, text: yamlOf((change.action === 'create' ? masked(change.manifest) : change.patch) as Json)});
	if (change.action === 'create') return [comment, `kubectl create --save-config=false${where} -f ${name}`];
	return [comment, `kubectl patch ${object}${where} --type=${isBuiltIn(target) ? 'strategic' : 'merge'} --patch-file ${name}`];
}

/** For a shell; names may hold anything. */
function quote(text: string): string {
	return /^[A-Za-z0-9._:/-]+$/.test(text) ? text : `'${visible(text).replaceAll("'", "'\\''")}'`;
}
