import {parted} from '../../threat-model/said.js';
import {within} from '../cursor.js';
import {insight} from '../extent.js';
import {inOrder} from '../journal-entries.js';
import {layout} from '../layout.js';
import {isStale, lineKey, lineOf, listLines, rowsIn, staleSays} from '../list-lines.js';
import {planRoom, tryingItems} from '../plan-rows.js';
import type {Assessment, Prefilled, Told} from '../ports.js';
import {
	asking,
	type Cursor,
	type Event,
	home,
	type PlanRow,
	readingAgain,
	type Screen,
	type ScreenOf,
	type SentRow,
	type State,
	type Step,
	step,
} from '../state.js';
import {takeDialog} from './dialog.js';
import {listAfter} from './list-after.js';
import {freshRow, placeOf, replanned} from './replanned.js';

/** What the world tells, whichever screen is open; undefined for what a person did. */
export function worldNext(state: State, event: Event): Step | undefined {
	switch (event.type) {
		case 'resized':
			return step(resized({...state, size: {columns: event.columns, rows: event.rows}}));
		case 'places-found':
			return step({...state, places: event.places, ...(event.message !== undefined && {message: event.message})});
		case 'read-some':
			return step({...state, reading: event.reading});
		case 'read-failed':
			return step(readFailed(state, event.told));
		case 'read-asks': {
			const {reading: _, ...rest} = state;
			const cursor = {at: placeAt(state), top: 0};
			return step({...rest, screen: {name: 'where', cursor, asking: asking(event.asks, [])}, behind: []});
		}
		case 'read-done': {
			const read = without(state, 'failure');
			const [offer] = event.cluster.offers ?? [];
			const {said} = parted(event.prefilled.answers);
			return step(
				{
					...(offer !== undefined && state.screen.name === 'answers' ? takeDialog(read, offer) : read),
					cluster: event.cluster,
					...(state.message === readingAgain && {message: 'read again'}),
					...(event.cluster.told.length > 0 && {message: event.cluster.told.join('; ')}),
					prefilled: suggestedBy(event.prefilled),
					given: {...said, ...state.given},
					reading: {...(state.reading ?? {done: 0, kinds: 0, refused: 0}), finished: true},
				},
				{do: 'assess'},
			);
		}
		case 'assessed':
			return assessedNext(withAssessment({...state, prefilled: suggestedBy(event.assessment.prefilled)}, event.assessment));
		case 'planned': {
			const open = planScreen(state);
			const rows = open ? replanned(state.plan, event.items) : event.items.map(freshRow);
			const cursor = open ? keptCursor(state, open, rows) : home;
			const screen: Screen = {name: 'plan', cursor, undo: event.undo};
			const next: State = {
				...state,
				plan: rows,
				screen,
				behind: open ? state.behind.filter(({name}) => name !== 'plan') : [...state.behind, state.screen],
			};
			const trying = tryingItems(rows);
			const joined = open !== undefined && rows.length < state.plan.length;
			return step(
				rows.length === 0
					? {...state, message: 'nothing here can be changed'}
					: {...next, ...(joined && {message: 'two rows became one: they change the same object'})},
				...(trying.length > 0 ? [{do: 'preview', items: trying} as const] : []),
			);
		}
		case 'previewed':
			return step({
				...state,
				plan: state.plan.map(row =>
					row.item.id === event.item ? {...row, state: 'tried' as const, previews: event.previews, at: state.now} : row,
				),
			});
		case 'preview-failed':
			return step({
				...state,
				plan: state.plan.map(row => (row.item.id === event.item ? {...row, state: 'failed' as const, error: event.told} : row)),
			});
		case 'send-told':
			return step(
				{...state, sent: state.sent.map(row => (row.item.id === event.item ? toldRow(row, event) : row))},
				...(event.state === 'verified' || event.state === 'applied' ? [{do: 'assess'} as const] : []),
			);
		case 'send-troubled':
			return step({
				...state,
				sent: state.sent.map(row =>
					row.item.id === event.item ? {...row, state: 'applied' as const, says: event.says[0] ?? '', events: event.says} : row,
				),
				message: `${event.item.split(' ')[1] ?? event.item}: ${event.says[0] ?? ''}; u takes it back`,
			});
		case 'watched':
			return step({...state, watchedUntil: event.until});
		case 'send-waits':
			return step({...state, sending: 'waits'});
		case 'send-ended':
			return step(
				{
					...state,
					sending: 'done',
					sent: state.sent.map(row =>
						row.state === 'waits' ? {...row, state: 'left' as const} : row.state === 'sending' ? {...row, state: 'stopped' as const} : row,
					),
					marks: new Set(),
					findingMarks: new Set(),
					changeMarks: new Set(),
				},
				{do: 'assess'},
				{do: 'read-journal'},
			);
		case 'journal-read':
			return step({...state, journal: inOrder(event.entries, state.journalBy)});
		case 'saved':
			return step({...state, saved: [...new Set([...state.saved, event.folder])], message: `saved in ${event.folder}`});
		case 'text-ready':
			return step({
				...state,
				screen: {
					name: 'text',
					title: event.title,
					lines: event.lines,
					cursor: home,
					left: 0,
					wrap: event.wrap ?? true,
					...(event.file && {file: event.file}),
				},
				behind: [...state.behind, state.screen],
			});
		case 'remedy-ready':
			return step({...state, remedies: new Map(state.remedies).set(event.control, event.lines)});
		case 'item-edited': {
			const rows = state.plan.map((row): PlanRow => {
				if (row.item.id !== event.item) return row;
				return {item: {...row.item, changes: event.changes, yours: true}, state: 'trying', previews: []};
			});
			const item = rows.find(row => row.item.id === event.item)?.item;
			return item
				? step({...state, plan: rows, message: 'yours, not proven: tried again on the server'}, {do: 'preview', items: tryingItems(rows)})
				: step(state);
		}
		case 'taken-offline':
			return step(
				{
					...state,
					given: {...event.answers, ...state.given},
					message: `${event.taken} statements taken; /said:differs shows what the cluster sees otherwise`,
				},
				{do: 'assess'},
			);
		case 'renamed':
			return step({
				...state,
				...(state.cluster && {cluster: {...state.cluster, short: event.short}}),
				message: `it is called ${event.short} from now on`,
			});
		case 'said':
			return step({...state, message: event.says});
		default:
			return undefined;
	}
}

