import type {GivenAnswer} from '../../model/index.js';
import {questions} from '../../threat-model/questions.js';
import {ticked} from '../../threat-model/ticking.js';
import {insight, walked} from '../extent.js';
import {answersPage} from '../pages/how-answers.js';
import {questionAt} from '../question-at.js';
import {answersOf, closed, type Event, home, opened, type ScreenOf, type State, type Step, step} from '../state.js';
import {leadNext} from './leads.js';
import {listAfter} from './list-after.js';

export function answersNext(state: State, {cursor}: ScreenOf<'answers'>, event: Event): Step {
	const screen: ScreenOf<'answers'> = {name: 'answers', cursor};
	const question = questionAt(state, screen.cursor.at);
	const to = (at: number) => insight(state, {...screen, cursor: {...screen.cursor, at}});
	switch (event.type) {
		case 'moved':
			return step({...state, screen: walked(state, screen, event.by)});
		case 'digit': {
			if (!question) return step({...state, message: 'enter shows the list'});
			if (event.digit === 0) {
				const {[question.id]: _, ...given} = state.given;
				return step({...state, given}, {do: 'assess'});
			}
			const option = question.options[event.digit - 1];
			if (!option) return step({...state, message: `1 to ${question.options.length} answer this question`});
			const before = state.given[question.id]?.value ?? (question.several ? answersOf(state)[question.id]?.value : undefined);
			const value = ticked(question, before, option.value);
			if (value === undefined) {
				const {[question.id]: _, ...given} = state.given;
				return step({...state, given}, {do: 'assess'});
			}
			const answer: GivenAnswer = {value, basis: 'said', evidence: []};
			const goesOn = question.several === undefined;
			return step(
				{
					...state,
					given: {...state.given, [question.id]: answer},
					screen: goesOn ? to(nextOpen(state, screen.cursor.at)) : screen,
					...(!goesOn && {message: 'several may hold: another digit ticks more, enter goes on'}),
				},
				{do: 'assess'},
			);
		}
		case 'entered': {
			if (!question) return listAfter(state, screen);
			const filled = answersOf(state)[question.id];
			if (!filled) return step({...state, message: `this one is open: 1 to ${question.options.length} answer it; the last line goes on`});
			const given = {...state.given, [question.id]: {...filled, basis: 'said' as const}};
			return step({...state, given, screen: to(screen.cursor.at + 1)}, {do: 'assess'});
		}
		case 'asked-how':
			return step(
				opened(state, {
					name: 'text',
					title: 'how the answers and the three numbers came about',
					lines: answersPage(state),
					cursor: home,
					left: 0,
					wrap: true,
				}),
			);
		case 'asked-again':
			return leadNext(state, undefined, event) ?? step(state);
		case 'closed':
			return state.cluster || state.behind.length > 0 ? step(closed(state)) : step({...state, message: 'ctrl-c stops reading'});
		default:
			return step(state);
	}
}

/** The next question without an answer, else the next line. */
function nextOpen(state: State, from: number): number {
	const answers = answersOf(state);
	const open = questions.findIndex(({id}, index) => index > from && answers[id] === undefined);
	return open < 0 ? from + 1 : open;
}
