import type {Answers, Question} from '../model/index.js';

/** A question as it is asked beside these answers: whole, or the part that they leave open. */
export function asked(question: Question, answers: Answers): Question {
	return {...question, ...question.part?.(answers)};
}
