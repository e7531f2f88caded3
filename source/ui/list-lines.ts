import {type SettledBy, settledBy} from '../assess/settled-by.js';
import {groupsOf} from './list-orders.js';
import type {Row} from './narrowed.js';
import type {State} from './state.js';
import {visibleRows} from './visible-rows.js';

/** What the list shows, line by line. */
export type ListLine =
	| {readonly kind: 'row'; readonly row: Row; readonly inside?: string}
	/** Rows that the same thing would settle. */
	| {readonly kind: 'fold'; readonly key: string; readonly by: SettledBy; readonly rows: readonly Row[]; readonly folded: boolean}
	| {readonly kind: 'group'; readonly key: string; readonly title: string; readonly rows: readonly Row[]; readonly folded: boolean};

type Seen = Pick<State, 'assessment' | 'order' | 'filter' | 'onlyNeedsWork' | 'orderBy' | 'folds' | 'place'>;
type Memo = {readonly state: Seen; readonly lines: readonly ListLine[]};
let memo: Memo | undefined;
const parts = ['assessment', 'order', 'filter', 'onlyNeedsWork', 'orderBy', 'folds', 'place'] as const;

/** The lines of the list, in the order that was chosen; computed again only where something of it changed. */
export function listLines(state: Seen): readonly ListLine[] {
	const known = memo;
	if (known && parts.every(part => known.state[part] === state[part])) return known.lines;
	const rows = visibleRows(state);
	const lines = state.orderBy === 'rank' ? rankedLines(state, rows) : groupedLines(state, rows);
	memo = {state, lines};
	return lines;
}

function rankedLines(state: Seen, rows: readonly Row[]): ListLine[] {
	const {assessment} = state;
	if (!assessment || state.filter !== '' || state.place?.kind === 'offline') return rows.map(row => ({kind: 'row', row}));
	const members = new Map<SettledBy, Row[]>();
	for (const row of rows) {
		const by = foldable(row) ? settledBy(row.verdict, assessment.model) : undefined;
		if (by) members.set(by, [...(members.get(by) ?? []), row]);
	}
	const lines: ListLine[] = [];
	const placed = new Set<SettledBy>();
	for (const row of rows) {
		const by = foldable(row) ? settledBy(row.verdict, assessment.model) : undefined;
		const group = by && members.get(by);
		if (!by || !group || group.length < 2) lines.push({kind: 'row', row});
		else if (!placed.has(by)) {
			placed.add(by);
			const key = `list ${by}`;
			const folded = state.folds.get(key) ?? true;
			lines.push({kind: 'fold', key, by, rows: group, folded});
			if (!folded) lines.push(...group.map(inner => ({kind: 'row' as const, row: inner, inside: key})));
		}
	}
	return lines;
}

/** A row that others come after is never folded away. */
function foldable({verdict, lifts}: Row): boolean {
	return verdict.status === 'unknown' && lifts.length === 0;
}

function groupedLines(state: Seen, rows: readonly Row[]): ListLine[] {
	return groupsOf(state.orderBy, rows, state.assessment?.model).flatMap(({id, title, rows: members}): ListLine[] => {
		const key = `list ${state.orderBy} ${id}`;
		const folded = state.folds.get(key) ?? state.orderBy === 'namespace';
		return [
			{kind: 'group', key, title, rows: members, folded},
			...(folded ? [] : members.map(row => ({kind: 'row' as const, row, inside: key}))),
		];
	});
}

/** The rank that is known now differs from the order that is shown. */
export function isStale({assessment, order, orderBy}: Pick<State, 'assessment' | 'order' | 'orderBy'>): boolean {
	return orderBy === 'rank' && (assessment?.ranked ?? []).some(({verdict}, index) => order[index] !== verdict.control.id);
}
export const staleSays = 'the order has changed: o puts it right';

/** The same for the same thing, whatever stands around it. */
export function lineKey(line: ListLine | undefined): string | undefined {
	return line && (line.kind === 'row' ? `${line.inside ?? ''} ${line.row.verdict.control.id}` : line.key);
}

export function rowsIn(line: ListLine | undefined): readonly Row[] {
	return line === undefined ? [] : line.kind === 'row' ? [line.row] : line.rows;
}

/** Where a control stands among the lines, its row of this namespace first; where it is folded away, its fold. */
export function lineOf(lines: readonly ListLine[], control: string, only?: string): number {
	const of = ({verdict}: Row) => verdict.control.id === control;
	const same = (row: Row) => of(row) && row.only === only;
	const places = [same, of].flatMap(has => [
		lines.findIndex(line => line.kind === 'row' && has(line.row)),
		lines.findIndex(line => rowsIn(line).some(has)),
	]);
	return places.find(place => place >= 0) ?? 0;
}
