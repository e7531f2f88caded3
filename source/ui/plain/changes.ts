import {targetSays} from '../../change/target.js';
import {textOf} from '../lines.js';
import {diffLines} from '../pages/diff.js';
import {confirmWords, sendLines} from '../pages/send.js';
import {isKeptForGit, planSummary} from '../plan-rows.js';
import type {PlanRow, ScreenOf, State} from '../state.js';
import {pageSize} from './page-size.js';

export function planText(state: State, {cursor}: ScreenOf<'plan'>): string[] {
	const shown = state.plan.slice(cursor.at, cursor.at + pageSize);
	return [
		`Plan. ${planSummary(state.plan)}.`,
		...shown.map((row, index) => `${cursor.at + index + 1}. ${planRowText(row)}`),
		'A number reads it whole, leave-out and a number leaves it out, fix goes on to send, save saves patches, back goes back.',
	];
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

export function askText(state: State, screen: ScreenOf<'ask'>): string[] {
	const ask = state.plan.find(({item}) => item.id === screen.item)?.item.asks?.[screen.question];
	const options = ask?.options ?? [];
	return [
		`${ask?.question ?? ''}${ask?.seen ? ` Seen: ${ask.seen.text}.` : ''}`,
		options.length > 0
			? options.map(({says}, index) => `${index + 1} ${says}.`).join(' ')
			: `Write it${screen.field.text ? `; enter takes ${screen.field.text}` : ''}.`,
	];
}

export function diffText(state: State, screen: ScreenOf<'diff'>): string[] {
	const row = state.plan.find(({item}) => item.id === screen.item);
	return [
		...(row ? diffLines(row, {wrap: false, left: 0}, 78).map(textOf) : []),
		screen.anyway ? 'Type anyway to change it here all the same.' : 'back goes back to the plan.',
	];
}

export function confirmText(state: State): string[] {
	return [...sendLines(state, 78), `Type  ${confirmWords(state)}  to send. Anything else goes back, and sends nothing.`];
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

export function journalText(state: State, screen: ScreenOf<'journal'>): string[] {
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
}
