import type {Tree, Value} from './api-object.js';
import {type Kind, qualifiedKind, qualifiedPlural} from './kinds.js';

/** What is sent back. A text is sent as it is, everything else as JSON. */
export type Answer = {
	readonly status: number;
	readonly body: Tree | string;
	readonly type?: string;
	readonly warnings?: readonly string[];
};
export type Cause = {readonly reason: string; readonly message: string; readonly field: string};

/** A request that ends here with this answer. */
export class Refusal extends Error {
	readonly answer: Answer;

	constructor(answer: Answer) {
		super(`refused with ${answer.status}`);
		this.answer = answer;
	}
}

type Details = {name?: string; group?: string; kind?: string; causes?: Cause[]; uid?: string};

export function failure(code: number, message: string, reason?: string, details?: Details): Answer {
	const body: Tree = {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message};
	if (reason) body['reason'] = reason;
	if (details)
		body['details'] = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined && value !== '')) as Tree;
	return {status: code, body: {...body, code}};
}

export function success(details: Tree): Tree {
	return {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details};
}

export const unauthorized = () => failure(401, 'Unauthorized', 'Unauthorized');
export const badRequest = (message: string) => failure(400, message, 'BadRequest');
export const internalError = (message: string) => failure(500, message);
export const noSuchResource = () => failure(404, 'the server could not find the requested resource', 'NotFound', {});
export const noSuchPage: Answer = {status: 404, body: '404 page not found\n', type: 'text/plain; charset=utf-8'};

export function notAllowed(): Answer {
	return failure(405, 'the server does not allow this method on the requested resource', 'MethodNotAllowed', {});
}

export function notFound(kind: Kind, name: string): Answer {
	return failure(404, `${qualifiedPlural(kind)} "${name}" not found`, 'NotFound', {name, group: kind.group, kind: kind.plural});
}

export function alreadyExists(kind: Kind, name: string): Answer {
	return failure(409, `${qualifiedPlural(kind)} "${name}" already exists`, 'AlreadyExists', {name, group: kind.group, kind: kind.plural});
}

export function conflict(kind: Kind, name: string): Answer {
	const why = 'the object has been modified; please apply your changes to the latest version and try again';
	return failure(409, `Operation cannot be fulfilled on ${qualifiedPlural(kind)} "${name}": ${why}`, 'Conflict', {
		name,
		group: kind.group,
		kind: kind.plural,
	});
}

/** Refused by admission, not by a missing right. */
export function forbidden(kind: Kind, name: string, why: string): Answer {
	return failure(403, `${qualifiedPlural(kind)} "${name}" is forbidden: ${why}`, 'Forbidden', {name, group: kind.group, kind: kind.plural});
}

export function invalid(kind: Kind | undefined, name: string, causes: readonly Cause[]): Answer {
	const said = [...new Set(causes.map(({field, message}) => `${field}: ${message}`))];
	const why = said.length === 1 ? said[0] : `[${said.join(', ')}]`;
	return failure(422, `${kind ? qualifiedKind(kind) : ''} "${name}" is invalid: ${why}`, 'Invalid', {
		name,
		group: kind?.group,
		kind: kind?.kind,
		causes: [...causes],
	});
}

export function invalidValue(field: string, value: Value | undefined, why: string): Cause {
	return {reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value ?? null)}: ${why}`, field};
}

export function forbiddenValue(field: string, why: string): Cause {
	return {reason: 'FieldValueForbidden', message: `Forbidden: ${why}`, field};
}

export function requiredValue(field: string, why = ''): Cause {
	return {reason: 'FieldValueRequired', message: `Required value${why && `: ${why}`}`, field};
}
