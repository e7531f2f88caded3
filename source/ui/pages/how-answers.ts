import {threats} from '../../model/index.js';
import {asked} from '../../threat-model/asked.js';
import {questionOf, questions} from '../../threat-model/questions.js';
import {shortAnswer, wholeAnswer} from '../../threat-model/ticking.js';
import {answersOf, type State} from '../state.js';
import {basisWord, threatWord} from '../words.js';

/** Each answer with its evidence, and each point of the three numbers with the answer that gave it. */
export function answersPage(state: State): string[] {
	const answers = answersOf(state);
	const rows = questions.flatMap(whole => {
		const question = asked(whole, answers);
		const answer = answers[question.id];
		const evidence = answer?.evidence ?? state.prefilled.hints[question.id] ?? [];
		return [
			question.text,
			`  ${answer ? `${wholeAnswer(question, answer) ?? answer.value} (${basisWord[answer.basis]})` : 'open: counts as not sure'}`,
			...evidence.map(({text}) => `  seen: ${text}`),
			`  why asked: ${question.why}`,
			'',
		];
	});
	return [...rows, ...numbers(state)];
}

function numbers(state: State): string[] {
	const {assessment} = state;
	if (!assessment) return [];
	const {scores, parts} = assessment.model;
	return threats.flatMap(threat => [
		`${threatWord[threat]}: ${scores[threat]} of 20`,
		...parts
			.filter(({points}) => points[threat] !== 0)
			.map(({question, value, points}) => {
				const about = asked(questionOf(question), answersOf(state));
				return `  ${points[threat] > 0 ? '+' : ''}${points[threat]}  ${about.short} ${shortAnswer(about, {value}) ?? value}`;
			}),
	]);
}
