import type {Ranked} from '../../model/index.js';
import {within} from '../cursor.js';
import {controlHead, layout, paneHead} from '../layout.js';
import {cutEnd, cutMiddle, type Line, line, lineWidth, pad, padStart, rule, type Span, span, wrapped} from '../lines.js';
import {lineOf, listLines} from '../list-lines.js';
import {type Row, rowOf} from '../narrowed.js';
import {type FoundObject, foundObjects, isMarkedLine, lackedFor, marksOf, type ObjectLine, objectLines, objectName} from '../objects.js';
import {partLines} from '../pages/control-parts.js';
import {remembered} from '../remembered.js';
import {type Cursor, type Part, parts, type ScreenOf, type State} from '../state.js';
import {glyphs, severityWord, statusStyle, statusWord} from '../theme.js';
import {counted, ownerWord} from '../words.js';
import {type Frame, findRule, seenLines, stripLines, windowed} from './frame.js';
import {titleOf} from './head.js';
import {countsLine, listBody} from './list.js';

/** The part that is open, and what of it is seen. */
type Page = Pick<ScreenOf<'control'>, 'part' | 'cursor' | 'left' | 'wrap' | 'sought'>;

export function controlFrame(state: State, screen: ScreenOf<'control'>): Frame {
	const {width, body, wide} = layout(state.size);
	const row = rowOf(state, screen.control, screen.only);
	if (!row) return {title: titleOf(state), second: line(''), rule: rule(width), body: [], strip: []};
	const strip = stripLines([controlHint(state, row, screen)], width);
	if (wide) {
		const lines = listLines(state);
		const at = lineOf(lines, screen.control, screen.only);
		return {
			title: titleOf(state),
			second: countsLine(state, width),
			rule: screen.sought?.field
				? findRule(screen.sought.field)
				: rule(width, span(titleIn(row), 'bold'), 'tab next part, esc back to the list'),
			body: beside(
				listBody(state, at, within({at, top: 0}, lines.length, body).top, body, false),
				paneLines(state, row, screen, body, true),
				layout(state.size).list,
			),
			strip,
		};
	}
	return {
		title: titleOf(state),
		second: headLine(state, row),
		rule: screen.sought?.field ? findRule(screen.sought.field) : rule(width, ...partTitles(row, screen.part)),
		body: bodyLines(state, row, screen, width, body),
		strip,
	};
}

/** The control beside the list: its own head, then the part. */
export function paneLines(state: State, row: Row, page: Page, height: number, active: boolean): Line[] {
	const {pane} = layout(state.size);
	const titles = partTitles(row, page.part).map((title, index) => (index === 0 ? title : span(` ${title.text}`, title.style)));
	// Only the side that has the keys has a cursor.
	const shown = active || page.part !== 'objects' ? page : {...page, cursor: {...page.cursor, at: -1}};
	return [line(span(titleIn(row), active ? 'bold' : 'plain')), line(...titles), ...bodyLines(state, row, shown, pane, height - paneHead)];
}

/** Two columns side by side. */
export function beside(left: readonly Line[], right: readonly Line[], width: number): Line[] {
	return Array.from({length: Math.max(left.length, right.length)}, (_, index) => {
		const first = left[index] ?? [];
		const used = first.reduce((sum, {text}) => sum + text.length, 0);
		return [...first, span(' '.repeat(Math.max(0, width - used) + 2)), ...(right[index] ?? [])];
	});
}

/** Its title, and the namespace that it is narrowed to. */
const titleIn = ({verdict, only}: Row) => `${verdict.control.title}${only === undefined ? '' : ` · ${only || 'the cluster itself'}`}`;

function headLine(state: State, row: Row): Line {
	const {rank, verdict} = row;
	const {control, status} = verdict;
	const of = state.assessment?.ranked.filter(row => row.rank !== undefined).length ?? 0;
	return line(
		rank === undefined ? '' : `${rank} of ${of} · `,
		span(`${glyphs.status[status]} ${statusWord[status]}`, statusStyle[status]),
		` · ${severityWord[control.severity]} · `,
		span(titleIn(row), 'bold'),
	);
}

function partTitles({verdict}: Ranked, open: Part) {
	const count = foundObjects(verdict.findings).length;
	return parts.map(part => span(part === 'objects' ? `objects ${count}` : part, part === open ? 'bold' : 'dim'));
}

