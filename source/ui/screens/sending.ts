import {layout} from '../layout.js';
import {cutMiddle, line, lineWidth, pad, padStart, rule, type Style, span, spread, widthOf} from '../lines.js';
import {objectCount} from '../plan-rows.js';
import type {ScreenOf, SentRow, State} from '../state.js';
import {glyphs} from '../theme.js';
import {counted} from '../words.js';
import {type Frame, stripLines, windowedBlocks, withWhole} from './frame.js';
import {titleOf} from './head.js';

const stateWord: Record<SentRow['state'], [string, Style]> = {
	waits: ['waits', 'dim'],
	sending: ['being sent', 'plain'],
	verified: ['✓ verified', 'pass'],
	applied: ['! applied', 'warn'],
	failed: ['✗ failed', 'fail'],
	stopped: ['! stopped', 'warn'],
	left: ['left as it was', 'dim'],
};

export function sendingFrame(state: State, screen: ScreenOf<'sending'>): Frame {
	const {width, body} = layout(state.size);
	const row = state.sent[screen.cursor.at];
	const nameWidth = Math.min(44, Math.max(20, ...state.sent.map(({item}) => item.says.length)), width - 40);
	return {
		title: titleOf(state),
		second: spread(
			line(`${state.sent.some(({item}) => item.undoes) ? 'undo' : 'fix'} · ${headOf(state)}`),
			line(watchingNote(state)),
			width,
		),
		rule: rule(width, 'sent one after another'),
		body: windowedBlocks(state.sent, screen.cursor, body, (one, index) => {
			const here = index === screen.cursor.at;
			const [word, style] = stateWord[one.state];
			const short = line(
				span(here ? glyphs.cursor : ' ', 'bold'),
				padStart(String(index + 1), 4),
				' ',
				span(pad(cutMiddle(one.item.says, nameWidth), nameWidth), here ? 'bold' : 'plain'),
				' ',
				span(pad(word, 15), style),
				one.says,
			);
			const isCut = lineWidth(short) > width || widthOf(one.item.says) > nameWidth;
			return withWhole(short, `${one.item.says}. ${one.says}`, screen.wrap === true && isCut, 6, width);
		}),
		strip: stripLines(row ? [row.says, row.events.at(-1) ?? ''].filter(Boolean) : [], width),
	};
}

/** "watching, 4:12 left" while restarts and warning events would still be told. */
function watchingNote({watchedUntil, now}: State): string {
	const left = Math.ceil((watchedUntil - now) / 1000);
	return left > 0 ? `watching, ${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')} left` : '';
}

function headOf({sent, sending}: State): string {
	const done = sent.filter(({state}) => state === 'verified' || state === 'applied').length;
	const waiting = sent.filter(({state}) => state === 'waits').length;
	if (sending === 'waits') return `${done} of ${sent.length} sent, the rest waits for you`;
	if (sending === 'stopping') return `stopping after this request: ${done} of ${sent.length} sent`;
	if (sending === 'done') {
		const isDone = ({state}: SentRow) => state === 'verified' || state === 'applied';
		const left = objectCount(sent) - objectCount(sent.filter(isDone));
		return `${counted(objectCount(sent.filter(isDone)), 'object')} changed${left > 0 ? `, ${left} not` : ''}`;
	}
	return `${done} of ${sent.length} done${waiting > 0 ? `, ${waiting} to come` : ''}`;
}
