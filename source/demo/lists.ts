import {type Answer, badRequest, failure, notFound, Refusal} from './answers.js';
import {type ApiObject, numberAt, type Tree} from './api-object.js';
import {apiVersionOf, type Kind} from './kinds.js';
import {fieldTest, labelTest} from './selectors.js';
import type {Store} from './store.js';

/** How the client wants objects: whole, their metadata, or as lines of a table. */
export type Shape = 'whole' | 'metadata' | 'table';

export function shapeOf(accept: string): Shape {
	for (const part of accept.split(',')) {
		if (/as=PartialObjectMetadata(List)?;/.test(`${part};`)) return 'metadata';
		if (/as=Table;/.test(`${part};`)) return 'table';
		if (/application\/json|\*\/\*/.test(part)) return 'whole';
	}
	return 'whole';
}

/** metadata before everything else, managedFields at its end, spec next: the order of the server's bytes. */
export function inWireOrder(object: ApiObject, withKind = true): Tree {
	const {apiVersion, kind, metadata, spec, status, ...rest} = object;
	const {managedFields, name, generateName, namespace, uid, resourceVersion, generation, creationTimestamp, ...others} = metadata;
	const ordered = {name, generateName, namespace, uid, resourceVersion, generation, creationTimestamp, ...others, managedFields};
	return {
		...(withKind ? {kind, apiVersion} : {}),
		metadata: ordered,
		...(spec === undefined ? {} : {spec}),
		...rest,
		...(status === undefined ? {} : {status}),
	};
}

export function metadataOf(object: ApiObject): Tree {
	return {kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: inWireOrder(object)['metadata']};
}

export function oneObject(kind: Kind, object: ApiObject | undefined, name: string, shape: Shape, now: Date): Answer {
	if (!object) throw new Refusal(notFound(kind, name));
	if (shape === 'metadata') return {status: 200, body: metadataOf(object)};
	if (shape === 'table') return {status: 200, body: table([object], {}, now)};
	return {status: 200, body: inWireOrder(object)};
}

type Token = {readonly v: string; readonly rv: number; readonly start: string};
const positionOf = ({metadata: {namespace, name}}: ApiObject) => `${namespace ?? ''}/${name}`;

function tokenOf(text: string): Token {
	const token: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
	if (typeof token === 'object' && token !== null && 'start' in token && typeof token.start === 'string') return token as Token;
	throw new SyntaxError('no start');
}

/** One page of a list, in the order of namespaces and names. */
export function page(store: Store, kind: Kind, namespace: string | undefined, query: URLSearchParams, shape: Shape, now: Date): Answer {
	const [labels, fieldsText] = [query.get('labelSelector') ?? '', query.get('fieldSelector') ?? ''];
	const hasLabels = labelTest(labels);
	if (!hasLabels) throw new Refusal(badRequest(`unable to parse requirement: ${labels}`));
	const hasFields = fieldTest(fieldsText);
	const limit = Number(query.get('limit') ?? 0);
	const all = store.list(kind, namespace).filter(object => hasLabels(object.metadata.labels ?? {}) && hasFields(object));
	const start = startOf(query.get('continue') ?? '');
	const rest = start === undefined ? all : all.filter(object => positionOf(object) > start);
	const items = limit > 0 ? rest.slice(0, limit) : rest;
	const last = items.at(-1);
	const metadata: Tree = {resourceVersion: store.version()};
	if (last && items.length < rest.length) {
		const token: Token = {v: 'meta.k8s.io/v1', rv: Number(store.version()), start: positionOf(last)};
		metadata['continue'] = Buffer.from(JSON.stringify(token)).toString('base64url');
		if (labels === '' && fieldsText === '') metadata['remainingItemCount'] = rest.length - items.length;
	}
	if (shape === 'table') return {status: 200, body: table(items, metadata, now)};
	if (shape === 'metadata')
		return {status: 200, body: {kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items: items.map(metadataOf)}};
	return {
		status: 200,
		body: {
			kind: `${kind.kind}List`,
			apiVersion: apiVersionOf(kind),
			metadata,
			items: items.map(object => inWireOrder(object, kind.custom)),
		},
	};
}

function startOf(text: string): string | undefined {
	if (text === '') return undefined;
	try {
		return tokenOf(text).start;
	} catch (error) {
		throw new Refusal(badRequest(`continue key is not valid: ${error instanceof Error ? error.message : ''}`));
	}
}

/** What a server says of a page that it no longer remembers; the token leads on, with newer objects. */
export function expired(token: string): Answer {
	const why =
		'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';
	const {status, body} = failure(410, why, 'Expired');
	return {status, body: {...(body as Tree), metadata: {continue: token}}};
}

/** As kubectl writes the age of something. */
export function age(seconds: number): string {
	if (seconds < 120) return `${Math.max(0, Math.floor(seconds))}s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 180) return `${minutes}m`;
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
}

/** Enough of a table to read with kubectl: the name, how much data, the age. */
function table(objects: readonly ApiObject[], metadata: Tree, now: Date): Tree {
	const column = (name: string, format = '') => ({name, type: 'string', format, description: '', priority: 0});
	const secrets = objects.some(({kind}) => kind === 'Secret');
	return {
		kind: 'Table',
		apiVersion: 'meta.k8s.io/v1',
		metadata,
		columnDefinitions: [column('Name', 'name'), ...(secrets ? [column('Type')] : []), column('Data'), column('Age')],
		rows: objects.map(object => ({
			cells: [
				object.metadata.name,
				...(secrets ? [object['type'] ?? ''] : []),
				numberAt(object, 'status', 'replicas') ?? Object.keys(object['data'] ?? {}).length,
				age((now.getTime() - Date.parse(object.metadata.creationTimestamp ?? '')) / 1000),
			],
			object: metadataOf(object),
		})),
	};
}
