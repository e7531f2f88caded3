import {X509Certificate} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import type http from 'node:http';
import {execSignIn} from './credentials-exec.js';
import {oidcSignIn} from './credentials-oidc.js';
import {credentialUnusable} from './failures.js';
import type {Environment} from './kubeconfig.js';
import {type ClusterEntry, commandLineOf, type Impersonation, type UserEntry} from './kubeconfig-entries.js';
import {contentOf} from './kubeconfig-files.js';
import type {Credentials, Identity} from './wire.js';

export type SignInOptions = {
	readonly env: Environment;
	/** PEM of the cluster's authority, for programs that ask for it. */
	readonly authority?: string;
	readonly impersonate?: Impersonation;
	/** Milliseconds that a sign-in program may take. */
	readonly timeout?: number;
	readonly now?: () => number;
};
type SignIn = (fresh: boolean) => Promise<Identity>;

/** A token file is rotated under us; a pod's account every hour. */
const rereadAfter = 30_000;

/** How requests prove who they are. Nothing is read or run before the first request. */
export function credentialsOf(user: UserEntry | undefined, cluster: ClusterEntry, options: SignInOptions): Credentials {
	const impersonation = headersOf(options.impersonate ?? user?.impersonate, user?.name ?? '');
	const runs = user?.exec && commandLineOf(user);
	let way: Promise<SignIn> | undefined;
	return {
		answers401: user !== undefined && !isEmpty(user),
		...(runs !== undefined && {runs}),
		async identity(fresh, signal) {
			signal?.throwIfAborted();
			way ??= signInOf(user, cluster, options).catch(error => {
				way = undefined;
				throw error;
			});
			const {headers, client} = await (await way)(fresh);
			return {headers: {...headers, ...impersonation}, ...(client && {client})};
		},
	};
}

/** `user: {}` is a login without credentials, as `kubectl proxy` needs none; everything else must give one. */
export function isEmpty(user: UserEntry): boolean {
	return !(user.exec || user.authProvider || user.token || user.tokenFile || user.username || user.certificate || user.key);
}

async function signInOf(user: UserEntry | undefined, cluster: ClusterEntry, options: SignInOptions): Promise<SignIn> {
	const nobody: Identity = {headers: {}};
	if (!user || isEmpty(user)) return async () => nobody;
	if (user.authProvider) return providerSignIn(user, user.authProvider);
	if (user.exec)
		return execSignIn({...user, exec: user.exec}, cluster, {
			env: options.env,
			authority: options.authority,
			timeout: options.timeout ?? 60_000,
		});
	const client = await clientCertificate(user, options.now ?? Date.now);
	const basic =
		user.username === undefined ? undefined : `Basic ${Buffer.from(`${user.username}:${user.password ?? ''}`).toString('base64')}`;
	const token = tokenReader(user, options.now ?? Date.now);
	return async fresh => {
		const bearer = await token(fresh);
		const authorization = bearer === undefined ? basic : `Bearer ${bearer}`;
		return {headers: authorization === undefined ? {} : {authorization}, ...(client && {client})};
	};
}

function providerSignIn(
	user: UserEntry,
	{name, config}: {readonly name: string; readonly config: Readonly<Record<string, string>>},
): Promise<SignIn> {
	if (name === 'oidc') return oidcSignIn(user, config);
	const plugin = {gcp: 'gke-gcloud-auth-plugin', azure: 'kubelogin'}[name];
	throw credentialUnusable(
		user.name,
		`Its auth provider "${name}" was taken out of Kubernetes 1.26.`,
		plugin === undefined
			? 'Use a sign-in program (exec) instead.'
			: `Install ${plugin} and make the kubeconfig again with the provider's own tool.`,
	);
}

async function clientCertificate(user: UserEntry, now: () => number): Promise<Identity['client']> {
	const [certificate, key] = await Promise.all([contentOf(user.certificate), contentOf(user.key)]);
	if (certificate === undefined && key === undefined) return undefined;
	if (certificate === undefined) throw credentialUnusable(user.name, 'It has a client key and no client certificate.');
	if (key === undefined) throw credentialUnusable(user.name, 'It has a client certificate and no client key.');
	const end = endOf(certificate);
	if (end === undefined) throw credentialUnusable(user.name, 'Its client certificate is not a certificate.');
	if (end < now())
		throw credentialUnusable(
			user.name,
			`Its client certificate expired on ${new Date(end).toISOString().slice(0, 10)}.`,
			'Renew it, then try again.',
		);
	return {certificate, key};
}

function endOf(certificate: string): number | undefined {
	try {
		return Date.parse(new X509Certificate(certificate).validTo);
	} catch {
		return undefined;
	}
}

/** The file's token wins over the one in the kubeconfig as long as the file can be read. */
function tokenReader(user: UserEntry, now: () => number): (fresh: boolean) => Promise<string | undefined> {
	let kept: {readonly token: string; readonly at: number} | undefined;
	return async fresh => {
		if (user.tokenFile === undefined) return sendable(user, user.token);
		if (!kept || fresh || now() - kept.at > rereadAfter) {
			const read = await readFile(user.tokenFile, 'utf8').then(
				text => text.trim(),
				() => '',
			);
			if (read === '' && !kept && user.token === undefined)
				throw credentialUnusable(user.name, `Its token file ${user.tokenFile} cannot be read or is empty.`);
			if (read !== '') kept = {token: read, at: now()};
		}
		return sendable(user, kept?.token ?? user.token);
	};
}

function sendable(user: UserEntry, token: string | undefined): string | undefined {
	const trimmed = token?.trim();
	if (trimmed !== undefined && !/^[\x21-\x7e]+$/.test(trimmed))
		throw credentialUnusable(user.name, 'Its token holds characters that cannot be sent.');
	return trimmed;
}

function headersOf(as: Impersonation | undefined, user: string): http.OutgoingHttpHeaders {
	if (!as) return {};
	const {groups = [], uid, extra = {}} = as;
	if (as.user === undefined) throw credentialUnusable(user, 'It names groups to act as, and no user.');
	const value = (text: string) => {
		if (/[\x00-\x1f\x7f]/.test(text)) throw credentialUnusable(user, 'A name to act as holds characters that cannot be sent.');
		// Header bytes are latin1 to Node and UTF-8 to Kubernetes.
		return Buffer.from(text, 'utf8').toString('latin1');
	};
	return {
		'impersonate-user': value(as.user),
		...(groups.length > 0 && {'impersonate-group': groups.map(value)}),
		...(uid !== undefined && {'impersonate-uid': value(uid)}),
		...Object.fromEntries(
			Object.entries(extra).map(([key, values]) => [`impersonate-extra-${encodeURIComponent(key.toLowerCase())}`, values.map(value)]),
		),
	};
}
