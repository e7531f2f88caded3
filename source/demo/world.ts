import type {ApiObject} from './api-object.js';
import type {Clock, Store} from './store.js';

/** What the parts of the demo share. */
export type World = {
	readonly store: Store;
	readonly clock: Clock;
	/** v1.33.4 */
	readonly version: string;
	readonly minor: number;
	/** The user that an image runs as where nothing else is said. */
	readonly imageUser: (image: string) => number;
	/** An object was created or changed: its controller has work. */
	readonly onChange: (object: ApiObject) => void;
	readonly onDelete: (object: ApiObject) => void;
};

export const pods = {group: '', plural: 'pods'};
export const nodes = {group: '', plural: 'nodes'};
export const events = {group: '', plural: 'events'};
export const namespaces = {group: '', plural: 'namespaces'};
export const serviceAccounts = {group: '', plural: 'serviceaccounts'};
export const replicaSets = {group: 'apps', plural: 'replicasets'};
export const clusterRoles = {group: 'rbac.authorization.k8s.io', plural: 'clusterroles'};

/** Letters that Kubernetes makes names of: no vowels, so that no word appears. */
const letters = 'bcdfghjklmnpqrstvwxz2456789';

/** A short name out of any text, always the same for the same text. */
export function nameFrom(hex: string, length: number): string {
	let name = '';
	for (let index = 0; name.length < length; index++)
		name += letters[Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16) % letters.length];
	return name;
}
