import {type CollectOptions, collect} from '../../../source/cluster/collect.js';
import type {Gap, Snapshot, Source} from '../../../source/model/index.js';
import {connected} from './connection.js';
import {kubernetes, type Routes} from './kubernetes.js';

/** What is collected from a server that answers so, two objects a page and without probes. */
export async function read(routes: Routes, options: CollectOptions = {}, groups?: readonly object[]): Promise<Snapshot> {
	const {url} = await kubernetes(routes, groups);
	return collect(await connected(url), {probes: false, pageSize: 2, ...options});
}
export const gapOf = (snapshot: Snapshot, source: Source): Pick<Gap, 'reason' | 'detail'> | undefined =>
	snapshot.gaps.find(gap => gap.source === source);
export const namesOfPods = (snapshot: Snapshot) => snapshot.items.pods?.map(({metadata}) => metadata.name);
