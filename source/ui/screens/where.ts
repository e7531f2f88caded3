import {layout} from '../layout.js';
import {cutMiddle, type Line, line, pad, rule, span, spread} from '../lines.js';
import type {ScreenOf, State} from '../state.js';
import {glyphs} from '../theme.js';
import {type Frame, stripLines, windowed} from './frame.js';

export function whereFrame(state: State, screen: ScreenOf<'where'>): Frame {
	const {width, body} = layout(state.size);
	const place = state.places[screen.cursor.at];
	const nameWidth = Math.min(28, Math.max(10, ...state.places.map(({short}) => short.length)));
	const rows: Line[] = windowed(state.places, screen.cursor.top, body, (one, index) => {
		const here = index === screen.cursor.at;
		return line(
			span(here ? `${glyphs.cursor}  ` : '   ', 'bold'),
			span(pad(cutMiddle(one.short, nameWidth), nameWidth), here ? 'bold' : 'plain'),
			'   ',
			one.note,
		);
	});
	const strip = state.failure
		? stripLines([state.failure.what, ...(state.failure.why ? [state.failure.why] : []), ...state.failure.steps], width)
		: stripLines(place ? place.about.slice(0, 3) : ['Looking for clusters …'], width);
	return {
		title: spread(line(span('castellan', 'bold')), line('what do you want to look at?'), width),
		second: line(''),
		rule: rule(width),
		body: rows,
		strip,
	};
}
