import {inWords} from '../../model/index.js';
import {layout} from '../layout.js';
import {cutMiddle, type Line, line, pad, padStart, rule, type Style, span} from '../lines.js';
import {isKeptForGit, planSections, planSummary} from '../plan-rows.js';
import type {PlanRow, ScreenOf, State} from '../state.js';
import {glyphs} from '../theme.js';
import {counted} from '../words.js';
import {type Frame, stripLines, windowed} from './frame.js';
import {titleOf} from './head.js';

export function planFrame(state: State, screen: ScreenOf<'plan'>): Frame {
	const {width, body} = layout(state.size);
	const row = state.plan[screen.cursor.at];
	const nameWidth = Math.min(44, Math.max(24, ...state.plan.map(({item}) => item.says.length)), width - 42);
	const all = planSections(state.plan, screen.undo);
	const first = all.findLast(({from}) => from <= screen.cursor.top) ?? all[0];
	const sections = all.filter(({from}) => from > screen.cursor.top);
	const seen = windowed(state.plan, screen.cursor.top, body, (one, index) => {
		const section = sections.find(({from}) => from === index);
		return [...(section ? [rule(width, section.says)] : []), planLine(one, index, index === screen.cursor.at, nameWidth)];
	});
	return {
		title: titleOf(state),
		second: line(`${screen.undo ? 'undo' : 'fix'} 1 of 3 · ${planSummary(state.plan)}`),
		rule: rule(width, first?.says ?? ''),
		body: seen.flat(),
		strip: stripLines(row ? aboutRow(row) : [], width),
	};
}

const whatWidth = 10;

function planLine(row: PlanRow, index: number, here: boolean, nameWidth: number): Line {
	const [said, style] = verdictOf(row);
	const fields = row.previews.reduce((sum, {touched}) => sum + touched.length, 0);
	const what =
		row.item.changes.length > 1
			? counted(row.item.changes.length, 'request')
			: row.previews[0]?.change.action === 'patch'
				? counted(fields, 'field')
				: (row.previews[0]?.change.action ?? '');
	// What sends nothing leaves its place to the name.
	const room = what === '' ? nameWidth + whatWidth + 1 : nameWidth;
	const restarts = row.previews.find(({impact}) => impact.restarts > 0)?.impact.says ?? '';
	return line(
		span(here ? glyphs.cursor : ' ', 'bold'),
		padStart(String(index + 1), 4),
		' ',
		span(pad(cutMiddle(row.item.says, room), room), here ? 'bold' : 'plain'),
		' ',
		...(what === '' ? [] : [pad(what, whatWidth), ' ']),
		span(pad(said, 13), style),
		' ',
		restarts,
	);
}

function verdictOf(row: PlanRow): [string, Style] {
	if (row.leftOut) return ['left out', 'dim'];
	if (row.state === 'trying') return ['trying …', 'dim'];
	if (row.state === 'asks') return ['? asks', 'unknown'];
	if (row.state === 'by-hand') return ['by hand', 'dim'];
	if (row.state === 'failed') return ['✗ not tried', 'fail'];
	if (row.item.yours && row.previews.every(({refused, forbidden}) => !refused && !forbidden)) return ['yours', 'warn'];
	if (row.previews.some(({refused}) => refused)) return ['✗ refused', 'fail'];
	if (row.previews.some(({forbidden}) => forbidden)) return ['✗ no right', 'fail'];
	if (isKeptForGit(row)) return ['for Git', 'warn'];
	const warnings = row.previews.reduce((sum, preview) => sum + preview.warnings.length, 0);
	if (warnings > 0) return [`! ${counted(warnings, 'warning')}`, 'warn'];
	return row.previews.every(({computed}) => computed === 'server') ? ['✓ accepted', 'pass'] : ['computed', 'dim'];
}

function aboutRow(row: PlanRow): string[] {
	const what = row.item.controls.map(({title, rank}) => `${title}${rank === undefined ? '' : ` (row ${rank})`}`);
	const first = !row.item.undoes ? `For: ${inWords(what)}.` : `Takes back ${inWords((row.item.undoes ?? []).map(id => `change ${id}`))}.`;
	const refused = row.previews.find(({refused: why}) => why)?.refused;
	const forbidden = row.previews.find(({forbidden: right}) => right)?.forbidden;
	if (row.error) return [first, `${row.error.what}${row.error.why ? `: ${row.error.why}` : ''}`];
	if (refused) return [first, `${refused.why}${refused.allows ? ` ${refused.allows}` : ''}`];
	if (forbidden) return [first, `This account may not ${forbidden}; s saves the patch.`];
	if (row.item.asks) return [first, `Asks: ${row.item.asks[0]?.question ?? ''}`];
	if (row.state === 'by-hand') return [first, row.item.guide?.[0] ?? 'By hand.'];
	if (row.state === 'trying') return [first, 'Being tried on the server; nothing is stored.'];
	const against = [...new Set(row.previews.flatMap(({warnings, impact}) => [...warnings, ...impact.breaks]))];
	const owner = row.previews.find(({owner: one}) => one.kind !== 'nobody')?.owner;
	return [
		first,
		`Speaks against it: ${against.length > 0 ? against.slice(0, 2).join('; ') : 'nothing found'}.`,
		owner ? `Owner: ${owner.says}${owner.takenBack ? `; ${owner.takenBack}` : ''}.` : '',
	].filter(Boolean);
}
