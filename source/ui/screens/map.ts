import {layout} from '../layout.js';
import {fit, type Line, line, pad, rule, type Span, span} from '../lines.js';
import {gapsOf, type MapCell, mapCells, mapPlaces} from '../map-cells.js';
import type {ScreenOf, State} from '../state.js';
import {glyphs, statusStyle} from '../theme.js';
import {threatWord} from '../words.js';
import {type Frame, stripLines} from './frame.js';
import {titleOf} from './head.js';
import {countsLine} from './list.js';

const layerWidth = 15;

/** The grid of layers and phases, and the three attackers: where the gaps are at a glance. */
export function mapFrame(state: State, screen: ScreenOf<'map'>): Frame {
	const {width} = layout(state.size);
	const cells = mapCells(state);
	const places = mapPlaces(cells);
	const cellWidth = Math.min(44, Math.floor((width - layerWidth) / 2));
	const last = Math.max(...places.map(({row}) => row));
	const body = Array.from({length: last + 1}, (_, row): Line => {
		const [left, right] = ([0, 1] as const).map(column => places.find(one => one.row === row && one.column === column));
		const cell = cells[left?.cell ?? right?.cell ?? -1];
		const isFirst = !places.some(one => one.row < row && layerOf(cells[one.cell]) === layerOf(cell));
		return line(
			span(pad(isFirst ? layerOf(cell) : '', layerWidth), 'dim'),
			...cellSpans(left && cells[left.cell], left?.cell === screen.at, right ? cellWidth : width - layerWidth),
			...(right ? cellSpans(cells[right.cell], right.cell === screen.at, cellWidth) : []),
		);
	});
	const here = cells[screen.at];
	return {
		title: titleOf(state),
		second: countsLine(state, width),
		rule: line(...rule(layerWidth + cellWidth - 1, 'where the gaps are: build'), ' ', ...rule(width - layerWidth - cellWidth, 'operate')),
		body,
		strip: stripLines(here ? [aboutCell(here)] : [], width),
	};
}

function layerOf(cell: MapCell | undefined): string {
	return cell?.place?.layer ?? 'by attacker';
}

function cellSpans(cell: MapCell | undefined, here: boolean, width: number): Span[] {
	if (!cell) return [span(' '.repeat(width))];
	const gaps = gapsOf(cell).flatMap(({status, count}) => [span(`${glyphs.status[status]}${count}`, statusStyle[status]), span(' ')]);
	const spans = [
		span(here ? `${glyphs.cursor} ` : '  ', 'bold'),
		span(pad(cell.title, 17), here ? 'bold' : 'plain'),
		span(' '),
		...gaps,
		span(`of ${cell.rows.length}`, 'dim'),
	];
	return [...fit(spans, width)];
}

function aboutCell({title, rows, threat}: MapCell): string {
	const worst = rows.find(({rank}) => rank !== undefined);
	const what = threat
		? `against ${threatWord[threat] === 'stolen login' ? 'a stolen login' : `the ${threatWord[threat]}`}`
		: `for ${title}`;
	return worst ? `Highest ${what}: ${worst.rank}. ${worst.verdict.control.title}. ${worst.reason}` : `Nothing to do ${what}.`;
}
