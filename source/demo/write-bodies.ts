import {mergePatch} from '../change/merge-patch.js';
import {goMap, strategicMerge} from '../change/strategic-merge.js';
import {badRequest, internalError, invalid, invalidValue, Refusal} from './answers.js';
import {type ApiObject, copyOf, isTree, type Tree, textAt} from './api-object.js';
import {apiVersionOf, type Kind} from './kinds.js';
import {misfits, withoutUnknown} from './schema.js';

export type WriteOptions = {
	readonly dryRun: boolean;
	readonly manager: string;
	readonly validation: 'Strict' | 'Warn' | 'Ignore';
};
export type Written = {readonly object: ApiObject; readonly warnings: readonly string[]};

/** The body of a request as an object, or the server's words for what it is instead. */
export function bodyOf(text: string): Tree {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new Refusal(badRequest(text.trim() === '' || /end of JSON/.test(String(error)) ? 'unexpected end of JSON input' : String(error)));
	}
	if (!isTree(value as Tree)) throw new Refusal(badRequest('json: cannot unmarshal the body into an object'));
	return value as Tree;
}

/** What is to be stored of a whole object that was sent. */
export function checkedBody(kind: Kind, body: Tree, {validation}: WriteOptions): Written {
	const apiVersion = apiVersionOf(kind);
	const tree: Tree = {...copyOf(body), apiVersion: body['apiVersion'] ?? apiVersion, kind: body['kind'] ?? kind.kind};
	if (tree['apiVersion'] !== apiVersion || tree['kind'] !== kind.kind) {
		const version = textAt(tree, 'apiVersion')?.split('/').at(-1);
		const why = `${textAt(tree, 'kind')} in version "${version}" cannot be handled as a ${kind.kind}: no kind is registered for it here`;
		throw new Refusal(badRequest(why));
	}
	if (!isTree(tree['metadata'])) tree['metadata'] = {};
	const object = tree as ApiObject;
	if (kind.custom) return {object, warnings: []};
	const {unknown, wrong} = misfits(kind.kind, tree);
	const prefix = `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: `;
	if (wrong) throw new Refusal(badRequest(`${prefix}${wrong}`));
	const said = unknown.map(path => `unknown field "${path}"`);
	if (said.length > 0 && validation === 'Strict') throw new Refusal(badRequest(`${prefix}strict decoding error: ${said.join(', ')}`));
	return {object: withoutUnknown(kind.kind, object), warnings: validation === 'Warn' ? said : []};
}

export type PatchType = 'strategic' | 'merge';

/** What a patch makes of an object. */
export function patchedBody(kind: Kind, before: ApiObject, patch: Tree, type: PatchType, options: WriteOptions): Written {
	return type === 'strategic' ? strategic(kind, before, patch, options) : merged(kind, before, patch, options);
}

function strategic(kind: Kind, before: ApiObject, patch: Tree, {validation}: WriteOptions): Written {
	const {object, error} = strategicMerge(kind.kind, before, patch);
	if (error !== undefined) throw new Refusal(internalError(error));
	return fitting(kind, object as Tree, goMap(patch), validation);
}

function merged(kind: Kind, before: ApiObject, patch: Tree, {validation}: WriteOptions): Written {
	const object = mergePatch(before, patch) as Tree;
	return kind.custom ? {object: object as ApiObject, warnings: []} : fitting(kind, object, JSON.stringify(object), validation);
}

/** `shown` is what the server puts into its message: the patch, or the whole object after a merge patch. */
function fitting(kind: Kind, tree: Tree, shown: string, validation: WriteOptions['validation']): Written {
	const {unknown, wrong} = misfits(kind.kind, tree);
	const said = unknown.map(path => `unknown field "${path}"`);
	if (wrong) throw new Refusal(invalid(undefined, '', [invalidValue('patch', shown, wrong)]));
	if (said.length > 0 && validation === 'Strict')
		throw new Refusal(invalid(undefined, '', [invalidValue('patch', shown, `strict decoding error: ${said.join(', ')}`)]));
	return {object: withoutUnknown(kind.kind, copyOf(tree)) as ApiObject, warnings: validation === 'Warn' ? said : []};
}
