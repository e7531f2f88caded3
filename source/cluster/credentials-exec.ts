import {spawn} from 'node:child_process';
import type {User} from '@kubernetes/client-node';
import {signInFailed} from './failures.js';
import type {Environment} from './kubeconfig.js';
import {type ClusterEntry, commandLineOf, type ExecEntry, type UserEntry} from './kubeconfig-entries.js';
import type {Identity} from './wire.js';

export type ExecOptions = {readonly env: Environment; readonly authority: string | undefined; readonly timeout: number};

const versions = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1'];
/** Members of client-node's class that its types hide. */
type Opened = {
	execFn: (command: string, args: readonly string[]) => unknown;
	tokenCache: Record<string, unknown>;
	getCredential: (user: User) => Promise<{readonly status?: Status} | null>;
};
type Status = {readonly token?: string; readonly clientCertificateData?: string; readonly clientKeyData?: string};

/**
 * Signs in by the program that the kubeconfig names. client-node keeps the answer and minds when it expires; how the program is
 * started is ours, because client-node starts one per parallel request, tells it nothing about the cluster, waits for ever,
 * and looks for a relative path in the wrong folder.
 */
export async function execSignIn(user: UserEntry & {readonly exec: ExecEntry}, cluster: ClusterEntry, options: ExecOptions) {
	const {ExecAuth} = await import('@kubernetes/client-node/dist/exec_auth.js');
	const {exec} = user;
	const runs = commandLineOf(user) as string;
	const failed = (why: string) => signInFailed(user.name, runs, why, undefined);
	if (exec.command === '') throw failed('The kubeconfig names no program to run.');
	if (!versions.includes(exec.apiVersion))
		throw failed(`The kubeconfig asks for the unknown version ${exec.apiVersion || '(none)'} of the sign-in protocol.`);
	if (exec.interactiveMode === 'Always')
		throw failed('This program wants to ask questions on the terminal, which is not possible from here.');
	const auth = new ExecAuth() as unknown as Opened;
	let run: ProgramRun | undefined;
	auth.execFn = (command, args) => {
		run = startProgram(command, args, environmentOf(exec, cluster, options), options.timeout);
		return run.child;
	};
	const asUser = {name: user.name, exec: {...exec, args: [...exec.args]}} as unknown as User;
	let flight: Promise<Identity> | undefined;
	const signIn = async (): Promise<Identity> => {
		try {
			const answer = await auth.getCredential(asUser);
			return identityOf(answer?.status ?? {}, failed);
		} catch (error) {
			forget(auth);
			throw error instanceof Error && 'exitCode' in error
				? error
				: signInFailed(user.name, runs, whyOf(error, exec, run, options), hintOf(error, exec));
		} finally {
			run?.over();
		}
	};
	/** One run serves everybody who waits; `fresh` forgets what was kept. */
	return async (fresh: boolean): Promise<Identity> => {
		if (fresh && !flight) forget(auth);
		flight ??= signIn().finally(() => {
			flight = undefined;
		});
		return flight;
	};
}

function forget(auth: Opened): void {
	auth.tokenCache = {};
}

function environmentOf(exec: ExecEntry, cluster: ClusterEntry, {env, authority}: ExecOptions): NodeJS.ProcessEnv {
	const about = exec.provideClusterInfo && {
		cluster: {
			server: cluster.server,
			...(cluster.serverName !== undefined && {'tls-server-name': cluster.serverName}),
			...(cluster.insecure && {'insecure-skip-tls-verify': true}),
			...(authority !== undefined && {'certificate-authority-data': Buffer.from(authority).toString('base64')}),
			...(cluster.proxyUrl !== undefined && {'proxy-url': cluster.proxyUrl}),
			...(cluster.execConfig !== undefined && {config: cluster.execConfig}),
		},
	};
	const told = {apiVersion: exec.apiVersion, kind: 'ExecCredential', spec: {...about, interactive: false}};
	return {...env, ...Object.fromEntries(exec.env.map(({name, value}) => [name, value])), KUBERNETES_EXEC_INFO: JSON.stringify(told)};
}

type ProgramRun = {readonly child: ReturnType<typeof spawn>; readonly timedOut: () => boolean; readonly over: () => void};
function startProgram(command: string, args: readonly string[], env: NodeJS.ProcessEnv, timeout: number): ProgramRun {
	// Its own process group: what the program started ends with it.
	const child = spawn(command, args, {env, stdio: ['ignore', 'pipe', 'pipe'], detached: true, windowsHide: true});
	let late = false;
	const timer = setTimeout(() => {
		late = true;
		try {
			process.kill(-(child.pid as number), 'SIGKILL');
		} catch {
			child.kill('SIGKILL');
		}
		// A grandchild that holds the pipes open would keep us waiting for their end.
		child.stdout?.destroy();
		child.stderr?.destroy();
	}, timeout);
	child.once('close', () => clearTimeout(timer));
	return {child, timedOut: () => late, over: () => clearTimeout(timer)};
}

function identityOf(status: Status, failed: (why: string) => Error): Identity {
	const {token, clientCertificateData: certificate, clientKeyData: key} = status;
	if (typeof token === 'string' && token !== '') {
		if (!/^[\x21-\x7e]+$/.test(token)) throw failed('It gave a token that cannot be sent.');
		return {headers: {authorization: `Bearer ${token}`}};
	}
	if (typeof certificate === 'string' && typeof key === 'string') return {headers: {}, client: {certificate, key}};
	throw failed('It gave neither a token nor a certificate.');
}

function whyOf(error: unknown, exec: ExecEntry, run: ProgramRun | undefined, {timeout}: ExecOptions): string {
	const {code, message} = error as {code?: string; message: string};
	if (run?.timedOut()) return `${exec.command} did not end within ${Math.round(timeout / 1000)} s.`;
	if (code === 'ENOENT') return `There is no program ${exec.command}.`;
	if (code === 'EACCES') return `${exec.command} may not be run.`;
	if (error instanceof SyntaxError) return `${exec.command} did not print the JSON that is expected.`;
	const last = message.trim().split('\n').at(-1)?.trim();
	return last ? `${exec.command} said: ${last}` : `${exec.command} failed and said nothing.`;
}

function hintOf(error: unknown, exec: ExecEntry): string | undefined {
	return (error as {code?: string}).code === 'ENOENT' ? exec.installHint : undefined;
}
