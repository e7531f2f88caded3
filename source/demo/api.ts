import {type Answer, failure, noSuchPage, noSuchResource, notAllowed, Refusal} from './answers.js';
import {type Tree, textsAt} from './api-object.js';
import {created} from './creations.js';
import {deleted, remove} from './deletes.js';
import {discovery, rootPaths} from './discovery.js';
import type {Kind} from './kinds.js';
import {oneObject, page, shapeOf} from './lists.js';
import {metricsText} from './metrics.js';
import {type Act, allowance, refusal, refusedObject, type User} from './rbac.js';
import {review} from './reviews.js';
import {patched, replaced, unsupportedPatch} from './updates.js';
import {type Headers, userOf} from './users.js';
import type {World} from './world.js';
import {bodyOf, type PatchType, type WriteOptions} from './write-bodies.js';

export type ApiRequest = {readonly method: string; readonly url: string; readonly headers: Headers; readonly body: string};

/** Where a path leads: to a kind, perhaps one object of it, perhaps a part of that. */
type Route = {readonly kind: Kind; readonly namespace?: string; readonly name?: string; readonly subresource?: string};

/** The answer to one request: who asks, what for, whether they may, and then what. */
export function answer(world: World, request: ApiRequest): Answer {
	try {
		const url = new URL(request.url, 'http://demo');
		const user = userOf(request.headers, world.store);
		const path = decodeURIComponent(url.pathname);
		const route = routeOf(world, path);
		const act = actOf(request.method, path, route);
		if (allowance(world.store, user, act) === undefined) return refused(user, act, route);
		return route ? answerRoute(world, request, url.searchParams, user, route, act.verb) : answerPath(world, request, path);
	} catch (error) {
		if (error instanceof Refusal) return error.answer;
		throw error;
	}
}

function routeOf(world: World, path: string): Route | undefined {
	const match = /^\/(?:api\/(v1)|apis\/([^/]+)\/([^/]+))\/(.+?)\/?$/.exec(path);
	if (!match) return undefined;
	const [, core, group = '', version = core ?? '', rest = ''] = match;
	const parts = rest.split('/');
	const namespaced = parts[0] === 'namespaces' && parts.length > 2 && !(group === '' && ['status', 'finalize'].includes(parts[2] ?? ''));
	const [plural = '', name, ...subresource] = namespaced ? parts.slice(2) : parts;
	const kind = world.store.kindAt(group, plural, version);
	if (!kind) throw new Refusal(world.store.kinds().some(each => each.group === group) ? noSuchResource() : noSuchPage);
	const own = group === '' && plural === 'namespaces' ? name : undefined;
	return {kind, namespace: namespaced ? parts[1] : own, name, subresource: subresource.join('/') || undefined};
}

const verbs: Readonly<Record<string, string>> = {POST: 'create', PUT: 'update', PATCH: 'patch', HEAD: 'get'};

function actOf(method: string, path: string, route: Route | undefined): Act {
	if (!route) return {verb: method.toLowerCase(), path};
	const {kind, name} = route;
	const verb = method === 'GET' ? (name ? 'get' : 'list') : method === 'DELETE' ? (name ? 'delete' : 'deletecollection') : verbs[method];
	return {
		verb: verb ?? method.toLowerCase(),
		group: kind.group,
		plural: kind.plural,
		subresource: route.subresource,
		namespace: route.namespace,
		name,
	};
}

function refused(user: User, act: Act, route: Route | undefined): Answer {
	const message = `${refusedObject(act)}: ${refusal(user, act)}`;
	return failure(403, message, 'Forbidden', route ? {name: route.name, group: route.kind.group, kind: route.kind.plural} : {});
}

function answerPath({store, version, clock}: World, {method, headers}: ApiRequest, path: string): Answer {
	const accept = String(headers['accept'] ?? '');
	if (method !== 'GET') return notAllowed();
	if (/^\/(livez|readyz|healthz)$/.test(path)) return {status: 200, body: 'ok', type: 'text/plain; charset=utf-8'};
	if (path === '/metrics')
		return {status: 200, body: metricsText(Number(store.version())), type: 'text/plain; version=0.0.4; charset=utf-8'};
	if (path === '/version') return {status: 200, body: versionBody(version, clock.now())};
	if (path === '/') return {status: 200, body: rootPaths(store.kinds())};
	return /^\/apis?(\/|$)/.test(path) ? discovery(path.replace(/\/$/, ''), accept, store.kinds()) : noSuchPage;
}

