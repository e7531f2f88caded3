import {readFileSync, statSync} from 'node:fs';
import {isMap, isScalar, LineCounter, type Node, parseDocument} from 'yaml';
import {Failure, visible} from '../model/index.js';
import {cannotRead} from './failures.js';

const largest = 1024 * 1024;

/** A YAML or JSON document whose parts know where they stand. */
export type PlacedDocument = {
	readonly value: unknown;
	/** "line 3, column 5" of the value at this path, or of its key. */
	readonly placeOf: (path: readonly (string | number)[], key?: boolean) => string;
};

/** Reads one document as YAML 1.2, where `no` and `yes` are words and dates are text. */
export function readPlacedDocument(path: string): PlacedDocument {
	let text: string;
	try {
		if (statSync(path).size > largest) throw new Failure(`${visible(path)} is larger than 1 MB.`, {steps: ['Answers are a short file.']});
		text = readFileSync(path, 'utf8');
	} catch (error) {
		if (error instanceof Failure) throw error;
		throw cannotRead(path, error);
	}
	return placedDocument(text, path);
}

export function placedDocument(text: string, name: string): PlacedDocument {
	const lines = new LineCounter();
	const document = parseDocument(text, {version: '1.2', lineCounter: lines, prettyErrors: false, logLevel: 'silent'});
	const place = (offset: number) => {
		const {line, col} = lines.linePos(offset);
		return `line ${line}, column ${col}`;
	};
	const [problem] = document.errors;
	if (problem)
		throw new Failure(`${visible(name)} is not valid YAML or JSON: ${place(problem.pos[0])}.`, {
			why: visible(problem.message),
			steps: ['Mend that line.'],
		});
	return {
		value: document.toJS({maxAliasCount: 10}) as unknown,
		placeOf: (path, key = false) => {
			if (key && path.length > 0) {
				const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
				const pair = isMap(parent) ? parent.items.find(({key: one}) => isScalar(one) && one.value === path.at(-1)) : undefined;
				const range = (pair?.key as Node | undefined)?.range;
				if (range) return place(range[0]);
			}
			const node = path.length === 0 ? document.contents : document.getIn(path, true);
			return place((node as Node | null | undefined)?.range?.[0] ?? 0);
		},
	};
}
