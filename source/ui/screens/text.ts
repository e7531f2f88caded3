import {layout} from '../layout.js';
import {line, rule, span} from '../lines.js';
import {textLines} from '../pages/text.js';
import type {ScreenOf, State} from '../state.js';
import {type Frame, findRule, seenLines} from './frame.js';
import {titleOf} from './head.js';

export function textFrame(state: State, screen: ScreenOf<'text'>): Frame {
	const {width, body} = layout(state.size);
	const lines = textLines(screen, width);
	const more =
		lines.length > body ? `lines ${screen.cursor.top + 1} to ${Math.min(lines.length, screen.cursor.top + body)} of ${lines.length}` : '';
	return {
		title: titleOf(state),
		second: line(span(screen.title, 'bold')),
		rule: screen.sought?.field ? findRule(screen.sought.field) : rule(width, more),
		body: seenLines(
			lines.map(text => line(text.slice(screen.left))),
			screen.cursor,
			body,
			screen.sought,
		),
		strip: [],
		...(!screen.sought?.field && {keys: keysOf(screen)}),
	};
}

function keysOf(screen: ScreenOf<'text'>): string {
	return `${screen.file ? 's save   c copy   ' : ''}esc back   ↑ ↓ scroll   / find${screen.wrap ? '' : '   ← → sideways'}   z ${screen.wrap ? 'long lines' : 'wrap'}`;
}