function bodyLines(state: State, row: Ranked, page: Page, width: number, height: number): Line[] {
	const {part, cursor, sought} = page;
	if (part !== 'objects')
		return seenLines(
			partLines(state, row, page, width).map(text => line(text)),
			cursor,
			height,
			sought,
		);
	const seen = row.verdict.evidence.map(({text}) => text).join('; ');
	const lines = objectLines(state, row);
	const room = controlHead(state.size);
	const head: Line[] = [...labelled('Here', row.reason, width, room.here), ...labelled(seen === '' ? '' : 'Seen', seen, width, room.seen)];
	return [
		...head,
		...(lines.length === 0
			? [line(''), line('   nothing was found')]
			: objectsBody(state, row, lines, cursor, width, height - head.length)),
	];
}

/** A line for each; where there is room for all, what is said of an object stands below its name, whole or at least with more of it. */
function objectsBody(state: State, row: Ranked, lines: readonly ObjectLine[], cursor: Cursor, width: number, height: number): Line[] {
	const short = (one: ObjectLine, index: number) => objectLine(state, row, one, index === cursor.at, width);
	if (cursor.top > 0 || lines.length > height) return windowed(lines, cursor.top, height, short);
	const tall = (most: number) =>
		lines.flatMap((one, index) => {
			const inOne = short(one, index);
			if (one.kind !== 'object' || lineWidth(inOne) <= width) return [inOne];
			const room = width - textIndent;
			const name = span(cutMiddle(objectName(one.object.subject), room), index === cursor.at ? 'bold' : 'plain');
			const text = wrappedTo(objectSays(one.object), room, most).map(part => line(' '.repeat(textIndent), part));
			return [line(...objectStart(state, row, one, index === cursor.at), name), ...text];
		});
	return [4, 3, 2, 1].map(tall).find(all => all.length <= height) ?? windowed(lines, 0, height, short);
}

/** At most so many lines; the last is cut where there would be more. */
function wrappedTo(text: string, width: number, most: number): string[] {
	const lines = wrapped(text, width);
	return lines.length <= most ? lines : [...lines.slice(0, most - 1), cutEnd(lines.slice(most - 1).join(' '), width)];
}

/** A label and its text, wrapped to exactly so many lines. */
function labelled(label: string, text: string, width: number, height: number): Line[] {
	const shown = wrappedTo(text, width - 6, height);
	return Array.from({length: height}, (_, index) => line(span(index === 0 ? label.padEnd(6) : '      ', 'dim'), shown[index] ?? ''));
}

/** Cells for the name of a group: what is said of it needs the rest. */
const groupWidth = (width: number) => (width < 60 ? 18 : 28);

/** Cells before the name of an object, and before what is said below it. */
const textIndent = 7;

function lineStart(state: State, row: Ranked, one: ObjectLine, here: boolean): Span[] {
	const mark = isMarkedLine(state, row.verdict.control.id, one) ? glyphs.mark : ' ';
	return [span(here ? glyphs.cursor : ' ', 'bold'), span(mark, 'bold'), span(' ')];
}

function objectStart(state: State, row: Ranked, one: Extract<ObjectLine, {kind: 'object'}>, here: boolean): Span[] {
	const {level, findings} = one.object;
	const is = findings[0]?.waivedBy ? 'waived' : level;
	return [...lineStart(state, row, one, here), span('  '), span(`${glyphs.status[is]} `, statusStyle[is])];
}

/** What was found on an object, or who accepted it; and whether this account may change it. */
function objectSays(object: FoundObject): string {
	const [first] = object.findings;
	const waiver = first?.waivedBy;
	if (waiver) return `${waiver.owner}, until ${waiver.until.slice(0, 10)}: ${waiver.reason}`;
	const more = object.findings.length - 1;
	const text = `${first?.message ?? ''}${more > 0 ? ` (and ${more} more)` : ''}`;
	const lacks = lackedFor(object);
	return lacks === undefined ? text : `no right to ${lacks.split(' ')[0] ?? ''} it · ${text}`;
}

