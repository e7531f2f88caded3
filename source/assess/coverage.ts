import type {Coverage, Status, Verdict} from '../model/index.js';

const decided: ReadonlySet<Status> = new Set(['pass', 'warn', 'fail', 'waived']);

/** How much of what applies was decided. There is no overall grade. */
export function coverage(verdicts: readonly Verdict[]): Coverage {
	const applicable = verdicts.filter(({status}) => status !== 'not-applicable');
	return {decided: applicable.filter(({status}) => decided.has(status)).length, applicable: applicable.length, all: verdicts.length};
}

export function countsByStatus(verdicts: readonly Verdict[]): Record<Status, number> {
	const counts: Record<Status, number> = {fail: 0, warn: 0, unknown: 0, pass: 0, 'not-applicable': 0, waived: 0};
	for (const {status} of verdicts) counts[status] += 1;
	return counts;
}
