import type {GivenAnswer, PerThreat, Question, Threat} from '../model/index.js';
import {threats, ticks} from '../model/index.js';

type Option = Question['options'][number];

/** The options that an answer ticks, in their order; undefined where the question has no such options together. */
export function optionsOf(question: Question, value: string): readonly Option[] | undefined {
	const values = ticks(value);
	const options = question.options.filter(option => values.includes(option.value));
	if (options.length !== values.length) return undefined;
	return options.length === 1 || (question.several && compatible(options)) ? options : undefined;
}

function compatible(options: readonly Option[]): boolean {
	const groups = options.flatMap(({group}) => group ?? []);
	return !groups.includes('alone') && new Set(groups).size === groups.length;
}

/** What ticking or unticking one option makes of an answer; undefined where nothing is left ticked. */
export function ticked(question: Question, before: string | undefined, value: string): string | undefined {
	const option = question.options.find(one => one.value === value);
	if (!option) return before;
	if (!question.several) return value;
	const old = (before === undefined ? undefined : optionsOf(question, before)) ?? [];
	const kept = old.some(one => one === option)
		? old.filter(one => one !== option)
		: [
				...old.filter(
					one => one.group !== 'alone' && option.group !== 'alone' && (option.group === undefined || one.group !== option.group),
				),
				option,
			];
	const values = question.options.filter(one => kept.includes(one)).map(one => one.value);
	return values.length > 0 ? values.join('+') : undefined;
}

/** What each ticked option adds. Where only the largest of each threat counts, the first option that has it adds it. */
export function addedBy(question: Question, value: string): readonly Added[] {
	const options = optionsOf(question, value) ?? [];
	const largest = (threat: Threat) => options.reduce((best, option) => (option.points[threat] > best.points[threat] ? option : best));
	const added = (option: Option, threat: Threat) =>
		question.several !== 'largest' || option === largest(threat) ? option.points[threat] : 0;
	const each = options.map(option => ({...option, points: perThreat(threat => added(option, threat))}));
	const {untold} = question;
	const isUntold = untold && options.length > 0 && !options.some(({group}) => group === untold.group || group === 'alone');
	return isUntold ? [...each, {value: 'unsure', points: untold.points}] : each;
}

type Added = Pick<Option, 'value' | 'points' | 'phrase'>;
const perThreat = (of: (threat: Threat) => number) => Object.fromEntries(threats.map(threat => [threat, of(threat)])) as PerThreat;

/** The points of an answer. */
export function pointsOf(question: Question, value: string): PerThreat | undefined {
	if (!optionsOf(question, value)) return undefined;
	const added = addedBy(question, value);
	return perThreat(threat => added.reduce((sum, {points}) => sum + points[threat], 0));
}

/** An answer in a few words: "through the node, stored keys". */
export function shortAnswer(question: Question, {value}: Pick<GivenAnswer, 'value'>): string | undefined {
	return optionsOf(question, value)
		?.map(({short}) => short)
		.join(', ');
}

/** An answer as a sentence. */
export function wholeAnswer(question: Question, {value}: Pick<GivenAnswer, 'value'>): string | undefined {
	return optionsOf(question, value)
		?.map(({says}) => says)
		.join('; ');
}
