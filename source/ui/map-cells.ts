import {checklistItems} from '../assess/seeds.js';
import type {Layer, Phase, Ranked, Status, Threat} from '../model/index.js';
import {threats} from '../model/index.js';
import {mainThreat} from './list-orders.js';
import type {State} from './state.js';
import {threatShort} from './words.js';

/** One cell of the map: rows that stand for an item of the checklist, or against one attacker. */
export type MapCell = {
	readonly title: string;
	/** The filter that enter opens the list with. */
	readonly filter: string;
	/** Its place in the grid; absent for an attacker. */
	readonly place?: {readonly layer: Layer; readonly phase: Phase};
	readonly threat?: Threat;
	readonly rows: readonly Ranked[];
};

/** Cells in the order in which arrows walk them: layer by layer, build beside operate, then the attackers. */
export function mapCells({assessment}: Pick<State, 'assessment'>): readonly MapCell[] {
	const ranked = assessment?.ranked ?? [];
	const applies = ranked.filter(({verdict}) => verdict.status !== 'not-applicable');
	const items = checklistItems.map(({id, title, layer, phase}) => ({
		title,
		filter: `seed:${id}`,
		place: {layer, phase},
		rows: applies.filter(({verdict}) => verdict.control.seeds.includes(id)),
	}));
	return [
		...items,
		...threats.map(threat => ({
			title: threatShort[threat],
			filter: `attacker:${threatShort[threat]}`,
			threat,
			rows: applies.filter(row => mainThreat(row, assessment?.model) === threat),
		})),
	];
}

const counting: readonly Status[] = ['fail', 'warn', 'unknown'];

/** How many rows of a cell fail, warn and are unknown. */
export function gapsOf({rows}: MapCell): readonly {readonly status: Status; readonly count: number}[] {
	return counting
		.map(status => ({status, count: rows.filter(({verdict}) => verdict.status === status).length}))
		.filter(({count}) => count > 0);
}

export type MapPlace = {readonly row: number; readonly column: 0 | 1; readonly cell: number};

/** Where each cell stands: layers below each other, build left of operate; attackers in one row at the end. */
export function mapPlaces(cells: readonly MapCell[]): readonly MapPlace[] {
	const places: MapPlace[] = [];
	let row = 0;
	for (const layer of ['application', 'cluster', 'infrastructure'] as const) {
		const inLayer = (phase: Phase) =>
			cells.map((cell, index) => ({cell, index})).filter(({cell}) => cell.place?.layer === layer && cell.place.phase === phase);
		const [build, operate] = [inLayer('build'), inLayer('operate')];
		build.forEach(({index}, at) => places.push({row: row + at, column: 0, cell: index}));
		operate.forEach(({index}, at) => places.push({row: row + at, column: 1, cell: index}));
		row += Math.max(build.length, operate.length);
	}
	cells.forEach((cell, index) => {
		if (!cell.place) places.push({row: row++, column: 0, cell: index});
	});
	return places;
}
