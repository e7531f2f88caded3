import {qualified, type ResourceInfo} from '../kube/resources.js';
import {visible} from '../model/index.js';
import type {Connection} from './connect.js';
import type {Discovery, Served} from './discover.js';
import type {Gathering} from './gathering.js';
import {type ListOptions, readList} from './lists.js';
import type {progressGate} from './progress.js';
import {mayList} from './rights.js';

type Run = <T>(task: () => Promise<T>) => Promise<T>;
export type Walk = {
	readonly connection: Connection;
	readonly into: Gathering;
	/** Only these, each by itself. */
	readonly namespaces: readonly string[] | undefined;
	readonly run: Run;
	readonly list: ListOptions;
	readonly discovery: Discovery;
	readonly progress: ReturnType<typeof progressGate>;
};

/** Reads every list of one kind: of a custom group all its kinds, of some namespaces each. */
export async function readKind(walk: Walk, info: ResourceInfo): Promise<void> {
	const {connection, into, namespaces, discovery, list, progress} = walk;
	const gap = (reason: 'absent' | 'error' | 'forbidden', detail: string, namespace?: string) =>
		into.gap({
			source: info.name,
			resource: qualified(info),
			verb: 'list',
			reason,
			detail: visible(detail),
			...(namespace !== undefined && {namespace}),
		});
	const served = discovery.served.get(info.name);
	if (!served || served.length === 0) {
		const foreign = discovery.foreign.get(info.name);
		if (discovery.stale.has(info.group)) return gap('error', `the server behind ${info.group} does not answer`);
		if (foreign) return gap('error', `served only as ${foreign.join(', ')}, which this version does not know`);
		if (!discovery.groups) return gap('error', 'the API groups could not be listed');
		// A built-in kind is always served: where it is not, something is wrong. Of a product it says that the product is not there.
		return info.builtIn ? gap('absent', 'not served by this cluster') : into.absent(info.name);
	}
	const scopes = info.namespaced && namespaces ? namespaces : [undefined];
	const counts = new Map<string, readonly [done: number, total: number | undefined]>();
	const readOne = async (one: Served, namespace: string | undefined) => {
		if (info.optional && !(await mayList(connection.reader, info, namespace, list.signal))) {
			return {
				served: one,
				list: {items: [], reason: 'forbidden' as const, detail: visible('the account may not list them')},
				...(namespace !== undefined && {namespace}),
			};
		}
		const onCount = (done: number, total: number | undefined) => {
			counts.set(`${one.plural}/${namespace ?? ''}`, [done, total]);
			const all = [...counts.values()];
			const known = all.every(([, total]) => total !== undefined);
			progress.set({
				source: info.name,
				done: all.reduce((sum, [done]) => sum + done, 0),
				...(known && {total: all.reduce((sum, [, total]) => sum + (total ?? 0), 0)}),
				state: 'reading',
			});
		};
		const result = await readList(connection.reader, one, {...list, onCount, ...(namespace !== undefined && {namespace})});
		return {served: one, list: result, ...(namespace !== undefined && {namespace})};
	};
	const lists = await Promise.all(served.flatMap(one => scopes.map(namespace => walk.run(() => readOne(one, namespace)))));
	into.listed(info.name, lists);
}
