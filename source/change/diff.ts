import {structuredPatch} from 'diff';
import type {DiffLine, Json, JsonObject} from '../model/index.js';
import {visibleLines} from '../model/index.js';
import {cleaned, masked} from './clean.js';
import {yamlOf} from './yaml.js';

const context = 3;

/** The lines that change, with a few around them; values of variables and arguments hidden, every line safe to show. */
export function diffOf(before: JsonObject | undefined, after: JsonObject | undefined): DiffLine[] {
	const text = (object: JsonObject | undefined) => (object ? yamlOf(masked(cleaned(object)) as Json) : '');
	const {hunks} = structuredPatch('', '', text(before), text(after), '', '', {context});
	return hunks.flatMap(({lines}, index) => [
		...(index > 0 ? [{sign: ' ' as const, text: visibleLines('…')[0] as DiffLine['text']}] : []),
		...lines
			.filter(line => !line.startsWith('\\'))
			.map(line => ({sign: line.charAt(0) as DiffLine['sign'], text: visibleLines(line.slice(1))[0] as DiffLine['text']})),
	]);
}
