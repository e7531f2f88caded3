import {structuredPatch} from 'diff';
import {yamlOf} from '../kube/yaml-text.js';
import type {DiffLine, Json, JsonObject} from '../model/index.js';
import {visibleLines} from '../model/index.js';
import {cleaned, maskedToShow} from './clean.js';

const context = 3;

/** The lines that change, with a few around them; values of variables and arguments hidden, every line safe to show. */
export function diffOf(before: JsonObject | undefined, after: JsonObject | undefined): DiffLine[] {
	const text = (object: JsonObject | undefined) => (object ? yamlOf(maskedToShow(cleaned(object)) as Json) : '');
	const lines = text(before).split('\n');
	const {hunks} = structuredPatch('', '', text(before), text(after), '', '', {context});
	return hunks.flatMap(({lines: changed, oldStart}) => [
		...ancestors(lines, oldStart - 1).map(line => shown(' ', line)),
		...changed.filter(line => !line.startsWith('\\')).map(line => shown(line.charAt(0) as DiffLine['sign'], line.slice(1))),
	]);
}

function shown(sign: DiffLine['sign'], text: string): DiffLine {
	return {sign, text: visibleLines(text)[0] as DiffLine['text']};
}

/** The keys that lead to a line: each line above it that is indented less than everything between. */
function ancestors(lines: readonly string[], index: number): string[] {
	// An item of a list stands between the list and the item's own fields.
	const indent = (line: string) => (/^ */.exec(line)?.[0].length ?? 0) + (line.trimStart().startsWith('- ') ? 1 : 0);
	const result: string[] = [];
	let least = indent(lines[index] ?? '');
	for (let above = index - 1; above >= 0 && least > 0; above -= 1) {
		const line = lines[above] as string;
		if (indent(line) >= least || line.trim() === '') continue;
		least = indent(line);
		result.unshift(line);
	}
	return result;
}
