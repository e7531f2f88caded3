import type {ResourceInfo} from '../kube/resources.js';
import {Failure} from '../model/index.js';
import type {Reader} from './request.js';

/** Whether this account may list a kind; asked before lists that an ordinary account is refused. */
export async function mayList(reader: Reader, info: ResourceInfo, namespace?: string, signal?: AbortSignal): Promise<boolean> {
	return may(reader, {verb: 'list', group: info.group, resource: info.plural, ...(namespace !== undefined && {namespace})}, signal);
}

export type Right = {
	readonly verb: string;
	readonly group: string;
	readonly resource: string;
	readonly subresource?: string;
	readonly namespace?: string;
	readonly name?: string;
};

/** False where the server does not say. */
export async function may(reader: Reader, right: Right, signal?: AbortSignal): Promise<boolean> {
	return (await allowed(reader, right, signal)) === true;
}

/** undefined where the server does not say. */
export async function allowed(reader: Reader, right: Right, signal?: AbortSignal): Promise<boolean | undefined> {
	try {
		const {status, body} = await reader.review('selfsubjectaccessreviews', 'v1', {resourceAttributes: right}, signal);
		const answer = (body['status'] as {readonly allowed?: unknown} | undefined)?.allowed;
		return status === 201 && typeof answer === 'boolean' ? answer : undefined;
	} catch (error) {
		if (error instanceof Failure || signal?.aborted) return undefined;
		throw error;
	}
}