function objectLine(state: State, row: Ranked, one: ObjectLine, here: boolean, width: number): Line {
	const start = lineStart(state, row, one, here);
	const style = here ? 'bold' : 'plain';
	switch (one.kind) {
		case 'group': {
			const fail = failsOf(one.objects);
			const warn = one.objects.length - fail;
			const counts = [fail > 0 ? `${fail} fail` : '', warn > 0 ? `${warn} warn` : ''].filter(Boolean).join(', ');
			return line(
				...start,
				`${one.folded ? glyphs.folded : glyphs.open} `,
				span(pad(cutMiddle(one.group || 'cluster', groupWidth(width)), groupWidth(width)), style),
				padStart(String(one.objects.length), 5),
				'   ',
				counts,
				ownersOf(one.objects),
			);
		}
		case 'object': {
			const nameWidth = Math.min(34, Math.max(22, Math.floor(width * 0.4)));
			const name = pad(cutMiddle(objectName(one.object.subject), nameWidth), nameWidth);
			return line(...objectStart(state, row, one, here), span(name, style), ' ', objectSays(one.object));
		}
		case 'accepted':
			return line(
				...start,
				`${one.folded ? glyphs.folded : glyphs.open} `,
				span(`accepted: ${counted(one.exempt.length, 'object')}, each with its reason`, style),
			);
		case 'exempt': {
			const {subject, reason} = one.exemption;
			return line(
				...start,
				'  ',
				span(`${subject.namespace === undefined ? '' : `${subject.namespace}/`}${objectName(subject)}`, style),
				`  ${reason}`,
			);
		}
		case 'waived':
			return line(
				...start,
				`${one.folded ? glyphs.folded : glyphs.open} `,
				span(`waived: ${counted(one.objects.length, 'object')}, each with who accepts it and until when`, style),
			);
		case 'note':
			return line(...start, span(one.text, style));
	}
}

const failsOf = remembered((objects: readonly FoundObject[]) => objects.filter(({level}) => level === 'fail').length);

/** " · 6 by Argo CD": who would take changes of these back. */
const ownersOf = remembered((objects: readonly FoundObject[]): string => {
	const counts = new Map<string, number>();
	for (const {findings} of objects) {
		const owner = findings[0]?.owner;
		if (owner && ownerWord[owner]) counts.set(ownerWord[owner], (counts.get(ownerWord[owner]) ?? 0) + 1);
	}
	return [...counts].map(([word, count]) => ` · ${count} by ${word}`).join('');
});

function takesHint({cluster}: State): string {
	return cluster?.live === false ? 'The part fix says what to change.' : 'With nothing marked, a takes what is under the cursor.';
}

/** "12 of 4,112 marked, 3 of them hidden". */
function markedSays(state: State, row: Ranked): string {
	const {control, findings} = row.verdict;
	const marks = [...state.findingMarks].filter(mark => mark.startsWith(`${control.id} `));
	if (marks.length === 0) return '';
	const shown = new Set(objectLines(state, row).flatMap(one => (one.kind === 'object' ? marksOf(control.id, one) : [])));
	const hidden = marks.filter(mark => !shown.has(mark)).length;
	const number = (count: number) => count.toLocaleString('en');
	return `${number(marks.length)} of ${number(findings.length)} marked${hidden > 0 ? `, ${number(hidden)} of them hidden` : ''}`;
}

function sidewaysHint({part, wrap}: ScreenOf<'control'>): string {
	if (part !== 'fix' && part !== 'check') return '';
	return wrap ? ' z leaves long lines whole.' : ' ← → scroll long lines, z wraps them.';
}

function controlHint(state: State, row: Ranked, screen: ScreenOf<'control'>): string {
	const marked = markedSays(state, row);
	if (marked !== '') return `${marked}; a plans them.`;
	if (screen.part !== 'objects')
		return `tab goes to the next part.${sidewaysHint(screen)}${state.cluster?.live === false ? '' : ' a plans a fix of everything found here.'}`;
	const one = objectLines(state, row)[screen.cursor.at];
	if (one?.kind === 'group')
		return `${one.group || 'cluster'}: ${counted(one.objects.length, 'object')}. space marks all of them, enter folds. ${takesHint(state)}`;
	if (one?.kind === 'object') return `${one.object.findings.map(({message}) => message).join('; ')}. ${takesHint(state)}`;
	if (one?.kind === 'exempt') return one.exemption.reason;
	return row.reason;
}
