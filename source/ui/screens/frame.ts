import type {Field} from '../field.js';
import {footer} from '../keys.js';
import {layout} from '../layout.js';
import {blank, emboldened, fit, head, type Line, line, lineWidth, span, wrapped} from '../lines.js';
import {openField} from '../open-field.js';
import type {Cursor, Sought, State} from '../state.js';
import {glyphs} from '../theme.js';

/** The parts of a screen; every screen has these and nothing else. */
export type Frame = {
	readonly title: Line;
	readonly second: Line;
	readonly rule: Line;
	readonly body: readonly Line[];
	/** At most three lines about the line under the cursor. */
	readonly strip: readonly Line[];
	/** Replaces the usual footer. */
	readonly keys?: string;
};

/** Exactly as many lines as the terminal has rows, each exactly as wide as the layout. */
export function framed(state: State, frame: Frame): Line[] {
	const {width, body} = layout(state.size);
	const rows = [
		frame.title,
		frame.second,
		frame.rule,
		...filled(frame.body, body),
		line(span('─'.repeat(width), 'dim')),
		...filled(frame.strip, 3),
		line(state.message ?? ''),
		line(keyLine(frame.keys ?? footer(state).join('   '), state, width)),
	];
	return rows.map(one => (lineWidth(one) === width ? one : fit(one, width)));
}

function filled(lines: readonly Line[], count: number): Line[] {
	return [...lines.slice(0, count), ...Array.from({length: Math.max(0, count - lines.length)}, () => blank)];
}

/** As many keys as fit, from the left; `?` always. */
function keyLine(keys: string, state: State, width: number): string {
	if (keys.length <= width) return keys;
	const help = openField(state.screen, state.plan) ? '' : '   ?';
	const words = keys.replace(/\s+\?( keys)?$/, '').split(/ {3}/);
	let text = '';
	for (const word of words) {
		const longer = text === '' ? word : `${text}   ${word}`;
		if (longer.length + help.length > width) break;
		text = longer;
	}
	return text + help;
}

/** Text for the strip, wrapped, at most so many lines. */
export function stripLines(texts: readonly string[], width: number, most = 3): Line[] {
	const lines = texts.flatMap(text => wrapped(text, width));
	if (lines.length <= most) return lines.map(text => line(text));
	const last = lines[most - 1] as string;
	return [...lines.slice(0, most - 1).map(text => line(text)), line(`${head(last, width - 2).trimEnd()} …`)];
}

/** A field with its caret; of a text that is longer than its room, the part before the caret. */
export function fieldSpans({text, at}: Field, caret: string, room = 60): Line {
	const start = Math.max(0, at - room);
	return line(span(text.slice(start, at), 'bold'), span(caret, 'bold'), span(text.slice(at), 'bold'));
}

/** The rule while `/` is typed into. */
export function findRule(field: Field, hint = ''): Line {
	return line(span('── find: ', 'dim'), ...fieldSpans(field, glyphs.caret), span(hint, 'dim'));
}

/** The lines of a page that are seen; in the line that was found the word is bold. */
export function seenLines(lines: readonly Line[], {at, top}: Cursor, height: number, sought: Sought | undefined): Line[] {
	return windowed(lines, top, height, (one, index) => (index === at && sought ? emboldened(one, sought.word) : one));
}

/** The same for items of several lines: the item under the cursor is always whole in sight, or begins at the top. */
export function windowedBlocks<T>(
	items: readonly T[],
	{at, top}: Cursor,
	height: number,
	render: (item: T, index: number) => readonly Line[],
): Line[] {
	const blocks = windowed(items, top, height, render);
	let first = 0;
	while (first < at - top && blocks.slice(first, at - top + 1).flat().length > height) first += 1;
	return blocks.slice(first).flat();
}

/** Under a line that was cut, the whole of it. */
export function withWhole(short: Line, whole: string, isCut: boolean, indent: number, width: number): Line[] {
	return isCut ? [short, ...wrapped(whole, width - indent).map(text => line(' '.repeat(indent), text))] : [short];
}

/** The lines of a list that are seen, each made only when it is. */
export function windowed<T, R = Line>(items: readonly T[], top: number, height: number, render: (item: T, index: number) => R): R[] {
	return items.slice(top, top + height).map((item, index) => render(item, top + index));
}
