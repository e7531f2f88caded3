import type {Ranked} from '../../model/index.js';
import {referenceLines} from '../../report/references.js';
import {wrapped} from '../lines.js';
import type {Part, ScreenOf, State} from '../state.js';
import {scorePage} from './score.js';

/** A paragraph that wraps at words, its later lines indented; or a line of a command or of YAML, which stays whole. */
type Piece = {readonly text: string; readonly indent?: string} | {readonly whole: string};

const sentence = (text: string, indent = ''): Piece => ({text, indent});

/** Steps, questions and what is said of a command begin like sentences do. */
export function isSentence(text: string): boolean {
	return /^(\d+\. |Asks first: |No change is offered: |[A-Z][a-z]+ )/.test(text);
}

function pieceOf(text: string): Piece {
	return isSentence(text) ? sentence(text, '   ') : {whole: text};
}

function piecesOf(state: State, row: Ranked, part: Part): Piece[] {
	const {control} = row.verdict;
	switch (part) {
		case 'objects':
			return [];
		case 'fix':
			return [
				sentence(`Risk: ${control.risk}`),
				sentence(''),
				...(state.remedies.get(control.id) ?? ['Working out the remedy …']).map(text => pieceOf(text)),
			];
		case 'why':
			return [
				sentence(control.why),
				sentence(''),
				...scorePage(row, state)
					.slice(4)
					.map(text => sentence(text, ' '.repeat(14))),
			];
		case 'check':
			return [
				...control.verify.split('\n').map(text => pieceOf(text)),
				...(control.hidden ? [sentence(''), sentence(`What cannot be seen: ${control.hidden}`)] : []),
				sentence(''),
				sentence(`Asked where it cannot be seen: ${control.question}`),
			];
		case 'references':
			return [
				...referenceLines(control.references),
				'',
				`id            ${control.id}`,
				`layer, phase  ${control.layer}, ${control.phase}`,
			].map(text => sentence(text, ' '.repeat(14)));
	}
}

/** How a part is seen: scrolled sideways by so many cells, or with everything wrapped. */
export type Seen = Pick<ScreenOf<'control'>, 'part' | 'left' | 'wrap'>;

/** The text of a part that is not the list of objects. Text wraps; commands and YAML are never cut: they scroll sideways. */
export function partLines(state: State, row: Ranked, {part, left = 0, wrap = false}: Seen, width: number): string[] {
	return piecesOf(state, row, part).flatMap(piece => {
		if ('text' in piece) return wrapped(piece.text, width, piece.indent);
		return wrap ? wrapped(piece.whole, width, /^\s*/.exec(piece.whole)?.[0]) : [piece.whole.slice(left)];
	});
}

/** The same as text to hand on. */
export function partText(state: State, row: Ranked, part: Part): string {
	return piecesOf(state, row, part)
		.map(piece => ('text' in piece ? piece.text : piece.whole))
		.join('\n');
}
