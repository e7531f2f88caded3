import type {AssessedFinding, Exemption, Ranked, Subject} from '../model/index.js';
import {groupOf} from './object-orders.js';
import {remembered} from './remembered.js';
import type {State} from './state.js';

/** What the objects part of a control shows, line by line. */
export type ObjectLine =
	| {readonly kind: 'group'; readonly group: string; readonly objects: readonly FoundObject[]; readonly folded: boolean}
	| {readonly kind: 'object'; readonly group: string; readonly object: FoundObject}
	| {readonly kind: 'accepted'; readonly exempt: readonly Exemption[]; readonly folded: boolean}
	| {readonly kind: 'exempt'; readonly exemption: Exemption}
	/** What a person accepts until a day. */
	| {readonly kind: 'waived'; readonly objects: readonly FoundObject[]; readonly folded: boolean}
	| {readonly kind: 'note'; readonly text: string};

/** One object with everything that was found on it. */
export type FoundObject = {readonly subject: Subject; readonly findings: readonly AssessedFinding[]; readonly level: 'fail' | 'warn'};

/** The right that the account lacks for the fix of an object: "patch deployments.apps in shop". */
export function lackedFor({findings}: FoundObject): string | undefined {
	return findings.map(({lacks}) => lacks).find(lacks => lacks !== undefined);
}

/** Groups are folded from this many objects on. */
const foldFrom = 30;
const accepted = ' accepted';
const waivedGroup = ' waived';

type Seen = Pick<State, 'folds' | 'objectsBy' | 'onlyStanding'>;
type Memo = {readonly seen: Seen; readonly lines: readonly ObjectLine[]};
const memo = new WeakMap<Ranked['verdict'], Memo>();

/** The lines of a control; computed again only where its verdict, a fold or the order changed. */
export function objectLines({folds, objectsBy, onlyStanding}: Seen, {verdict}: Ranked): readonly ObjectLine[] {
	const known = memo.get(verdict);
	if (known?.seen.folds === folds && known.seen.objectsBy === objectsBy && known.seen.onlyStanding === onlyStanding) return known.lines;
	const seen: Seen = {folds, objectsBy, onlyStanding};
	const lines = linesOf(seen, verdict);
	memo.set(verdict, {seen, lines});
	return lines;
}

function linesOf(state: Seen, verdict: Ranked['verdict']): ObjectLine[] {
	const objects = foundObjects(verdict.findings);
	const groups = new Map<string, FoundObject[]>();
	for (const object of objects) {
		const group = groupOf(state.objectsBy, object);
		const members = groups.get(group);
		if (members) members.push(object);
		else groups.set(group, [object]);
	}
	const flat = state.objectsBy === 'namespace' && (groups.size === objects.length || groups.size < 2);
	const lines: ObjectLine[] = [];
	for (const [group, members] of groups) {
		if (flat) {
			for (const object of members) lines.push({kind: 'object', group, object});
			continue;
		}
		const folded = isFolded(state, verdict.control.id, group, objects.length >= foldFrom);
		lines.push({kind: 'group', group, objects: members, folded});
		if (!folded) lines.push(...members.map(object => ({kind: 'object' as const, group, object})));
	}
	const waived = state.onlyStanding ? [] : waivedObjects(verdict.findings);
	if (waived.length > 0) {
		const folded = isFolded(state, verdict.control.id, waivedGroup, true);
		lines.push({kind: 'waived', objects: waived, folded});
		if (!folded) lines.push(...waived.map(object => ({kind: 'object' as const, group: waivedGroup, object})));
	}
	if (verdict.unknown) lines.push({kind: 'note', text: verdict.unknown.text});
	if (verdict.contradiction)
		lines.push({
			kind: 'note',
			text: `said ${verdict.contradiction.attested.replaceAll('-', ' ')}, but the cluster shows ${verdict.contradiction.observed}: the cluster decides`,
		});
	if (verdict.notApplicable) lines.push({kind: 'note', text: verdict.notApplicable});
	if (verdict.exempt.length > 0 && !state.onlyStanding) {
		const folded = isFolded(state, verdict.control.id, accepted, true);
		lines.push({kind: 'accepted', exempt: verdict.exempt, folded});
		if (!folded) lines.push(...verdict.exempt.map(exemption => ({kind: 'exempt' as const, exemption})));
	}
	return lines;
}

