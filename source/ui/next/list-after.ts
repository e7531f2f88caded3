import {home, type ScreenOf, type State, type Step, step} from '../state.js';

/** The list, from the questions: once it is known; until then it is waited for, unless another key is pressed. */
export function listAfter(state: State, screen: ScreenOf<'answers'>): Step {
	if (state.reading && !state.reading.finished && !state.assessment) {
		const waiting: ScreenOf<'answers'> = {...screen, waits: true};
		return step({...state, screen: waiting, message: 'still reading: the list opens when that is done (ctrl-c keeps what was read)'});
	}
	const order = state.assessment?.ranked.map(row => row.verdict.control.id) ?? [];
	const behind = state.behind.filter(({name}) => name !== 'list');
	return step(
		{
			...state,
			order,
			screen: {name: 'list', cursor: home},
			behind: behind.length > 0 && behind.at(-1)?.name !== 'answers' ? [...behind, screen] : behind,
			...(state.assessment && !state.atFirst && {atFirst: state.assessment.counts}),
		},
		{do: 'assess'},
	);
}
