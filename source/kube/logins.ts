import type {Evidence, Login, Snapshot} from '../model/index.js';
import {containersOf} from './containers.js';
import {flag} from './flags.js';
import {repositoryOf} from './images.js';
import {at, field, list, text} from './keep/raw.js';
import {platformOf} from './signatures/provider.js';
import {workloads} from './workloads.js';

/** How a session logged in, as far as it tells of an identity provider. */
export type SessionLogin = 'identity-provider' | 'certificate' | 'static' | 'machine' | 'unknown';

/** Programs that sign people in through an identity provider or a cloud's own accounts. */
const signsIn =
	/^(aws( eks)?|aws-iam-authenticator|gke-gcloud-auth-plugin|gcloud( .*)?|kubelogin|kubectl[ -]oidc[_-]login|oidc-login|pinniped|tsh( .*)?|oc|az( .*)?|doctl( .*)?|oci( .*)?|ibmcloud( .*)?)$/i;

export function sessionLogin({login, self}: Pick<Snapshot['facts'], 'login' | 'self'>): SessionLogin {
	if (self?.name.startsWith('system:serviceaccount:')) return login?.kind === 'token' ? 'static' : 'machine';
	if (!login) return 'unknown';
	const {kind, program = ''} = login;
	if (kind === 'oidc' || (kind === 'program' && signsIn.test(program))) return 'identity-provider';
	if (kind === 'certificate') return 'certificate';
	if (kind === 'token' || kind === 'password') return 'static';
	return kind === 'token-file' ? 'machine' : 'unknown';
}

/** "a client certificate", for a sentence about the session. */
export function loginText({kind, program}: Login): string {
	if (kind === 'program') return `the program ${program ?? ''}`.trim();
	return {
		oidc: 'an OIDC login',
		token: 'a token in the kubeconfig',
		'token-file': 'a token file',
		certificate: 'a client certificate',
		password: 'a password',
		none: 'no login of its own',
	}[kind];
}

export type ServerLogins = {
	/** `maybe`: a file may name one; undefined: nothing tells. */
	readonly provider: 'yes' | 'maybe' | 'no' | undefined;
	readonly inferred: boolean;
	readonly seen: readonly Evidence[];
};

/** Whether the API server trusts an identity provider. */
export function serverLogins(snapshot: Snapshot): ServerLogins {
	const {platform, name} = platformOf(snapshot);
	if (platform === 'eks' || platform === 'gke' || platform === 'aks')
		return {provider: 'yes', inferred: true, seen: [{text: `${name} lets people in by their cloud account`}]};
	const set = (['--oidc-issuer-url', '--authentication-token-webhook-config-file', '--authentication-config'] as const).map(
		one => [one, flag(snapshot, 'apiServer', one)] as const,
	);
	if (set.every(([, value]) => value === undefined)) return {provider: undefined, inferred: false, seen: []};
	const [[, oidc], [, webhook], [, file]] = set as [(typeof set)[number], (typeof set)[number], (typeof set)[number]];
	const inferred = oidc?.inferred === true;
	const seen = set.flatMap(([one, value]) => (value?.value === undefined ? [] : [{text: `${one}=${value.value}`, source: value.where}]));
	if (oidc?.value !== undefined || webhook?.value !== undefined) return {provider: 'yes', inferred, seen};
	if (file?.value !== undefined) return {provider: 'maybe', inferred, seen};
	return {provider: 'no', inferred, seen: [{text: 'no flag names an identity provider', source: oidc?.where ?? ''}]};
}

/** Kinds of identity provider of an OpenShift, as its OAuth object lists them; undefined where there is none. */
export function openshiftProviders({items}: Snapshot): readonly string[] | undefined {
	const oauth = items.openshiftOAuths?.find(({metadata}) => metadata.name === 'cluster');
	return oauth && list(at(oauth.spec, 'identityProviders')).flatMap(one => text(field(one, 'type')) ?? []);
}

const brokers: readonly (readonly [name: string, image: RegExp])[] = [
	['Dex', /\/dexidp\/dex$/],
	['Keycloak', /\/keycloak\/keycloak$|\/bitnami\/keycloak$/],
	['Pinniped', /\/pinniped(-server)?$/],
	['Teleport', /\/gravitational\/teleport[a-z0-9-]*$/],
	['Authentik', /\/goauthentik\/server$/],
];

/** Programs in the cluster that pass logins on; they say nothing about whether the API server trusts them. */
export function brokersIn(snapshot: Snapshot): readonly string[] {
	const images = workloads(snapshot).flatMap(({podSpec}) =>
		containersOf(podSpec).map(({container}) => repositoryOf(container.image ?? '')),
	);
	return brokers.filter(([, pattern]) => images.some(image => pattern.test(image))).map(([name]) => name);
}
