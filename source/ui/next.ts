import {isStale, staleSays} from './list-lines.js';
import {answersNext} from './next/answers.js';
import {askNext} from './next/ask.js';
import {confirmNext} from './next/confirm.js';
import {controlNext} from './next/control.js';
import {dialogNext} from './next/dialog.js';
import {diffNext} from './next/diff.js';
import {foldNext} from './next/fold.js';
import {goNext} from './next/go.js';
import {journalNext} from './next/journal.js';
import {listNext} from './next/list.js';
import {mapNext} from './next/map.js';
import {matchNext} from './next/match.js';
import {planNext} from './next/plan.js';
import {sendingNext} from './next/sending.js';
import {textNext} from './next/text.js';
import {whereNext} from './next/where.js';
import {worldNext} from './next/world.js';
import {openField} from './open-field.js';
import {helpPage} from './pages/help.js';
import {withoutTrying} from './plan-rows.js';
import {closed, type Event, home, opened, type State, type Step, step} from './state.js';

/** What follows from an event: the next state, and what it asks of the world. Pure. */
export function next(before: State, event: Event): Step {
	const {state, effects} = stepped(before, event);
	const isBack = before.screen.name !== 'list' && state.screen.name === 'list' && state.message === undefined;
	return {state: isBack && state.frozen && isStale(state) ? {...state, message: staleSays} : state, effects};
}

function stepped(before: State, event: Event): Step {
	const told = worldNext(before, event);
	if (told) return told;
	const state: State = before.message === undefined ? before : withoutMessage(before);
	switch (event.type) {
		case 'refused-key':
			return step({...state, message: event.says});
		case 'asked-for-help':
			return step(
				opened(state, {
					name: 'text',
					title: `keys of this screen: ${state.screen.name}`,
					lines: helpPage(state),
					cursor: home,
					left: 0,
					wrap: true,
				}),
			);
		case 'interrupted':
			return interrupted(state);
		case 'left':
			return state.screen.name === 'list' || state.screen.name === 'where'
				? leave(state, event.code)
				: state.screen.name === 'plan'
					? step({...closedOrHint(state), plan: withoutTrying(state.plan)}, {do: 'stop-previews'})
					: step(closedOrHint(state));
		case 'opened-journal':
			return step(opened(state, {name: 'journal', cursor: home}), {do: 'read-journal'});
		case 'pasted':
			return openField(state.screen, state.plan)
				? onScreen(state, event)
				: step({...state, message: 'a paste outside a text field is dropped'});
		case 'asked-to-redraw':
			return step(state, {do: 'redraw'});
		case 'asked-to-suspend':
			return step(state, {do: 'suspend'});
		case 'opened-go':
			return step(opened(state, {name: 'go', field: {text: '', at: 0}}));
		default:
			return onScreen(state, event);
	}
}

function onScreen(state: State, event: Event): Step {
	const found = matchNext(state, event);
	if (found) return found;
	const {screen} = state;
	switch (screen.name) {
		case 'where':
			return whereNext(state, screen, event);
		case 'answers':
			return answersNext(state, screen, event);
		case 'list':
			return listNext(state, screen, event);
		case 'fold':
			return foldNext(state, screen, event);
		case 'map':
			return mapNext(state, screen, event);
		case 'dialog':
			return dialogNext(state, screen, event);
		case 'control':
			return controlNext(state, screen, event);
		case 'plan':
			return planNext(state, screen, event);
		case 'diff':
			return diffNext(state, screen, event);
		case 'ask':
			return askNext(state, screen, event);
		case 'confirm':
			return confirmNext(state, screen, event);
		case 'sending':
			return sendingNext(state, screen, event);
		case 'journal':
			return journalNext(state, screen, event);
		case 'text':
			return textNext(state, screen, event);
		case 'go':
			return goNext(state, screen, event);
	}
}

function withoutMessage(state: State): State {
	const {message: _, ...rest} = state;
	return rest;
}

/** Ctrl-C stops what runs; when nothing runs it leaves. */
function interrupted(state: State): Step {
	if (state.sending === 'running')
		return step(
			{...state, sending: 'stopping', message: 'finishing this request; no more are sent. ctrl-c again leaves at once'},
			{do: 'stop-sending'},
		);
	if (state.sending === 'stopping') return leave(state, 130);
	if (state.reading && !state.reading.finished)
		return step({...state, message: 'reading stops; what was read stays'}, {do: 'stop-reading'});
	if (state.plan.some(row => row.state === 'trying') && ['plan', 'diff'].includes(state.screen.name))
		return step({...closed(state), plan: withoutTrying(state.plan)}, {do: 'stop-previews'});
	return leave(state, 130);
}

function leave(state: State, code: 0 | 3 | 130): Step {
	return step({...state, leaving: code}, {do: 'stop-reading'}, {do: 'stop-previews'}, {do: 'stop-sending'}, {do: 'stop-watching'});
}

function closedOrHint(state: State): State {
	return state.behind.length > 0 ? closed(state) : {...state, message: 'q on the list leaves'};
}
