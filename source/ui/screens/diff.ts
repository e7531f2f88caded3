import {inWords} from '../../model/index.js';
import {layout} from '../layout.js';
import {line, rule, span} from '../lines.js';
import {diffLines} from '../pages/diff.js';
import type {PlanRow, ScreenOf, State} from '../state.js';
import {glyphs} from '../theme.js';
import {type Frame, fieldSpans, findRule, seenLines, stripLines} from './frame.js';
import {titleOf} from './head.js';

function stateSays({leftOut, state}: PlanRow): string {
	if (leftOut) return ' · left out, it is not sent';
	return state === 'trying' ? ' · trying …' : '';
}

export function diffFrame(state: State, screen: ScreenOf<'diff'>): Frame {
	const {width, body} = layout(state.size);
	const row = state.plan.find(({item}) => item.id === screen.item);
	if (!row) return {title: titleOf(state), second: line(''), rule: rule(width), body: [], strip: []};
	const lines = diffLines(row, screen, width);
	const more =
		lines.length > body ? `lines ${screen.cursor.top + 1} to ${Math.min(lines.length, screen.cursor.top + body)} of ${lines.length}` : '';
	const strip = screen.anyway
		? [
				line(`Type anyway to change it here all the same: `, ...fieldSpans(screen.anyway, glyphs.caret)),
				...stripLines([row.previews[0]?.owner.takenBack ?? ''], width, 2),
			]
		: stripLines(
				[
					row.item.undoes
						? `Takes back ${inWords(row.item.undoes.map(id => `change ${id}`))}.`
						: `For: ${inWords(row.item.controls.map(({title}) => title))}.`,
					'Values of variables and arguments are never shown or changed.',
				],
				width,
			);
	return {
		title: titleOf(state),
		second: line(`${row.item.undoes ? 'undo' : 'fix'} 2 of 3 · ${row.item.says}${stateSays(row)}`),
		rule: screen.sought?.field ? findRule(screen.sought.field) : rule(width, span('what changes', 'bold'), more),
		body: seenLines(lines, screen.cursor, body, screen.sought),
		strip,
	};
}
