import {Document, stringify, visit} from 'yaml';
import {hiddenWritten, type Json} from '../model/index.js';

const options = {aliasDuplicateObjects: false, version: '1.1'} as const;
/** A text with line ends stays on its line: none of its own lines may pass for a line of the document. */
const print = {lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER} as const;

/** As a person would write it: no line is folded, nothing is shared by reference, and what cannot be seen is written as YAML's escapes. */
export function yamlOf(value: Json): string {
	const text = stringify(value, {...options, ...print});
	if (written(text) === text) return text;
	const document = new Document(value, options);
	visit(document, {
		Scalar: (_, node) => {
			if (typeof node.value === 'string' && written(node.value) !== node.value) node.type = 'QUOTE_DOUBLE';
		},
	});
	return written(document.toString(print));
}

/** Ends of lines and tabs stay: they are the text of a block. */
function written(text: string): string {
	return text
		.split(/([\n\t])/)
		.map(part => (part === '\n' || part === '\t' ? part : hiddenWritten(part, escapeOf)))
		.join('');
}

const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');
const escapeOf = (code: number) => (code <= 0xff ? `\\x${hex(code, 2)}` : code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`);
