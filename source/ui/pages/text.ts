import {wrapped} from '../lines.js';
import type {ScreenOf} from '../state.js';

/** The lines of a page as they are seen: wrapped at words, or one to one. */
export function textLines({lines, wrap}: Pick<ScreenOf<'text'>, 'lines' | 'wrap'>, width: number): string[] {
	return wrap ? lines.flatMap(text => wrapped(text, width, /^\s*/.exec(text)?.[0] ?? '')) : [...lines];
}
