import {inWords, type Ranked, type Status} from '../../model/index.js';
import {fixHint} from '../fix-hint.js';
import {layout} from '../layout.js';
import {cutEnd, cutMiddle, type Line, line, pad, padStart, rule, type Span, span, spread, widthOf} from '../lines.js';
import {type ListLine, listLines} from '../list-lines.js';
import {orderWord} from '../list-orders.js';
import {mapCells} from '../map-cells.js';
import {markedRow, markOf} from '../narrowed.js';
import {foldNote, foldSays} from '../pages/settling.js';
import {howManyIn, isUnknown, unknownNote} from '../rows.js';
import {standardsOf} from '../standards.js';
import {answersOf, type ScreenOf, type State} from '../state.js';
import {glyphs, severityWord, statusStyle, statusWord} from '../theme.js';
import {narrowingWords} from '../visible-rows.js';
import {ago, counted} from '../words.js';
import {numbers} from './answers.js';
import {type Frame, findRule, stripLines, windowed} from './frame.js';
import {titleOf} from './head.js';

/** Titles have at most this many characters, so that none is ever cut. */
export const titleWidth = 41;

export function listFrame(state: State, screen: ScreenOf<'list'>): Frame {
	const {width, body} = layout(state.size);
	const here = listLines(state)[screen.cursor.at];
	return {
		title: titleOf(state),
		second: countsLine(state, width),
		rule: ruleOf(state, screen, width),
		body: listBody(state, screen.cursor.at, screen.cursor.top, body, true),
		strip: stripOf(state, here, width),
	};
}

function ruleOf(state: State, screen: ScreenOf<'list'>, width: number): Line {
	if (screen.field)
		return findRule(
			screen.field,
			`  (${narrowingWords
				.slice(0, 5)
				.map(word => `${word}:`)
				.join(' ')} !word narrow)`,
		);
	// What the map narrowed to is called as it stands there.
	const narrowing = state.filter && (mapCells(state).find(({filter: one}) => one === state.filter)?.title ?? state.filter);
	const filter = [state.onlyNeedsWork ? 'fail and warn only' : '', narrowing].filter(Boolean).join(', ');
	const {since} = state.assessment ?? {};
	return rule(
		width,
		span(orderWord[state.orderBy], 'bold'),
		numbers(state).replace('attackers, of 20: ', '').replaceAll(', ', ' · '),
		since ? sinceSays(since) : '',
		filter ? span(`only: ${filter}`, 'bold') : '',
	);
}

/** "since 3 Nov: 2 new, 1 mended". */
function sinceSays({at, worse, better}: NonNullable<NonNullable<State['assessment']>['since']>): string {
	const day = new Date(at).toLocaleDateString('en-GB', {day: 'numeric', month: 'short', timeZone: 'UTC'});
	const parts = [worse > 0 ? `${worse} new` : '', better > 0 ? `${better} mended` : ''].filter(Boolean).join(', ');
	return `since ${day}: ${parts || 'no change'}`;
}

export function countsLine(state: State, width: number): Line {
	const {assessment} = state;
	if (!assessment) return line('nothing was assessed yet');
	const {counts, coverage} = assessment;
	if (state.place?.kind === 'offline') return answeredLine(state, width);
	const part = (status: Status): Span[] => [
		span(`${glyphs.status[status]} ${counts[status]} ${statusWord[status]}`, statusStyle[status]),
		span('  '),
	];
	const shown: Status[] = ['fail', 'warn', 'unknown', 'pass', 'not-applicable', ...(counts.waived > 0 ? (['waived'] as const) : [])];
	return spread(line(...shown.flatMap(part)), line(`${coverage.decided} of ${coverage.applicable} known`), width);
}

const topRows = 10;
/** "12 of 64 answered · the top ten are settled, you may stop". */
function answeredLine({assessment, order}: State, width: number): Line {
	const byId = new Map(assessment?.ranked.map(({verdict}) => [verdict.control.id, verdict.status === 'unknown' && !verdict.notSure]));
	const answered = [...byId.values()].filter(isOpen => !isOpen).length;
	const top = order.slice(0, topRows).filter(id => byId.get(id)).length;
	const stop = top === 0 ? `the top ${topRows === 10 ? 'ten' : topRows} are settled, you may stop` : `${top} of the top ten are open`;
	return spread(line(span(`${answered} of ${byId.size} answered`, 'bold'), ` · ${stop}`), line(''), width);
}

