import {moved, within} from '../cursor.js';
import {walked} from '../extent.js';
import {edited, type Field} from '../field.js';
import {layout} from '../layout.js';
import {isStale, type ListLine, lineKey, lineOf, listLines, rowsIn} from '../list-lines.js';
import {orders, orderWord} from '../list-orders.js';
import {markedRow, markOf, type Row} from '../narrowed.js';
import {givenFor} from '../plan-answers.js';
import {type Event, home, opened, type ScreenOf, type State, type Step, step} from '../state.js';
import {toggledAll} from '../toggled.js';
import {visibleRows} from '../visible-rows.js';
import {leadNext} from './leads.js';

export function listNext(before: State, screen: ScreenOf<'list'>, event: Event): Step {
	const state: State = {...before, frozen: true};
	const lines = listLines(state);
	const {body} = layout(state.size);
	const here = lines[screen.cursor.at];
	const row = here?.kind === 'row' ? here.row : undefined;
	const led = leadNext(state, row, event);
	if (led) return led;
	switch (event.type) {
		case 'moved':
			if (screen.field?.text === '' && event.by === -1 && state.lastFilter !== '')
				return step(filtered(state, screen, {text: state.lastFilter, at: state.lastFilter.length}));
			return step({...state, screen: walked(state, screen, event.by)});
		case 'entered':
			if (screen.field) return step({...state, screen: {name: 'list', cursor: within(screen.cursor, lines.length, body)}});
			return entered(state, screen, here);
		case 'sideways':
			return folded(state, screen, here, event.by < 0);
		case 'next-group': {
			const places = lines.map(({kind}, index) => (kind === 'row' ? -1 : index)).filter(index => index >= 0);
			const at = event.by > 0 ? places.find(index => index > screen.cursor.at) : places.findLast(index => index < screen.cursor.at);
			return at === undefined
				? step(state)
				: step({...state, screen: {...screen, cursor: within({...screen.cursor, at}, lines.length, body)}});
		}
		case 'next-part':
			return row && layout(state.size).wide ? step(openControl(state, row)) : step(state);
		case 'marked': {
			const rows = event.all ? lines.flatMap(line => (line.kind === 'row' ? [line.row] : [])) : rowsIn(here);
			const ids = rows.map(markOf);
			if (ids.length === 0) return step({...state, message: 'nothing to mark here: → unfolds'});
			return step({
				...state,
				marks: toggledAll(state.marks, ids),
				screen: event.all ? screen : {...screen, cursor: moved(screen.cursor, 1, lines.length, body)},
			});
		}
		case 'asked-to-fix':
			return planned(state, here, event.here ? [] : [...state.marks]);
		case 'toggled-needs-work': {
			const toggled: State = {...state, onlyNeedsWork: !state.onlyNeedsWork};
			const hidden = (state.assessment?.ranked.length ?? 0) - visibleRows(toggled).length;
			return step({
				...staying(toggled, screen, here),
				message: toggled.onlyNeedsWork ? `fail and warn only; ${hidden} rows hidden` : 'everything is shown',
			});
		}
		case 'reordered':
			return reordered(state, screen, here);
		case 'opened-find':
			return step({...state, screen: {...screen, before: state.filter, field: grown(state.filter)}});
		case 'typed':
		case 'edited':
		case 'pasted':
			return screen.field ? step(filtered(state, screen, edited(screen.field, event))) : step(state);
		case 'closed': {
			if (screen.field) {
				const kept: State = {...state, filter: screen.before ?? '', lastFilter: state.filter.trim() || state.lastFilter};
				return step(staying(kept, screen, here));
			}
			if (state.filter === '' && !state.onlyNeedsWork) return step({...state, message: 'q leaves; i goes to the answers'});
			const shown: State = {...state, filter: '', lastFilter: state.filter || state.lastFilter, onlyNeedsWork: false};
			return step({
				...staying(shown, screen, here),
				message: `everything is shown${state.filter === '' ? '' : '; / and ↑ bring the filter back'}`,
			});
		}
		default:
			return step(state);
	}
}

