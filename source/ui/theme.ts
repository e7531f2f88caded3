import type {Status} from '../model/index.js';
import type {Style} from './lines.js';

/** What Ink's Text takes. Titles and text stay in the terminal's own foreground, so that dark and light come out readable. */
export type TextProps = {readonly color?: string; readonly bold?: boolean; readonly dimColor?: boolean};

const props: Record<Style, TextProps> = {
	plain: {},
	bold: {bold: true},
	dim: {dimColor: true},
	fail: {color: 'red'},
	warn: {color: 'yellow'},
	unknown: {color: 'blue'},
	pass: {color: 'green'},
	added: {color: 'green'},
	removed: {color: 'red'},
};
export function textProps(style: Style): TextProps {
	return props[style];
}

export type Glyphs = {
	readonly status: Record<Status, string>;
	readonly cursor: string;
	readonly mark: string;
	/** Beside what a person attested. */
	readonly attested: string;
	readonly folded: string;
	readonly open: string;
	readonly done: string;
	readonly caret: string;
};

export const glyphs: Glyphs = {
	status: {fail: '✗', warn: '!', unknown: '?', pass: '✓', 'not-applicable': '–', waived: '○'},
	cursor: '❯',
	mark: '*',
	attested: '✎',
	folded: '▸',
	open: '▾',
	done: '✓',
	caret: '▏',
};

const asciiOf: Readonly<Record<string, string>> = {
	'✗': 'x',
	'✓': '+',
	'–': '-',
	'○': 'o',
	'❯': '>',
	'▸': '=',
	'▾': ':',
	'▏': '_',
	'─': '-',
	'…': '.',
	'·': '-',
	'→': '>',
	'←': '<',
	'↑': '^',
	'↓': 'v',
	'✎': '*',
	'×': 'x',
};
/** The same for text that nothing is aligned with. */
export function asciiSentence(text: string): string {
	return asciiText(text.replaceAll('…', '...'));
}

/** The same text for terminals without Unicode; every replacement is one cell wide. */
export function asciiText(text: string): string {
	return text.replace(/[^\x20-\x7E]/g, character => asciiOf[character] ?? character);
}

export const statusStyle: Record<Status, Style> = {
	fail: 'fail',
	warn: 'warn',
	unknown: 'unknown',
	pass: 'pass',
	'not-applicable': 'dim',
	waived: 'dim',
};
export const statusWord: Record<Status, string> = {
	fail: 'fail',
	warn: 'warn',
	unknown: 'unknown',
	pass: 'pass',
	'not-applicable': 'n/a',
	waived: 'waived',
};
export const severityWord = {critical: 'crit', high: 'high', medium: 'med', low: 'low'} as const;
