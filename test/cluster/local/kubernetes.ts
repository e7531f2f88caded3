import type http from 'node:http';
import {json, type LocalServer, listening, refusal} from './server.js';

type Route = (query: URLSearchParams, response: http.ServerResponse, request: http.IncomingMessage, body: string) => void;
export type Routes = Readonly<Record<string, Route>>;

export const group = (name: string, version: string, resources: Record<string, string>, freshness = 'Current') => ({
	metadata: {name},
	versions: [
		{
			version,
			freshness,
			resources: Object.entries(resources).map(([resource, kind]) => ({
				resource,
				responseKind: {kind},
				scope: 'Namespaced',
				verbs: ['get', 'list'],
			})),
		},
	],
});
export const core = group('', 'v1', {
	namespaces: 'Namespace',
	pods: 'Pod',
	services: 'Service',
	secrets: 'Secret',
	configmaps: 'ConfigMap',
	nodes: 'Node',
});
export const namespace = (name: string, uid = `uid-${name}`) => ({metadata: {name, uid}});
export const pod = (name: string, more: object = {}, metadata: object = {}) => ({
	metadata: {name, namespace: 'default', uid: `uid-${name}`, ...metadata},
	spec: {containers: [{name: 'c', image: 'c:1'}], ...more},
	status: {phase: 'Running'},
});

/** A list as the API server writes it: kind, apiVersion, metadata, items. */
export function list(response: http.ServerResponse, kind: string, items: readonly object[], token = '', remaining?: number): void {
	json(response, {
		kind: `${kind}List`,
		apiVersion: 'v1',
		metadata: {
			resourceVersion: '1',
			...(token !== '' && {continue: token}),
			...(remaining !== undefined && {remainingItemCount: remaining}),
		},
		items,
	});
}

/** Just enough of an API server for one test: what `routes` leaves out is an empty list where it is served, and 404 elsewhere. */
export async function kubernetes(routes: Routes = {}, groups: readonly object[] = [core]): Promise<LocalServer> {
	const discovery = (items: readonly object[]) => ({kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', items});
	const isCore = (one: object) => (one as typeof core).metadata.name === '';
	const usual: Routes = {
		'/version': (_, response) => json(response, {gitVersion: 'v1.36.3', major: '1', minor: '36+'}),
		'/api': (_, response) => json(response, discovery(groups.filter(isCore))),
		'/apis': (_, response) => json(response, discovery(groups.filter(one => !isCore(one)))),
		'/livez': (_, response) => void response.end('ok'),
		'/metrics': (_, response) => void response.end(''),
		'/api/v1/namespaces': (_, response) => list(response, 'Namespace', [namespace('kube-system'), namespace('default')]),
		'/apis/authentication.k8s.io/v1/selfsubjectreviews': (_, response) =>
			json(response, {status: {userInfo: {username: 'tester', groups: ['g']}}}, 201),
		'/apis/authorization.k8s.io/v1/selfsubjectaccessreviews': (_, response) => json(response, {status: {allowed: false}}, 201),
	};
	for (const plural of ['pods', 'services', 'nodes'])
		(usual as Record<string, Route>)[`/api/v1/${plural}`] = (_, response) => list(response, 'Any', []);
	return listening((request, response, body) => {
		const {pathname, searchParams} = new URL(request.url ?? '', 'http://local');
		const route = routes[pathname] ?? usual[pathname];
		if (route) route(searchParams, response, request, body);
		else refusal(response, 404, 'the server could not find the requested resource');
	});
}
