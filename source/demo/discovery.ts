import {type Answer, noSuchPage} from './answers.js';
import type {Tree} from './api-object.js';
import {apiVersionOf, type Kind} from './kinds.js';

const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** /api and /apis, plain or with everything in one answer; /apis/GROUP and /apis/GROUP/VERSION. */
export function discovery(path: string, accept: string, kinds: readonly Kind[]): Answer {
	const whole = /g=apidiscovery\.k8s\.io/.test(accept) && /v=v2(;|,|$)/.test(accept);
	if (path === '/api')
		return whole
			? listOfAll(
					kinds.filter(({group}) => group === ''),
					true,
				)
			: {
					status: 200,
					body: {
						kind: 'APIVersions',
						versions: ['v1'],
						serverAddressByClientCIDRs: [{clientCIDR: '0.0.0.0/0', serverAddress: '127.0.0.1'}],
					},
				};
	const grouped = kinds.filter(({group}) => group !== '');
	if (path === '/apis')
		return whole
			? listOfAll(grouped, false)
			: {status: 200, body: {kind: 'APIGroupList', apiVersion: 'v1', groups: groupsOf(grouped).map(name => group(name, grouped))}};
	if (path === '/api/v1')
		return resources(
			'v1',
			kinds.filter(each => each.group === ''),
		);
	const [, , name = '', version] = path.split('/');
	const own = grouped.filter(each => each.group === name);
	if (own.length === 0) return noSuchPage;
	if (version === undefined) return {status: 200, body: {kind: 'APIGroup', apiVersion: 'v1', ...group(name, own)}};
	const served = own.filter(each => each.version === version);
	return served.length === 0 ? noSuchPage : resources(`${name}/${version}`, served);
}

const groupsOf = (kinds: readonly Kind[]) => [...new Set(kinds.map(({group}) => group))];
const versionsOf = (kinds: readonly Kind[]) => [...new Set(kinds.map(({version}) => version))];

function group(name: string, kinds: readonly Kind[]): Tree & {name: string} {
	const versions = versionsOf(kinds.filter(each => each.group === name)).map(version => ({groupVersion: `${name}/${version}`, version}));
	return {name, versions, preferredVersion: versions[0] ?? {}};
}

const optional = (name: string, list: readonly string[]): Tree => (list.length > 0 ? {[name]: [...list]} : {});

function resources(groupVersion: string, kinds: readonly Kind[]): Answer {
	const items = kinds.flatMap(kind => [
		{
			name: kind.plural,
			singularName: kind.singular,
			namespaced: kind.namespaced,
			kind: kind.kind,
			verbs: [...kind.verbs],
			...optional('shortNames', kind.shortNames),
			...optional('categories', kind.categories),
		},
		...kind.subresources.map(({name, verbs}) => ({
			name: `${kind.plural}/${name}`,
			singularName: '',
			namespaced: kind.namespaced,
			kind: kind.kind,
			verbs: [...verbs],
		})),
	]);
	return {status: 200, body: {kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: items}};
}

function listOfAll(kinds: readonly Kind[], legacy: boolean): Answer {
	const items = groupsOf(kinds).map(name => ({
		metadata: legacy ? {} : {name},
		versions: versionsOf(kinds.filter(each => each.group === name)).map(version => ({
			version,
			resources: kinds.filter(each => each.group === name && each.version === version).map(entry),
			freshness: 'Current',
		})),
	}));
	return {status: 200, type: aggregated, body: {kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items}};
}

function entry(kind: Kind): Tree {
	const responseKind = kind.custom
		? {group: kind.group, version: kind.version, kind: kind.kind}
		: {group: '', version: '', kind: kind.kind};
	return {
		resource: kind.plural,
		responseKind,
		scope: kind.namespaced ? 'Namespaced' : 'Cluster',
		singularResource: kind.singular,
		verbs: [...kind.verbs],
		...optional('shortNames', kind.shortNames),
		...optional('categories', kind.categories),
		...(kind.subresources.length > 0
			? {subresources: kind.subresources.map(({name, verbs}) => ({subresource: name, responseKind, verbs: [...verbs]}))}
			: {}),
	};
}

export const rootPaths = (kinds: readonly Kind[]): Tree => ({
	paths: [
		'/api',
		'/api/v1',
		'/apis',
		...new Set(kinds.filter(({group}) => group !== '').flatMap(kind => [`/apis/${kind.group}`, `/apis/${apiVersionOf(kind)}`])),
		'/livez',
		'/metrics',
		'/readyz',
		'/version',
	],
});
