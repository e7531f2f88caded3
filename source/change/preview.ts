import {keepMetadata} from '../kube/keep/metadata.js';
import {ownerOf} from '../kube/ownership.js';
import type {Change, JsonObject, Owner, Preview, Snapshot, TouchedField, Tried} from '../model/index.js';
import {escaped, visible} from '../model/index.js';
import {diffOf} from './diff.js';
import {impactOf} from './impact.js';
import {drift, driftOfCreated, inverse} from './inverse.js';
import {managersOf} from './managers.js';
import {simulated} from './simulate.js';
import {touchedFields} from './touched.js';

/** What an undo is held to: the fields as the change left them. */
export type Left = {readonly touched: readonly TouchedField[]; readonly change: Change};

/**
 * Everything a person should see before a change is sent: from what the server said, or computed here where it could not be asked.
 * `left` is given for an undo: it is refused where somebody else changed what the change had left.
 */
export function previewOf(tried: Tried, snapshot: Snapshot, left?: Left): Preview {
	const {change, before, lock} = tried;
	const after = tried.after ?? simulated(change, before);
	const touched = touchedFields(change, before, after);
	const metadata = before && keepMetadata(before);
	const owner = metadata ? ownerOf(escaped(metadata), snapshot) : nobody;
	const {refused, ...impact} = impactOf(change, {...(before && {before}), ...(after && {after}), warnings: tried.warnings}, snapshot);
	const back = inverse(change, before, touched);
	const drifted = left && before ? driftOf(left, before) : [];
	const why =
		drifted.length > 0
			? {
					why: `somebody else changed ${drifted.join(', ')} since: taking this back would undo their work`,
					allows: 'Put these fields right by hand.',
				}
			: tried.refused !== undefined
				? {why: `the server refuses it: ${tried.refused}`}
				: refused;
	return {
		change,
		...(lock && {lock}),
		diff: diffOf(before, after),
		touched,
		warnings: tried.warnings,
		owner,
		managers: before ? managersOf(before, touched) : [],
		impact,
		...(back && {inverse: back}),
		computed: tried.computed,
		...(tried.why !== undefined && {why: tried.why}),
		...(why && {refused: why}),
		...(tried.forbidden !== undefined && {forbidden: tried.forbidden}),
	};
}

const nobody: Owner = {kind: 'nobody', says: 'nobody seen'};

function driftOf({touched, change}: Left, now: JsonObject): string[] {
	if (change.action === 'create') return driftOfCreated(change.manifest, now).map(visible);
	return drift(touched, now).map(({path}) => visible(path.join('.')));
}