function versionBody(gitVersion: string, now: Date): Tree {
	const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
	const emulated = {
		emulationMajor: major,
		emulationMinor: minor,
		minCompatibilityMajor: major,
		minCompatibilityMinor: String(Number(minor) - 1),
	};
	const build = {
		gitCommit: '',
		gitTreeState: 'clean',
		buildDate: `${now.getUTCFullYear() - 1}-08-13T13:39:54Z`,
		goVersion: 'go1.24.5',
		compiler: 'gc',
		platform: 'linux/amd64',
	};
	return {major, minor, ...emulated, gitVersion, ...build};
}

function answerRoute(world: World, request: ApiRequest, query: URLSearchParams, user: User, route: Route, verb: string): Answer {
	const {store, clock} = world;
	const {kind, name, subresource} = route;
	const namespace = kind.namespaced ? route.namespace : undefined;
	if (subresource || !kind.verbs.includes(verb) || (kind.namespaced && !namespace && !['list', 'get'].includes(verb)))
		return subresource ? noSuchResource() : notAllowed();
	if (!kind.stored) return review(store, kind, user, bodyOf(request.body));
	const shape = shapeOf(String(request.headers['accept'] ?? ''));
	if (verb === 'list') return query.get('watch') ? notAllowed() : page(store, kind, namespace, query, shape, clock.now());
	if (verb === 'get') return oneObject(kind, store.get(kind, namespace, name ?? ''), name ?? '', shape, clock.now());
	const options = writeOptions(request, query, verb);
	switch (verb) {
		case 'create':
			return created(world, kind, namespace, bodyOf(request.body), options);
		case 'update':
			return replaced(world, kind, namespace, name ?? '', bodyOf(request.body), options);
		case 'patch': {
			const type = patchTypeOf(request, kind);
			return type ? patched(world, kind, namespace, name ?? '', request.body, type, options) : unsupportedPatch();
		}
		case 'delete': {
			const body = request.body.trim() === '' ? {} : bodyOf(request.body);
			return deleted(world, kind, namespace, name ?? '', body, options.dryRun || textsAt(body, 'dryRun').includes('All'));
		}
		default:
			for (const object of store.list(kind, namespace)) remove(world, kind, object);
			return page(store, kind, namespace, query, shape, clock.now());
	}
}

function patchTypeOf({headers}: ApiRequest, kind: Kind): PatchType | undefined {
	const type = String(headers['content-type'] ?? '')
		.split(';')[0]
		?.trim();
	if (type === 'application/merge-patch+json') return 'merge';
	return type === 'application/strategic-merge-patch+json' && !kind.custom ? 'strategic' : undefined;
}

const optionKinds: Readonly<Record<string, string>> = {
	create: 'CreateOptions',
	update: 'UpdateOptions',
	patch: 'PatchOptions',
	delete: 'DeleteOptions',
};

function writeOptions({headers}: ApiRequest, query: URLSearchParams, verb: string): WriteOptions {
	const dryRun = query.getAll('dryRun');
	const wrong = dryRun.filter(value => value !== 'All');
	if (wrong.length > 0) {
		const kind = optionKinds[verb] ?? '';
		const message = `Unsupported value: ${JSON.stringify(wrong)}: supported values: "All"`;
		throw new Refusal(
			failure(422, `${kind}.meta.k8s.io "" is invalid: dryRun: ${message}`, 'Invalid', {
				group: 'meta.k8s.io',
				kind,
				causes: [{reason: 'FieldValueNotSupported', message, field: 'dryRun'}],
			}),
		);
	}
	const validation = query.get('fieldValidation');
	const agent = String(headers['user-agent'] ?? 'unknown').split('/')[0] ?? 'unknown';
	return {
		dryRun: dryRun.length > 0,
		manager: query.get('fieldManager') ?? agent,
		validation: validation === 'Strict' || validation === 'Ignore' ? validation : 'Warn',
	};
}
