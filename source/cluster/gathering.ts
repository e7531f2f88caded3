import {qualified, resources} from '../kube/resources.js';
import {
	type Escaped,
	type Facts,
	type Gap,
	type ResourceName,
	type Resources,
	type Safe,
	type Snapshot,
	type Source,
} from '../model/index.js';
import type {Served} from './discover.js';
import type {Listed} from './lists.js';
import type {progressGate, SourceState} from './progress.js';

type Items = {[N in ResourceName]?: Escaped<Resources[N]>[]};

/** A snapshot while it comes together. */
export type Gathering = ReturnType<typeof gathering>;

export function gathering(progress: ReturnType<typeof progressGate>) {
	const items: Items = {};
	const read: {[S in Source]?: 'complete' | 'partial'} = {};
	const gaps: Gap[] = [];
	let facts: Facts = {flags: {}};
	const gap = (one: Omit<Gap, 'detail'> & {readonly detail: string}) => {
		gaps.push({...one, detail: one.detail as Safe});
		if (read[one.source] === undefined)
			progress.set({source: one.source, done: items[one.source as ResourceName]?.length ?? 0, state: stateOf(one.reason)});
	};
	const complete = (source: Source, state: 'complete' | 'partial' = 'complete') => {
		read[source] = state;
		progress.set({source, done: items[source as ResourceName]?.length ?? 1, state});
	};
	return {
		items,
		read,
		gaps,
		gap,
		complete,
		facts: () => facts,
		know(more: Partial<Facts>) {
			facts = {...facts, ...more};
		},
		/** A kind that the cluster does not serve: there are none, and that is known. */
		absent(name: ResourceName) {
			items[name] = [] as never;
			read[name] = 'complete';
			progress.set({source: name, done: 0, state: 'absent'});
		},
		/** What one or several lists of a kind gave: one per namespace or per kind of constraint. */
		listed(name: ResourceName, lists: readonly {readonly served: Served; readonly list: Listed; readonly namespace?: string}[]) {
			const all = lists.flatMap(({list}) => list.items);
			const failed = lists.filter(({list}) => list.reason !== undefined);
			for (const {served, list, namespace} of failed) {
				const resource = qualified({plural: served.plural, group: served.info.group});
				gap({
					source: name,
					resource,
					verb: 'list',
					reason: list.reason ?? 'error',
					detail: list.detail,
					...(namespace !== undefined && {namespace}),
				});
			}
			const whole = failed.length === 0;
			const some = lists.some(({list}) => list.reason === undefined) || all.length > 0;
			if (!some) return;
			items[name] = all as never;
			complete(name, whole && lists.every(({namespace}) => namespace === undefined) ? 'complete' : 'partial');
		},
	};
}

function stateOf(reason: Gap['reason']): SourceState {
	if (reason === 'forbidden') return 'refused';
	if (reason === 'absent' || reason === 'not-asked') return 'absent';
	return reason === 'partial' || reason === 'stopped' ? 'partial' : 'failed';
}

/** The snapshot as it stands. */
export function snapshotOf(
	{items, read, gaps, facts}: Gathering,
	about: Pick<Snapshot, 'takenAt' | 'cluster' | 'onlyNamespaces'>,
): Snapshot {
	// In one order, whichever list came first: two readings of the same cluster are the same text.
	const inOrder = <T extends object>(record: T): T =>
		Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => placeOf(a) - placeOf(b) || a.localeCompare(b, 'en'))) as T;
	return {
		schema: 'castellan.snapshot/1',
		...about,
		items: inOrder(items),
		facts: facts(),
		read: inOrder(read),
		gaps: gaps.toSorted((a, b) => placeOf(a.source) - placeOf(b.source) || keyOf(a).localeCompare(keyOf(b), 'en')),
	};
}

const places = new Map<string, number>(resources.map(({name}, at) => [name, at]));
const placeOf = (source: string): number => places.get(source) ?? -1;
const keyOf = ({source, namespace = '', resource}: Gap): string => `${source} ${namespace} ${resource}`;
