import {resourceOf} from '../kube/resources.js';
import type {Change, JsonObject, Lock} from '../model/index.js';
import {listPath, objectPath} from './paths.js';
import type {Write} from './sending.js';

/** The request of a change, held to the object as it was read. */
export function requestOf(change: Change, lock: Pick<Lock, 'uid' | 'resourceVersion'> | undefined, signal?: AbortSignal): Write {
	const {target} = change;
	const abort = signal ? {signal} : {};
	switch (change.action) {
		case 'create':
			return {method: 'POST', path: listPath(target), body: change.manifest, contentType: 'application/json', ...abort};
		case 'delete':
			return {
				method: 'DELETE',
				path: objectPath(target),
				body: {
					apiVersion: 'v1',
					kind: 'DeleteOptions',
					...(lock && {preconditions: {uid: lock.uid, resourceVersion: lock.resourceVersion}}),
				},
				contentType: 'application/json',
				...abort,
			};
		case 'patch':
			return {
				method: 'PATCH',
				path: objectPath(target),
				body: locked(change.patch, lock),
				contentType: isBuiltIn(target.group, target.kind) ? 'application/strategic-merge-patch+json' : 'application/merge-patch+json',
				...abort,
			};
	}
}

export const verbOf = {create: 'create', patch: 'patch', delete: 'delete'} as const;

function locked(patch: JsonObject, lock: Pick<Lock, 'uid' | 'resourceVersion'> | undefined): JsonObject {
	return lock
		? {...patch, metadata: {...(patch['metadata'] as JsonObject | undefined), uid: lock.uid, resourceVersion: lock.resourceVersion}}
		: patch;
}

function isBuiltIn(group: string, kind: string): boolean {
	return resourceOf(group === '' ? 'v1' : `${group}/v1`, kind)?.builtIn ?? false;
}
