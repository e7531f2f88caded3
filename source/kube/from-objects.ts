import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js';
import type {Gap, ResourceName, ServerVersion, Snapshot, Source} from '../model/index.js';
import {visible} from '../model/index.js';
import {flagsOf} from './flags.js';
import {project} from './keep/index.js';
import {isEveryKubeletKnown, kubeletsOf} from './kubelet-config.js';
import {type Family, qualified, resourceOf, resources} from './resources.js';
import {keepSettings} from './settings.js';

export type FromObjects = {
	readonly takenAt: string;
	readonly version?: ServerVersion;
	/** These objects are all there is: what does not occur does not exist. */
	readonly complete?: boolean;
	/** Where they came from, for the id: file names. */
	readonly from?: string;
};

/**
 * A snapshot of objects that somebody gave: manifests, or `kubectl get -o json` lists. A family of kinds is complete as soon as one of
 * them occurs; a family that does not occur is absent, never empty. Objects of unknown kinds are left out.
 */
export function snapshotOfObjects(objects: readonly unknown[], {takenAt, version, complete = false, from = ''}: FromObjects): Snapshot {
	const items: {[N in ResourceName]?: object[]} = {};
	const families = new Set<Family>();
	const settings: Record<string, Record<string, string>> = {};
	const identity: string[] = [from];
	let unnamed = 0;
	const given = flattened(objects);
	const givenGroups = groupsOf(given);
	for (const object of given) {
		const info = resourceOf(textAt(object, 'apiVersion'), textAt(object, 'kind'));
		if (!info) continue;
		families.add(info.family);
		const item = project(
			info.name,
			placed(object, info.namespaced, () => `unnamed-${(unnamed += 1)}`),
		);
		if (!item) continue;
		const {namespace = '', name} = item.metadata;
		identity.push(`${info.name}/${namespace}/${name}`);
		const list = items[info.name] ?? [];
		list.push(item);
		items[info.name] = list;
		if (info.name === 'configMaps') {
			const kept = keepSettings(namespace, name, dataOf(object));
			if (Object.keys(kept).length > 0) settings[`${namespace}/${name}`] = kept;
		}
	}
	const read: {[S in Source]?: 'complete'} = {};
	const gaps: Gap[] = [];
	for (const info of resources) {
		if (complete || families.has(info.family)) {
			read[info.name] = 'complete';
			items[info.name] ??= [];
		} else gaps.push({source: info.name, resource: qualified(info), verb: 'list', reason: 'absent', detail: visible('not in these files')});
	}
	const snapshot = {items} as Pick<Snapshot, 'items'>;
	const flags = flagsOf(snapshot.items.pods ?? [], snapshot.items.nodes ?? [], settings);
	const kubelets = kubeletsOf(settings, snapshot.items.nodes ?? []);
	const flagSources = {
		apiServer: 'apiServerFlags',
		controllerManager: 'controllerManagerFlags',
		scheduler: 'schedulerFlags',
		etcd: 'etcdFlags',
	} as const;
	for (const [component, source] of Object.entries(flagSources)) {
		if (flags[component as keyof typeof flags]) read[source] = 'complete';
	}
	if (kubelets.length > 0 && isEveryKubeletKnown(kubelets, snapshot.items.nodes ?? [])) read.kubelets = 'complete';
	if (families.has('config maps') || complete) read.settings = 'complete';
	if (version) read.version = 'complete';
	const unseen: readonly Source[] = [
		'version',
		'apiServerFlags',
		'controllerManagerFlags',
		'schedulerFlags',
		'etcdFlags',
		'kubelets',
		'settings',
		'handshake',
		'anonymous',
		'metrics',
		'self',
		'kubeconfig',
	];
	for (const source of unseen) {
		if (!read[source]) gaps.push({source, resource: source, verb: 'get', reason: 'absent', detail: visible('not in these files')});
	}
	return {
		schema: 'castellan.snapshot/1',
		takenAt,
		cluster: {id: bytesToHex(sha256(utf8ToBytes(identity.sort().join('\n')))).slice(0, 32), source: 'files', ...(version && {version})},
		items: snapshot.items,
		facts: {flags, ...(kubelets.length > 0 && {kubelets}), settings, ...(givenGroups.length > 0 && {givenGroups})},
		read,
		gaps,
	};
}

/** Lists of objects, and documents that hold several, as single objects; anything else is dropped. */
function flattened(values: readonly unknown[]): object[] {
	return values.flatMap(value => {
		if (Array.isArray(value)) return flattened(value);
		if (typeof value !== 'object' || value === null) return [];
		const {kind, items} = value as {kind?: unknown; items?: unknown};
		return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)
			? flattened(items.map(item => withKind(item, value)))
			: [value];
	});
}

/** The core group has no name. */
function groupsOf(objects: readonly object[]): string[] {
	const groups = objects.map(object => /^([^/]+)\//.exec(textAt(object, 'apiVersion'))?.[1]);
	return [...new Set(groups.flatMap(group => (group === undefined ? [] : [visible(group)])))].sort();
}

/** What names no namespace goes to `default`, as kubectl has it; what has no name yet would get one from the server, and is called something here. */
function placed(object: object, namespaced: boolean, name: () => string): object {
	const {metadata} = object as {metadata?: unknown};
	const given = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) ? metadata : {};
	const {namespace, name: own, generateName} = given as {namespace?: unknown; name?: unknown; generateName?: unknown};
	const placeless = namespaced && (typeof namespace !== 'string' || namespace === '');
	const nameless = typeof own !== 'string' || own === '';
	if (!placeless && !nameless) return object;
	return {
		...object,
		metadata: {
			...given,
			...(placeless && {namespace: 'default'}),
			...(nameless && {name: `${typeof generateName === 'string' ? generateName : ''}${name()}`}),
		},
	};
}

/** Items of a typed list (`DeploymentList`) carry no kind of their own. */
function withKind(item: unknown, list: object): unknown {
	const {kind, apiVersion} = list as {kind: string; apiVersion?: unknown};
	return typeof item === 'object' && item !== null && !('kind' in item) && kind !== 'List'
		? {apiVersion, kind: kind.slice(0, -'List'.length), ...item}
		: item;
}

function textAt(object: object, key: 'apiVersion' | 'kind'): string {
	const value = (object as Record<string, unknown>)[key];
	return typeof value === 'string' ? value : '';
}

function dataOf(object: object): Record<string, string> {
	const {data} = object as {data?: unknown};
	return typeof data === 'object' && data !== null
		? Object.fromEntries(Object.entries(data).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
		: {};
}
