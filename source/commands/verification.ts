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
	return {
		...snapshot,
		takenAt: fresh.takenAt,
		items: {...snapshot.items, ...fresh.items},
		read: {...snapshot.read, ...fresh.read},
		gaps: [...snapshot.gaps.filter(({source}) => !sources.has(source)), ...fresh.gaps.filter(({source}) => sources.has(source))],
	};
}

/** Whether what was wanted is gone, and what the same objects are still found for. */
export function checkItem(snapshot: Snapshot, item: PlanItem, answers: Answers): Checked {
	const {verdicts} = assessed(snapshot, answers);
	const findings = verdicts.flatMap(({control, findings: all}) =>
		all.filter(({waivedBy}) => !waivedBy).map(finding => ({control: control.id, ...finding})),
	);
	const left = item.wanted.filter(({control, finding}) => findings.some(one => one.control === control && one.id === finding));
	if (left.length > 0) return {clean: false, says: `the check still finds ${left.length} of ${item.wanted.length}`};
	const own = item.changes.map(({target}) => `${target.kind}/${target.namespace ?? ''}/${target.name}`);
	const other = findings.find(
		({control, subject}) =>
			item.controls.some(({id}) => id === control) &&
			own.includes(`${subject.kind}/${unescaped(subject.namespace ?? '')}/${unescaped(subject.name)}`),
	);
	return {clean: true, says: item.next ?? (other ? `better; still: ${other.message}` : 'check passes')};
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
