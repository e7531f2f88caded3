import type {Blast, FixKind, Severity, Status} from '../model/index.js';

/** The constants of a control's priority: data, tuned with users. */
export const scoring = {
	/** Scores of the threats are held between 1 and this. */
	cap: 20,
	fit: {max: 0.7, mean: 0.3},
	severity: {critical: 1, high: 0.75, medium: 0.5, low: 0.25} satisfies Record<Severity, number>,
	impact: {base: 0.7, blast: 0.3},
	blast: {cluster: 1, node: 0.9, namespace: 0.8, workload: 0.7} satisfies Record<Blast, number>,
	boost: {least: 0.5, most: 1.6},
	ease: {patch: 1.1, manifest: 1.1, command: 1, 'control-plane': 0.9, node: 0.9, provider: 0.9, process: 0.8} satisfies Record<
		FixKind,
		number
	>,
	exposure: {internet: 1.25, development: 0.75},
	state: {fail: 1, warn: 0.6, unknown: 0.45, waived: 0.1, pass: 0, 'not-applicable': 0} satisfies Record<Status, number>,
	divisor: 1.5,
	/** A critical FAIL never falls below this. */
	criticalFloor: {usual: 35, developmentOrLab: 15},
} as const;
