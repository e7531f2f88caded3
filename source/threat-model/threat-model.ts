import type {Answers, GivenAnswer, PerThreat, Points, Question, ThreatModel} from '../model/index.js';
import {threats} from '../model/index.js';
import {questions} from './questions.js';
import {optionsOf, pointsOf} from './ticking.js';

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

/** What an answer adds: one part for each ticked option where ticks add up, else one for all of them. */
function partsOf(question: Question, value: string): Points[] {
	const options = optionsOf(question, value) ?? [];
	if (question.several === 'sum')
		return options.filter(counts).map(option => partOf(question.id, option.value, option.points, option.phrase));
	const points = pointsOf(question, value);
	if (!points || !options.some(counts)) return [];
	return [partOf(question.id, value, points, options.findLast(({phrase}) => phrase !== undefined)?.phrase)];
}

function counts({points, phrase}: Question['options'][number]): boolean {
	return phrase !== undefined || threats.some(threat => points[threat] !== 0);
}

function partOf(question: Question['id'], value: string, points: PerThreat, phrase: string | undefined): Points {
	return {question, value, points, ...(phrase !== undefined && {phrase})};
}