/** What narrows already, and room for more words. */
function grown(filter: string): Field {
	const text = filter === '' ? '' : `${filter} `;
	return {text, at: text.length};
}

function filtered(state: State, screen: ScreenOf<'list'>, field: Field): State {
	const narrowed: State = {...state, filter: field.text.trim()};
	return {...narrowed, screen: {...screen, field, cursor: within(home, listLines(narrowed).length, layout(state.size).body)}};
}

export function openControl(state: State, {verdict, only}: Row): State {
	const narrow = only === undefined ? {} : {only};
	return opened(state, {name: 'control', control: verdict.control.id, ...narrow, part: 'objects', cursor: home});
}

function entered(state: State, screen: ScreenOf<'list'>, here: ListLine | undefined): Step {
	if (!here) return step(state);
	if (here.kind === 'row') return step(openControl(state, here.row));
	if (here.kind === 'fold') return step(opened(state, {name: 'fold', by: here.by, cursor: home}));
	return folded(state, screen, here, !here.folded);
}

/** Folds or unfolds what the line belongs to; folding takes the cursor to the line that stays. */
function folded(state: State, screen: ScreenOf<'list'>, here: ListLine | undefined, fold: boolean): Step {
	const key = here && (here.kind === 'row' ? here.inside : here.key);
	if (key === undefined || (here?.kind === 'row' && !fold)) return step(state);
	const next: State = {...state, folds: new Map(state.folds).set(key, fold)};
	const lines = listLines(next);
	const at = Math.max(
		0,
		lines.findIndex(line => lineKey(line) === key),
	);
	return step({...next, screen: {...screen, cursor: within({at, top: screen.cursor.top}, lines.length, layout(state.size).body)}});
}

/** The list with other lines, the cursor on what it stood on, where that is still seen. */
export function staying(state: State, screen: ScreenOf<'list'>, here: ListLine | undefined): State {
	const lines = listLines(state);
	const same = lines.findIndex(line => lineKey(line) === lineKey(here));
	const [first] = rowsIn(here);
	const at = same >= 0 ? same : first ? lineOf(lines, first.verdict.control.id) : 0;
	return {
		...state,
		screen: {name: 'list', cursor: within({at, top: screen.cursor.top}, lines.length, layout(state.size).body)},
	};
}

/** First puts the present order right; where it is right already, the next way to order. */
function reordered(state: State, screen: ScreenOf<'list'>, here: ListLine | undefined): Step {
	const fresh = state.assessment?.ranked.map(({verdict}) => verdict.control.id) ?? [];
	if (isStale(state)) return step({...state, order: fresh, screen: {...screen, cursor: home}, message: 'by rank, as it is now'});
	const orderBy = orders[(orders.indexOf(state.orderBy) + 1) % orders.length] ?? 'rank';
	const next: State = {...state, order: fresh, orderBy};
	return step({...staying(next, screen, here), message: `${orderWord[orderBy]}; o goes on to the next order`});
}

function planned(state: State, here: ListLine | undefined, marks: readonly string[]): Step {
	const chosen = marks.length > 0 ? marks.flatMap(mark => markedRow(state, mark) ?? []).sort(byRank) : rowsIn(here);
	const wanted = chosen.flatMap(({verdict}) =>
		verdict.findings.filter(finding => !finding.waivedBy).map(finding => ({control: verdict.control.id, finding: finding.id})),
	);
	if (wanted.length === 0) return step({...state, message: 'nothing to change here: no finding. enter shows what was seen'});
	return step(state, {do: 'plan', wanted, given: givenFor(state.answered, wanted)});
}

/** Marks come in the order in which they were set; a plan goes by rank. */
const byRank = (a: Row, b: Row) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY);
