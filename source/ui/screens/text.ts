import {layout} from '../layout.js';
import {line, rule, span} from '../lines.js';
import {textLines} from '../pages/text.js';
import type {ScreenOf, State} from '../state.js';
import type {Frame} from './frame.js';
import {titleOf} from './head.js';

export function textFrame(state: State, screen: ScreenOf<'text'>): Frame {
	const {width, body} = layout(state.size);
	const lines = textLines(screen, width);
	const more =
		lines.length > body ? `lines ${screen.cursor.top + 1} to ${Math.min(lines.length, screen.cursor.top + body)} of ${lines.length}` : '';
	return {
		title: titleOf(state),
		second: line(span(screen.title, 'bold')),
		rule: rule(width, more),
		body: lines.slice(screen.cursor.top, screen.cursor.top + body).map(text => line(text.slice(screen.left))),
		strip: [],
		keys: `${screen.file ? 's save   c copy   ' : ''}esc back   ↑ ↓ scroll${screen.wrap ? '' : '   ← → sideways'}   z ${screen.wrap ? 'long lines' : 'wrap'}`,
	};
}
