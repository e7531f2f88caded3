import {controls} from '../catalogue/index.js';
import {plannedGroups, type Remedy} from '../change/plan.js';
import {stands} from '../change/standing.js';
import {targetKey, targetSays} from '../change/target.js';
import {gitOwnerOf} from '../kube/git-owner.js';
import {bearerNameOfKey} from '../kube/rbac.js';
import type {Answers, Ask, Change, Finding, Given, JournalEntry, Remediation, Snapshot, Subject} from '../model/index.js';
import {objectSays, visible} from '../model/index.js';
import type {Journal} from '../session/journal.js';
import type {PlanItem, Wanted} from '../ui/ports.js';
import {assessed} from './assessment.js';
import {guideLines} from './remedy-lines.js';

/** Remedies of these findings, merged per object; questions and guides as rows of their own. In the order of the list, however they were picked. */
export function planItems(snapshot: Snapshot, wanted: readonly Wanted[], given: Given, answers: Answers): PlanItem[] {
	const {ranked, model} = assessed(snapshot, answers);
	const remedies: Remedy[] = [];
	const others: PlanItem[] = [];
	const titleOf = (id: string) => {
		const row = ranked.find(({verdict}) => verdict.control.id === id);
		return {id, title: row?.verdict.control.title ?? id, ...(row?.rank !== undefined && {rank: row.rank})};
	};
	const picked = new Set(wanted.map(({control, finding}) => `${control} ${finding}`));
	for (const {
		verdict: {control, findings},
	} of ranked) {
		const own = findings.filter(({id}) => picked.has(`${control.id} ${id}`));
		const objects = Map.groupBy(own, ({subject}) => subjectSays(subject));
		for (const finding of own) {
			const remediation: Remediation = control.cluster?.remediate?.(finding, snapshot, answersFor(control.id, given), {model}) ?? {
				guide: control.guide,
			};
			if ('changes' in remediation) {
				remedies.push({control: control.id, finding: finding.id, remediation});
				continue;
			}
			const object = subjectSays(finding.subject);
			const part = (objects.get(object)?.length ?? 0) > 1 ? partSays(finding) : undefined;
			const base = {
				id: `${control.id} ${finding.id}`,
				says: part === undefined ? object : `${object}, ${part}`,
				objects: [object],
				controls: [titleOf(control.id)],
				changes: [],
				risks: [control.risk],
				wanted: [{control: control.id, finding: finding.id}],
			};
			others.push(
				'asks' in remediation
					? {...base, asks: asksOf(control.id, remediation.asks)}
					: {...base, guide: guideLines(remediation, control.guide, snapshot)},
			);
		}
	}
	const items = plannedGroups(remedies).map(({changes, remedies: own, next}): PlanItem => {
		const git = gitOwnerOf(changes, snapshot);
		const ids = [...new Set(own.map(({control}) => control))];
		return {
			id: changes.map(({action, target}) => `${action} ${targetSays(target)}`).join(' + '),
			says: groupSays(changes),
			objects: objectsOf(changes),
			controls: ids.map(titleOf),
			changes,
			risks: [...new Set(ids.flatMap(id => controls.find(control => control.id === id)?.risk ?? []))],
			...(git && {git}),
			...(next !== undefined && {next}),
			wanted: own.map(({control, finding}) => ({control, finding})),
		};
	});
	// What is sent comes first, what goes to Git next, what a person must do last.
	return [...items.filter(({git}) => !git), ...items.filter(({git}) => git), ...others];
}

/** Two controls may ask about parts of one object by the same id: an answer is one control's. */
function asksOf(control: string, [first, ...others]: readonly [Ask, ...Ask[]]): [Ask, ...Ask[]] {
	const own = (ask: Ask): Ask => ({...ask, id: `${control} ${ask.id}`});
	return [own(first), ...others.map(own)];
}

function answersFor(control: string, given: Given): Given {
	const start = `${control} `;
	return Object.fromEntries(
		Object.entries(given).flatMap(([id, value]) => (id.startsWith(start) ? [[id.slice(start.length), value]] : [])),
	);
}

function subjectSays(subject: Subject): string {
	return subject.kind === 'Cluster' ? subject.name : objectSays(subject);
}

/** Which part of its object a finding is about: a container, a subject of a binding, a volume. */
function partSays({container, item}: Finding): string | undefined {
	return container ?? (item && (bearerNameOfKey(item) ?? item));
}

const objectsOf = (changes: readonly Change[]) => [...new Set(changes.map(({target}) => targetSays(target)))];

/** What a group is about: the object that is changed or goes, else the new ones. */
function groupSays(changes: readonly Change[]): string {
	const [first] = changes as readonly [Change, ...Change[]];
	const old = changes.find(({action}) => action !== 'create');
	if (old || changes.length === 1) return targetSays((old ?? first).target);
	const {namespace, plural} = first.target;
	return `${namespace === undefined ? '' : `${visible(namespace)}/`}${changes.length} new ${plural}`;
}

/** What takes these entries back, the last change first; what depends on each other in one item, whole. */
export function undoItems(journal: Journal, ids: readonly number[]): PlanItem[] {
	const all = journal.entries();
	const partOf = ({group, part}: JournalEntry) => `${group} ${part ?? ''}`;
	const parts = new Set(all.filter(({id}) => ids.includes(id)).map(partOf));
	const entries = all
		.filter(one => one.inverse !== undefined && parts.has(partOf(one)) && (ids.includes(one.id) || stands(one)))
		.sort((a, b) => b.id - a.id);
	const changed = new Map<string, number>();
	return [...Map.groupBy(entries, partOf).values()].map(part => {
		const keys = part.map(({change}) => targetKey(change.target));
		const later = keys.map(key => changed.get(key)).find(id => id !== undefined);
		for (const key of keys) changed.set(key, part[0]?.id ?? 0);
		return later === undefined ? undoItem(part) : afterwards(part, later);
	});
}

/** Its preview is of the object as it is now: what was changed twice is taken back one after another. */
function afterwards(entries: readonly JournalEntry[], later: number): PlanItem {
	const guide = [`Change ${later} was made to the same object later: take that back first, then this one.`];
	return {...undoItem(entries), changes: [], guide};
}

function undoItem(entries: readonly JournalEntry[]): PlanItem {
	return {
		id: `undo ${entries.map(({id}) => id).join(' ')}`,
		says: groupSays(entries.map(({change}) => change)),
		objects: objectsOf(entries.map(({change}) => change)),
		controls: [...new Set(entries.flatMap(({controls: ids}) => ids))].map(id => ({
			id,
			title: controls.find(control => control.id === id)?.title ?? id,
		})),
		changes: entries.map(({inverse}) => inverse as Change),
		risks: [],
		undoes: entries.map(({id}) => id),
		wanted: [],
	};
}
