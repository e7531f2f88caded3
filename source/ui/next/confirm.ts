import {walked} from '../extent.js';
import {edited} from '../field.js';
import {confirmWords} from '../pages/send.js';
import {isOnlySaved, isSendable} from '../plan-rows.js';
import {closed, type Event, home, type ScreenOf, type SentRow, type State, type Step, step} from '../state.js';

/** Enter counts only when the field has been there for this long: milliseconds. */
const settle = 500;

export function confirmNext(state: State, screen: ScreenOf<'confirm'>, event: Event): Step {
	switch (event.type) {
		case 'moved':
			return step({...state, screen: walked(state, screen, event.by)});
		case 'typed':
		case 'edited':
		case 'pasted':
			return step({...state, screen: {...screen, field: edited(screen.field, event)}});
		case 'entered': {
			if (state.now - screen.openedAt < settle) return step({...state, message: 'read it first, then type'});
			const words = confirmWords(state);
			if (screen.field.text.trim() !== words) return step({...state, message: `not sent: type ${words} exactly, or esc`});
			if (state.readOnly) return step({...state, message: '--read-only: nothing is sent'});
			const rows = state.plan.filter(row => isSendable(row));
			const sent: SentRow[] = rows.map(({item, previews}) => ({item, previews, state: 'waits', says: '', events: []}));
			const behind = state.behind.filter(({name}) => name !== 'plan' && name !== 'diff');
			return step(
				{...state, sent, sending: 'running', screen: {name: 'sending', cursor: home}, behind},
				{do: 'send', rows, others: state.plan.filter(isOnlySaved)},
			);
		}
		case 'closed':
			return step({...closed(state), message: 'nothing was sent'});
		default:
			return step(state);
	}
}
