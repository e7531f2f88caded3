import type {Ranked} from '../../model/index.js';
import {scorePage} from '../pages/score.js';
import {type Event, home, opened, type State, type Step, step} from '../state.js';

/** Keys that lead to the same place from the list and from a control; undefined for any other event. */
export function leadNext(state: State, row: Ranked | undefined, event: Event): Step | undefined {
	switch (event.type) {
		case 'asked-how':
			if (!row) return step(state);
			return step(
				opened(state, {
					name: 'text',
					title: `why row ${row.rank ?? '–'} stands where it stands`,
					lines: scorePage(row, state),
					cursor: home,
					left: 0,
					wrap: true,
				}),
			);
		case 'opened-answers':
			return step(opened(state, {name: 'answers', cursor: home}));
		case 'asked-to-undo':
			return step(opened(state, {name: 'journal', cursor: home}), {do: 'read-journal'});
		case 'asked-again':
			if (!state.place) return step(state);
			return step(
				{...state, reading: {done: 0, kinds: 0, refused: 0, finished: false}, message: 'reading again'},
				{do: 'read', place: state.place, probes: state.probes},
			);
		default:
			return undefined;
	}
}
