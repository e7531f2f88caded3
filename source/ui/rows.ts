import {howMany as objects} from '../assess/reason.js';
import type {Ranked} from '../model/index.js';

/** How many objects a row is about; fail and warn apart where both occur. */
export function howMany({verdict}: Ranked): string {
	const standing = verdict.findings.filter(({waivedBy}) => !waivedBy);
	const subjects = (level: 'fail' | 'warn') =>
		new Set(
			standing.filter(finding => finding.level === level).map(({subject}) => `${subject.kind}/${subject.namespace ?? ''}/${subject.name}`),
		).size;
	const [fail, warn] = [subjects('fail'), subjects('warn')];
	if (fail > 0 && warn > 0) return `${fail} fail, ${warn} warn`;
	if (standing.length === 0) return verdict.evidence[0]?.text ?? verdict.notApplicable ?? '';
	return objects(verdict);
}

/** The same, without the namespaces where the whole does not fit. */
export function howManyIn(row: Ranked, room: number): string {
	const whole = howMany(row);
	return whole.length <= room ? whole : whole.replace(/ in \d+ namespaces$/, '');
}

export function isUnknown({verdict}: Ranked): boolean {
	return verdict.status === 'unknown';
}
