import {type Document, LineCounter, parseAllDocuments} from 'yaml';
import {Failure, visible} from '../model/index.js';

/** Larger files are refused before parsing: bytes. */
export const largestFile = 64 * 1024 * 1024;
const mostDocuments = 100_000;
const mostAliases = 100;

/**
 * The documents of a text, JSON or YAML as kubectl reads it (YAML 1.1: `no` is false, `0644` is a number; dates stay text).
 * Throws a Failure with line and column for anything that does not parse.
 */
export function documentsOf(text: string, name: string): unknown[] {
	if (text.includes('\u0000'))
		throw new Failure(`${visible(name)} is not text.`, {why: 'It holds zero bytes.', steps: ['Give YAML or JSON.']});
	const trimmed = text.trimStart();
	if (trimmed === '') return [];
	if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
		const json = jsonOf(trimmed);
		if (json !== undefined) return [json];
	}
	const lines = new LineCounter();
	const documents = parseAllDocuments(text, {
		version: '1.1',
		merge: true,
		logLevel: 'silent',
		lineCounter: lines,
		prettyErrors: false,
		customTags: tags =>
			tags.filter(tag => typeof tag === 'string' || !(tag.tag.endsWith(':timestamp') || ('format' in tag && tag.format === 'TIME'))),
	});
	if (!Array.isArray(documents)) return [];
	if (documents.length > mostDocuments)
		throw new Failure(`${visible(name)} holds more than ${mostDocuments} documents.`, {steps: ['Split the file.']});
	return documents.map(document => valueOf(document, name, lines)).filter(value => value !== null && value !== undefined);
}

/** undefined where the text is not JSON: it may still be YAML in flow style, or several documents. */
function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}

function valueOf(document: Document.Parsed, name: string, lines: LineCounter): unknown {
	const [problem] = document.errors;
	if (problem) {
		const {line, col} = lines.linePos(problem.pos[0]);
		throw new Failure(`${visible(name)} is not valid YAML: line ${line}, column ${col}.`, {
			why: visible(problem.message),
			steps: ['Mend that line, or leave the file out.'],
		});
	}
	try {
		return document.toJS({maxAliasCount: mostAliases});
	} catch (error) {
		throw new Failure(`${visible(name)} cannot be read.`, {
			why: visible(error instanceof Error ? error.message : String(error)),
			steps: ['A file with that many aliases is refused; write them out.'],
		});
	}
}
