import type {Answers, GivenAnswer, PerThreat, Points, Question, ThreatModel} from '../model/index.js';
import {threats} from '../model/index.js';
import {questions} from './questions.js';
import {addedBy} from './ticking.js';

/** Where the three scores start: every cluster should reckon with a hijacked container. */
const start: PerThreat = {external: 3, container: 5, user: 4};
const least = 1;
const most = 20;

const notAsked: GivenAnswer = {value: 'unsure', basis: 'not-asked', evidence: []};

/** The scores that these answers give; a question without an answer counts as not sure. */
export function threatModel(answers: Answers): ThreatModel {
	const complete = Object.fromEntries(questions.map(({id}) => [id, answers[id] ?? notAsked])) as ThreatModel['answers'];
	const parts: Points[] = [];
	for (const question of questions) parts.push(...partsOf(question, complete[question.id].value));
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

/** What an answer adds: one part for each ticked option that gives points, or has something to say. */
function partsOf(question: Question, value: string): Points[] {
	return addedBy(question, value)
		.filter(({phrase, points}) => phrase !== undefined || threats.some(threat => points[threat] !== 0))
		.map(({phrase, points, value: ticked}) => ({question: question.id, value: ticked, points, ...(phrase !== undefined && {phrase})}));
}
