import {listLines} from '../list-lines.js';
import {mapCells, mapPlaces} from '../map-cells.js';
import {closed, type Event, home, opened, type ScreenOf, type State, type Step, step} from '../state.js';
import {counted} from '../words.js';

export function mapNext(state: State, screen: ScreenOf<'map'>, event: Event): Step {
	const cells = mapCells(state);
	const places = mapPlaces(cells);
	const here = places.find(({cell}) => cell === screen.at);
	const to = (cell: number | undefined): Step => step(cell === undefined ? state : {...state, screen: {...screen, at: cell}});
	switch (event.type) {
		case 'moved': {
			const inColumn = places.filter(({column}) => column === here?.column).sort((a, b) => a.row - b.row);
			if (event.by === 'first') return to(inColumn[0]?.cell);
			if (event.by === 'last') return to(inColumn.at(-1)?.cell);
			const up = event.by === -1 || event.by === 'page-up' || event.by === 'half-up';
			const next = up ? inColumn.findLast(({row}) => row < (here?.row ?? 0)) : inColumn.find(({row}) => row > (here?.row ?? 0));
			return to(next?.cell);
		}
		case 'sideways': {
			const beside = places.filter(({column}) => column === (event.by > 0 ? 1 : 0));
			const nearest = [...beside].sort((a, b) => Math.abs(a.row - (here?.row ?? 0)) - Math.abs(b.row - (here?.row ?? 0)))[0];
			return here?.column === (event.by > 0 ? 1 : 0) ? step(state) : to(nearest?.cell);
		}
		case 'chose-cell':
			return to(event.at);
		case 'entered': {
			const cell = cells[screen.at];
			if (!cell || cell.rows.length === 0) return step({...state, message: 'no control stands for this yet'});
			const narrowed: State = {...state, filter: cell.filter};
			const filtered: State = listLines(narrowed).length > 0 ? narrowed : {...narrowed, onlyNeedsWork: false};
			const behind = state.behind.filter(({name}) => name !== 'list');
			return step({
				...filtered,
				screen: {name: 'list', cursor: home},
				behind,
				message: `${counted(listLines(filtered).length, 'row')}: ${cell.title}; esc shows all`,
			});
		}
		case 'opened-answers':
			return step(opened(state, {name: 'answers', cursor: home}));
		case 'asked-how':
			return step({...state, message: 'a control counts in every cell of its items; attackers count each once'});
		case 'asked-to-undo':
			return step(opened(state, {name: 'journal', cursor: home}), {do: 'read-journal'});
		case 'opened-report':
			return step(state, {do: 'report'});
		case 'asked-again':
			return state.place ? step(state, {do: 'read', place: state.place, probes: state.probes, said: state.said}) : step(state);
		case 'closed':
			return step(closed(state));
		default:
			return step(state);
	}
}
