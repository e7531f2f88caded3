import type {Ranked} from '../../model/index.js';
import {within} from '../cursor.js';
import {edited, emptyField} from '../field.js';
import {controlHeight, layout, objectsHeight} from '../layout.js';
import {textOf} from '../lines.js';
import {rowOf} from '../narrowed.js';
import {holds, objectLines, refolded} from '../objects.js';
import {partLines} from '../pages/control-parts.js';
import {diffLines} from '../pages/diff.js';
import {textLines} from '../pages/text.js';
import type {Cursor, Event, ScreenOf, Sought, State, Step} from '../state.js';
import {step} from '../state.js';

type Page = ScreenOf<'text' | 'diff' | 'control'>;

/** `/` and `n N` where there is a page to look through; undefined for any other event. */
export function matchNext(state: State, event: Event): Step | undefined {
	const {screen} = state;
	if (screen.name !== 'text' && screen.name !== 'diff' && screen.name !== 'control') return undefined;
	const {word, field} = screen.sought ?? {word: ''};
	const seeking = (sought: Sought): State => ({...state, screen: {...screen, sought}});
	switch (event.type) {
		case 'opened-find':
			return step(seeking({word, field: emptyField}));
		case 'next-match':
			return step(word === '' ? {...state, message: '/ first: nothing is looked for'} : atMatch(state, screen, word, event.by));
		case 'typed':
		case 'edited':
		case 'pasted':
			return field && step(seeking({word, field: edited(field, event)}));
		case 'moved':
			return field?.text === '' && event.by === -1 ? step(seeking({word, field: {text: word, at: word.length}})) : undefined;
		case 'next-part':
			return field && step(state);
		case 'entered': {
			if (!field) return undefined;
			const wanted = field.text.trim();
			return step(wanted === '' ? seeking({word: ''}) : atMatch(seeking({word: wanted}), {...screen, sought: {word: wanted}}, wanted, 0));
		}
		case 'closed':
			return field && step(seeking({word}));
		default:
			return undefined;
	}
}

/** The next line that holds the word: 0 takes the line of the cursor too. Behind the last it begins again. */
function matchFrom(texts: readonly string[], word: string, from: number, by: 1 | 0 | -1): number {
	const is = (text: string) => text.toLowerCase().includes(word.toLowerCase());
	const onwards =
		by < 0
			? texts.findLastIndex((text, index) => index < from && is(text))
			: texts.findIndex((text, index) => index >= from + by && is(text));
	if (onwards >= 0) return onwards;
	return by < 0 ? texts.findLastIndex(is) : texts.findIndex(is);
}

function atMatch(state: State, screen: Page, word: string, by: 1 | 0 | -1): State {
	const row = screen.name === 'control' ? rowOf(state, screen.control, screen.only) : undefined;
	if (screen.name === 'control' && row && screen.part === 'objects') return atObject(state, screen, row, word, by);
	const texts = textsOf(state, screen, row);
	const at = matchFrom(texts, word, screen.cursor.at, by);
	if (at < 0) return {...state, message: `${word}: not on this page`};
	const {width, pane, body} = layout(state.size);
	const onControl = screen.name === 'control';
	const cursor = within({at, top: screen.cursor.top}, texts.length, onControl ? controlHeight(state.size) : body);
	return {
		...state,
		screen: {...screen, cursor, left: leftOf(texts[at] ?? '', word, onControl ? pane : width)},
		...again(screen.cursor, at, by),
	};
}

/** Beyond the right edge a match is scrolled to the middle. */
function leftOf(text: string, word: string, width: number): number {
	const column = text.toLowerCase().indexOf(word.toLowerCase());
	return column + word.length <= width ? 0 : column - Math.floor(width / 2);
}

function textsOf(state: State, screen: Page, row: Ranked | undefined): readonly string[] {
	const {width, pane} = layout(state.size);
	switch (screen.name) {
		case 'text':
			return textLines(screen, width);
		case 'diff': {
			const planned = state.plan.find(({item}) => item.id === screen.item);
			return planned ? diffLines(planned, {...screen, left: 0}, width).map(textOf) : [];
		}
		case 'control':
			return row ? partLines(state, row, {...screen, left: 0}, pane) : [];
	}
}

/** The next object of a control; a folded group that has it opens. */
function atObject(state: State, screen: ScreenOf<'control'>, row: Ranked, word: string, by: 1 | 0 | -1): State {
	const says = (lines: ReturnType<typeof objectLines>) => lines.map(line => (holds(line, word) ? word : ''));
	const lines = objectLines(state, row);
	const at = matchFrom(says(lines), word, screen.cursor.at, by);
	const here = lines[at];
	if (!here) return {...state, message: `${word}: not on this page`};
	const message = again(screen.cursor, at, by);
	if (!('folded' in here && here.folded)) return withCursor(state, screen, at, lines.length, message);
	const open = refolded(state, screen.control, here, false);
	const opened = objectLines(open, row);
	return withCursor(open, screen, matchFrom(says(opened), word, at, 1), opened.length, message);
}

function withCursor(state: State, screen: ScreenOf<'control'>, at: number, count: number, message: Pick<State, 'message'>): State {
	return {
		...state,
		screen: {...screen, cursor: within({...screen.cursor, at}, count, objectsHeight(state.size))},
		...message,
	};
}

function again({at: from}: Cursor, at: number, by: 1 | 0 | -1): Pick<State, 'message'> {
	if (by > 0 && at <= from) return {message: 'from the first line again'};
	return by < 0 && at >= from ? {message: 'from the last line again'} : {};
}
