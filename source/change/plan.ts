import type {Change, Remediation} from '../model/index.js';
import {mergedChanges} from './merge-remedies.js';
import {targetKey} from './target.js';

/** A remedy of one finding, on its way into a plan. */
export type Remedy = {readonly control: string; readonly finding: string; readonly remediation: Remediation};

/** Changes that are sent together: one object, or several that belong together. */
export type PlannedGroup = {readonly changes: readonly Change[]; readonly remedies: readonly Remedy[]; readonly next?: string};

/** Remedies with changes, merged: patches of the same object become one, remedies that share an object become one group. */
export function plannedGroups(remedies: readonly Remedy[]): PlannedGroup[] {
	const groups: {changes: Change[]; remedies: Remedy[]; keys: Set<string>; next?: string}[] = [];
	for (const remedy of remedies) {
		const {remediation} = remedy;
		if (!('changes' in remediation)) continue;
		const keys = remediation.changes.map(({target}) => targetKey(target));
		const found = groups.find(group => keys.some(key => group.keys.has(key)));
		const group = found ?? {changes: [], remedies: [], keys: new Set<string>()};
		if (!found) groups.push(group);
		group.changes.push(...remediation.changes);
		group.remedies.push(remedy);
		for (const key of keys) group.keys.add(key);
		if (remediation.next !== undefined) group.next = remediation.next;
	}
	return groups.map(({changes, remedies: own, next}) => ({
		changes: mergedChanges(changes),
		remedies: own,
		...(next !== undefined && {next}),
	}));
}
