import {keepSettings, namedSettings, olderKubeletConfig, settingsOfQuestions} from '../kube/settings.js';
import {escaped, Failure, type ServerVersion, visible} from '../model/index.js';
import type {Connection} from './connect.js';
import {shortened} from './failures.js';
import type {Gathering} from './gathering.js';

/** The ConfigMaps whose known keys say how the cluster was set up. */
const keyed = (key: string) => key.split('/') as [namespace: string, name: string];
const named = namedSettings.map(keyed);

/** Reads each by name and keeps the known keys; those of namespaces that are known not to exist are not asked for. */
export async function readSettings(
	{reader}: Connection,
	into: Gathering,
	run: <T>(task: () => Promise<T>) => Promise<T>,
	version?: ServerVersion,
	signal?: AbortSignal,
): Promise<void> {
	const namespaces =
		into.read.namespaces === 'complete' ? new Set<string>(into.items.namespaces?.map(({metadata}) => metadata.name)) : undefined;
	const older = version && olderKubeletConfig(version);
	const wanted = [...named, ...(older === undefined ? [] : [keyed(older)])].filter(([namespace]) =>
		namespaces ? namespaces.has(namespace) : namespace === 'kube-system',
	);
	const settings: Record<`${string}/${string}`, Readonly<Record<string, string>>> = {};
	// The reader's role names none of the older ones.
	const mayBeRefused = new Set([...settingsOfQuestions, older]);
	const gap = (namespace: string, name: string, reason: 'forbidden' | 'error' | 'stopped', detail: string) =>
		into.gap({source: 'settings', resource: `configmaps/${name}`, verb: 'get', reason, detail: shortened(detail), namespace});
	let missed = 0;
	const readOne = async (namespace: string, name: string) => {
		try {
			const {status, body, message} = await reader.json(`/api/v1/namespaces/${namespace}/configmaps/${name}`, signal && {signal});
			if (status === 404 || (status === 403 && mayBeRefused.has(`${namespace}/${name}`))) return;
			if (status !== 200) {
				missed++;
				return gap(namespace, name, status === 403 ? 'forbidden' : 'error', message || `the server answered ${status}`);
			}
			const kept = keepSettings(namespace, name, textsOf(body['data']));
			if (Object.keys(kept).length > 0) settings[`${namespace}/${name}`] = escaped(kept);
		} catch (error) {
			missed++;
			if (signal?.aborted) return gap(namespace, name, 'stopped', 'stopped');
			if (!(error instanceof Failure)) throw error;
			gap(namespace, name, 'error', error.message);
		}
	};
	await Promise.all(wanted.map(([namespace, name]) => run(() => readOne(namespace, name))));
	if (Object.keys(settings).length > 0) into.know({settings});
	if (missed === 0) into.complete('settings');
	else if (missed < wanted.length) into.complete('settings', 'partial');
	if (wanted.length === 0)
		into.gap({source: 'settings', resource: 'configmaps', verb: 'get', reason: 'absent', detail: visible('there is no kube-system')});
}

function textsOf(data: unknown): Record<string, string> {
	if (typeof data !== 'object' || data === null) return {};
	return Object.fromEntries(Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