/** Columns from which on titles and the severity fit beside each other. */
const roomForSeverity = 70;

/** The visible lines of the list; severity is left out where there is no room for it, or the control stands beside it. */
export function listBody(state: State, at: number, top: number, height: number, active: boolean): Line[] {
	const {wide, list} = layout(state.size);
	const lines = listLines(state);
	if (lines.length === 0) return [line(''), line(`   ${state.assessment ? 'No row fits the filter. esc shows everything.' : 'Reading …'}`)];
	const width = wide ? list : layout(state.size).width;
	const severity = !wide && width >= roomForSeverity;
	return windowed(lines, top, height, (one, index) =>
		one.kind === 'row'
			? rowLine(state, one.row, index === at, active, width, severity)
			: one.kind === 'fold'
				? foldLine(state, one, index === at, active, severity)
				: groupLine(state, one, index === at, active, width),
	);
}

/** Unknown rows that the same thing would settle: at the rank of the best of them. */
function foldLine(
	state: State,
	{by, rows, folded}: Extract<ListLine, {kind: 'fold'}>,
	here: boolean,
	active: boolean,
	severity: boolean,
): Line {
	const [best] = rows;
	const worst = severityWord[best?.verdict.control.severity ?? 'low'];
	const says = `${folded ? glyphs.folded : glyphs.open} ${counted(rows.length, 'row')}: ${foldSays(by, rows, state)}`;
	return line(
		span(here && active ? glyphs.cursor : ' ', 'bold'),
		span(rows.every(row => state.marks.has(markOf(row))) ? glyphs.mark : ' ', 'bold'),
		padStart(best?.rank === undefined ? '' : String(best.rank), 3),
		' ',
		span(pad(`${glyphs.status.unknown} ${statusWord.unknown}`, 10), statusStyle.unknown),
		...(severity ? [pad(worst, 5)] : []),
		span(pad(says, titleWidth), here ? 'bold' : 'plain'),
		' ',
		foldNote(by, rows, state),
	);
}

function groupLine(
	state: State,
	{title, rows, folded}: Extract<ListLine, {kind: 'group'}>,
	here: boolean,
	active: boolean,
	width: number,
): Line {
	const count = (status: Status) => rows.filter(({verdict}) => verdict.status === status).length;
	const counts = (['fail', 'warn', 'unknown', 'pass'] as const).flatMap(status =>
		count(status) > 0 ? [span(`${glyphs.status[status]}${count(status)}`, statusStyle[status]), span(' ')] : [],
	);
	const titleRoom = Math.min(36, width - 34);
	return line(
		span(here && active ? glyphs.cursor : ' ', 'bold'),
		span(rows.length > 0 && rows.every(row => state.marks.has(markOf(row))) ? glyphs.mark : ' ', 'bold'),
		` ${folded ? glyphs.folded : glyphs.open} `,
		span(pad(title, titleRoom), here ? 'bold' : 'plain'),
		padStart(counted(rows.length, 'row'), 9),
		'   ',
		...counts,
	);
}

function rowLine(state: State, row: Ranked, here: boolean, active: boolean, width: number, severity: boolean): Line {
	const {control, status} = row.verdict;
	const mark = state.marks.has(markOf(row)) ? glyphs.mark : ' ';
	const fixed = 1 + 1 + 4 + 1 + 9 + 1 + (severity ? 5 : 0);
	const asked = isStandardShown(state, width, fixed) ? (standardsOf(state, control.references)[0] ?? '') : undefined;
	const room = Math.max(0, width - fixed - titleWidth - 1 - (asked === undefined ? 0 : standardWidth));
	const note = row.verdict.basis === 'attested' ? cutEnd(noteOf(state, row, room), room) : cutMiddle(noteOf(state, row, room), room);
	return line(
		span(here && active ? glyphs.cursor : ' ', 'bold'),
		span(mark, 'bold'),
		padStart(row.rank === undefined ? '' : String(row.rank), 3),
		' ',
		span(pad(`${glyphs.status[status]} ${statusWord[status]}`, 10), statusStyle[status]),
		...(severity ? [pad(severityWord[control.severity], 5)] : []),
		span(pad(control.title, titleWidth), here ? 'bold' : 'plain'),
		' ',
		...(asked === undefined ? [] : [span(pad(asked.replace(/^CIS (?=[A-Z])/, ''), standardWidth), 'dim')]),
		note,
	);
}

