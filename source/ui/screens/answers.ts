import type {Question} from '../../model/index.js';
import {inWords} from '../../model/index.js';
import {asked} from '../../threat-model/asked.js';
import {questions} from '../../threat-model/questions.js';
import {optionsOf, pointsOf, shortAnswer} from '../../threat-model/ticking.js';
import {layout} from '../layout.js';
import {cutEnd, type Line, line, pad, rule, span, spread} from '../lines.js';
import {questionAt} from '../question-at.js';
import {answersOf, type ScreenOf, type State} from '../state.js';
import {glyphs} from '../theme.js';
import {basisWord, threatShort} from '../words.js';
import {type Frame, stripLines} from './frame.js';
import {readingNote, titleOf} from './head.js';

const questionWidth = 37;
const answerWidth = 16;

export function answersFrame(state: State, screen: ScreenOf<'answers'>): Frame {
	const {width, body} = layout(state.size);
	const answers = answersOf(state);
	const open = questions.filter(({id}) => answers[id] === undefined).length;
	const lines: Line[] = [];
	let cursorLine = 0;
	for (const [index, whole] of questions.entries()) {
		const question = asked(whole, answers);
		const here = index === screen.cursor.at;
		if (here) cursorLine = lines.length;
		lines.push(questionLine(state, question, here, width));
		if (!here) continue;
		const chosen = optionsOf(question, answers[question.id]?.value ?? '') ?? [];
		lines.push(
			...question.options.map((option, number) =>
				line(
					span(`     ${number + 1} `, 'bold'),
					chosen.includes(option) ? span(`${question.several ? '* ' : ''}${option.says}`, 'bold') : option.says,
				),
			),
		);
	}
	lines.push(line('   ───'));
	const atEnd = screen.cursor.at === questions.length;
	if (atEnd) cursorLine = lines.length;
	const taken = questions.length - open;
	lines.push(
		line(
			span(atEnd ? `${glyphs.cursor}  ` : '   ', 'bold'),
			span(pad('Show me the list', questionWidth), atEnd ? 'bold' : 'plain'),
			`${taken} taken as shown${open > 0 ? `, ${open} open = not sure` : ''}`,
		),
	);
	const top = Math.max(0, Math.min(cursorLine - 1, lines.length - body));
	return {
		title: titleOf(state),
		second: spread(line(`${open} open · ${taken} filled in · ${numbers(state)}`), line(''), width),
		rule: rule(width, 'what is it, and who might attack it?'),
		body: lines.slice(top, top + body),
		strip: stripFor(state, questionAt(state, screen.cursor.at), width),
	};
}

function questionLine(state: State, question: Question, here: boolean, width: number): Line {
	const answer = answersOf(state)[question.id];
	const evidence = answer?.basis === 'said' ? '' : (answer?.evidence[0]?.text ?? '');
	const basis = answer ? `${basisWord[answer.basis]}${evidence ? `: ${evidence}` : ''}` : '';
	const said = answer ? (shortAnswer(question, answer) ?? '') : state.reading && !state.reading.finished ? '…' : 'open';
	return line(
		span(here ? `${glyphs.cursor}  ` : '   ', 'bold'),
		span(pad(question.short, questionWidth), here ? 'bold' : 'plain'),
		pad(said, answerWidth),
		' ',
		span(cutEnd(basis, Math.max(0, width - questionWidth - answerWidth - 4)), 'dim'),
	);
}

function stripFor(state: State, question: Question | undefined, width: number): Line[] {
	if (!question)
		return stripLines(
			[
				...(state.cluster?.told ?? []),
				readingNote(state) ||
					(state.place?.kind === 'offline'
						? 'Nothing is read offline. enter shows the list; what stays open counts as not sure, and can change at any time (i).'
						: 'Everything was read. enter shows the ranked list; answers can change at any time (i).'),
			],
			width,
		);
	const answer = answersOf(state)[question.id];
	const seen = (answer?.evidence ?? state.prefilled.hints[question.id] ?? []).map(({text}) => text);
	const adds = answer
		? Object.entries(pointsOf(question, answer.value) ?? {})
				.filter(([, value]) => value !== 0)
				.map(([threat, value]) => `${threatShort[threat as keyof typeof threatShort]} ${value > 0 ? '+' : ''}${value}`)
		: [];
	return stripLines(
		[
			...(question.several ? ['Several may hold: digits tick, enter goes on.'] : []),
			...(seen.length > 0 ? [`Seen: ${seen.join('; ')}.`] : []),
			`${adds.length > 0 ? `This adds: ${inWords(adds)}. ` : ''}${question.why}`,
		],
		width,
	);
}

/** "of 20: container 17, login 16, outsider 14", largest first. */
export function numbers({assessment}: State): string {
	if (!assessment) return '';
	const sorted = (Object.entries(assessment.model.scores) as [keyof typeof threatShort, number][]).sort((a, b) => b[1] - a[1]);
	return `attackers, of 20: ${sorted.map(([threat, score]) => `${threatShort[threat]} ${score}`).join(', ')}`;
}
