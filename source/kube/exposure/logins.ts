import type {CustomObject, Ingress, Service, Snapshot} from '../../model/index.js';
import {imageOf} from '../images.js';
import {at, field, flag, list, text, textMap} from '../keep/raw.js';
import {meshNamespace} from '../mesh.js';
import {matchesLabels} from '../selectors.js';
import type {Workload} from '../workloads.js';
import {workloadsBehind} from './services.js';

/** What asks for a login before anybody gets through; `mayAsk` where that cannot be told from what was read. */
export type Login = {readonly login?: string; readonly mayAsk?: string};

export function loginOfIngress(snapshot: Snapshot, {metadata: {annotations = {}}}: Ingress): Login {
	if (annotations['nginx.ingress.kubernetes.io/auth-tls-secret'] !== undefined) return {login: 'client certificates'};
	if (['auth-url', 'auth-signin'].some(key => annotations[`nginx.ingress.kubernetes.io/${key}`] !== undefined))
		return {login: 'a login proxy'};
	if (annotations['nginx.ingress.kubernetes.io/auth-type'] !== undefined) return {login: 'a password'};
	if (/^(oidc|cognito)$/.test(annotations['alb.ingress.kubernetes.io/auth-type'] ?? '')) return {login: 'a login of the load balancer'};
	const middlewares = (annotations['traefik.ingress.kubernetes.io/router.middlewares'] ?? '').split(',').map(name => name.trim());
	return firstLogin(middlewares.map(name => loginOfMiddleware(snapshot, name)));
}

/** A middleware of Traefik as routers name it, `shop-login@kubernetescrd`: by what it does where it was read, else by its name. */
function loginOfMiddleware(snapshot: Snapshot, called: string, depth = 0): Login {
	const found = (snapshot.items.traefikMiddlewares ?? []).find(
		({metadata: {namespace = '', name}}) => called === `${namespace}-${name}@kubernetescrd`,
	);
	if (!found) return /auth|oidc|sso|login/i.test(called) ? {mayAsk: `the middleware ${called}`} : {};
	const {spec = {}, metadata} = found;
	if (field(spec, 'forwardAuth') !== undefined) return {login: 'a login proxy'};
	if (field(spec, 'basicAuth') !== undefined || field(spec, 'digestAuth') !== undefined) return {login: 'a password'};
	const chain = depth > 3 ? [] : list(at(spec, 'chain', 'middlewares'));
	return firstLogin(
		chain.map(one => {
			const namespace = text(field(one, 'namespace')) ?? metadata.namespace ?? '';
			return loginOfMiddleware(snapshot, `${namespace}-${text(field(one, 'name')) ?? ''}@kubernetescrd`, depth + 1);
		}),
	);
}

const loginProxy = /(oauth2-proxy|pomerium|authelia|authentik|vouch-proxy|keycloak-gatekeeper|louketo-proxy)/;
export function loginOfService(snapshot: Snapshot, service: Service): Login {
	const behind = workloadsBehind(snapshot, service);
	const guarded =
		behind.length > 0 && behind.every(({podSpec}) => podSpec.containers.some(({image = ''}) => loginProxy.test(imageOf(image).path)));
	if (guarded) return {login: 'a login proxy'};
	return firstLogin([loginOfBackend(snapshot, service), loginOfMesh(snapshot, behind)]);
}

/** Google's Identity-Aware Proxy, by the backend configurations that a Service names: on for every port, or by the name alone. */
function loginOfBackend({items}: Snapshot, {metadata: {namespace, annotations = {}}}: Service): Login {
	const annotation = annotations['cloud.google.com/backend-config'] ?? annotations['beta.cloud.google.com/backend-config'];
	if (annotation === undefined) return {};
	const named = backendNames(annotation);
	const read = named.flatMap(name =>
		(items.backendConfigs ?? []).filter(({metadata}) => metadata.namespace === namespace && metadata.name === name),
	);
	if (named.length > 0 && read.length === named.length)
		return read.every(({spec = {}}) => flag(at(spec, 'iap', 'enabled')) === true) ? {login: 'the Identity-Aware Proxy'} : {};
	return /\biap\b/i.test(annotation) ? {mayAsk: 'a backend configuration for IAP'} : {};
}

/** `{"default": "a", "ports": {"http": "b"}}`. */
function backendNames(annotation: string): readonly string[] {
	try {
		const parsed: unknown = JSON.parse(annotation);
		const first = text(field(parsed, 'default'));
		return [...new Set([...(first === undefined ? [] : [first]), ...Object.values(textMap(field(parsed, 'ports')))])];
	} catch {
		return [];
	}
}

/** A RequestAuthentication refuses wrong tokens; whether one is demanded depends on policies that are not read. */
function loginOfMesh({items}: Snapshot, behind: readonly Workload[]): Login {
	const applies = ({metadata: {namespace}, spec = {}}: CustomObject, {subject, podMetadata}: Workload) =>
		(namespace === subject.namespace || namespace === meshNamespace) &&
		matchesLabels(textMap(at(spec, 'selector', 'matchLabels')), podMetadata.labels);
	const found = (items.istioRequestAuthentications ?? []).find(one => behind.some(workload => applies(one, workload)));
	return found ? {mayAsk: `the RequestAuthentication ${found.metadata.namespace ?? ''}/${found.metadata.name}`} : {};
}

/** The first that says something, a known login before a likely one. */
export function firstLogin(all: readonly Login[]): Login {
	return all.find(({login}) => login !== undefined) ?? all.find(({mayAsk}) => mayAsk !== undefined) ?? {};
}
