import {layout, whereHeight} from '../layout.js';
import {cutMiddle, type Line, line, pad, rule, span, spread} from '../lines.js';
import {aboutPlace} from '../pages/place.js';
import type {Place} from '../ports.js';
import type {Asking, ScreenOf, State} from '../state.js';
import {glyphs} from '../theme.js';
import {type Frame, fieldSpans, stripLines, windowed} from './frame.js';

export function whereFrame(state: State, screen: ScreenOf<'where'>): Frame {
	const {width} = layout(state.size);
	const place = state.places[screen.cursor.at];
	return {
		title: spread(line(span('castellan', 'bold')), line('what do you want to look at?'), width),
		second: line(''),
		rule: rule(width),
		body: place && screen.asking ? askingBody(place, screen.asking) : placesBody(state, screen),
		strip: stripOf(state, place, screen.asking, width),
	};
}

function placesBody(state: State, screen: ScreenOf<'where'>): Line[] {
	const nameWidth = Math.min(28, Math.max(10, ...state.places.map(({short}) => short.length)));
	const lastContext = state.places.findLastIndex(({kind}) => kind === 'context');
	return windowed(state.places, screen.cursor.top, whereHeight(state.size), (one, index) => {
		const here = index === screen.cursor.at;
		const row = line(
			span(here ? `${glyphs.cursor}  ` : '   ', 'bold'),
			span(pad(cutMiddle(one.short, nameWidth), nameWidth), here ? 'bold' : 'plain'),
			'   ',
			one.note,
		);
		return index === lastContext ? [row, line('   ───')] : [row];
	}).flat();
}

/** What was said so far, and the field of the question that is open. */
function askingBody({short}: Place, {asks, said, field}: Asking): Line[] {
	return asks.slice(0, said.length + 1).flatMap(({question}, index) => {
		const answer = said[index];
		return [
			line(
				span(`   ${index === 0 ? cutMiddle(short, 12) : ''}`.padEnd(17), 'dim'),
				span(question, answer === undefined ? 'bold' : 'plain'),
			),
			answer === undefined ? line(' '.repeat(17), ...fieldSpans(field, glyphs.caret)) : line(' '.repeat(17), answer),
			line(''),
		];
	});
}

function stripOf(state: State, place: Place | undefined, asking: Asking | undefined, width: number): Line[] {
	const {failure} = state;
	if (failure) return stripLines([failure.what, ...(failure.why ? [failure.why] : []), ...failure.steps], width);
	if (asking) return stripLines([asking.asks[asking.said.length]?.help ?? ''], width);
	return stripLines(place ? aboutPlace(place, state.probes) : ['Looking for clusters …'], width);
}
