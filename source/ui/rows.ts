import {howMany as objects} from '../assess/reason.js';
import type {Ranked, UnknownCode} from '../model/index.js';
import {cutEnd, cutMiddle} from './lines.js';
import {foundObjects} from './objects.js';
import {remembered} from './remembered.js';
import {glyphs} from './theme.js';

/** How many objects a row is about; fail and warn apart where both occur. */
export function howMany({verdict}: Ranked): string {
	return counting(verdict);
}

const counting = remembered((verdict: Ranked['verdict']): string => {
	const standing = foundObjects(verdict.findings);
	const warn = standing.filter(({findings}) => findings.some(({level}) => level === 'warn')).length;
	const fail = standing.filter(({level}) => level === 'fail').length;
	if (fail > 0 && warn > 0) return `${fail} fail, ${warn} warn`;
	if (standing.length === 0) return verdict.evidence[0]?.text ?? verdict.notApplicable ?? '';
	return objects(verdict);
});

/** Below this many cells a name or a sentence says nothing any more. */
const tight = 12;
/** "✗3 !34": objects that fail and that warn. */
const countsOf = remembered((verdict: Ranked['verdict']): string => {
	const objects = foundObjects(verdict.findings);
	const fails = objects.filter(({level}) => level === 'fail').length;
	const warns = objects.filter(({findings}) => findings.some(({level}) => level === 'warn')).length;
	return [fails > 0 ? `${glyphs.status.fail}${fails}` : '', warns > 0 ? `${glyphs.status.warn}${warns}` : ''].filter(Boolean).join(' ');
});

/** The same in little room: without the namespaces, then as counts, then not at all. */
export function howManyIn(row: Ranked, room: number): string {
	const whole = howMany(row);
	if (whole.length <= room) return whole;
	const shorter = whole.replace(/ in \d+ namespaces$/, '').replace(/^[a-z]+\/(?=\S+$)/, '');
	if (shorter.length <= room) return shorter;
	const counts = countsOf(row.verdict);
	if (room < tight || (counts !== '' && shorter.includes(' '))) return counts.length <= room ? counts : '';
	return shorter.includes(' ') ? cutEnd(shorter, room) : cutMiddle(shorter, room);
}

export function isUnknown({verdict}: Ranked): boolean {
	return verdict.status === 'unknown';
}

const unknownWord: Record<UnknownCode, string> = {
	forbidden: 'right missing',
	partial: 'read in part',
	hidden: 'not visible',
	absent: 'not there',
	error: 'not readable',
	'not-asked': 'not asked',
};
/** Why a row is unknown, in two or three words. */
export function unknownNote({verdict}: Ranked, room: number): string {
	const says = verdict.notSure ? 'not sure' : verdict.unknown ? unknownWord[verdict.unknown.code] : '';
	return says.length <= room ? says : '';
}
