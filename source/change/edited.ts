import {parseAllDocuments} from 'yaml';
import type {Change, Json, JsonObject, Manifest} from '../model/index.js';
import {targetSays} from './target.js';
import {yamlDocuments} from './yaml.js';

/** The changes as a person may edit them: a partial object or a manifest each; a delete is a comment, and stays as it is. */
export function editableText(changes: readonly Change[]): string {
	return `# Yours, not proven: it is tried on the server again before anything can be sent.\n# One document per object, in this order. Names and kinds cannot be changed here.\n${changesText(changes)}`;
}

/** The changes as they would be sent. */
export function changesText(changes: readonly Change[]): string {
	const parts = changes.map(change => {
		const head = `# ${change.action} ${targetSays(change.target)}\n`;
		return change.action === 'delete' ? head : head + yamlDocuments([change.action === 'create' ? change.manifest : change.patch]);
	});
	return parts.join('---\n');
}

export type Edited = {readonly changes: readonly Change[]} | {readonly problem: string};

/** The same changes with what a person made of their bodies; what they address stays. */
export function editedChanges(changes: readonly Change[], text: string): Edited {
	const documents = parseAllDocuments(text, {version: '1.2', logLevel: 'silent', prettyErrors: false});
	if (!Array.isArray(documents)) return {problem: 'nothing is left of it'};
	const [broken] = documents.flatMap(document => document.errors);
	if (broken) return {problem: `it is not valid YAML: ${broken.message}`};
	const bodies = documents.map(document => document.toJS({maxAliasCount: 10}) as Json).filter(body => body !== null);
	const editable = changes.filter(({action}) => action !== 'delete');
	if (bodies.length !== editable.length) return {problem: `it holds ${bodies.length} documents instead of ${editable.length}`};
	const result: Change[] = [];
	for (const change of changes) {
		if (change.action === 'delete') {
			result.push(change);
			continue;
		}
		const body = bodies.shift();
		if (typeof body !== 'object' || body === null || Array.isArray(body))
			return {problem: `${targetSays(change.target)} is no object any more`};
		if (change.action === 'patch') result.push({...change, patch: body as JsonObject});
		else {
			const {kind, metadata} = body as Partial<Manifest>;
			if (
				kind !== change.manifest.kind ||
				metadata?.name !== change.manifest.metadata.name ||
				metadata.namespace !== change.manifest.metadata.namespace
			)
				return {problem: `kind and name of ${targetSays(change.target)} cannot be changed here`};
			result.push({...change, manifest: body as Manifest});
		}
	}
	return {changes: result};
}
