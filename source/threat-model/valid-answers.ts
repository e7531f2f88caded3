import type {Answers, GivenAnswer, QuestionId} from '../model/index.js';
import {questions} from './questions.js';
import {optionsOf} from './ticking.js';

/** What a file holds as answers, reduced to questions and answers that exist; said by a person. */
export function validAnswers(raw: unknown): Answers {
	if (typeof raw !== 'object' || raw === null) return {};
	const result: Partial<Record<QuestionId, GivenAnswer>> = {};
	for (const question of questions) {
		const given = (raw as Record<string, unknown>)[question.id];
		const value = typeof given === 'object' && given !== null ? (given as {value?: unknown}).value : given;
		const joined = Array.isArray(value)
			? question.options
					.filter(option => value.includes(option.value))
					.map(option => option.value)
					.join('+')
			: value;
		if (typeof joined === 'string' && optionsOf(question, joined)) result[question.id] = {value: joined, basis: 'said', evidence: []};
	}
	return result;
}
