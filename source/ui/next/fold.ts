import type {Ranked} from '../../model/index.js';
import {within} from '../cursor.js';
import {walked} from '../extent.js';
import {layout} from '../layout.js';
import {lineOf, listLines} from '../list-lines.js';
import {foldRows, rightsRequest, waysOut} from '../pages/settling.js';
import {closed, type Event, type ScreenOf, type State, type Step, step} from '../state.js';
import {openControl} from './list.js';

export function foldNext(state: State, screen: ScreenOf<'fold'>, event: Event): Step {
	const rows = foldRows(state, screen.by);
	const ways = waysOut(screen.by, rows);
	const way = ways[screen.cursor.at];
	switch (event.type) {
		case 'moved':
			return step({...state, screen: walked(state, screen, event.by)});
		case 'entered': {
			const [first] = way?.rows ?? [];
			if (!first) return step(state);
			return screen.by === 'rights' ? step(answering(state, way?.rows ?? [])) : step(openControl(state, first));
		}
		case 'opened-attest':
			return step(answering(state, rows));
		case 'copied':
			return screen.by === 'rights'
				? step(state, {do: 'copy', what: 'the request', text: rightsRequest(rows, state)})
				: step({...state, message: 'nothing to ask an administrator for: no right is missing here'});
		case 'saved-plan':
			return screen.by === 'rights' ? step(state, {do: 'save-role'}) : step({...state, message: 'nothing to save here'});
		case 'asked-again':
			return state.place ? step(closed(state), {do: 'read', place: state.place, probes: state.probes, said: state.said}) : step(state);
		case 'closed':
			return step(closed(state));
		default:
			return step(state);
	}
}

/** The list again, with this fold open and the cursor on the first of these rows: digits answer there. */
function answering(state: State, rows: readonly Ranked[]): State {
	const {screen} = state;
	const back = closed(state);
	const [first] = rows;
	if (screen.name !== 'fold' || !first) return back;
	const open: State = {...back, orderBy: 'rank', filter: '', folds: new Map(back.folds).set(`list ${screen.by}`, false)};
	const lines = listLines(open);
	const cursor = within({at: lineOf(lines, first.verdict.control.id), top: 0}, lines.length, layout(state.size).body);
	return {...open, screen: {name: 'list', cursor}, message: 'digits answer: 1 yes 2 partly 3 no 4 not sure 5 does not apply'};
}
