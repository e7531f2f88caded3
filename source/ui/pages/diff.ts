import {targetSays} from '../../change/target.js';
import type {Preview} from '../../model/index.js';
import {type Line, line, type Style, span, wrapped} from '../lines.js';
import type {PlanRow, ScreenOf} from '../state.js';
import {counted} from '../words.js';

const styleOf: Record<string, Style> = {'+': 'added', '-': 'removed', ' ': 'plain'};

/** One object's whole diff, with what speaks for and against it. Cut at the left where it was scrolled sideways. */
export function diffLines(row: PlanRow, {wrap, left}: Pick<ScreenOf<'diff'>, 'wrap' | 'left'>, width: number): Line[] {
	return row.previews.flatMap((preview, index) => [
		...(row.previews.length > 1
			? [line(span(`${index + 1} of ${row.previews.length}: ${preview.change.action} ${nameOf(preview)}`, 'bold'))]
			: []),
		...previewFacts(preview, row).flatMap(text => wrapped(text, width, '            ').map(part => line(span(part)))),
		line(''),
		...preview.diff.flatMap(({sign, text}) => {
			const style = styleOf[sign] ?? 'plain';
			if (!wrap) return [line(span(`${sign} ${text.slice(left)}`, style))];
			return wrapped(text, width - 2, /^\s*/.exec(text)?.[0] ?? '').map(part => line(span(`${sign} ${part}`, style)));
		}),
		line(''),
	]);
}

function nameOf({change: {target}}: Preview): string {
	return targetSays(target);
}

/** What speaks for and against one request, and how we know. */
export function previewFacts(preview: Preview, row: PlanRow): string[] {
	const {owner, impact, warnings, refused, forbidden, computed, why, managers} = preview;
	return [
		...(row.item.yours ? ['Yours       edited by you, not proven: nobody knows that it mends anything'] : []),
		computed === 'server'
			? `Tried       server dry run: ${refused ? 'refused' : warnings.length > 0 ? `accepted, ${counted(warnings.length, 'warning')}` : 'accepted'}`
			: `Tried       computed here${why ? `: ${why}` : ''}`,
		...(refused ? [`Refused     ${refused.why}${refused.allows ? ` ${refused.allows}` : ''}`] : []),
		...(forbidden ? [`Not yours   this account may not ${forbidden}`] : []),
		...warnings.map(text => `Warning     ${text}`),
		`Owner       ${owner.says}${owner.takenBack ? `; ${owner.takenBack}` : ''}`,
		...(managers.length > 0 ? [`Also wrote  ${managers.join(', ')}`] : []),
		`Restarts    ${impact.says}`,
		...impact.breaks.map(text => `May break   ${text}`),
		...row.item.risks.filter(text => !impact.breaks.includes(text)).map(text => `Risk        ${text}`),
		...impact.seen.map(text => `Seen        ${text}`),
		...(row.item.next ? [`Then        ${row.item.next}`] : []),
	];
}
