import {namespaceOf} from './narrowed.js';
import type {FoundObject} from './objects.js';
import {ownerWord} from './words.js';

export type ObjectsBy = 'namespace' | 'state' | 'owner';
/** In the order in which `o` goes through them. */
export const objectOrders: readonly ObjectsBy[] = ['namespace', 'state', 'owner'];
export const objectOrderWord: Readonly<Record<ObjectsBy, string>> = {
	namespace: 'by namespace',
	state: 'by state',
	owner: 'by who takes changes back',
};

/** The group that an object stands in; a Namespace is in itself, what is in none belongs to the cluster. */
export function groupOf(by: ObjectsBy, {subject, level, findings}: FoundObject): string {
	switch (by) {
		case 'namespace':
			return namespaceOf(subject);
		case 'state':
			return level;
		case 'owner': {
			const owner = findings[0]?.owner;
			return (owner && ownerWord[owner]) ?? 'nobody seen';
		}
	}
}
