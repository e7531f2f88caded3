import {type Connection, connectionTo} from '../cluster/connect.js';
import {chosenContext, contextLines, readKubeconfig} from '../cluster/kubeconfig.js';
import {Failure} from '../model/index.js';
import type {Place} from '../ui/ports.js';
import {type ClusterChoice, connectOptions, type Opened, openDemo, requireDemoAlone} from './places.js';
import {shortNames} from './short-name.js';
import {filesPlace, keptOfflinePlaces, offlinePlace, type StillPlace} from './still-places.js';

/** A place with a server. */
export type LivePlace = Place & {readonly open: () => Promise<Opened>};
export type OpenPlace = LivePlace | StillPlace;

const demo = (choice: ClusterChoice): LivePlace => ({
	kind: 'demo',
	id: 'demo',
	short: 'demo',
	note: 'a weak web shop, built in; nothing real is touched',
	about: [
		'A cluster in the memory of this program: about 60 workloads in 8 namespaces, weak on purpose.',
		'Everything works as on a real one. It is gone when you leave.',
	],
	details: ['Nothing is run, and no connection leaves this machine.', 'The built-in API server listens on 127.0.0.1 until you leave.'],
	current: false,
	open: () => openDemo(choice),
});

/** Contexts of the kubeconfig, the current one first, then what needs none; without any context the demo and the offline assessment come first. */
export async function findPlaces(choice: ClusterChoice, home?: string): Promise<{places: readonly OpenPlace[]; message?: string}> {
	const kept = keptOfflinePlaces(home);
	if (choice.offline) return {places: [...kept, offlinePlace(), filesPlace], message: 'offline: no connection is opened'};
	let config: Awaited<ReturnType<typeof readKubeconfig>>;
	try {
		config = await readKubeconfig(choice.kubeconfig === undefined ? {} : {kubeconfig: choice.kubeconfig});
	} catch (error) {
		if (!(error instanceof Failure) || choice.kubeconfig !== undefined) throw error;
		return {places: withoutContexts(choice, kept), message: `${error.message} ${error.why}`.trim()};
	}
	const lines = contextLines(config);
	const names = shortNames(lines);
	const contexts = await Promise.all(
		lines.map(async (line, index): Promise<LivePlace> => {
			const connect = () => connectionTo(chosenContext(config, line.id), connectOptions(choice));
			const about = [`${line.server || 'no server'} · user ${line.user || 'none'}`];
			const base = {kind: 'context' as const, id: line.id, short: names[index] as string, current: line.current, open: opener(connect)};
			const note = [line.current ? 'current context' : '', line.name === names[index] ? line.server.replace(/^https?:\/\//, '') : line.name]
				.filter(Boolean)
				.join(' · ');
			if (line.problem !== undefined) return {...base, note, about: [...about, `cannot be used: ${line.problem}`], details: [line.problem]};
			const reads = await describe(connect, choice.kubelets === true).catch((error: unknown) => told(error));
			return {...base, note, ...reads, about: [...about, ...reads.about]};
		}),
	);
	const looked = config.files.map(({path}) => path);
	return {
		places: contexts.length > 0 ? [...contexts, ...kept, filesPlace, demo(choice), offlinePlace()] : withoutContexts(choice, kept),
		...(contexts.length === 0 && {message: `no cluster is configured: looked in ${looked.join(', ') || 'KUBECONFIG and ~/.kube/config'}`}),
	};
}

/** Throws where what was named does not exist, or two places were: another one must not be looked at in its place. */
export async function requirePlace(choice: ClusterChoice & {readonly demo?: boolean}): Promise<void> {
	if (choice.demo) return requireDemoAlone(choice);
	if (choice.offline) return;
	if (choice.context !== undefined) return requireCluster(choice);
	if (choice.kubeconfig !== undefined) await readKubeconfig({kubeconfig: choice.kubeconfig});
}

/** Throws where no cluster is configured, or not the one that was named. */
export async function requireCluster({context, kubeconfig}: ClusterChoice): Promise<void> {
	chosenContext(await readKubeconfig(kubeconfig === undefined ? {} : {kubeconfig}), context);
}

const withoutContexts = (choice: ClusterChoice, kept: readonly StillPlace[]): OpenPlace[] => [
	...kept,
	demo(choice),
	offlinePlace(),
	filesPlace,
];

function opener(connect: () => Promise<Connection>): () => Promise<Opened> {
	return async () => {
		const connection = await connect();
		return {connection, close: async () => connection.close()};
	};
}

/** Nothing is run or sent for this. */
async function describe(connect: () => Promise<Connection>, asksKubelets: boolean): Promise<Pick<Place, 'about' | 'details' | 'sends'>> {
	const connection = await connect();
	const {server, user, runs, proxy, actsAs, withoutLogin, unchecked, reads, probes: paths, namespace} = connection.describe();
	connection.close();
	const signIn =
		runs === undefined
			? withoutLogin
				? 'no login is sent'
				: 'signs in with what the kubeconfig holds; nothing is run'
			: `signs in by running \`${runs}\` on this machine`;
	return {
		about: [signIn],
		sends: {reads, withoutLogin: paths},
		details: [
			`Server: ${server}${proxy ? `, through the proxy ${proxy}` : ''}`,
			`User: ${user}${actsAs ? `, acting as ${actsAs}` : ''}${namespace ? `, namespace ${namespace}` : ''}`,
			`Sign-in: ${signIn}`,
			...(unchecked ? ['The certificate of the server is not checked: the kubeconfig says so.'] : []),
			'',
			`About ${reads} GET requests as you: lists of namespaces, workloads, accounts, roles, services, policies and settings; larger lists take several.`,
			'Secrets and ConfigMaps are listed as names only, and only where you may; their values are never asked for.',
			'A few questions about yourself (who am I, what may I list and change), which store nothing; without full rights one more for each namespace.',
			'A few TLS handshakes, to see which versions the server accepts.',
			asksKubelets
				? 'Each kubelet, through the API server, for its settings (--kubelets): one GET nodes/NAME/proxy/configz a node, where you hold get nodes/proxy.'
				: 'No kubelet is asked for its settings; --kubelets asks them, where you hold get nodes/proxy.',
		],
	};
}

function told(error: unknown): Pick<Place, 'about' | 'details'> {
	if (!(error instanceof Failure)) throw error;
	return {about: [error.message, ...error.steps], details: [error.message, error.why, ...error.steps]};
}
