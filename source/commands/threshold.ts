import type {ExitCode, Ranked, Severity} from '../model/index.js';
import {severities} from '../model/index.js';

export type ThresholdChoice = {readonly failOn?: Severity; readonly failOnWarn?: boolean};

/** 1 where a control at or above the threshold fails, or warns where that counts too; without a threshold never. */
export function exitCodeOf(ranked: readonly Ranked[], {failOn, failOnWarn}: ThresholdChoice): ExitCode {
	if (failOn === undefined && !failOnWarn) return 0;
	const least = severities.indexOf(failOn ?? 'low');
	const counts = ({verdict: {status, control}}: Ranked) =>
		(status === 'fail' || (failOnWarn === true && status === 'warn')) && severities.indexOf(control.severity) <= least;
	return ranked.some(counts) ? 1 : 0;
}
