import {edited} from '../field.js';
import {closed, type Event, home, opened, type ScreenOf, type State, type Step, step} from '../state.js';

/** `:` goes to a rank, a control id, or a page by its name. */
export function goNext(state: State, screen: ScreenOf<'go'>, event: Event): Step {
	switch (event.type) {
		case 'typed':
		case 'edited':
		case 'pasted':
			return step({...state, screen: {...screen, field: edited(screen.field, event)}});
		case 'closed':
			return step(closed(state));
		case 'entered':
			return went(closed(state), screen.field.text.trim());
		default:
			return step(state);
	}
}

function went(state: State, word: string): Step {
	if (word === '') return step(state);
	if (word === 'answers') return step(opened(state, {name: 'answers', cursor: home}));
	if (word === 'journal') return step(opened(state, {name: 'journal', cursor: home}), {do: 'read-journal'});
	if (word === 'log') return step(state, {do: 'show-log'});
	if (word === 'list')
		return state.assessment
			? step({
					...state,
					screen: {name: 'list', cursor: home},
					behind: state.behind.filter(({name}) => name === 'where' || name === 'answers'),
				})
			: step({...state, message: 'nothing was read yet'});
	const row = state.assessment?.ranked.find(({rank, verdict}) => String(rank) === word || verdict.control.id === word);
	if (row) return step(opened(state, {name: 'control', control: row.verdict.control.id, part: 'objects', cursor: home}));
	return step({...state, message: `${word}: no rank, control or page of that name (list answers journal log)`});
}
