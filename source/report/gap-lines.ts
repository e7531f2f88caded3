import {counted} from '../model/index.js';
import type {Report} from './json.js';

const notInFiles = 'not in these files';

/** What was not read, in lines: kinds that do not occur in files, or are not served, share one. */
export function gapLines(gaps: Report['gaps']): string[] {
	const missing = new Map<string, string[]>();
	const lines: string[] = [];
	for (const {verb, resource, reason, detail, namespace} of gaps) {
		const where = namespace === undefined ? '' : ` in ${namespace}`;
		const says =
			detail === notInFiles
				? `${verb === 'list' ? 'kind' : 'fact'} ${notInFiles}`
				: reason === 'absent' && verb === 'list'
					? `kind not served here${where}`
					: undefined;
		if (says !== undefined) missing.set(says, [...(missing.get(says) ?? []), resource]);
		else lines.push(`${verb} ${resource}${where}: ${reason}${detail ? `, ${detail}` : ''}`);
	}
	return [...lines, ...[...missing].map(([says, kinds]) => `${sentence(says, kinds.length)}: ${kinds.join(', ')}`)];
}

/** "3 kinds not served here" of "kind not served here". */
function sentence(says: string, count: number): string {
	const [noun = '', ...rest] = says.split(' ');
	return [counted(count, noun), ...rest].join(' ');
}
