import {moved} from '../cursor.js';
import {edited} from '../field.js';
import {whereHeight} from '../layout.js';
import type {Place} from '../ports.js';
import {type Asking, asking, type Event, home, opened, type ScreenOf, type State, type Step, step} from '../state.js';

export function whereNext(state: State, screen: ScreenOf<'where'>, event: Event): Step {
	const place = state.places[screen.cursor.at];
	if (screen.asking && place) return askingNext(state, screen, place, screen.asking, event);
	switch (event.type) {
		case 'moved': {
			const {failure: _, ...rest} = state;
			const cursor = moved(screen.cursor, event.by, state.places.length, whereHeight(state.size));
			return step({...rest, screen: {...screen, cursor}});
		}
		case 'entered': {
			if (!place) return step(state);
			const {failure: _, ...rest} = state;
			return place.asks ? step({...rest, screen: {...screen, asking: asking(place.asks, [])}}) : read(state, screen, place, []);
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
		case 'pasted':
			return step({...state, message: 'a paste outside a text field is dropped'});
		case 'closed':
			return step({...state, message: 'q leaves'});
		default:
			return step(state);
	}
}

/** One question after another; after the last the place is read. */
function askingNext(state: State, screen: ScreenOf<'where'>, place: Place, {asks, said, field}: Asking, event: Event): Step {
	switch (event.type) {
		case 'typed':
		case 'edited':
		case 'pasted':
			return step({...state, screen: {...screen, asking: {asks, said, field: edited(field, event)}}});
		case 'entered': {
			const text = field.text.trim();
			if (text === '') return step({...state, message: 'type it first; esc goes back'});
			const all = [...said, text];
			return all.length < asks.length
				? step({...state, screen: {...screen, asking: asking(asks, all)}})
				: read(state, {name: 'where', cursor: screen.cursor}, place, all);
		}
		case 'closed':
			return step({...state, screen: {name: 'where', cursor: screen.cursor}});
		default:
			return step(state);
	}
}

/** Everything that belongs to the place before is forgotten. */
function read(state: State, screen: ScreenOf<'where'>, place: Place, said: readonly string[]): Step {
	const {failure: _, cluster: __, assessment: ___, atFirst: ____, ...rest} = state;
	return step(
		{
			...rest,
			place,
			said,
			reading: {done: 0, kinds: 0, refused: 0, finished: false},
			screen: {name: 'answers', cursor: home},
			behind: [screen],
			// Answers given while it was read, before it asked for more.
			given: state.place?.id === place.id && state.place.kind === place.kind ? state.given : {},
			prefilled: {answers: {}, hints: {}},
			order: [],
			frozen: false,
			marks: new Set(),
			findingMarks: new Set(),
			filter: '',
			orderBy: 'rank',
			plan: [],
			answered: {},
			sent: [],
			journal: [],
		},
		{do: 'read', place, probes: state.probes, said},
	);
}
