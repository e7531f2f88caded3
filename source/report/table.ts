import {countsByStatus, coverage} from '../assess/coverage.js';
import {howMany} from '../assess/reason.js';
import type {Coverage, Ranked, Status} from '../model/index.js';
import {gapLines} from './gap-lines.js';
import type {Report} from './json.js';

const glyph: Record<Status, string> = {fail: 'x', warn: '!', unknown: '?', pass: '+', 'not-applicable': '-', waived: 'o'};
const severity = {critical: 'crit', high: 'high', medium: 'med', low: 'low'} as const;

/** The list as plain text: no escape sequences, one row a line, then what was not read. */
export function table(ranked: readonly Ranked[], {cluster, gaps, takenAt}: Report): string {
	const verdicts = ranked.map(({verdict}) => verdict);
	const counts = countsByStatus(verdicts);
	const known: Coverage = coverage(verdicts);
	const titleWidth = Math.max(5, ...ranked.map(({verdict}) => verdict.control.title.length));
	const rows = ranked.map(({rank, verdict, score}) => {
		const {control, status} = verdict;
		const note =
			status === 'unknown'
				? (verdict.unknown?.text ?? '')
				: status === 'not-applicable'
					? (verdict.notApplicable ?? '')
					: howMany(verdict) || (verdict.findings[0]?.message ?? verdict.evidence[0]?.text ?? '');
		return `${String(rank ?? '').padStart(3)}  ${`${glyph[status]} ${status === 'not-applicable' ? 'n/a' : status}`.padEnd(10)} ${severity[control.severity].padEnd(4)} ${score.toFixed(0).padStart(3)}  ${control.title.padEnd(titleWidth)}  ${note}`.trimEnd();
	});
	return [
		`${cluster.context ?? cluster.server ?? cluster.source}${cluster.version ? `, Kubernetes ${cluster.version}` : ''}, ${takenAt.slice(0, 16).replace('T', ' ')} UTC`,
		`${counts.fail} fail, ${counts.warn} warn, ${counts.unknown} unknown, ${counts.pass} pass, ${counts['not-applicable']} n/a${counts.waived > 0 ? `, ${counts.waived} waived` : ''}; ${known.decided} of ${known.applicable} known`,
		'',
		`${'#'.padStart(3)}  ${'state'.padEnd(10)} ${'sev'.padEnd(4)} ${'pts'.padStart(3)}  ${'control'.padEnd(titleWidth)}  what`,
		...rows,
		...(gaps.length > 0 ? ['', 'Not read:', ...gapLines(gaps).map(one => `  ${one}`)] : []),
		'',
	].join('\n');
}
