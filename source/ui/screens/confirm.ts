import {layout} from '../layout.js';
import {line, rule, span} from '../lines.js';
import {confirmWords, sendLines} from '../pages/send.js';
import type {ScreenOf, State} from '../state.js';
import {isUndo} from '../state.js';
import {glyphs} from '../theme.js';
import {type Frame, fieldSpans} from './frame.js';
import {titleOf} from './head.js';

export function confirmFrame(state: State, screen: ScreenOf<'confirm'>): Frame {
	const {width, body} = layout(state.size);
	const lines = sendLines(state, width);
	const words = confirmWords(state);
	const more = lines.length > body ? ` ↑ ↓ scroll: ${lines.length - body - screen.cursor.top} lines below` : '';
	return {
		title: titleOf(state),
		second: line(`${isUndo(state) ? 'undo' : 'fix'} 3 of 3 · `, span('send it?', 'bold')),
		rule: rule(width),
		body: lines.slice(screen.cursor.top, screen.cursor.top + body).map(text => line(text)),
		strip: [
			line('Type  ', span(words, 'bold'), words === 'yes' ? '  to send:' : '  to send (how many objects, which cluster):'),
			line('      ', ...fieldSpans(screen.field, glyphs.caret)),
			line(more),
		],
	};
}
