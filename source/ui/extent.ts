import {questions} from '../threat-model/questions.js';
import {moved, scrolled, within} from './cursor.js';
import {controlHeight, layout, objectsHeight, whereHeight} from './layout.js';
import {listLines} from './list-lines.js';
import {rowOf} from './narrowed.js';
import {objectLines} from './objects.js';
import {partLines} from './pages/control-parts.js';
import {diffLines} from './pages/diff.js';
import {sendLines} from './pages/send.js';
import {foldRows, waysOut} from './pages/settling.js';
import {textLines} from './pages/text.js';
import {planRoom} from './plan-rows.js';
import type {Cursor, Event, Screen, State} from './state.js';

/** How many lines a cursor goes over, and how many of them are seen at once. */
export type Extent = {readonly count: number; readonly height: number};

/** A screen on which a cursor goes over lines. */
export type Walked = Extract<Screen, {readonly cursor: Cursor}>;

export function extentOf(state: State, screen: Walked): Extent {
	const {width, pane, body} = layout(state.size);
	const over = (count: number, height = body): Extent => ({count, height});
	switch (screen.name) {
		case 'where':
			return over(state.places.length, whereHeight(state.size));
		case 'answers':
			// The last line stands below the questions: show me the list.
			return over(questions.length + 1);
		case 'list':
			return over(listLines(state).length);
		case 'fold':
			return over(waysOut(screen.by, foldRows(state, screen.by)).length);
		case 'control': {
			const row = rowOf(state, screen.control, screen.only);
			const height = controlHeight(state.size);
			if (!row) return over(0, height);
			return screen.part === 'objects'
				? over(objectLines(state, row).length, objectsHeight(state.size))
				: over(partLines(state, row, screen, pane).length, height);
		}
		case 'plan':
			return over(state.plan.length, planRoom(state.plan, screen.undo, body));
		case 'diff': {
			const row = state.plan.find(({item}) => item.id === screen.item);
			return over(row ? diffLines(row, screen, width).length : 0);
		}
		case 'ask':
			return over(state.plan.find(({item}) => item.id === screen.item)?.item.asks?.[screen.question]?.options?.length ?? 0);
		case 'confirm':
			return over(sendLines(state, width).length);
		case 'sending':
			return over(state.sent.length);
		case 'journal':
			return over(state.journal.length);
		case 'text':
			return over(textLines(screen, width).length);
	}
}

/** A page of text has no line under a cursor: it is scrolled. */
function isText(screen: Walked): boolean {
	return ['text', 'diff', 'confirm'].includes(screen.name) || (screen.name === 'control' && screen.part !== 'objects');
}

/** The same screen with its cursor moved. */
export function walked<S extends Walked>(state: State, screen: S, by: Extract<Event, {type: 'moved'}>['by']): S {
	const {count, height} = extentOf(state, screen);
	return {...screen, cursor: (isText(screen) ? scrolled : moved)(screen.cursor, by, count, height)};
}

/** The same screen with the line of its cursor in sight. */
export function insight<S extends Screen>(state: State, screen: S): S {
	if (!('cursor' in screen)) return screen;
	const {count, height} = extentOf(state, screen);
	return {...screen, cursor: within(screen.cursor, count, height)};
}
