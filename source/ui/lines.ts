import stringWidth from 'string-width';

/** What a piece of text means; the theme gives it a colour. */
export type Style = 'plain' | 'bold' | 'dim' | 'fail' | 'warn' | 'unknown' | 'pass' | 'added' | 'removed';
export type Span = {readonly text: string; readonly style: Style};
/** One row of the screen. */
export type Line = readonly Span[];

export const blank: Line = [];

export function span(text: string, style: Style = 'plain'): Span {
	return {text, style};
}

export function line(...parts: readonly (string | Span)[]): Line {
	return parts.map(part => (typeof part === 'string' ? span(part) : part)).filter(({text}) => text !== '');
}

const ascii = /^[\x20-\x7E]*$/;
export function widthOf(text: string): number {
	return ascii.test(text) ? text.length : stringWidth(text);
}

export function lineWidth(of: Line): number {
	return of.reduce((sum, {text}) => sum + widthOf(text), 0);
}

/** Graphemes, because a cell must not hold half of one. */
const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});
function pieces(text: string): string[] {
	return ascii.test(text) ? text.split('') : [...graphemes.segment(text)].map(({segment}) => segment);
}

/** The longest beginning that fits into this many cells. */
export function head(text: string, width: number): string {
	if (ascii.test(text)) return text.slice(0, Math.max(0, width));
	let result = '';
	let used = 0;
	for (const piece of pieces(text)) {
		used += widthOf(piece);
		if (used > width) break;
		result += piece;
	}
	return result;
}

function tail(text: string, width: number): string {
	let result = '';
	let used = 0;
	for (const piece of pieces(text).reverse()) {
		used += widthOf(piece);
		if (used > width) break;
		result = piece + result;
	}
	return result;
}

/** Cut at the end, the cut shown. */
export function cutEnd(text: string, width: number): string {
	if (widthOf(text) <= width) return text;
	return width <= 1 ? head(text, width) : `${head(text, width - 1)}…`;
}

/** Names are cut in the middle: their ends tell them apart. */
export function cutMiddle(text: string, width: number): string {
	if (widthOf(text) <= width) return text;
	if (width < 4) return cutEnd(text, width);
	const front = Math.ceil((width - 1) / 2);
	return `${head(text, front)}…${tail(text, width - 1 - front)}`;
}

/** Filled up with blanks, or cut at the end, to exactly this many cells. */
export function pad(text: string, width: number): string {
	const cut = cutEnd(text, width);
	return cut + ' '.repeat(Math.max(0, width - widthOf(cut)));
}

export function padStart(text: string, width: number): string {
	return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/** Exactly this wide: cut or filled with blanks. */
export function fit(of: Line, width: number): Line {
	let left = width;
	const result: Span[] = [];
	for (const {text, style} of of) {
		if (left <= 0) break;
		const cut = cutEnd(text, left);
		result.push({text: cut, style});
		left -= widthOf(cut);
	}
	return left > 0 ? [...result, span(' '.repeat(left))] : result;
}

/** Left and right text on one line; the left gives way. */
export function spread(left: Line, right: Line, width: number): Line {
	const room = width - lineWidth(right) - 1;
	return room < 1 ? fit(left, width) : [...fit(left, room), span(' '), ...right];
}

/** Wrapped at words; a word longer than the width is cut into pieces. */
export function wrapped(text: string, width: number, indent = ''): string[] {
	const result: string[] = [];
	const lead = /^ */.exec(text)?.[0] ?? '';
	let current = '';
	for (const word of text.slice(lead.length).split(' ')) {
		const next = current === '' ? (result.length === 0 ? lead + word : word) : `${current} ${word}`;
		if (widthOf(next) <= width) {
			current = next;
			continue;
		}
		if (current !== '') result.push(current);
		let rest = result.length > 0 ? indent + word : word;
		while (widthOf(rest) > width) {
			const part = head(rest, width);
			if (part === '') break;
			result.push(part);
			rest = indent + rest.slice(part.length);
		}
		current = rest;
	}
	if (current !== '' || result.length === 0) result.push(current);
	return result;
}

/** `── title ── note ────────`. */
export function rule(width: number, ...titles: readonly (string | Span)[]): Line {
	const spans: Span[] = [];
	for (const title of titles) {
		const piece = typeof title === 'string' ? span(title) : title;
		if (piece.text === '') continue;
		spans.push(span(spans.length === 0 ? '── ' : ' ── ', 'dim'), piece);
	}
	const used = lineWidth(spans);
	return spans.length === 0
		? [span('─'.repeat(width), 'dim')]
		: fit([...spans, span(` ${'─'.repeat(Math.max(0, width - used - 1))}`, 'dim')], width);
}

/** The same line with this word in bold, whichever way it is written. */
export function emboldened(of: Line, word: string): Line {
	if (word === '') return of;
	return of.flatMap(({text, style}): Line => {
		const at = text.toLowerCase().indexOf(word.toLowerCase());
		if (at < 0) return [{text, style}];
		const end = at + word.length;
		return [
			...line(span(text.slice(0, at), style), span(text.slice(at, end), 'bold')),
			...emboldened(line(span(text.slice(end), style)), word),
		];
	});
}

export function textOf(of: Line): string {
	return of.map(({text}) => text).join('');
}
