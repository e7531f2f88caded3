import {flagsOf} from '../kube/flags.js';
import {isEveryKubeletKnown, kubeletsOf} from '../kube/kubelet-config.js';
import {qualified, resources} from '../kube/resources.js';
import {Failure, type ServerVersion, type Snapshot, type Source, visible} from '../model/index.js';
import {addressOf} from './agents.js';
import type {Connection} from './connect.js';
import {discover} from './discover.js';
import {clusterId, readAnonymous, readHandshake, readInnerAddresses, readMetrics, readSelf, readVersion} from './facts-server.js';
import {readSettings} from './facts-settings.js';
import {shortened} from './failures.js';
import {type Gathering, gathering, snapshotOf} from './gathering.js';
import {readKind} from './kind-lists.js';
import {readKubelets} from './kubelets.js';
import {lanesOf} from './lanes.js';
import type {ListOptions} from './lists.js';
import {readNamespaces} from './namespaces.js';
import {readOddReplicaSets} from './odd-replica-sets.js';
import {readOwnRights} from './own-rights.js';
import {type OnProgress, progressGate} from './progress.js';

export type CollectOptions = {
	/** Ends the reading; what was read is kept as partial. */
	readonly signal?: AbortSignal;
	/** Requests without a login; sent unless false. */
	readonly probes?: boolean;
	/** Asks each kubelet for its settings, where the account holds the right to it. */
	readonly kubelets?: boolean;
	/** Asks what this account may change. */
	readonly rights?: boolean;
	/** Reads only these, each by itself. */
	readonly namespaces?: readonly string[];
	/** Lists at once. */
	readonly concurrency?: number;
	readonly progress?: OnProgress;
	readonly now?: () => Date;
	/** Reads only these lists and facts; everything where left out. */
	readonly only?: ReadonlySet<Source>;
	/** Objects per page; chosen by the distance to the server where left out. */
	readonly pageSize?: number;
	readonly mostPages?: number;
};
/** Nearer than this many milliseconds small pages are cheaper, because they pause the program less. */
const near = 10;

/** Reads the cluster. Throws a Failure only where nothing can be read at all; everything else becomes a gap. */
export async function collect(connection: Connection, options: CollectOptions = {}): Promise<Snapshot> {
	const {concurrency = 4, now = () => new Date()} = options;
	// What fails for good ends what goes on beside it.
	const own = new AbortController();
	const signal = AbortSignal.any([own.signal, ...(options.signal ? [options.signal] : [])]);
	const progress = progressGate(options.progress);
	const into = gathering(progress);
	const takenAt = now().toISOString();
	let version: ServerVersion | undefined;
	let beside: Promise<readonly PromiseSettledResult<void>[]> | undefined;
	try {
		const start = performance.now();
		version = await readVersion(connection, into, signal);
		const lanes = lanesOf(concurrency);
		const list: ListOptions = {
			limit: options.pageSize ?? (performance.now() - start < near ? 250 : 500),
			sleep: connection.sleep,
			onThrottle: lanes.halve,
			signal,
			...(options.mostPages !== undefined && {mostPages: options.mostPages}),
		};
		const wants = (source: Source) => options.only?.has(source) ?? true;
		into.know({login: connection.login});
		into.complete('kubeconfig');
		const nothing = Promise.resolve();
		beside = Promise.allSettled([
			wants('handshake') ? readHandshake(connection, into, signal) : nothing,
			wants('anonymous') ? readAnonymous(connection, into, options.probes !== false, signal) : nothing,
			lanes.run(() => guarded(into, 'self', 'selfsubjectreviews', signal, () => readSelf(connection, into, signal))),
		]);
		const discovery = await discover(connection.reader, signal);
		if (discovery.groups) into.know({groups: discovery.groups.map(visible)});
		for (const info of listable) if (wants(info.name)) progress.set({source: info.name, done: 0, state: 'waiting'});
		const walk = {connection, into, namespaces: options.namespaces, run: lanes.run, list, discovery, progress};
		await readNamespaces(connection, into, options.namespaces, list);
		await Promise.all([
			...listable.filter(({name}) => name !== 'namespaces' && wants(name)).map(info => readKind(walk, info)),
			wants('settings') ? readSettings(connection, into, lanes.run, version, signal) : nothing,
			wants('handshake') ? lanes.run(() => readInnerAddresses(connection, into, signal)) : nothing,
			wants('metrics') ? lanes.run(() => readMetrics(connection, into, signal)) : nothing,
			options.rights ? readOwnRights(connection.reader, into, lanes.run, signal) : nothing,
		]);
		if (options.kubelets && wants('kubelets')) await readKubelets(connection, into, lanes.run, signal);
		if (wants('pods')) await readOddReplicaSets(connection, into, lanes.run, signal);
	} catch (error) {
		if (!signal.aborted) {
			own.abort();
			throw error;
		}
	}
	for (const result of (await beside) ?? []) if (result.status === 'rejected' && !signal.aborted) throw result.reason;
	if (signal.aborted) noteStopped(into);
	conclude(into);
	progress.flush();
	const {endpoint, context, cluster} = connection;
	return snapshotOf(into, {
		takenAt,
		cluster: {
			id: await clusterId(connection, into, signal),
			source: 'cluster',
			context: visible(context),
			name: visible(cluster),
			server: addressOf(endpoint),
			...(version && {version}),
		},
		...(options.namespaces && {onlyNamespaces: options.namespaces.map(visible)}),
	});
}

const listable = resources.filter(info => info.read !== 'never');

/** What may fail by the network beside the lists, and then is a gap. */
async function guarded(into: Gathering, source: Source, resource: string, signal: AbortSignal, task: () => Promise<void>): Promise<void> {
	try {
		await task();
	} catch (error) {
		if (!signal.aborted && !(error instanceof Failure)) throw error;
		into.gap({
			source,
			resource,
			verb: 'create',
			reason: signal.aborted ? 'stopped' : 'error',
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
	const kubelets = kubeletsOf(settings, items.nodes ?? [], into.facts().kubelets);
	into.know({flags, ...(kubelets.length > 0 && {kubelets})});
	const ofSettings = (name: string) => into.gaps.find(({source, resource}) => source === 'settings' && resource === `configmaps/${name}`);
	const kubeletGap = ofSettings('kubelet-config');
	const intended = ofSettings('kubeadm-config');
	if (kubelets.length > 0) into.complete('kubelets', isEveryKubeletKnown(kubelets, items.nodes ?? []) ? 'complete' : 'partial');
	else if (kubeletGap) into.gap({...kubeletGap, source: 'kubelets'});
	const podGap = into.gaps.find(({source}) => source === 'pods');
	for (const [component, source] of Object.entries(components)) {
		if (flags[component as keyof typeof flags]) {
			into.complete(source);
			continue;
		}
		const gap = podGap ?? (component === 'etcd' ? undefined : intended);
		if (gap) into.gap({...gap, source});
	}
}