/** Without what a person said, which stands in `given`. */
function suggestedBy({answers, hints}: Prefilled): Prefilled {
	return {answers: parted(answers).suggested, hints};
}

/** Back to where it was chosen, with the reason; a list that was read before stays. */
function readFailed(state: State, told: Told): State {
	const {reading: _, ...rest} = state;
	if (state.cluster) return {...rest, message: `${told.what} ${told.why}`.trim()};
	const {place, ...nowhere} = rest;
	const cursor = {at: placeAt(state), top: 0};
	// What was typed stays in its field, to be mended.
	const again =
		place?.asks && state.said.length > 0
			? {...asking(place.asks, state.said.slice(0, -1)), field: textField(state.said.at(-1) ?? '')}
			: undefined;
	return {
		...nowhere,
		failure: told,
		screen: {name: 'where', cursor, ...(again && {asking: again})},
		behind: [],
		...(again && {message: `${told.what} ${told.why}`.trim()}),
	};
}

const textField = (text: string) => ({text, at: text.length});

/** Where the place that was chosen stands in the list. */
function placeAt({places, place}: State): number {
	return Math.max(
		0,
		places.findIndex(one => one.id === place?.id && one.kind === place.kind),
	);
}

function without<K extends keyof State>(state: State, key: K): Omit<State, K> {
	const {[key]: _, ...rest} = state;
	return rest;
}

/** The plan that is open, or behind its question. */
function planScreen({screen, behind}: State): ScreenOf<'plan'> | undefined {
	if (screen.name === 'plan') return screen;
	return screen.name === 'ask' ? behind.findLast(one => one.name === 'plan') : undefined;
}

function keptCursor({plan, size}: State, {cursor, undo}: ScreenOf<'plan'>, rows: readonly PlanRow[]): Cursor {
	const here = plan[cursor.at];
	const at = here ? Math.max(0, placeOf(rows, here.item)) : 0;
	return within({...cursor, at}, rows.length, planRoom(rows, undo, layout(size).body));
}

function toldRow(row: SentRow, {state, says, events}: Extract<Event, {type: 'send-told'}>): SentRow {
	return {...row, state, says, events: events && events.length > 0 ? events : row.events};
}

/** A list that was asked for before opens now. */
function assessedNext(state: State): Step {
	const {screen} = state;
	return screen.name === 'answers' && screen.waits ? listAfter(state, {name: 'answers', cursor: screen.cursor}) : step(state);
}

/** Rows fill in place: from the first key on the order stays, and a change of order is said, never done. */
function withAssessment(state: State, assessment: Assessment): State {
	const order = assessment.ranked.map(row => row.verdict.control.id);
	if (!state.frozen)
		return {...state, assessment, order, ...(!state.atFirst && state.screen.name === 'list' && {atFirst: assessment.counts})};
	const after = {...state, assessment};
	const said = [state.message?.startsWith('kept') ? state.message : undefined, staleSays].filter(Boolean).join('; ');
	return held(state, {...after, ...(state.screen.name === 'list' && isStale(after) && {message: said})});
}

/** The cursor of the list stays on what it stood on, where rows join or leave a fold. */
function held(before: State, after: State): State {
	const {screen} = after;
	if (screen.name !== 'list') return after;
	const [old, lines] = [listLines(before), listLines(after)];
	const here = old[screen.cursor.at];
	const same = lines.findIndex(line => lineKey(line) === lineKey(here));
	const [first] = rowsIn(here);
	const at = same >= 0 ? same : first ? lineOf(lines, first.verdict.control.id) : screen.cursor.at;
	return {...after, screen: {...screen, cursor: within({...screen.cursor, at}, lines.length, layout(after.size).body)}};
}

function resized(state: State): State {
	return {...state, screen: insight(state, state.screen), behind: state.behind.map(screen => insight(state, screen))};
}
