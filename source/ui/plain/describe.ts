import {targetSays} from '../../change/target.js';
import type {Ranked} from '../../model/index.js';
import {questions} from '../../threat-model/questions.js';
import {shortAnswer} from '../../threat-model/ticking.js';
import {bindings} from '../keys.js';
import {textOf} from '../lines.js';
import {type ListLine, listLines} from '../list-lines.js';
import {gapsOf, mapCells} from '../map-cells.js';
import {rowOf} from '../narrowed.js';
import {lackedFor, objectLines, objectName} from '../objects.js';
import {partLines} from '../pages/control-parts.js';
import {diffLines} from '../pages/diff.js';
import {confirmWords, sendLines} from '../pages/send.js';
import {foldNote, foldRows, foldSays, waysOut} from '../pages/settling.js';
import {isKeptForGit, planSummary} from '../plan-rows.js';
import {howMany} from '../rows.js';
import {answersOf, type Dialog, type PlanRow, type ScreenOf, type State} from '../state.js';
import {statusWord} from '../theme.js';
import {basisWord, counted} from '../words.js';

/** How many rows are read at once. */
export const pageSize = 8;

/** What is printed when a screen opens, or when more of it is asked for. Words only: nothing is drawn. */
export function described(state: State): readonly string[] {
	const {screen} = state;
	switch (screen.name) {
		case 'where':
			return whereText(state, screen);
		case 'answers':
			return answersText(state, screen);
		case 'list':
			return listText(state, screen);
		case 'fold':
			return foldText(state, screen);
		case 'map':
			return mapText(state);
		case 'control':
			return controlText(state, screen);
		case 'dialog': {
			const field = screen.dialog.fields[screen.dialog.at];
			return [
				...(screen.dialog.at === 0 ? [dialogAbout(state, screen.dialog)] : []),
				`${field?.label.replace(/\?$/, '') ?? ''}? ${field?.help ?? ''}. Filled in: ${field?.field.text || 'nothing'}.`,
			];
		}
		case 'plan':
			return planText(state, screen);
		case 'ask':
			return askText(state, screen);
		case 'diff': {
			const row = state.plan.find(({item}) => item.id === screen.item);
			return [
				...(row ? diffLines(row, {wrap: false, left: 0}, 78).map(textOf) : []),
				screen.anyway ? 'Type anyway to change it here all the same.' : 'back goes back to the plan.',
			];
		}
		case 'confirm':
			return [...sendLines(state, 78), `Type  ${confirmWords(state)}  to send. Anything else goes back, and sends nothing.`];
		case 'sending':
			return [sendingText(state)];
		case 'journal':
			return state.journal.length === 0
				? ['Nothing was changed here yet.']
				: [
						...state.journal
							.slice(screen.cursor.at, screen.cursor.at + pageSize)
							.map(
								({id, change, state: is}) =>
									`${id}. ${is}${state.changeMarks.has(id) ? ', marked' : ''}. ${change.action} ${targetSays(change.target)}.`,
							),
						...(state.changeMarks.size > 0
							? [`${state.changeMarks.size} of ${state.journal.length} marked: undo without a number takes them back.`]
							: []),
						'undo and a number plans to take that change back. A number shows both sides.',
					];
		case 'text':
			return [screen.title, ...screen.lines.filter(text => text.toLowerCase().includes(screen.sought?.word.toLowerCase() ?? ''))];
		case 'go':
			return ['A rank, a control, or list, map, answers, journal, report, where, log.'];
	}
}

function whereText({places, failure, probes}: State, {asking}: ScreenOf<'where'>): string[] {
	if (asking) {
		const ask = asking.asks[asking.said.length];
		return [`${ask?.question ?? ''} ${ask?.help ?? ''}`, ...(asking.field.text ? [`Enter takes: ${asking.field.text}`] : [])];
	}
	return [
		...(failure ? [`Not read. ${failure.what} ${failure.why}`, ...failure.steps] : []),
		'What do you want to look at?',
		// That more is asked for shows when it is.
		...places.map(({short, note}, index) => `${index + 1}. ${short.replace(/…$/, '')}. ${note}.`),
		`A number opens. how and a number says what is run and sent${probes ? '; leave-out leaves out the reads without a login' : ''}. quit leaves.`,
	];
}

