import type {Ranked} from '../../model/index.js';
import {referenceLines} from '../../report/references.js';
import {wrapped} from '../lines.js';
import type {Part, State} from '../state.js';
import {scorePage} from './score.js';

/** Steps and questions wrap; YAML and commands never do. */
function isSentence(text: string): boolean {
	return /^(\d+\. |Asks first: |No change is offered: )/.test(text);
}

/** The text of a part that is not the list of objects. Text wraps; commands and YAML are never cut. */
export function partLines(state: State, row: Ranked, part: Exclude<Part, 'objects'> | Part, width: number): string[] {
	const {control} = row.verdict;
	switch (part) {
		case 'objects':
			return [];
		case 'fix':
			return [
				...wrapped(`Risk: ${control.risk}`, width),
				'',
				...(state.remedies.get(control.id) ?? ['Working out the remedy …']).flatMap(text =>
					isSentence(text) ? wrapped(text, width, '   ') : [text],
				),
			];
		case 'why':
			return [...wrapped(control.why, width), '', ...scorePage(row, state).slice(4)];
		case 'check':
			return [
				...control.verify.split('\n').flatMap(text => wrapped(text, width)),
				...(control.hidden ? ['', ...wrapped(`What cannot be seen: ${control.hidden}`, width)] : []),
				'',
				...wrapped(`Asked where it cannot be seen: ${control.question}`, width),
			];
		case 'references':
			return [
				...referenceLines(control.references),
				'',
				`id            ${control.id}`,
				`layer, phase  ${control.layer}, ${control.phase}`,
			].flatMap(text => wrapped(text, width, '              '));
	}
}
