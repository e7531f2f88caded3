import {moved} from '../cursor.js';
import {layout} from '../layout.js';
import {type Event, home, opened, type ScreenOf, type State, type Step, step} from '../state.js';

export function whereNext(state: State, screen: ScreenOf<'where'>, event: Event): Step {
	const place = state.places[screen.cursor.at];
	switch (event.type) {
		case 'moved': {
			const {failure: _, ...rest} = state;
			return step({...rest, screen: {...screen, cursor: moved(screen.cursor, event.by, state.places.length, layout(state.size).body)}});
		}
		case 'entered': {
			if (!place) return step(state);
			const {failure: _, cluster: __, assessment: ___, atFirst: ____, ...rest} = state;
			return step(
				{
					...rest,
					place,
					reading: {done: 0, kinds: 0, refused: 0, finished: false},
					screen: {name: 'answers', cursor: home},
					behind: [screen],
					given: {},
					prefilled: {answers: {}, hints: {}},
					order: [],
					frozen: false,
					marks: new Set(),
					findingMarks: new Set(),
					filter: '',
					plan: [],
					sent: [],
					journal: [],
				},
				{do: 'read', place, probes: state.probes},
			);
		}
		case 'left-out':
			return step({
				...state,
				probes: !state.probes,
				message: state.probes
					? 'the reads without a login are left out: what a stranger gets stays unknown'
					: 'the reads without a login are in again',
			});
		case 'asked-how':
			return place
				? step(
						opened(state, {
							name: 'text',
							title: `what ${place.short} would run and send`,
							lines: place.details,
							cursor: home,
							left: 0,
							wrap: true,
						}),
					)
				: step(state);
		case 'asked-again':
			return step(state, {do: 'find-places'});
		case 'closed':
			return step({...state, message: 'q leaves'});
		default:
			return step(state);
	}
}
