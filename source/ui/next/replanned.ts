import type {PlanItem} from '../ports.js';
import type {PlanRow} from '../state.js';

/** The row of an item that nothing is known of yet. */
export function freshRow(item: PlanItem): PlanRow {
	return {item, state: item.asks ? 'asks' : item.changes.length === 0 ? 'by-hand' : 'trying', previews: []};
}

/** The row that an item is about too: they have a finding in common. */
export function placeOf(plan: readonly PlanRow[], {wanted}: Pick<PlanItem, 'wanted'>): number {
	const keys = new Set(wanted.map(key));
	return plan.findIndex(({item}) => item.wanted.some(one => keys.has(key(one))));
}
const key = ({control, finding}: PlanItem['wanted'][number]) => `${control} ${finding}`;

/** The same plan after an answer: rows stay where they are, and what is as it was keeps what was said of it. Every item has a row. */
export function replanned(plan: readonly PlanRow[], items: readonly PlanItem[]): PlanRow[] {
	return items
		.map(item => ({item, at: placeOf(plan, item)}))
		.sort((a, b) => a.at - b.at)
		.map(({item, at}) => {
			const before = plan[at];
			if (before && isSame(before.item, item)) return before;
			const asked = before !== undefined && (before.state === 'asks' || before.asked === true);
			return {...freshRow(item), ...(asked && {asked}), ...(before?.leftOut && {leftOut: true})};
		});
}

/** Edited changes stay edited. */
function isSame(before: PlanItem, {id, wanted, changes, asks}: PlanItem): boolean {
	const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
	return (
		before.id === id && same(before.wanted, wanted) && same(before.asks, asks) && (before.yours === true || same(before.changes, changes))
	);
}
