import {layout} from '../layout.js';
import {line, rule, span, wrapped} from '../lines.js';
import {isTyped} from '../next/ask.js';
import type {ScreenOf, State} from '../state.js';
import {glyphs} from '../theme.js';
import {type Frame, fieldSpans, stripLines} from './frame.js';
import {titleOf} from './head.js';

export function askFrame(state: State, screen: ScreenOf<'ask'>): Frame {
	const {width} = layout(state.size);
	const row = state.plan.find(({item}) => item.id === screen.item);
	const ask = row?.item.asks?.[screen.question];
	const options = ask?.options ?? [];
	return {
		title: titleOf(state),
		second: line(
			`fix 1 of 3 · ${row?.item.says ?? ''} asks${(row?.item.asks?.length ?? 0) > 1 ? ` (${screen.question + 1} of ${row?.item.asks?.length ?? 0})` : ''}`,
		),
		rule: rule(width),
		body: [
			...wrapped(ask?.question ?? '', width).map(text => line(span(text, 'bold'))),
			line(''),
			...options.map(({value, says}, index) => {
				const here = index === screen.cursor.at;
				return line(
					span(here ? `${glyphs.cursor}  ` : '   ', 'bold'),
					span(`${index + 1} `, 'bold'),
					span(says, here ? 'bold' : 'plain'),
					span(value === ask?.proposal ? '  (proposed)' : '', 'dim'),
				);
			}),
			...(isTyped(ask) ? [line(span(`${glyphs.cursor}  `, 'bold'), ...fieldSpans(screen.field, glyphs.caret))] : []),
		],
		strip: stripLines([ask?.seen ? `Seen: ${ask.seen.text}.` : 'Nothing is sent yet: a preview follows.'], width),
	};
}