const standardWidth = 11;
const noteWidth = 7;
/** A column of its own where somebody owes compliance and the notes keep their room; elsewhere the strip has it. */
function isStandardShown(state: State, width: number, fixed: number): boolean {
	const isOwed = !['', 'none', 'unsure'].includes(answersOf(state).compliance?.value ?? '');
	return isOwed && width - fixed - titleWidth - 1 >= standardWidth + noteWidth;
}

/** What stands at the end of a row: what it waits for, where there is room for it, and how many objects. */
function noteOf(state: State, row: Ranked, room: number): string {
	const after = row.after.flatMap(id => state.assessment?.ranked.find(({verdict}) => verdict.control.id === id)?.rank ?? []);
	const by = row.verdict.basis === 'attested' || row.verdict.contradiction ? `${glyphs.attested} ` : '';
	const waits = after.length > 0 ? `after ${after.join(', ')}` : '';
	const objects = (taken: number) => (isUnknown(row) ? unknownNote(row, room) : howManyIn(row, room - taken));
	const beside = objects(waits === '' ? 0 : waits.length + 2);
	const both = [waits, `${by}${beside}`].filter(Boolean).join(', ');
	return widthOf(both) <= room && (beside !== '' || objects(0) === '') ? both : `${by}${objects(0)}`;
}

/** "3 of 40 marked, 1 of them hidden. ", "70 marked. " */
function markedSays(state: State): string {
	if (state.marks.size === 0) return '';
	const shown = new Set(listLines(state).flatMap(one => (one.kind === 'row' ? [markOf(one.row)] : [])));
	const hidden = [...state.marks].filter(id => !shown.has(id)).length;
	// By namespace a control has more rows than one.
	const isWhole = [...state.marks].every(mark => markedRow(state, mark)?.only === undefined);
	const of = isWhole ? ` of ${state.assessment?.ranked.length ?? 0}` : '';
	return `${state.marks.size}${of} marked${hidden > 0 ? `, ${hidden} of them hidden` : ''}. `;
}

function stripOf(state: State, here: ListLine | undefined, width: number): Line[] {
	const marked = markedSays(state);
	if (!here) return stripLines([marked], width);
	if (here.kind === 'fold')
		return stripLines([`${marked}${worstSays(here.rows)}`, 'enter shows what would settle them; → unfolds them here.'], width);
	if (here.kind === 'group') return stripLines([`${marked}${worstSays(here.rows)}`, 'enter and → unfold; space marks all of them.'], width);
	const {row} = here;
	const read = state.cluster ? ` Read ${ago(state.cluster.takenAt, state.now)}.` : '';
	if (state.place?.kind === 'offline') return stripLines([row.verdict.control.question, `${marked}${row.reason}`], width);
	const {contradiction} = row.verdict;
	const differs = contradiction ? ` Said ${contradiction.attested.replaceAll('-', ' ')}; the cluster shows ${contradiction.observed}.` : '';
	const unknown = row.verdict.unknown ? ` Would settle it: ${row.verdict.unknown.text}.` : '';
	const hint = state.cluster?.live === false ? stillHint(row) : fixHint(row);
	const standards = standardsOf(state, row.verdict.control.references);
	const asked = standards.length > 0 ? `Asked for by ${inWords(standards)}.` : '';
	return stripLines([`${marked}${row.reason}${differs}${unknown}${read}`, [hint, asked].filter(Boolean).join(' ')], width);
}

function worstSays([worst]: readonly Ranked[]): string {
	return worst ? `The first of them: ${worst.verdict.control.title}. ${worst.reason}` : '';
}

/** Without a server nothing can be sent. */
function stillHint({verdict}: Ranked): string {
	return verdict.findings.length > 0 ? 'Fix: enter, then the part fix says what to change; nothing can be sent from files.' : '';
}
