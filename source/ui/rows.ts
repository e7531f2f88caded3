import {howMany as objects} from '../assess/reason.js';
import type {Ranked, UnknownCode} from '../model/index.js';
import {cutEnd, cutMiddle} from './lines.js';
import {foundObjects} from './objects.js';

/** How many objects a row is about; fail and warn apart where both occur. */
export function howMany({verdict}: Ranked): string {
	const known = counted.get(verdict) ?? counting(verdict);
	counted.set(verdict, known);
	return known;
}

const counted = new WeakMap<Ranked['verdict'], string>();
function counting(verdict: Ranked['verdict']): string {
	const standing = foundObjects(verdict.findings);
	const warn = standing.filter(({findings}) => findings.some(({level}) => level === 'warn')).length;
	const fail = standing.filter(({level}) => level === 'fail').length;
	if (fail > 0 && warn > 0) return `${fail} fail, ${warn} warn`;
	if (standing.length === 0) return verdict.evidence[0]?.text ?? verdict.notApplicable ?? '';
	return objects(verdict);
}

/** Below this many cells only a number fits. */
const tight = 12;
function howManyObjects({verdict}: Ranked): string {
	const {length} = foundObjects(verdict.findings);
	return length > 0 ? String(length) : '';
}

/** The same, without the namespaces where the whole does not fit. */
export function howManyIn(row: Ranked, room: number): string {
	const whole = howMany(row);
	if (whole.length <= room) return whole;
	if (room < tight) return howManyObjects(row);
	const shorter = whole.replace(/ in \d+ namespaces$/, '').replace(/^[a-z]+\/(?=\S+$)/, '');
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
