import {isUndo, stands} from '../../change/standing.js';
import {targetSays} from '../../change/target.js';
import type {JournalEntry} from '../../model/index.js';
import {journalOrderWord} from '../journal-entries.js';
import {layout} from '../layout.js';
import {cutMiddle, type Line, line, pad, padStart, rule, type Style, span, widthOf} from '../lines.js';
import type {ScreenOf, State} from '../state.js';
import {glyphs} from '../theme.js';
import {counted} from '../words.js';
import {type Frame, stripLines, windowedBlocks, withWhole} from './frame.js';
import {titleOf} from './head.js';

const stateWord: Record<JournalEntry['state'], [string, Style]> = {
	planned: ['planned, not sent', 'dim'],
	sent: ['sent, not answered', 'warn'],
	applied: ['! stands, not verified', 'warn'],
	verified: ['✓ stands', 'pass'],
	failed: ['✗ refused', 'fail'],
	undoing: ['being taken back', 'plain'],
	undone: ['taken back', 'dim'],
	unclear: ['? unclear', 'unknown'],
};

export function journalFrame(state: State, screen: ScreenOf<'journal'>): Frame {
	const {width, body} = layout(state.size);
	const entry = state.journal[screen.cursor.at];
	const standing = state.journal.filter(one => stands(one) && !isUndo(one, state.journal)).length;
	return {
		title: titleOf(state),
		second: line(`journal · ${counted(state.journal.length, 'change')}, ${standing} ${standing === 1 ? 'stands' : 'stand'}`),
		rule: rule(width, journalOrderWord[state.journalBy]),
		body:
			state.journal.length === 0
				? [line(''), line('   Nothing was changed here yet.')]
				: windowedBlocks(state.journal, screen.cursor, body, (one, index) => {
						const short = entryLine(state, one, index === screen.cursor.at, width);
						const name = targetSays(one.change.target);
						const isCut = one.note !== undefined || widthOf(name) > nameWidthIn(width);
						return withWhole(short, `${name}. ${one.note ?? ''}`, screen.wrap === true && isCut, 11, width);
					}),
		strip: stripLines(
			entry
				? [
						...(state.changeMarks.size > 0
							? [`${state.changeMarks.size} of ${state.journal.length} marked; u takes them back as one plan.`]
							: []),
						...aboutEntry(entry),
					]
				: ['Every change that is sent from here stands here, and u takes it back.'],
			width,
		),
	};
}

const nameWidthIn = (width: number) => Math.min(44, width - 46);

function entryLine({changeMarks}: State, entry: JournalEntry, here: boolean, width: number): Line {
	const {target, action} = entry.change;
	const nameWidth = nameWidthIn(width);
	const name = targetSays(target);
	const [said, style] = stateWord[entry.state];
	const word = entry.undoes !== undefined && entry.state === 'verified' ? '✓ done' : said;
	const what = action === 'patch' ? counted(entry.touched.length, 'field') : action;
	return line(
		span(here ? glyphs.cursor : ' ', 'bold'),
		span(changeMarks.has(entry.id) ? glyphs.mark : ' ', 'bold'),
		padStart(String(entry.id), 3),
		` ${entry.at.slice(11, 16)} `,
		span(pad(cutMiddle(name, nameWidth), nameWidth), here ? 'bold' : 'plain'),
		' ',
		pad(what, 9),
		' ',
		span(word, style),
		entry.undoes === undefined ? '' : `, takes back ${entry.undoes}`,
	);
}

function aboutEntry({group, by, at, controls, note}: JournalEntry): string[] {
	return [
		`Group ${group}, by ${by}, ${at.replace('T', ' ').slice(0, 16)} UTC${controls.length > 0 ? `, for ${controls.join(', ')}` : ''}.`,
		note ?? '',
		'Changes of one group are taken back together, in reverse.',
	].filter(Boolean);
}
