import {type ResourceInfo, resources} from '../kube/resources.js';
import type {ResourceName} from '../model/index.js';
import type {JsonAnswer, Reader} from './request.js';

/** How one list is asked for here. */
export type Served = {readonly info: ResourceInfo; readonly version: string; readonly plural: string; readonly kind: string};
export type Discovery = {
	/** Every API group served, the core group left out; absent where discovery was refused. */
	readonly groups?: readonly string[];
	/** One entry per list; of Gatekeeper's constraints one per kind. */
	readonly served: ReadonlyMap<ResourceName, readonly Served[]>;
	/** Groups whose server did not answer the API server: what is in them is not known. */
	readonly stale: ReadonlySet<string>;
	/** Served only in versions that the projection does not understand. */
	readonly foreign: ReadonlyMap<ResourceName, readonly string[]>;
};

type Kind = {readonly plural: string; readonly kind: string};
type Version = {readonly version: string; readonly kinds: readonly Kind[]; readonly stale: boolean};
type Groups = ReadonlyMap<string, readonly Version[]>;

const aggregated = ['v2', 'v2beta1']
	.map(version => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
	.concat('application/json')
	.join(',');

/** What the API server serves, of what a scan asks for. */
export async function discover(reader: Reader, signal?: AbortSignal): Promise<Discovery> {
	const ask = (path: string) => reader.json(path, {accept: aggregated, ...(signal && {signal})});
	const [core, named] = await Promise.all([ask('/api'), ask('/apis')]);
	if (core.status !== 200 || named.status !== 200) return assumed();
	const groups = new Map([...(await groupsOf(core, ask, true)), ...(await groupsOf(named, ask, false))]);
	return discoveryOf(groups);
}

/** Where discovery is refused the built-in kinds are still there. */
function assumed(): Discovery {
	const served = resources
		.filter(info => info.builtIn)
		.map((info): [ResourceName, Served[]] => [info.name, [{info, version: info.versions[0], plural: info.plural, kind: info.kind}]]);
	return {served: new Map(served), stale: new Set(), foreign: new Map()};
}

function discoveryOf(groups: Groups): Discovery {
	const served = new Map<ResourceName, Served[]>();
	const foreign = new Map<ResourceName, string[]>();
	const stale = new Set<string>();
	for (const [group, versions] of groups) if (versions.some(version => version.stale)) stale.add(group);
	for (const info of resources) {
		const versions = groups.get(info.group) ?? [];
		const holders = versions.filter(({kinds}) => info.plural === '*' || kinds.some(({plural}) => plural === info.plural));
		const best = info.versions.map(version => holders.find(one => one.version === version)).find(Boolean);
		if (best) served.set(info.name, servedOf(info, best));
		else if (holders.length > 0)
			foreign.set(
				info.name,
				holders.map(({version}) => version),
			);
	}
	return {groups: [...groups.keys()].filter(Boolean).toSorted(), served, stale, foreign};
}

function servedOf(info: ResourceInfo, {version, kinds}: Version): Served[] {
	if (info.plural !== '*') return [{info, version, plural: info.plural, kind: info.kind}];
	return kinds.map(({plural, kind}) => ({info, version, plural, kind}));
}

async function groupsOf(answer: JsonAnswer, ask: (path: string) => Promise<JsonAnswer>, isCore: boolean): Promise<[string, Version[]][]> {
	const {kind, items, groups, versions} = answer.body as {kind?: unknown; items?: unknown; groups?: unknown; versions?: unknown};
	if (kind === 'APIGroupDiscoveryList') return listOf(items).map(aggregatedGroup);
	if (isCore)
		return [['', await Promise.all(listOf(versions).map(version => plainVersion(`/api/${String(version)}`, String(version), ask)))]];
	const wanted = new Set(resources.map(info => info.group));
	return Promise.all(
		listOf(groups).map(async (group): Promise<[string, Version[]]> => {
			const name = textOf(fieldsOf(group)['name']);
			const names = listOf(fieldsOf(group)['versions']).map(one => textOf(fieldsOf(one)['version']));
			if (!wanted.has(name)) return [name, []];
			return [name, await Promise.all(names.map(version => plainVersion(`/apis/${name}/${version}`, version, ask)))];
		}),
	);
}

/** One group of the aggregated form, or one version of the old form. */
function aggregatedGroup(group: unknown): [string, Version[]] {
	const {metadata, versions} = fieldsOf(group);
	return [
		textOf(fieldsOf(metadata)['name']),
		listOf(versions).map(version => {
			const {version: name, resources: kinds, freshness} = fieldsOf(version);
			return {
				version: textOf(name),
				stale: freshness === 'Stale',
				kinds: listOf(kinds).map(one => ({
					plural: textOf(fieldsOf(one)['resource']),
					kind: textOf(fieldsOf(fieldsOf(one)['responseKind'])['kind']),
				})),
			};
		}),
	];
}

async function plainVersion(path: string, version: string, ask: (path: string) => Promise<JsonAnswer>): Promise<Version> {
	const answer = await ask(path);
	const kinds = listOf(answer.body['resources']).map(one => ({plural: textOf(fieldsOf(one)['name']), kind: textOf(fieldsOf(one)['kind'])}));
	return {version, stale: answer.status !== 200, kinds: kinds.filter(({plural}) => plural !== '' && !plural.includes('/'))};
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const fieldsOf = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
