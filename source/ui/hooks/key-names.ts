import type {Key} from 'ink';

const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});

/** The names of the keys in one chunk of input: a chunk of plain text holds several. */
export function keyNames(input: string, key: Key): string[] {
	if (key.upArrow) return ['up'];
	if (key.downArrow) return ['down'];
	if (key.leftArrow) return ['left'];
	if (key.rightArrow) return ['right'];
	if (key.pageUp) return ['pageup'];
	if (key.pageDown) return ['pagedown'];
	if (key.home) return ['home'];
	if (key.end) return ['end'];
	if (key.return) return ['enter'];
	if (key.escape) return ['esc'];
	if (key.tab) return [key.shift ? 'shift-tab' : 'tab'];
	if (key.backspace) return ['backspace'];
	if (key.delete) return ['delete'];
	if (key.ctrl) return [`ctrl-${input}`];
	if (key.meta || input === '') return [];
	return [...graphemes.segment(input)].flatMap(({segment}) => nameOf(segment));
}

/** Those that count where enter sends: it must come as a key of its own, for a terminal may hand over a paste as if it were typed. */
export function withoutPastedEnter(names: readonly string[]): readonly string[] {
	return names.length > 1 ? names.filter(name => name !== 'enter') : names;
}

function nameOf(piece: string): string[] {
	if (piece === ' ') return ['space'];
	if (piece === '\r' || piece === '\n' || piece === '\r\n') return ['enter'];
	if (piece === '\t') return ['tab'];
	return /^\p{Cc}/u.test(piece) ? [] : [piece];
}
