import {walked} from '../extent.js';
import {edited} from '../field.js';
import {placePage} from '../pages/place.js';
import {readingPage} from '../pages/text.js';
import type {Place} from '../ports.js';
import {type Asking, asking, type Event, home, opened, type ScreenOf, type State, type Step, step} from '../state.js';

export function whereNext(state: State, screen: ScreenOf<'where'>, event: Event): Step {
	const place = state.places[screen.cursor.at];
	if (screen.asking && place) return askingNext(state, screen, place, screen.asking, event);
	switch (event.type) {
		case 'moved': {
			const {failure: _, ...rest} = state;
			return step({...rest, screen: walked(state, screen, event.by)});
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
				? step(opened(state, readingPage(`what ${place.short} would run and send`, placePage(place, state.probes))))
				: step(state);
		case 'asked-again':
			return state.failure && place && !place.asks ? read(state, screen, place, []) : step(state, {do: 'find-places'});
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
			const wrong = asks[said.length]?.wrong?.(text);
			if (wrong !== undefined) return step({...state, message: wrong});
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
			// Answers given while a cluster was read, before it asked for more.
			given:
				place.asks === undefined && state.place?.id === place.id && state.place.kind === place.kind && !state.cluster ? state.given : {},
			prefilled: {answers: {}, hints: {}},
			order: [],
			frozen: false,
			marks: new Set(),
			findingMarks: new Set(),
			changeMarks: new Set(),
			filter: '',
			lastFilter: '',
			orderBy: 'rank',
			plan: [],
			answered: {},
			sent: [],
			journal: [],
		},
		{do: 'read', place, probes: state.probes, said},
	);
}
