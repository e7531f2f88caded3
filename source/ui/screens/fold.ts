import type {Ranked} from '../../model/index.js';
import {layout} from '../layout.js';
import {cutMiddle, type Line, line, pad, rule, span, wrapped} from '../lines.js';
import {foldRows, foldSays, type WayOut, waysOut} from '../pages/settling.js';
import type {ScreenOf, State} from '../state.js';
import {glyphs, severityWord} from '../theme.js';
import {counted} from '../words.js';
import {type Frame, stripLines, windowed} from './frame.js';
import {titleOf} from './head.js';

/** What would settle some unknown rows, and the ways out. */
export function foldFrame(state: State, screen: ScreenOf<'fold'>): Frame {
	const {width, body} = layout(state.size);
	const rows = foldRows(state, screen.by);
	const ways = waysOut(screen.by, rows);
	const way = ways[screen.cursor.at];
	return {
		title: titleOf(state),
		second: line(span(waitSays(state, screen.by, rows), 'bold'), screen.by === 'rights' ? ' (a row may need several)' : ''),
		rule: rule(width, 'what would settle them'),
		body: windowed(ways, screen.cursor.top, body, (one, index) => wayLine(one, index === screen.cursor.at, screen.by === 'rights')),
		strip: stripLines(stripOf(screen, way), width),
	};
}

/** The same beside the list: what would settle the rows of a fold. */
export function foldPane(state: State, by: ScreenOf<'fold'>['by'], rows: readonly Ranked[], width: number): Line[] {
	const countWidth = 9;
	return [
		...wrapped(waitSays(state, by, rows), width).map(text => line(text)),
		line(''),
		...waysOut(by, rows).map(({says, rows: waiting}) =>
			by === 'rights'
				? line(pad(says, width - countWidth - 1), ' ', counted(waiting.length, 'row'))
				: line(span(pad(severityWord[waiting[0]?.verdict.control.severity ?? 'low'], 5), 'dim'), says),
		),
	];
}

function waitSays(state: State, by: ScreenOf<'fold'>['by'], rows: readonly Ranked[]): string {
	return `${counted(rows.length, 'row')} ${rows.length === 1 ? 'waits' : 'wait'} for: ${foldSays(by, rows, state)}`;
}

function wayLine({says, rows}: WayOut, here: boolean, isRight: boolean): Line {
	const [worst] = rows;
	const start = span(here ? `${glyphs.cursor}  ` : '   ', 'bold');
	if (!isRight && worst)
		return line(
			start,
			pad(severityWord[worst.verdict.control.severity], 5),
			span(pad(says, 42), here ? 'bold' : 'plain'),
			worst.verdict.unknown?.text ?? '',
		);
	return line(
		start,
		span(pad(cutMiddle(says, 35), 36), here ? 'bold' : 'plain'),
		pad(counted(rows.length, 'row'), 9),
		worst ? `worst: ${worst.verdict.control.title}` : '',
	);
}

function stripOf({by}: ScreenOf<'fold'>, way: WayOut | undefined): string[] {
	const [row] = way?.rows ?? [];
	if (!row) return [];
	if (by === 'rights')
		return [
			`${way?.says ?? ''}.`,
			'c copies a request to an administrator, s saves the role that holds all of it.',
			'enter or t: answer these rows yourself.',
		];
	return [row.verdict.control.question, `${row.verdict.control.hidden ?? ''} t: answer these rows one after another.`.trim()];
}
