import type {Ranked} from '../model/index.js';
import type {Assessment} from '../ui/ports.js';

const needsWork = new Set(['fail', 'warn']);

/** How many controls need work that did not when this was kept; undefined where nothing was kept. */
export function sinceThen(ranked: readonly Ranked[], earlier: unknown): Assessment['since'] {
	if (typeof earlier !== 'object' || earlier === null) return undefined;
	const {takenAt, controls} = earlier as {takenAt?: unknown; controls?: unknown};
	if (typeof takenAt !== 'string' || !Array.isArray(controls)) return undefined;
	const known = new Map(
		controls.flatMap((one: {id?: unknown; status?: unknown}) =>
			typeof one.id === 'string' ? [[one.id, String(one.status)] as const] : [],
		),
	);
	const changed = ranked.filter(({verdict}) => known.has(verdict.control.id));
	const was = (id: string) => needsWork.has(known.get(id) ?? '');
	return {
		at: takenAt,
		worse: changed.filter(({verdict}) => needsWork.has(verdict.status) && !was(verdict.control.id)).length,
		better: changed.filter(({verdict}) => verdict.status === 'pass' && was(verdict.control.id)).length,
	};
}
