import {yamlOf} from '../kube/yaml-text.js';
import type {Change, Json, Preview} from '../model/index.js';
import {visible} from '../model/index.js';
import {masked} from './clean.js';
import {isBuiltIn, targetSays} from './target.js';

export type FixFile = {readonly name: string; readonly text: string; readonly executable?: boolean};

/**
 * What is written down before anything is sent: each patch or manifest, its undo, and the kubectl commands for both. `others` are only
 * saved: no script sends them.
 */
export function fixFiles(previews: readonly Preview[], others: readonly Preview[] = []): FixFile[] {
	const files: FixFile[] = [];
	const apply: string[] = [];
	const undo: string[] = [];
	for (const [index, {change, inverse}] of previews.entries()) {
		const base = baseName(index, change);
		apply.push(...filed(files, `${base}.yaml`, change));
		if (inverse) undo.unshift(...filed(files, `${base}.undo.yaml`, inverse));
	}
	const script = (lines: readonly string[], says: string) => `#!/bin/sh\n# ${says}\nset -eu\ncd "$(dirname "$0")"\n${lines.join('\n')}\n`;
	return [
		...files,
		...others.map((preview, index) => savedOnly(preview, `${baseName(previews.length + index, preview.change)}.yaml`)),
		...(previews.length === 0
			? []
			: [
					{name: 'apply.sh', text: script(apply, 'The same changes by hand.'), executable: true},
					{name: 'undo.sh', text: script(undo, 'Takes them back, in reverse.'), executable: true},
				]),
	];
}

function baseName(index: number, {target: {kind, name}}: Change): string {
	return `${String(index + 1).padStart(2, '0')}-${kind.toLowerCase()}-${name.replace(/[^A-Za-z0-9.-]/g, '_').slice(0, 60)}`;
}

/** A patch with why it is not sent, and what to do with it, above it. */
function savedOnly({change, owner, refused, forbidden}: Preview, name: string): FixFile {
	const says = targetSays(change.target);
	const why =
		refused?.why ?? (forbidden === undefined ? 'it goes together with a change that is not sent' : `this account may not ${forbidden}`);
	const head = owner.git
		? [
				`${says} belongs to ${owner.says}.`,
				`Put this change into the repository that it comes from${owner.takenBack === undefined ? '.' : `: ${owner.takenBack}.`}`,
				...(change.action === 'delete' ? ['Remove the object.'] : []),
			]
		: [says, `Not sent: ${why.replace(/\.$/, '')}.`, command(change, name)];
	return {name, text: `${head.map(line => `# ${visible(line)}\n`).join('')}${body(change)}`};
}

/** Adds the file of a change where it needs one; gives the kubectl command. */
function filed(files: FixFile[], name: string, change: Change): string[] {
	if (change.action !== 'delete') files.push({name, text: body(change)});
	return [`# ${targetSays(change.target)}`, command(change, name)];
}

function body(change: Change): string {
	return change.action === 'delete' ? '' : yamlOf((change.action === 'create' ? masked(change.manifest) : change.patch) as Json);
}

function command({action, target}: Change, name: string): string {
	const where = target.namespace === undefined ? '' : ` -n ${quote(target.namespace)}`;
	if (action === 'create') return `kubectl create --save-config=false${where} -f ${name}`;
	// Kind and name in one word: a role may be called --all.
	const object = quote(`${target.plural}${target.group ? `.${target.group}` : ''}/${target.name}`);
	if (action === 'delete') return `kubectl delete ${object}${where}`;
	return `kubectl patch ${object}${where} --type=${isBuiltIn(target) ? 'strategic' : 'merge'} --patch-file ${name}`;
}

/** For a shell; names may hold anything. */
function quote(text: string): string {
	return /^[A-Za-z0-9._:/-]+$/.test(text) ? text : `'${visible(text).replaceAll("'", "'\\''")}'`;
}
