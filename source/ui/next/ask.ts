import {moved} from '../cursor.js';
import {layout} from '../layout.js';
import {closed, type Event, type ScreenOf, type State, type Step, step} from '../state.js';

export function askNext(state: State, screen: ScreenOf<'ask'>, event: Event): Step {
	const row = state.plan.find(one => one.item.id === screen.item);
	const ask = row?.item.asks?.[screen.question];
	if (!row || !ask) return step(closed(state));
	const options = ask.options ?? [];
	const answered = (value: string): Step => {
		const wanted = state.plan.flatMap(({item}) => item.wanted);
		const given = {...state.answered, [ask.id]: value};
		return step({...state, answered: given}, {do: 'plan', wanted, given});
	};
	switch (event.type) {
		case 'moved':
			return step({...state, screen: {...screen, cursor: moved(screen.cursor, event.by, options.length, layout(state.size).body)}});
		case 'digit': {
			const option = options[event.digit - 1];
			return option ? answered(option.value) : step({...state, message: `1 to ${options.length} answer`});
		}
		case 'entered': {
			const option = options[screen.cursor.at];
			return option ? answered(option.value) : step(state);
		}
		case 'closed':
			return step(closed(state));
		default:
			return step(state);
	}
}
