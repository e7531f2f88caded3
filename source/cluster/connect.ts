import {X509Certificate} from 'node:crypto';
import {resources} from '../kube/resources.js';
import {type Login, type Safe, visible} from '../model/index.js';
import {addressOf, type Endpoint} from './agents.js';
import {credentialsOf, isEmpty} from './credentials.js';
import type {Timeouts} from './exchange.js';
import {contextIncomplete} from './failures.js';
import {type Chosen, chosenContext, type Place, readKubeconfig} from './kubeconfig.js';
import type {ClusterEntry, Impersonation} from './kubeconfig-entries.js';
import {contentOf} from './kubeconfig-files.js';
import {loginOf} from './login.js';
import {probePaths} from './probes.js';
import {proxyFor} from './proxies.js';
import {type Reader, readerOn} from './request.js';
import {holdWire, type Wire, wireTo} from './wire.js';

export type ConnectOptions = Place & {
	/** Name as the kubeconfig has it; the current context where left out. */
	readonly context?: string;
	/** Stands above what the kubeconfig says about acting as somebody else. */
	readonly impersonate?: Impersonation;
	readonly timeouts?: Partial<Timeouts> & {readonly signIn?: number};
	readonly sleep?: Wire['sleep'];
};
/** What a reading would run and send, before anything is run or sent; all safe to show. */
export type Description = {
	readonly context: Safe;
	readonly server: Safe;
	readonly user: Safe;
	readonly namespace?: Safe;
	/** The program that signing in runs on this machine. */
	readonly runs?: Safe;
	/** Through which proxy, without its login. */
	readonly proxy?: Safe;
	readonly actsAs?: Safe;
	/** No login is sent at all. */
	readonly withoutLogin: boolean;
	/** Certificates are not checked. */
	readonly unchecked: boolean;
	/** Lists that are asked for, at most; larger ones take several requests. */
	readonly reads: number;
	/** Paths asked for without a login. */
	readonly probes: readonly string[];
};
export type Connection = {
	readonly describe: () => Description;
	readonly reader: Reader;
	readonly endpoint: Endpoint;
	/** Namespace of the context. */
	readonly namespace: string | undefined;
	readonly context: string;
	/** How the kubeconfig calls the cluster. */
	readonly cluster: string;
	readonly login: Login;
	readonly sleep: Wire['sleep'];
	readonly close: () => void;
};

/** Requests beside the lists of built-in kinds: version, discovery twice, reviews, metrics, named settings, kinds of products that are served. */
const others = 18;

/** Nothing is run or sent before the first request; files that the kubeconfig points to are read. */
export async function connect(options: ConnectOptions = {}): Promise<Connection> {
	return connectionTo(chosenContext(await readKubeconfig(options), options.context), options);
}

export async function connectionTo({context, cluster, user}: Chosen, options: ConnectOptions = {}): Promise<Connection> {
	const env = options.env ?? process.env;
	const endpoint = await endpointOf(context.name, cluster, env);
	const {authority} = endpoint;
	const {signIn, ...timeouts} = options.timeouts ?? {};
	const impersonate = options.impersonate ?? user?.impersonate;
	const credentials = credentialsOf(user, cluster, {
		env,
		...(authority !== undefined && {authority}),
		...(impersonate && {impersonate}),
		...(signIn !== undefined && {timeout: signIn}),
	});
	const wire = wireTo({endpoint, credentials, timeouts, ...(options.sleep && {sleep: options.sleep})});
	const {proxy} = endpoint;
	const description: Description = {
		context: visible(context.name),
		server: addressOf(endpoint),
		user: visible(context.user),
		...(context.namespace !== undefined && {namespace: visible(context.namespace)}),
		...(credentials.runs !== undefined && {runs: visible(credentials.runs)}),
		...(proxy && {proxy: visible(`${proxy.protocol}//${proxy.host}`)}),
		...(impersonate?.user !== undefined && {actsAs: visible(impersonate.user)}),
		withoutLogin: !user || isEmpty(user),
		unchecked: endpoint.insecure || endpoint.url.protocol === 'http:',
		reads: resources.filter(({read, builtIn}) => read !== 'never' && builtIn).length + others,
		probes: probePaths,
	};
	const connection: Connection = {
		describe: () => description,
		reader: readerOn(wire),
		endpoint,
		namespace: context.namespace,
		context: context.name,
		cluster: cluster.name,
		login: loginOf(user),
		sleep: wire.sleep,
		close: wire.close,
	};
	holdWire(connection, wire);
	return connection;
}

async function endpointOf(context: string, cluster: ClusterEntry, env: NonNullable<Place['env']>): Promise<Endpoint> {
	const url = new URL(cluster.server.includes('://') ? cluster.server : `https://${cluster.server}`);
	const authority = await contentOf(cluster.authority);
	if (authority !== undefined && !isCertificate(authority))
		throw contextIncomplete(context, 'The certificate authority of its cluster is not a certificate.');
	if (cluster.proxyUrl !== undefined && !URL.canParse(cluster.proxyUrl))
		throw contextIncomplete(context, 'The proxy-url of its cluster is not an address.');
	const proxy = proxyFor(url, cluster.proxyUrl, env);
	if (proxy && !/^(https?|socks[45]?[ah]?):$/.test(proxy.protocol))
		throw contextIncomplete(context, `Its proxy ${proxy.protocol}// is of an unknown kind.`);
	return {
		url,
		...(authority !== undefined && {authority}),
		insecure: cluster.insecure,
		...(cluster.serverName !== undefined && {serverName: cluster.serverName}),
		...(proxy && {proxy}),
		compressed: cluster.compressed,
	};
}

function isCertificate(text: string): boolean {
	try {
		return new X509Certificate(text).subject !== null;
	} catch {
		return false;
	}
}
