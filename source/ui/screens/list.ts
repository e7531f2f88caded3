import type {Ranked, Status} from '../../model/index.js';
import {layout} from '../layout.js';
import {cutEnd, cutMiddle, type Line, line, pad, padStart, rule, type Span, span, spread} from '../lines.js';
import {howManyIn, isUnknown, unknownNote} from '../rows.js';
import type {ScreenOf, State} from '../state.js';
import {glyphs, severityWord, statusStyle, statusWord} from '../theme.js';
import {visibleRows} from '../visible-rows.js';
import {ago} from '../words.js';
import {numbers} from './answers.js';
import {type Frame, fieldSpans, stripLines, windowed} from './frame.js';
import {titleOf} from './head.js';

/** Titles have at most this many characters, so that none is ever cut. */
export const titleWidth = 41;

export function listFrame(state: State, screen: ScreenOf<'list'>): Frame {
	const {width, body} = layout(state.size);
	const rows = visibleRows(state);
	const row = rows[screen.cursor.at];
	return {
		title: titleOf(state),
		second: countsLine(state, width),
		rule: ruleOf(state, screen, width),
		body: listBody(state, screen.cursor.at, screen.cursor.top, body, true),
		strip: stripOf(state, row, width),
	};
}

function ruleOf(state: State, screen: ScreenOf<'list'>, width: number): Line {
	if (screen.field)
		return line(
			span('── find: ', 'dim'),
			...fieldSpans(screen.field, glyphs.caret),
			span('  (esc closes, state: sev: ns: !word narrow)', 'dim'),
		);
	const filter = [state.onlyNeedsWork ? 'fail and warn only' : '', state.filter].filter(Boolean).join(', ');
	return rule(
		width,
		span('by rank', 'bold'),
		numbers(state).replace('of 20: ', '').replaceAll(', ', ' · '),
		filter ? span(`only: ${filter}`, 'bold') : '',
	);
}

export function countsLine(state: State, width: number): Line {
	const {assessment} = state;
	if (!assessment) return line('nothing was assessed yet');
	const {counts, coverage} = assessment;
	const part = (status: Status): Span[] => [
		span(`${glyphs.status[status]} ${counts[status]} ${statusWord[status]}`, statusStyle[status]),
		span('  '),
	];
	const shown: Status[] = ['fail', 'warn', 'unknown', 'pass', 'not-applicable', ...(counts.waived > 0 ? (['waived'] as const) : [])];
	return spread(line(...shown.flatMap(part)), line(`${coverage.decided} of ${coverage.applicable} known`), width);
}

/** The visible lines of the list; severity is left out where the control stands beside it. */
export function listBody(state: State, at: number, top: number, height: number, active: boolean): Line[] {
	const {wide, list} = layout(state.size);
	const rows = visibleRows(state);
	if (rows.length === 0) return [line(''), line(`   ${state.assessment ? 'No row fits the filter. esc shows everything.' : 'Reading …'}`)];
	return windowed(rows, top, height, (row, index) =>
		rowLine(state, row, index === at, active, wide ? list : layout(state.size).width, !wide),
	);
}

function rowLine(state: State, row: Ranked, here: boolean, active: boolean, width: number, severity: boolean): Line {
	const {control, status} = row.verdict;
	const mark = state.marks.has(control.id) ? glyphs.mark : ' ';
	const fixed = 1 + 1 + 4 + 1 + 9 + 1 + (severity ? 5 : 0);
	const room = Math.max(0, width - fixed - titleWidth - 1);
	const note = row.verdict.basis === 'attested' ? cutEnd(noteOf(state, row, room), room) : cutMiddle(noteOf(state, row, room), room);
	return line(
		span(here ? glyphs.cursor : ' ', here && active ? 'bold' : 'plain'),
		span(mark, 'bold'),
		padStart(row.rank === undefined ? '' : String(row.rank), 3),
		' ',
		span(pad(`${glyphs.status[status]} ${statusWord[status]}`, 10), statusStyle[status]),
		...(severity ? [pad(severityWord[control.severity], 5)] : []),
		span(pad(control.title, titleWidth), here ? 'bold' : 'plain'),
		' ',
		note,
	);
}

/** What stands at the end of a row: what it waits for, and how many objects. */
function noteOf(state: State, row: Ranked, room: number): string {
	const after = row.after.flatMap(id => state.assessment?.ranked.find(({verdict}) => verdict.control.id === id)?.rank ?? []);
	const by = row.verdict.basis === 'attested' ? `${glyphs.attested} ` : '';
	const objects = isUnknown(row) ? unknownNote(row, room) : howManyIn(row, room - (after.length > 0 ? after.join(', ').length + 8 : 0));
	return [after.length > 0 ? `after ${after.join(', ')}` : '', `${by}${objects}`].filter(Boolean).join(', ');
}

function stripOf(state: State, row: Ranked | undefined, width: number): Line[] {
	const marked = state.marks.size > 0 ? `${state.marks.size} marked. ` : '';
	if (!row) return stripLines([marked], width);
	const read = state.cluster ? ` Read ${ago(state.cluster.takenAt, state.now)}.` : '';
	if (state.place?.kind === 'offline') return stripLines([row.verdict.control.question, `${marked}${row.reason}`], width);
	const unknown = row.verdict.unknown ? ` Would settle it: ${row.verdict.unknown.text}.` : '';
	return stripLines([`${marked}${row.reason}${unknown}${read}`, fixHint(row)], width);
}

function fixHint({verdict, lifts}: Ranked): string {
	const fixable = verdict.findings.filter(({fix, waivedBy}) => !waivedBy && (fix === 'apply' || fix === 'ask')).length;
	const waits = lifts.length > 0 ? ` ${lifts.length === 1 ? 'One row waits' : `${lifts.length} rows wait`} for it.` : '';
	if (verdict.status === 'pass' || verdict.status === 'not-applicable') return '';
	if (fixable > 0)
		return `Fix: ${fixable === verdict.findings.length ? 'can be sent from here' : `${fixable} of ${verdict.findings.length} can be sent from here`}, after a preview.${waits}`;
	return `Fix: by hand; enter, then the part fix says how.${waits}`;
}