function isFolded({folds}: Pick<State, 'folds'>, control: string, group: string, otherwise: boolean): boolean {
	return folds.get(`${control} ${group}`) ?? otherwise;
}

/** The state with the group of this line folded or unfolded. */
export function refolded(state: State, control: string, line: ObjectLine, folded: boolean): State {
	const group = line.kind === 'group' || line.kind === 'object' ? line.group : line.kind === 'waived' ? waivedGroup : accepted;
	return {...state, folds: new Map(state.folds).set(`${control} ${group}`, folded)};
}

/** Every object that stands, with what was found on it. */
export const foundObjects = remembered((findings: readonly AssessedFinding[]): readonly FoundObject[] =>
	objectsOf(findings.filter(({waivedBy}) => !waivedBy)),
);

function waivedObjects(findings: readonly AssessedFinding[]): FoundObject[] {
	return objectsOf(findings.filter(({waivedBy}) => waivedBy));
}

/** Worst first, then by name. */
function objectsOf(findings: readonly AssessedFinding[]): FoundObject[] {
	const bySubject = new Map<string, AssessedFinding[]>();
	for (const finding of findings) {
		const {group, kind, namespace, name} = finding.subject;
		const key = `${group}/${kind}/${namespace ?? ''}/${name}`;
		const others = bySubject.get(key);
		if (others) others.push(finding);
		else bySubject.set(key, [finding]);
	}
	const objects = [...bySubject.values()].map(found => {
		const [first] = found as [AssessedFinding];
		return {
			subject: first.subject,
			findings: found,
			level: found.some(({level}) => level === 'fail') ? ('fail' as const) : ('warn' as const),
		};
	});
	const worst = (a: FoundObject, b: FoundObject) => (a.level === b.level ? 0 : a.level === 'fail' ? -1 : 1);
	return objects.sort(
		(a, b) => worst(a, b) || compare(a.subject.namespace ?? '', b.subject.namespace ?? '') || compare(a.subject.name, b.subject.name),
	);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** The finding ids that a line stands for, as `findingMarks` holds them. */
export function marksOf(control: string, line: ObjectLine): string[] {
	const objects = line.kind === 'group' || line.kind === 'waived' ? line.objects : line.kind === 'object' ? [line.object] : [];
	return objects.flatMap(({findings}) => findings.map(({id}) => `${control} ${id}`));
}

/** Everything that the line stands for is marked. Ids of ten thousand findings are worked out only where some are. */
export function isMarkedLine({findingMarks}: Pick<State, 'findingMarks'>, control: string, line: ObjectLine): boolean {
	const ids = findingMarks.size === 0 ? [] : marksOf(control, line);
	return ids.length > 0 && ids.every(id => findingMarks.has(id));
}

/** Whether the word stands in this line, or in what is folded away in it. */
export function holds(line: ObjectLine, word: string): boolean {
	const has = (...texts: readonly string[]) => texts.some(text => text.toLowerCase().includes(word.toLowerCase()));
	const found = ({subject, findings}: FoundObject) => has(objectName(subject), ...findings.map(({message}) => message));
	const exempted = ({subject, reason}: Exemption) => has(objectName(subject), reason);
	switch (line.kind) {
		case 'group':
			return line.folded ? line.objects.some(found) : has(line.group);
		case 'waived':
			return line.folded && line.objects.some(found);
		case 'accepted':
			return line.folded && line.exempt.some(exempted);
		case 'object':
			return found(line.object);
		case 'exempt':
			return exempted(line.exemption);
		case 'note':
			return has(line.text);
	}
}

/** "deployment/web". */
export function objectName({kind, name}: Subject): string {
	return kind === 'Cluster' ? 'the cluster' : `${kind.toLowerCase()}/${name}`;
}
