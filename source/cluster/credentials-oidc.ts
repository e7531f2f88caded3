import https from 'node:https';
import type {OpenIDConnectAuth} from '@kubernetes/client-node/dist/oidc_auth.js';
import {credentialUnusable, shortened} from './failures.js';
import type {UserEntry} from './kubeconfig-entries.js';
import {fileText} from './kubeconfig-files.js';
import type {Identity} from './wire.js';

type Refreshed = {
	readonly id_token: string | undefined;
	readonly refresh_token: string | undefined;
	readonly expires_at: number | undefined;
};
type Refresher = {readonly refresh: (token: string) => Promise<Refreshed>};

/**
 * The legacy `oidc` auth provider. client-node keeps the token and minds its expiry; how it is refreshed is ours, because client-node's
 * discovery always throws (it passes a string where a URL is wanted), and an expired token is an error here: there it means no login.
 */
export async function oidcSignIn(user: UserEntry, config: Readonly<Record<string, string>>) {
	const {'id-token': idToken, 'refresh-token': refreshToken, 'idp-issuer-url': issuer, 'client-id': clientId} = config;
	if (idToken === undefined && refreshToken === undefined)
		throw credentialUnusable(user.name, 'The kubeconfig holds no token of the identity provider.');
	const settings = {...config, 'id-token': idToken ?? ''};
	let auth: OpenIDConnectAuth | undefined;
	let flight: Promise<Identity> | undefined;
	const refresher: Refresher = {
		async refresh(token) {
			try {
				return await refreshed(token, issuer as string, clientId as string, config);
			} catch (error) {
				throw credentialUnusable(user.name, `The identity provider did not renew the token: ${shortened((error as Error).message)}`);
			}
		},
	};
	const signIn = async (fresh: boolean): Promise<Identity> => {
		const {OpenIDConnectAuth} = await import('@kubernetes/client-node/dist/oidc_auth.js');
		auth ??= new OpenIDConnectAuth();
		const expiry = expiryOf(settings['id-token'] ?? '');
		if (fresh || expiry === undefined || expiry * 1000 <= Date.now()) {
			if (refreshToken === undefined || issuer === undefined || clientId === undefined)
				throw credentialUnusable(user.name, 'Its token has expired, and the kubeconfig holds nothing to renew it with.');
			auth = new OpenIDConnectAuth();
			settings['id-token'] = expiredToken;
		}
		const asUser = {name: user.name, authProvider: {name: 'oidc', config: settings}};
		const into: {headers: Record<string, string>} = {headers: {}};
		await auth.applyAuthentication(asUser, into, refresher);
		const token = into.headers['Authorization']?.replace(/^Bearer /, '');
		if (!token || !/^[\x21-\x7e]+$/.test(token)) throw credentialUnusable(user.name, 'The identity provider gave no new token.');
		return {headers: {authorization: `Bearer ${token}`}};
	};
	return async (fresh: boolean): Promise<Identity> => {
		flight ??= signIn(fresh).finally(() => {
			flight = undefined;
		});
		return flight;
	};
}

/** What makes client-node renew: a token that ended long ago. */
const expiredToken = `e30.${Buffer.from('{"exp":1}').toString('base64url')}.none`;

/** Seconds since 1970; undefined where the text is no token with an end. */
export function expiryOf(token: string): number | undefined {
	try {
		const {exp} = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as {exp?: unknown};
		return typeof exp === 'number' ? exp : undefined;
	} catch {
		return undefined;
	}
}

async function refreshed(token: string, issuer: string, clientId: string, config: Readonly<Record<string, string>>): Promise<Refreshed> {
	const client = await import('openid-client');
	const authority = await authorityOf(config);
	const {'client-secret': secret} = config;
	const found = await client.discovery(new URL(issuer), clientId, secret, secret ? undefined : client.None(), {
		timeout: 10,
		...(authority !== undefined && {[client.customFetch]: trusting(authority)}),
	});
	const answer = await client.refreshTokenGrant(found, token);
	return {id_token: answer.id_token, refresh_token: answer.refresh_token ?? token, expires_at: expiryOf(answer.id_token ?? '')};
}

async function authorityOf(config: Readonly<Record<string, string>>): Promise<string | undefined> {
	const data = config['idp-certificate-authority-data'];
	if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8');
	const file = config['idp-certificate-authority'];
	return file === undefined ? undefined : fileText(file);
}

/** `fetch` knows no own certificate authority. */
function trusting(authority: string) {
	return async (
		url: string,
		{method, headers, body}: {method?: string; headers?: ConstructorParameters<typeof Headers>[0]; body?: unknown},
	): Promise<Response> =>
		new Promise((resolve, reject) => {
			const request = https.request(
				url,
				{ca: authority, method: method ?? 'GET', headers: Object.fromEntries(new Headers(headers)), timeout: 10_000},
				response => {
					const parts: Buffer[] = [];
					response.on('data', (part: Buffer) => parts.push(part));
					response.on('error', reject);
					response.on('end', () => {
						const {statusCode = 500, headers} = response;
						resolve(new Response(Buffer.concat(parts), {status: statusCode, headers: {'content-type': headers['content-type'] ?? ''}}));
					});
				},
			);
			request.on('timeout', () => request.destroy(new Error('it does not answer')));
			request.on('error', reject);
			request.end(body instanceof URLSearchParams || typeof body === 'string' ? String(body) : undefined);
		});
}
