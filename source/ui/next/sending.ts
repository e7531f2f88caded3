import {walked} from '../extent.js';
import {sentIds} from '../journal-entries.js';
import {eventsPage} from '../pages/events.js';
import {howSent} from '../pages/how-change.js';
import {readingPage} from '../pages/text.js';
import {type Event, home, opened, type ScreenOf, type State, type Step, step} from '../state.js';

export function sendingNext(state: State, screen: ScreenOf<'sending'>, event: Event): Step {
	const row = state.sent[screen.cursor.at];
	switch (event.type) {
		case 'moved':
			return step({...state, screen: walked(state, screen, event.by)});
		case 'asked-to-fix':
			if (state.sending !== 'waits')
				return step({...state, message: state.sending === 'done' ? 'all of it was sent' : 'it waits for you after the first'});
			return step({...state, sending: 'running'}, {do: 'go-on', yes: true});
		case 'left-out':
			return state.sending === 'waits' ? step({...state, message: 'the rest is left as it was'}, {do: 'go-on', yes: false}) : step(state);
		case 'entered':
			return row ? step(opened(state, readingPage(`events of ${row.item.says}`, eventsPage(row)))) : step(state);
		case 'asked-to-undo': {
			if (state.sending !== 'done') return step({...state, message: 'ctrl-c stops sending; then u takes back'});
			const ids = sentIds(state);
			return ids.length > 0
				? step(state, {do: 'plan-undo', ids})
				: step(opened(state, {name: 'journal', cursor: home}), {do: 'read-journal'});
		}
		case 'toggled-wrap':
			return step({...state, screen: {...screen, wrap: !screen.wrap}});
		case 'asked-how':
			return row ? step(opened(state, readingPage(`how we know: ${row.item.says}`, howSent(row)))) : step(state);
		case 'copied':
			return row ? step(state, {do: 'copy', what: row.item.says, text: eventsPage(row).join('\n')}) : step(state);
		case 'closed': {
			const list = state.behind.findLast(({name}) => name === 'list');
			return list
				? step({
						...state,
						screen: list,
						behind: state.behind.slice(0, state.behind.indexOf(list)),
						...(state.sending === 'running' && {message: 'sending goes on; u opens the journal'}),
					})
				: step(state);
		}
		default:
			return step(state);
	}
}
