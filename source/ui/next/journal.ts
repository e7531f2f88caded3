import {standingGroup, stands} from '../../change/standing.js';
import {moved} from '../cursor.js';
import {layout} from '../layout.js';
import {entryPage} from '../pages/entry.js';
import {closed, type Event, home, opened, type ScreenOf, type State, type Step, step} from '../state.js';

export function journalNext(state: State, screen: ScreenOf<'journal'>, event: Event): Step {
	const entry = state.journal[screen.cursor.at];
	switch (event.type) {
		case 'moved':
			return step({...state, screen: {...screen, cursor: moved(screen.cursor, event.by, state.journal.length, layout(state.size).body)}});
		case 'entered':
			return entry
				? step(
						opened(state, {
							name: 'text',
							title: `change ${entry.id}, both sides`,
							lines: entryPage(entry),
							cursor: home,
							left: 0,
							wrap: false,
						}),
					)
				: step(state);
		case 'asked-to-undo': {
			if (!entry) return step({...state, message: 'nothing was changed here yet'});
			if (!stands(entry)) return step({...state, message: `change ${entry.id} is ${entry.state}: nothing to take back`});
			const group = standingGroup(entry, state.journal).map(({id}) => id);
			return step(state, {do: 'plan-undo', ids: group});
		}
		case 'opened-report':
			return state.assessment ? step(state, {do: 'report'}) : step({...state, message: 'nothing was read yet'});
		case 'saved-plan':
			return step(state, {do: 'save-text', name: 'journal.txt', text: state.journal.flatMap(one => [...entryPage(one), '']).join('\n')});
		case 'asked-again':
			return step(state, {do: 'read-journal'});
		case 'closed':
			return step(closed(state));
		default:
			return step(state);
	}
}
