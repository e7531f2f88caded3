import type {Safe} from '../model/index.js';
import {shortened} from './failures.js';

/** The texts of Warning headers (`299 - "text"`, several in a line or a line each). */
export function warningTexts(lines: readonly string[]): Safe[] {
	const pattern = /\d{3} \S+ "((?:[^"\\]|\\.)*)"(?: "[^"]*")?\s*,?\s*/g;
	return lines.flatMap(line =>
		[...line.matchAll(pattern)].map(([, text = '']) =>
			// Header bytes are latin1 to Node and UTF-8 to Kubernetes.
			shortened(Buffer.from(text.replace(/\\(.)/g, '$1'), 'latin1').toString('utf8'), 1000),
		),
	);
}
