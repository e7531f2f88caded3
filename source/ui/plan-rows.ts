import {inWords} from '../model/index.js';
import type {PlanItem} from './ports.js';
import type {PlanRow} from './state.js';
import {counted, ownerWord} from './words.js';

/** A row that would be sent now. */
export function isSendable(row: PlanRow): boolean {
	return (
		row.state === 'tried' &&
		!row.leftOut &&
		row.previews.length > 0 &&
		row.previews.every(preview => !preview.refused && !preview.forbidden) &&
		!isKeptForGit(row)
	);
}
/** A row that is only saved when the others are sent. */
export function isOnlySaved(row: PlanRow): boolean {
	return row.state === 'tried' && !row.leftOut && !isSendable(row);
}
/** A row whose change belongs into a Git repository. */
export function isForGit(row: PlanRow): boolean {
	return row.previews.some(preview => preview.owner.git);
}
/** What is tried on the server; a new round of tries takes the place of the one before. */
export function tryingItems(plan: readonly PlanRow[]): PlanItem[] {
	return plan.filter(({state}) => state === 'trying').map(({item}) => item);
}
/** Nobody waits for these tries any more. */
export function withoutTrying(plan: readonly PlanRow[]): PlanRow[] {
	const error = {what: 'It was not tried: that was stopped.', why: '', steps: ['r tries again.']};
	return plan.map(row => (row.state === 'trying' ? {...row, state: 'failed' as const, error} : row));
}
/** It stays with Git: nobody said that it is changed here all the same. */
export function isKeptForGit(row: PlanRow): boolean {
	return isForGit(row) && row.anyway !== true;
}

/** How many objects these rows are about; an object of two rows counts once. */
export function objectCount(rows: readonly Pick<PlanRow, 'item'>[]): number {
	return new Set(rows.flatMap(({item}) => item.objects)).size;
}

/** What becomes of a row; the first that holds of an object is what is told of it. */
const fates: readonly [string, (row: PlanRow) => boolean][] = [
	['changed here', isSendable],
	['left out', ({leftOut}) => leftOut === true],
	['being tried', ({state}) => state === 'trying'],
	['saved for Git', row => row.state === 'tried' && isKeptForGit(row)],
	['asking', ({state}) => state === 'asks'],
	['by hand', ({state}) => state === 'by-hand'],
	['not possible', () => true],
];

/** "10 objects: 3 changed here, 7 saved for Git, 0 left out": numbers of objects that add up. */
export function planSummary(plan: readonly PlanRow[]): string {
	const counts = new Map<string, number>();
	const told = new Set<string>();
	for (const [says, holds] of fates) {
		const before = told.size;
		for (const {item} of plan.filter(row => holds(row))) for (const object of item.objects) told.add(object);
		counts.set(says, told.size - before);
	}
	const shown = ['changed here', 'saved for Git', 'asking', 'by hand', 'not possible', 'left out', 'being tried'];
	const present = shown.filter(says => (counts.get(says) ?? 0) > 0);
	// A nought is told while there is room for it.
	const noughts = present.length > 2 || plan.length !== told.size ? ['changed here'] : ['changed here', 'left out'];
	const parts = shown.filter(says => present.includes(says) || noughts.includes(says)).map(says => `${counts.get(says) ?? 0} ${says}`);
	// Two rows may be about one object, until an answer makes them one change.
	const rows = plan.length === told.size ? '' : ` in ${counted(plan.length, 'row')}`;
	return `${counted(told.size, 'object')}${rows}: ${parts.join(', ')}`;
}

type Section = {readonly from: number; readonly says: string};

/** What becomes of the rows of a plan, each with the first row of it. */
export function planSections(plan: readonly PlanRow[], undo: boolean): readonly Section[] {
	if (undo) return [{from: 0, says: 'taken back in this order'}];
	const owners = [...new Set(plan.filter(({asked}) => !asked).flatMap(({item}) => (item.git ? (ownerWord[item.git] ?? 'Git') : [])))];
	const isAsked = ({item, asked}: PlanRow) => asked === true || item.changes.length === 0;
	const last = plan.some(({asked}) => asked) ? 'asked first, or done by hand' : 'needs an answer first, or is done by hand';
	const isChanged = (row: PlanRow) => !isAsked(row) && !row.item.git;
	const mayBe = plan.some(row => isChanged(row) && (row.leftOut || row.state !== 'tried' || isSendable(row)));
	const ways: readonly [string, (row: PlanRow) => boolean][] = [
		[mayBe ? 'changed in the cluster, in this order' : 'not possible as it is: s saves the patches', isChanged],
		[
			`saved as patches: ${inWords(owners)} ${owners.length === 1 ? 'takes' : 'take'} changes made here back`,
			row => !isAsked(row) && row.item.git !== undefined,
		],
		[last, isAsked],
	];
	return ways.flatMap(([says, is]) => {
		const from = plan.findIndex(is);
		return from < 0 ? [] : [{from, says}];
	});
}

/** Rows that fit beside the rules between sections. */
export function planRoom(plan: readonly PlanRow[], undo: boolean, body: number): number {
	return body - Math.max(0, planSections(plan, undo).length - 1);
}
