import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {UserEntry} from '../../source/cluster/kubeconfig-entries.js';
import {json, listening} from './local/server.js';
import {authorization, failureOf, signIn} from './local/sign-in.js';
import {certificateAuthority} from './real/certificates.js';

const jwt = (exp: number, tag: string) => `e30.${Buffer.from(JSON.stringify({exp, tag})).toString('base64url')}.c2ln`;
const oidcUser = (config: Record<string, string>): UserEntry => ({name: 'olga', authProvider: {name: 'oidc', config}});

test('a token of an identity provider is sent while it is valid', async () => {
	const token = jwt(32_503_680_000, 'valid');
	assert.equal(await authorization(oidcUser({'id-token': token})), `Bearer ${token}`);
});

test('an expired token that cannot be renewed is a failure, never a request without a login', async () => {
	const failure = await failureOf(authorization(oidcUser({'id-token': jwt(1, 'old')})));
	assert.match(failure.why, /expired, and the kubeconfig holds nothing to renew it/);
	await failureOf((async () => authorization(oidcUser({})))());
});

test('an expired token is renewed at the identity provider, over its own authority, once for all who wait', async () => {
	const authority = await certificateAuthority('idp');
	const fresh = jwt(32_503_680_000, 'fresh');
	const provider = await listening(
		(request, response) => {
			const issuer = `https://127.0.0.1:${request.socket.localPort}`;
			if (request.url === '/.well-known/openid-configuration')
				return json(response, {
					issuer,
					token_endpoint: `${issuer}/token`,
					authorization_endpoint: `${issuer}/auth`,
					jwks_uri: `${issuer}/keys`,
				});
			return json(response, {access_token: 'a', token_type: 'bearer', id_token: signed(issuer)});
		},
		await authority.issue({name: 'login', hosts: ['127.0.0.1']}),
	);
	const signed = (issuer: string) => {
		const [, body] = fresh.split('.');
		const claims = {
			...(JSON.parse(Buffer.from(body ?? '', 'base64url').toString()) as object),
			iss: issuer,
			aud: 'kube',
			sub: 'olga',
			iat: Math.floor(Date.now() / 1000),
		};
		return `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
	};
	const user = oidcUser({
		'id-token': jwt(1, 'old'),
		'refresh-token': 'refresh-1',
		'idp-issuer-url': provider.url,
		'client-id': 'kube',
		'idp-certificate-authority-data': Buffer.from(authority.certificate).toString('base64'),
	});
	const {identity} = signIn(user);
	const [one, two] = await Promise.all([identity(false), identity(false)]);
	assert.equal(one?.headers['authorization'], `Bearer ${signed(provider.url)}`);
	assert.deepEqual(one, two);
	assert.deepEqual(
		provider.seen.map(({method, url}) => `${method} ${url}`),
		['GET /.well-known/openid-configuration', 'POST /token'],
	);
	assert.match(provider.seen[1]?.body ?? '', /grant_type=refresh_token/);
});

test('an identity provider that does not renew is a failure that shows no token', async () => {
	const provider = await listening((_, response) => json(response, {error: 'invalid_grant'}, 400));
	const user = oidcUser({'id-token': jwt(1, 'old'), 'refresh-token': 'CANARY', 'idp-issuer-url': provider.url, 'client-id': 'kube'});
	const failure = await failureOf(authorization(user));
	assert.match(failure.why, /did not renew the token/);
	assert.doesNotMatch(`${failure.message}${failure.why}${failure.steps.join()}`, /CANARY/);
});
