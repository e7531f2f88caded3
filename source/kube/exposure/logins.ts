import type {Ingress, Service, Snapshot} from '../../model/index.js';
import {imageOf} from '../images.js';
import {workloadsBehind} from './services.js';

/** What asks for a login before anybody gets through; `mayAsk` where only its name says so. */
export type Login = {readonly login?: string; readonly mayAsk?: string};

export function loginOfIngress({metadata: {annotations = {}}}: Ingress): Login {
	if (annotations['nginx.ingress.kubernetes.io/auth-tls-secret'] !== undefined) return {login: 'client certificates'};
	if (['auth-url', 'auth-signin'].some(key => annotations[`nginx.ingress.kubernetes.io/${key}`] !== undefined))
		return {login: 'a login proxy'};
	if (annotations['nginx.ingress.kubernetes.io/auth-type'] !== undefined) return {login: 'a password'};
	if (/^(oidc|cognito)$/.test(annotations['alb.ingress.kubernetes.io/auth-type'] ?? '')) return {login: 'a login of the load balancer'};
	const middleware = (annotations['traefik.ingress.kubernetes.io/router.middlewares'] ?? '')
		.split(',')
		.find(name => /auth|oidc|sso|login/i.test(name));
	return middleware === undefined ? {} : {mayAsk: `the middleware ${middleware.trim()}`};
}

const loginProxy = /(oauth2-proxy|pomerium|authelia|authentik|vouch-proxy|keycloak-gatekeeper|louketo-proxy)/;
export function loginOfService(snapshot: Snapshot, service: Service): Login {
	const behind = workloadsBehind(snapshot, service);
	const guarded =
		behind.length > 0 && behind.every(({podSpec}) => podSpec.containers.some(({image = ''}) => loginProxy.test(imageOf(image).path)));
	if (guarded) return {login: 'a login proxy'};
	const backend = service.metadata.annotations?.['cloud.google.com/backend-config'] ?? '';
	return /\biap\b/i.test(backend) ? {mayAsk: 'a backend configuration for IAP'} : {};
}

/** The first that says something, a known login before a likely one. */
export function firstLogin(all: readonly Login[]): Login {
	return all.find(({login}) => login !== undefined) ?? all.find(({mayAsk}) => mayAsk !== undefined) ?? {};
}
