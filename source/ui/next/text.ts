import {sidestep} from '../cursor.js';
import {walked} from '../extent.js';
import {closed, type Event, type ScreenOf, type State, type Step, step} from '../state.js';

export function textNext(state: State, screen: ScreenOf<'text'>, event: Event): Step {
	switch (event.type) {
		case 'moved':
			return step({...state, screen: walked(state, screen, event.by)});
		case 'sideways':
			return step({...state, screen: {...screen, left: screen.wrap ? 0 : Math.max(0, screen.left + event.by * sidestep)}});
		case 'toggled-wrap':
			return step({...state, screen: {...screen, wrap: !screen.wrap, left: 0}});
		case 'copied':
			return screen.file
				? step(state, {do: 'copy', what: screen.file, text: screen.lines.join('\n')})
				: step({...state, message: 'select it with the mouse: this page is not kept as a text'});
		case 'saved-plan':
			return screen.file
				? step(state, {do: 'save-text', name: screen.file, text: screen.lines.join('\n')})
				: step({...state, message: 'this page is not kept as a file'});
		case 'entered':
			return step({...state, message: 'nothing to open here; esc goes back'});
		case 'closed':
			return step(closed(state));
		default:
			return step(state);
	}
}
