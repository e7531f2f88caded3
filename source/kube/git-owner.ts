import type {Change, Owner, Snapshot} from '../model/index.js';
import {objectOf} from './object-of.js';
import {ownerOf} from './ownership.js';

/** Who keeps an object of these changes in Git, and would take the change back; undefined where nobody does. */
export function gitOwnerOf(changes: readonly Change[], snapshot: Snapshot): Owner['kind'] | undefined {
	for (const {target} of changes) {
		const object = objectOf(snapshot, target);
		const owner = object && ownerOf(object.metadata, snapshot);
		if (owner?.git) return owner.kind;
	}
	return undefined;
}
