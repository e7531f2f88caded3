import type {Answers, GivenAnswer, PerThreat, Points, Question, ThreatModel} from '../model/index.js';
import {threats} from '../model/index.js';
import {questions} from './questions.js';

/** Where the three scores start: every cluster should reckon with a hijacked container. */
const start: PerThreat = {external: 3, container: 5, user: 4};
const least = 1;
const most = 20;

const notAsked: GivenAnswer = {value: 'unsure', basis: 'not-asked', evidence: []};

/** The scores that these answers give; a question without an answer counts as not sure. */
export function threatModel(answers: Answers): ThreatModel {
	const complete = Object.fromEntries(questions.map(({id}) => [id, answers[id] ?? notAsked])) as ThreatModel['answers'];
	const parts: Points[] = [];
	for (const question of questions) {
		const value = complete[question.id].value;
		const option = optionOf(question, value);
		if (option && threats.some(threat => option.points[threat] !== 0)) {
			parts.push({question: question.id, value, points: option.points, ...(option.phrase && {phrase: option.phrase})});
		}
	}
	const score = (threat: keyof PerThreat) =>
		Math.min(
			most,
			Math.max(
				least,
				parts.reduce((sum, {points}) => sum + points[threat], start[threat]),
			),
		);
	return {answers: complete, scores: {external: score('external'), container: score('container'), user: score('user')}, parts};
}

export function optionOf(question: Question, value: string): Question['options'][number] | undefined {
	return question.options.find(option => option.value === value);
}

/** What rules take for an answer that is not sure. */
export function effectiveAnswer(model: ThreatModel, question: Question): string {
	const {value} = model.answers[question.id];
	return value === 'unsure' ? (question.unsureAs ?? 'unsure') : value;
}
