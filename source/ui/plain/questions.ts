import {questions} from '../../threat-model/questions.js';
import {shortAnswer} from '../../threat-model/ticking.js';
import {questionAt} from '../question-at.js';
import {answersOf, type ScreenOf, type State} from '../state.js';
import {basisWord} from '../words.js';

export function answersText(state: State, {cursor}: ScreenOf<'answers'>): string[] {
	const answers = answersOf(state);
	const question = questionAt(state, cursor.at);
	const open = questions.filter(({id}) => answers[id] === undefined).length;
	const head =
		cursor.at === 0
			? [
					`${questions.length} questions: ${questions.length - open} filled in, ${open} open. Say all to take what is filled in and go to the list.`,
				]
			: [];
	if (!question) return ['That was the last question. Say list.'];
	const answer = answers[question.id];
	const evidence = (answer?.evidence ?? state.prefilled.hints[question.id] ?? []).map(({text}) => text).join('; ');
	const filled = answer
		? ` ${basisWord[answer.basis]}: ${shortAnswer(question, answer) ?? ''}${evidence ? `, because ${evidence}` : ''}.`
		: evidence
			? ` Open. Seen: ${evidence}.`
			: ' Open.';
	const options = question.options.map(({says}, index) => `${index + 1} ${says}.`).join(' ');
	return [
		...head,
		`Question ${cursor.at + 1}. ${question.text}${filled} ${options}${question.several ? ' Several may be given: 3 4.' : ''}`,
		answer ? 'Enter takes what is filled in.' : 'Enter leaves it open.',
	];
}

/** What was seen about a question, where a prompt asks it. */
export function seenOnly(state: State): readonly string[] {
	const {screen} = state;
	const question = screen.name === 'answers' ? questionAt(state, screen.cursor.at) : undefined;
	if (!question) return [];
	const answer = answersOf(state)[question.id];
	const evidence = (answer?.evidence ?? state.prefilled.hints[question.id] ?? []).map(({text}) => text).join('; ');
	const filled = answer ? `Filled in: ${shortAnswer(question, answer) ?? ''} (${basisWord[answer.basis]}).` : 'Open.';
	return [`Question ${screen.name === 'answers' ? screen.cursor.at + 1 : ''}. ${filled}${evidence ? ` Seen: ${evidence}.` : ''}`];
}
