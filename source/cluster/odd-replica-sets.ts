import {project} from '../kube/keep/index.js';
import {matchesSelector} from '../kube/selectors.js';
import {type Escaped, Failure, type Gap, type Pod, type Resources, unescaped, visible} from '../model/index.js';
import type {Connection} from './connect.js';
import {shortened} from './failures.js';
import type {Gathering} from './gathering.js';

const most = 200;
type Wanted = {readonly namespace: string; readonly name: string};

/**
 * ReplicaSets are never listed, because they outweigh everything else: a pod's Deployment follows from the set's name.
 * Where it does not, the set is fetched once by name.
 */
export async function readOddReplicaSets(
	{reader}: Connection,
	into: Gathering,
	run: <T>(task: () => Promise<T>) => Promise<T>,
	signal?: AbortSignal,
): Promise<void> {
	if (!into.items.pods) return;
	const wanted = oddReplicaSets(into.items.pods, into.items.deployments ?? []);
	const found: Escaped<Resources['replicaSets']>[] = [];
	let refusal: {readonly reason: Gap['reason']; readonly detail: string} | undefined;
	const fetchOne = async ({namespace, name}: Wanted) => {
		if (refusal || signal?.aborted) return;
		try {
			const path = `/apis/apps/v1/namespaces/${encodeURIComponent(unescaped(namespace))}/replicasets/${encodeURIComponent(unescaped(name))}`;
			const {status, body, message} = await reader.json(path, signal && {signal});
			const kept = status === 200 ? project('replicaSets', body) : undefined;
			if (kept) found.push(kept);
			else if (status !== 404)
				refusal = {reason: status === 403 ? 'forbidden' : 'error', detail: message || `the server answered ${status}`};
		} catch (error) {
			if (!signal?.aborted && !(error instanceof Failure)) throw error;
			if (!signal?.aborted) refusal = {reason: 'error', detail: (error as Error).message};
		}
	};
	await Promise.all(wanted.slice(0, most).map(one => run(() => fetchOne(one))));
	const beyond = wanted.length - most;
	if (signal?.aborted) refusal = {reason: 'stopped', detail: 'stopped'};
	else if (beyond > 0)
		refusal ??= {reason: 'partial', detail: `${beyond} of ${wanted.length} were not fetched, so the owners of their pods are not known`};
	const keyOf = ({metadata}: (typeof found)[number]) => `${metadata.namespace}/${metadata.name}`;
	into.items.replicaSets = found.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b), 'en'));
	into.complete('replicaSets', refusal ? 'partial' : 'complete');
	if (refusal)
		into.gap({
			source: 'replicaSets',
			resource: 'replicasets.apps',
			verb: 'get',
			reason: refusal.reason,
			detail: shortened(refusal.detail) || visible(''),
		});
}

/** Sets that own pods and that no Deployment we read explains, each once. */
export function oddReplicaSets(pods: readonly Pod[], deployments: readonly Resources['deployments'][]): Wanted[] {
	const byName = new Map(deployments.map(one => [`${one.metadata.namespace}/${one.metadata.name}`, one]));
	const wanted = new Map<string, Wanted>();
	for (const {metadata} of pods) {
		const owner = metadata.owners?.find(({controller, kind}) => controller === true && kind === 'ReplicaSet');
		const {namespace, labels = {}} = metadata;
		if (!owner || namespace === undefined) continue;
		const hash = labels['pod-template-hash'];
		const name = hash !== undefined && owner.name.endsWith(`-${hash}`) ? owner.name.slice(0, -hash.length - 1) : undefined;
		const deployment = name === undefined ? undefined : byName.get(`${namespace}/${name}`);
		if (deployment?.selector && matchesSelector(deployment.selector, labels)) continue;
		wanted.set(`${namespace}/${owner.name}`, {namespace, name: owner.name});
	}
	return [...wanted.values()];
}
