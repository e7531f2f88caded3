import {flagsOf} from '../kube/flags.js';
import {kubeletsOf} from '../kube/kubelet-config.js';
import {qualified, type ResourceInfo, resources} from '../kube/resources.js';
import {Failure, type ServerVersion, type Snapshot, type Source, visible} from '../model/index.js';
import type {Connection} from './connect.js';
import {type Discovery, discover, type Served} from './discover.js';
import {clusterId, readAnonymous, readHandshake, readMetrics, readSelf, readVersion} from './facts-server.js';
import {readSettings} from './facts-settings.js';
import {shortened} from './failures.js';
import {type Gathering, gathering, snapshotOf} from './gathering.js';
import {lanesOf} from './lanes.js';
import {type ListOptions, readList} from './lists.js';
import {readNamespaces} from './namespaces.js';
import {readOddReplicaSets} from './odd-replica-sets.js';
import {type OnProgress, progressGate} from './progress.js';
import {mayList} from './rights.js';

export type CollectOptions = {
	/** Ends the reading; what was read is kept as partial. */
	readonly signal?: AbortSignal;
	/** Requests without a login; sent unless false. */
	readonly probes?: boolean;
	/** Reads only these, each by itself. */
	readonly namespaces?: readonly string[];
	/** Lists at once. */
	readonly concurrency?: number;
	readonly progress?: OnProgress;
	readonly now?: () => Date;
	/** Objects per page; chosen by the distance to the server where left out. */
	readonly pageSize?: number;
	readonly mostPages?: number;
};
type Run = <T>(task: () => Promise<T>) => Promise<T>;
type Walk = {
	readonly connection: Connection;
	readonly into: Gathering;
	readonly options: CollectOptions;
	readonly run: Run;
	readonly list: ListOptions;
	readonly discovery: Discovery;
};

/** Nearer than this many milliseconds small pages are cheaper, because they pause the program less. */
const near = 10;

/** Reads the cluster. Throws a Failure only where nothing can be read at all; everything else becomes a gap. */
export async function collect(connection: Connection, options: CollectOptions = {}): Promise<Snapshot> {
	const {signal, concurrency = 4, now = () => new Date()} = options;
	const progress = progressGate(options.progress);
	const into = gathering(progress);
	const takenAt = now().toISOString();
	let version: ServerVersion | undefined;
	try {
		const start = performance.now();
		version = await readVersion(connection, into, signal);
		const lanes = lanesOf(concurrency);
		const list: ListOptions = {
			limit: options.pageSize ?? (performance.now() - start < near ? 250 : 500),
			sleep: connection.sleep,
			onThrottle: lanes.halve,
			...(signal && {signal}),
			...(options.mostPages !== undefined && {mostPages: options.mostPages}),
		};
		const beside = Promise.all([
			readHandshake(connection, into, signal),
			readAnonymous(connection, into, options.probes !== false, signal),
			lanes.run(() => guarded(into, 'self', 'selfsubjectreviews', signal, () => readSelf(connection, into, signal))),
		]);
		beside.catch(() => undefined);
		const discovery = await discover(connection.reader, signal);
		if (discovery.groups) into.know({groups: discovery.groups.map(visible)});
		for (const info of listable) progress.set({source: info.name, done: 0, state: 'waiting'});
		const walk: Walk = {connection, into, options, run: lanes.run, list, discovery};
		await readNamespaces(connection, into, options.namespaces, list);
		await Promise.all([
			...listable.filter(({name}) => name !== 'namespaces').map(info => readKind(walk, info, progress)),
			readSettings(connection, into, lanes.run, signal),
			lanes.run(() => readMetrics(connection, into, signal)),
		]);
		await readOddReplicaSets(connection, into, lanes.run, signal);
		await beside;
	} catch (error) {
		if (!signal?.aborted) throw error;
	}
	if (signal?.aborted) noteStopped(into);
	conclude(into);
	progress.flush();
	const {endpoint, context} = connection;
	return snapshotOf(into, {
		takenAt,
		cluster: {
			id: await clusterId(connection, into, signal),
			source: 'cluster',
			context: visible(context),
			server: visible(endpoint.url.href.replace(/\/$/, '')),
			...(version && {version}),
		},
		...(options.namespaces && {onlyNamespaces: options.namespaces.map(visible)}),
	});
}

const listable = resources.filter(info => info.read !== 'never');

async function readKind(walk: Walk, info: ResourceInfo, progress: ReturnType<typeof progressGate>): Promise<void> {
	const {connection, into, options, discovery, list} = walk;
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
		return gap('absent', 'not served by this cluster');
	}
	const scopes = info.namespaced && options.namespaces ? options.namespaces : [undefined];
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

/** What may fail by the network beside the lists, and then is a gap. */
async function guarded(
	into: Gathering,
	source: Source,
	resource: string,
	signal: AbortSignal | undefined,
	task: () => Promise<void>,
): Promise<void> {
	try {
		await task();
	} catch (error) {
		if (!signal?.aborted && !(error instanceof Failure)) throw error;
		into.gap({
			source,
			resource,
			verb: 'create',
			reason: signal?.aborted ? 'stopped' : 'error',
			detail: shortened((error as Error).message),
		});
	}
}

function noteStopped(into: Gathering): void {
	for (const info of listable) {
		if (into.read[info.name] === undefined && !into.gaps.some(({source}) => source === info.name))
			into.gap({
				source: info.name,
				resource: qualified(info),
				verb: 'list',
				reason: 'stopped',
				detail: visible('stopped before it was read'),
			});
	}
}

const components = {
	apiServer: 'apiServerFlags',
	controllerManager: 'controllerManagerFlags',
	scheduler: 'schedulerFlags',
	etcd: 'etcdFlags',
} as const;

/** What follows from the lists. */
function conclude(into: Gathering): void {
	const {items} = into;
	const settings = into.facts().settings ?? {};
	const flags = flagsOf(items.pods ?? [], items.nodes ?? [], settings);
	const kubelets = kubeletsOf(settings, items.nodes ?? []);
	into.know({flags, ...(kubelets.length > 0 && {kubelets})});
	if (kubelets.length > 0) into.complete('kubelets');
	const podGap = into.gaps.find(({source}) => source === 'pods');
	for (const [component, source] of Object.entries(components)) {
		if (flags[component as keyof typeof flags]) into.complete(source);
		else if (podGap) into.gap({...podGap, source});
	}
}
