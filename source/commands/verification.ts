import {controls} from '../catalogue/index.js';
import {isEqual} from '../change/simulate.js';
import {valueAt} from '../change/touched.js';
import {readObject} from '../cluster/apply.js';
import {collect} from '../cluster/collect.js';
import type {Connection} from '../cluster/connect.js';
import type {Answers, Json, Snapshot, Source} from '../model/index.js';
import {unescaped} from '../model/index.js';
import type {Journal} from '../session/journal.js';
import type {PlanItem} from '../ui/ports.js';
import {assessed} from './assessment.js';

export type Checked = {readonly clean: boolean; readonly says: string};

/** The lists that the controls of an item look at, read again, over the rest of the snapshot. */
export async function readAgain(connection: Connection, snapshot: Snapshot, item: PlanItem, signal: AbortSignal): Promise<Snapshot> {
	const own = controls.filter(({id}) => item.controls.some(one => one.id === id));
	const sources = new Set<Source>([
		...own.flatMap(({cluster}) => [...(cluster?.needs ?? []).flat<readonly (Source | readonly Source[])[]>(), ...(cluster?.wants ?? [])]),
		'namespaces',
	]);
	const {onlyNamespaces} = snapshot;
	const fresh = await collect(connection, {
		signal,
		probes: false,
		only: sources,
		...(onlyNamespaces && {namespaces: onlyNamespaces.map(unescaped)}),
	});
	return over(snapshot, fresh, sources);
}

/** What was read again takes the place of what was known; what could not be read again is known no more. As a whole it stays as old as its oldest part. */
export function over(snapshot: Snapshot, fresh: Snapshot, sources: ReadonlySet<Source>): Snapshot {
	const others = (map: object) => Object.fromEntries(Object.entries(map).filter(([source]) => !sources.has(source as Source)));
	return {
		...snapshot,
		items: {...others(snapshot.items), ...fresh.items},
		read: {...others(snapshot.read), ...fresh.read},
		gaps: [...snapshot.gaps.filter(({source}) => !sources.has(source)), ...fresh.gaps.filter(({source}) => sources.has(source))],
	};
}

/** Whether what was wanted is gone, and what the same objects are still found for. */
export function checkItem(snapshot: Snapshot, item: PlanItem, answers: Answers): Checked {
	const {verdicts} = assessed(snapshot, answers);
	const own = verdicts.filter(({control}) => item.controls.some(({id}) => id === control.id));
	const blind = own.find(({status}) => status === 'unknown');
	if (blind) return {clean: false, says: `it cannot be checked: ${blind.unknown?.text ?? 'it was not read'}`};
	// Findings are taken as they are, never copied: their ids are worked out when they are asked for.
	const standing = own.flatMap(({control, findings}) => findings.filter(({waivedBy}) => !waivedBy).map(finding => ({control, finding})));
	const left = item.wanted.filter(wanted =>
		standing.some(({control, finding}) => control.id === wanted.control && finding.id === wanted.finding),
	);
	if (left.length > 0) return {clean: false, says: `the check still finds ${left.length} of ${item.wanted.length}`};
	const changed = item.changes.map(({target}) => `${target.kind}/${target.namespace ?? ''}/${target.name}`);
	const other = standing.find(({finding: {subject}}) =>
		changed.includes(`${subject.kind}/${unescaped(subject.namespace ?? '')}/${unescaped(subject.name)}`),
	);
	return {clean: true, says: item.next ?? (other ? `better; still: ${other.finding.message}` : 'check passes')};
}

/** Whether every field that was changed is again what it was before. */
export async function checkUndone(connection: Connection, journal: Journal, ids: readonly number[]): Promise<Checked> {
	for (const {id, change, touched} of journal.entries().filter(entry => ids.includes(entry.id))) {
		const object = await readObject(connection, change.target);
		const isBack =
			change.action === 'create'
				? object === undefined
				: change.action === 'delete'
					? object !== undefined
					: object !== undefined && touched.every(({path, before}) => isEqual(valueAt(object as Json, path), before));
		if (!isBack) return {clean: false, says: `change ${id} is not wholly taken back: look at it by hand`};
	}
	return {clean: true, says: 'as it was before'};
}