function answersText(state: State, {cursor}: ScreenOf<'answers'>): string[] {
	const answers = answersOf(state);
	const question = questions[cursor.at];
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

function rowText(row: Ranked): string {
	const {rank, verdict} = row;
	const {control, status} = verdict;
	const note = status === 'unknown' ? (verdict.unknown?.text ?? '') : howMany(row);
	const said = verdict.basis === 'attested' ? ', attested' : '';
	return `${rank === undefined ? '' : `${rank}. `}${statusWord[status]}${said}, ${control.severity}. ${control.title}. ${note}${/[.?]$/.test(note) || note === '' ? '' : '.'}`;
}

function lineText(state: State, line: ListLine, index: number): string {
	if (line.kind === 'row') return rowText(line.row);
	if (line.kind === 'fold')
		return `${line.rows[0]?.rank ?? index + 1}. unknown. ${counted(line.rows.length, 'row')}: ${foldSays(line.by, line.rows, state)}. ${foldNote(line.by, line.rows, state)}.`;
	const count = (status: 'fail' | 'warn') => line.rows.filter(({verdict}) => verdict.status === status).length;
	return `Group ${line.title}: ${counted(line.rows.length, 'row')}, ${count('fail')} fail, ${count('warn')} warn.`;
}

function listText(state: State, {cursor}: ScreenOf<'list'>): string[] {
	const lines = listLines(state);
	const counts = state.assessment?.counts;
	const shown = lines.slice(cursor.at, cursor.at + pageSize);
	const head = counts
		? `List. ${counts.fail} fail, ${counts.warn} warn, ${counts.unknown} unknown, ${counts.pass} pass. ${shown.length === 0 ? 'No row is left' : `Rows ${cursor.at + 1} to ${cursor.at + shown.length} of ${lines.length}`}${state.filter ? `, only ${state.filter}` : ''}.`
		: 'Still reading.';
	return [
		head,
		...shown.map((line, index) => lineText(state, line, cursor.at + index)),
		'A number opens that row. Enter reads on, needs-work narrows, slash and a word finds, fix and a number plans, help has the words, quit leaves.',
	];
}

/** What a dialog is about. */
function dialogAbout(state: State, {kind, control, objects}: Dialog): string {
	if (kind === 'take') return `Offline answers of ${control}.`;
	const about = rowOf(state, control)?.verdict.control;
	return kind === 'attest'
		? `${about?.title ?? control}. ${about?.question ?? ''}`
		: `${about?.title ?? control}. Accepts ${objects.length === 0 ? 'everything that is found here' : counted(objects.length, 'finding')}.`;
}

function foldText(state: State, {by}: ScreenOf<'fold'>): string[] {
	const rows = foldRows(state, by);
	return [
		`${counted(rows.length, 'row')} wait for: ${foldSays(by, rows, state)}.`,
		...waysOut(by, rows).map(
			({says, rows: waiting}, index) =>
				`${index + 1}. ${says}. ${by === 'rights' ? `${counted(waiting.length, 'row')} wait for it.` : (waiting[0]?.verdict.control.question ?? '')}`,
		),
		by === 'rights'
			? 'copy copies a request to an administrator, save saves the role, attest answers some yourself, back goes back.'
			: 'attest answers them yourself, a number opens one, back goes back.',
	];
}

function mapText(state: State): string[] {
	return [
		'Map: where the gaps are.',
		...mapCells(state).map((cell, index) => {
			const gaps = gapsOf(cell).map(({status, count}) => `${count} ${statusWord[status]}`);
			return `${index + 1}. ${cell.title}: ${gaps.join(', ') || 'no gap'} of ${cell.rows.length}.`;
		}),
		'A number opens the list of it. back goes back.',
	];
}

function controlText(state: State, {control, only, part, cursor}: ScreenOf<'control'>): string[] {
	const row = rowOf(state, control, only);
	if (!row) return [];
	const words =
		'fix plans it, yaml shows it, how says why here, part goes on to fix, why, check and references, attest and waive say something, back goes back.';
	if (part !== 'objects') return [`Part ${part}.`, ...partLines(state, row, {part}, 78), words];
	const lines = objectLines(state, row);
	const shown = lines.slice(cursor.at, cursor.at + pageSize);
	return [
		`${row.rank === undefined ? '' : `Row ${row.rank}. `}${statusWord[row.verdict.status]}, ${row.verdict.control.severity}. ${row.verdict.control.title}.${only === undefined ? '' : ` In ${only || 'the cluster itself'} only.`} ${row.reason}`,
		...row.verdict.evidence.slice(0, 3).map(({text}) => `Seen: ${text}.`),
		...shown.map((line, index) => `${cursor.at + index + 1}. ${objectText(line)}`),
		...(lines.length > cursor.at + shown.length ? [`${lines.length - cursor.at - shown.length} more: enter reads on.`] : []),
		words,
	];
}

function objectText(line: ReturnType<typeof objectLines>[number]): string {
	switch (line.kind) {
		case 'group':
			return `Group ${line.group || 'cluster'}: ${counted(line.objects.length, 'object')}${line.folded ? ', folded' : ''}.`;
		case 'object': {
			const {subject, findings, level} = line.object;
			const lacks = lackedFor(line.object);
			return `${level}. ${subject.namespace === undefined ? '' : `${subject.namespace}, `}${objectName(subject)}: ${findings.map(({message}) => message).join('; ')}.${lacks === undefined ? '' : ` This account may not ${lacks}.`}`;
		}
		case 'accepted':
			return `Accepted: ${counted(line.exempt.length, 'object')}, each with its reason.`;
		case 'waived':
			return `Waived: ${counted(line.objects.length, 'object')}.`;
		case 'exempt':
			return `Accepted. ${objectName(line.exemption.subject)}: ${line.exemption.reason}.`;
		case 'note':
			return line.text;
	}
}

function planRowText(row: PlanRow): string {
	const {item, previews} = row;
	if (row.leftOut) return `${item.says}: left out.`;
	if (row.state === 'asks') return `${item.says}: asks. ${item.asks?.[0]?.question ?? ''}`;
	if (row.state === 'by-hand') return `${item.says}: by hand. ${item.guide?.[0] ?? ''}`;
	if (row.state === 'failed') return `${item.says}: not tried. ${row.error?.what ?? ''} ${row.error?.why ?? ''}`;
	if (row.state === 'trying') return `${item.says}: being tried.`;
	const refused = previews.find(one => one.refused)?.refused;
	const forbidden = previews.find(one => one.forbidden)?.forbidden;
	const said = refused
		? `refused: ${refused.why} ${refused.allows ?? ''}`
		: forbidden
			? `this account may not ${forbidden}`
			: isKeptForGit(row)
				? `saved for Git: ${previews[0]?.owner.takenBack ?? ''}`
				: previews.every(({computed}) => computed === 'server')
					? 'accepted by the server'
					: 'computed here';
	const warnings = previews.flatMap(one => one.warnings);
	const {impact, owner} = previews[0] ?? {};
	return `${item.says}: ${[said, impact?.says, `owner ${owner?.says ?? 'not known'}`].filter(Boolean).join('; ')}.${warnings.length > 0 ? ` Warning: ${warnings.join('; ')}.` : ''}`;
}

function planText(state: State, {cursor}: ScreenOf<'plan'>): string[] {
	const shown = state.plan.slice(cursor.at, cursor.at + pageSize);
	return [
		`Plan. ${planSummary(state.plan)}.`,
		...shown.map((row, index) => `${cursor.at + index + 1}. ${planRowText(row)}`),
		'A number reads it whole, leave-out and a number leaves it out, fix goes on to send, save saves patches, back goes back.',
	];
}

function askText(state: State, screen: ScreenOf<'ask'>): string[] {
	const ask = state.plan.find(({item}) => item.id === screen.item)?.item.asks?.[screen.question];
	const options = ask?.options ?? [];
	return [
		`${ask?.question ?? ''}${ask?.seen ? ` Seen: ${ask.seen.text}.` : ''}`,
		options.length > 0
			? options.map(({says}, index) => `${index + 1} ${says}.`).join(' ')
			: `Write it${screen.field.text ? `; enter takes ${screen.field.text}` : ''}.`,
	];
}

/** How far sending is, in one sentence. */
export function sendingText({sent, sending}: State): string {
	const done = sent.filter(({state}) => state === 'verified' || state === 'applied').length;
	const left = sent.filter(({state}) => state === 'waits').length;
	if (sending === 'waits')
		return `${done} of ${sent.length} sent. fix sends the other ${left === 1 ? 'one, leave-out leaves it' : `${left}, leave-out leaves them`}.`;
	if (sending === 'done') return `Sent: ${done} of ${sent.length}. undo takes back, back goes to the list.`;
	return `Sending: ${done} of ${sent.length}.`;
}

/** The words of a screen, one a line, without a table. */
export function plainHelp(state: State): readonly string[] {
	const {name} = state.screen;
	const silent = new Set([
		'up',
		'down',
		'first',
		'last',
		'page-up',
		'page-down',
		'half-up',
		'half-down',
		'unfold',
		'fold',
		'wrap',
		'stop',
		'redraw',
		'suspend',
		'group',
		'group-before',
		'part-before',
	]);
	const here = bindings.filter(({on, word}) => name in on && !silent.has(word));
	return [
		'Words here. A number opens that line, and a word with a number acts on it: attest 3.',
		...here.map(({word, means}) => `${word}: ${means.replace(/^[a-z]+…: /, '')}.`),
		'Nothing is sent by a single word: fix leads to a plan, then to a page where you type how many objects and which cluster.',
	];
}

/** What was seen about a question, where a prompt asks it. */
export function seenOnly(state: State): readonly string[] {
	const {screen} = state;
	const question = screen.name === 'answers' ? questions[screen.cursor.at] : undefined;
	if (!question) return [];
	const answer = answersOf(state)[question.id];
	const evidence = (answer?.evidence ?? state.prefilled.hints[question.id] ?? []).map(({text}) => text).join('; ');
	const filled = answer ? `Filled in: ${shortAnswer(question, answer) ?? ''} (${basisWord[answer.basis]}).` : 'Open.';
	return [`Question ${screen.name === 'answers' ? screen.cursor.at + 1 : ''}. ${filled}${evidence ? ` Seen: ${evidence}.` : ''}`];
}
