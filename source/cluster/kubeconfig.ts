import {existsSync} from 'node:fs';
import {readFile, stat} from 'node:fs/promises';
import {homedir} from 'node:os';
import {delimiter, join, resolve} from 'node:path';
import {type Safe, visible} from '../model/index.js';
import {
	contextIncomplete,
	contextUnknown,
	kubeconfigBroken,
	kubeconfigMissing,
	kubeconfigUnreadable,
	noCurrentContext,
	nothingToConnectTo,
} from './failures.js';
import {
	type ClusterEntry,
	type ContextEntry,
	commandLineOf,
	emptyKubeconfig,
	type Kubeconfig,
	merged,
	type UserEntry,
} from './kubeconfig-entries.js';
import {parsedKubeconfig} from './kubeconfig-text.js';

export type Environment = Readonly<Record<string, string | undefined>>;
export type Place = {
	/** Path of --kubeconfig. */
	readonly kubeconfig?: string;
	readonly env?: Environment;
	readonly home?: string;
	/** Where a pod finds its account. */
	readonly accountFolder?: string;
};
/** What a context is made of. */
export type Chosen = {readonly context: ContextEntry; readonly cluster: ClusterEntry; readonly user?: UserEntry};

/** A context as a list shows it; all text but `id` is safe to show. */
export type ContextLine = {
	/** The context's name as the kubeconfig has it. */
	readonly id: string;
	readonly name: Safe;
	readonly current: boolean;
	readonly cluster: Safe;
	readonly server: Safe;
	readonly user: Safe;
	readonly namespace?: Safe;
	/** The program that signing in would run. */
	readonly runs?: Safe;
	/** Why it cannot be used. */
	readonly problem?: Safe;
};

const inCluster = 'in-cluster';
const largest = 5_000_000;

/** By kubectl's rules: --kubeconfig, else the files of KUBECONFIG, else ~/.kube/config, else the account of the pod we run in. */
export async function readKubeconfig({
	kubeconfig,
	env = process.env,
	home = homedir(),
	accountFolder = accounts,
}: Place = {}): Promise<Kubeconfig> {
	if (kubeconfig !== undefined) {
		const path = resolve(kubeconfig);
		if (!existsSync(path)) throw kubeconfigMissing(kubeconfig);
		return partOf(path);
	}
	const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter(Boolean);
	const paths = listed.length > 0 ? [...new Set(listed)] : [join(home, '.kube', 'config')];
	const config = merged(await Promise.all(paths.map(path => partOf(resolve(path)))));
	return config.contexts.size > 0 || config.clusters.size > 0 ? config : (accountOfPod(env, accountFolder, config) ?? config);
}

async function partOf(path: string): Promise<Kubeconfig> {
	try {
		const {size} = await stat(path);
		if (size > largest) throw kubeconfigBroken(path, `It has ${size} bytes; that is no kubeconfig.`);
		return parsedKubeconfig(await readFile(path, 'utf8'), path);
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code;
		if (code === undefined) throw error;
		if (code === 'ENOENT' || code === 'ENOTDIR') return {...emptyKubeconfig, files: [{path, found: false}]};
		throw kubeconfigUnreadable(path, code);
	}
}

const accounts = '/var/run/secrets/kubernetes.io/serviceaccount';
function accountOfPod(env: Environment, folder: string, config: Kubeconfig): Kubeconfig | undefined {
	const [host, port, tokenFile] = [env['KUBERNETES_SERVICE_HOST'], env['KUBERNETES_SERVICE_PORT'] ?? '443', join(folder, 'token')];
	if (!host || !existsSync(tokenFile)) return undefined;
	const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
	const authority = join(folder, 'ca.crt');
	return {
		currentContext: inCluster,
		contexts: new Map([[inCluster, {name: inCluster, cluster: inCluster, user: inCluster}]]),
		clusters: new Map([
			[
				inCluster,
				{name: inCluster, server, insecure: false, compressed: true, ...(existsSync(authority) && {authority: {file: authority}})},
			],
		]),
		users: new Map([[inCluster, {name: inCluster, tokenFile}]]),
		files: config.files,
	};
}

/** The current context first, then by name. */
export function contextLines(config: Kubeconfig): ContextLine[] {
	const lines = [...config.contexts.values()].map(context => lineOf(config, context));
	return lines.toSorted((a, b) => Number(b.current) - Number(a.current) || a.id.localeCompare(b.id, 'en'));
}

function lineOf(config: Kubeconfig, context: ContextEntry): ContextLine {
	const cluster = config.clusters.get(context.cluster);
	const runs = commandLineOf(config.users.get(context.user));
	const problem = problemOf(config, context);
	return {
		id: context.name,
		name: visible(context.name),
		current: context.name === config.currentContext,
		cluster: visible(context.cluster),
		server: visible(withoutLogin(cluster?.server ?? '')),
		user: visible(context.user),
		...(context.namespace !== undefined && {namespace: visible(context.namespace)}),
		...(runs !== undefined && {runs: visible(runs)}),
		...(problem !== undefined && {problem: visible(problem)}),
	};
}

/** An address may hold a name and a password. */
const withoutLogin = (server: string) => server.replace(/^(\w+:\/\/)?[^/]*@/, '$1');

function problemOf(config: Kubeconfig, context: ContextEntry): string | undefined {
	const cluster = config.clusters.get(context.cluster);
	if (!cluster) return context.cluster === '' ? 'It names no cluster.' : `Its cluster ${context.cluster} is not in the kubeconfig.`;
	if (context.user !== '' && !config.users.has(context.user)) return `Its user ${context.user} is not in the kubeconfig.`;
	if (cluster.server === '') return `Its cluster ${context.cluster} has no server.`;
	const url = URL.parse(cluster.server.includes('://') ? cluster.server : `https://${cluster.server}`);
	return url && ['http:', 'https:'].includes(url.protocol) && url.hostname !== ''
		? undefined
		: 'The address of its server is no http or https address.';
}

/** The context that is meant, with its cluster and user. Throws a Failure where there is none or a part is missing. */
export function chosenContext(config: Kubeconfig, name: string | undefined): Chosen {
	const known = [...config.contexts.keys()];
	const wanted = name ?? config.currentContext;
	if (known.length === 0 && name === undefined) throw nothingToConnectTo(config.files.map(file => file.path));
	if (wanted === undefined) throw noCurrentContext(known);
	const context = config.contexts.get(wanted);
	if (!context) throw contextUnknown(wanted, known);
	const problem = problemOf(config, context);
	if (problem !== undefined) throw contextIncomplete(wanted, problem);
	const user = config.users.get(context.user);
	return {context, cluster: config.clusters.get(context.cluster) as ClusterEntry, ...(user && {user})};
}
