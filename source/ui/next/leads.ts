import type {Attestation, Ranked} from '../../model/index.js';
import {within} from '../cursor.js';
import {layout} from '../layout.js';
import {scorePage} from '../pages/score.js';
import {type Event, home, opened, type State, type Step, step} from '../state.js';
import {visibleRows} from '../visible-rows.js';

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
		case 'digit':
			return row ? attested(state, row, event.digit) : step(state);
		case 'asked-again':
			if (!state.place) return step(state);
			return step(
				{...state, reading: {done: 0, kinds: 0, refused: 0, finished: false}, message: 'reading again'},
				{do: 'read', place: state.place, probes: state.probes, said: state.said},
			);
		default:
			return undefined;
	}
}

/** Digits as they stand in the footer; 0 and 4, not sure, take back what was said. */
const says: readonly (Attestation['says'] | undefined)[] = [undefined, 'yes', 'partly', 'no', undefined, 'does-not-apply'];

/** Says it of the control of this row, and on the list goes on to the next row that is open. */
function attested(state: State, {verdict}: Ranked, digit: number): Step {
	const {screen} = state;
	const rows = visibleRows(state);
	const at = screen.name === 'list' && digit !== 0 ? nextOpen(rows, screen.cursor.at) : undefined;
	const moved =
		at === undefined || screen.name !== 'list'
			? state
			: {...state, screen: {...screen, cursor: within({...screen.cursor, at}, rows.length, layout(state.size).body)}};
	return step(moved, {do: 'attest', control: verdict.control.id, says: says[digit]}, {do: 'assess'});
}

function nextOpen(rows: readonly Ranked[], from: number): number {
	const open = rows.findIndex(({verdict}, index) => index > from && verdict.status === 'unknown');
	return open < 0 ? Math.min(from + 1, rows.length - 1) : open;
}
