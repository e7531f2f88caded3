import type {Question} from '../model/index.js';
import {asked} from '../threat-model/asked.js';
import {questions} from '../threat-model/questions.js';
import {answersOf, type State} from './state.js';

/** The question of a line of the answers, as it is asked beside the others; undefined on the last line, which shows the list. */
export function questionAt(state: State, at: number): Question | undefined {
	const question = questions[at];
	return question && asked(question, answersOf(state));
}
