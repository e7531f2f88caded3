import {collect} from '../cluster/collect.js';
import {resources} from '../kube/resources.js';
import {Failure, type Snapshot, visible} from '../model/index.js';
import {type ClusterChoice, concurrencyOf, openCluster, openDemo, requireDemoAlone} from './places.js';

/** Whether the word behind a command names the demo, the only place that is named so. */
export function isDemo(command: string, where: string | undefined, choice: ClusterChoice): boolean {
	if (where === 'demo') requireDemoAlone(choice);
	if (where === undefined || where === 'demo') return where === 'demo';
	throw new Failure(`castellan ${command} does not know ${visible(where)}.`, {
		steps: [`castellan ${command} demo reads the built-in cluster; --context chooses another one.`],
	});
}

/** Reads a cluster; Ctrl-C keeps what was read as partial. */
export async function readSnapshot(choice: ClusterChoice, demo: boolean): Promise<{snapshot: Snapshot; interrupted: boolean}> {
	const {connection, close} = await (demo ? openDemo(choice) : openCluster(choice));
	const stop = new AbortController();
	const onInterrupt = () => stop.abort();
	process.once('SIGINT', onInterrupt);
	try {
		const {runs} = connection.describe();
		if (runs !== undefined) process.stderr.write(`signs in by running ${runs}\n`);
		const snapshot = await collect(connection, {
			signal: stop.signal,
			probes: choice.probes !== false,
			kubelets: choice.kubelets === true,
			...concurrencyOf(choice),
			...(choice.namespace && {namespaces: choice.namespace}),
		});
		if (!stop.signal.aborted && !resources.some(({name, builtIn}) => builtIn && snapshot.read[name] !== undefined))
			throw nothingRead(snapshot);
		const unknown = snapshot.gaps
			.filter(({source, reason}) => source === 'namespaces' && reason === 'absent')
			.flatMap(({namespace}) => namespace ?? []);
		if (choice.namespace && unknown.length > 0)
			throw new Failure(`There is no namespace ${unknown.map(visible).join(', ')}.`, {
				steps: ['Check the name: kubectl get namespaces, where you may.'],
			});
		return {snapshot: demo ? {...snapshot, cluster: {...snapshot.cluster, source: 'demo'}} : snapshot, interrupted: stop.signal.aborted};
	} finally {
		process.removeListener('SIGINT', onInterrupt);
		await close();
	}
}

/** A refused list is a gap; where every list is refused there is nothing to judge. */
function nothingRead({gaps}: Snapshot): Failure {
	return new Failure('Nothing could be read.', {
		why: gaps.find(({reason}) => reason === 'forbidden')?.detail ?? 'No list was answered.',
		steps: ['castellan role prints the rights that a scan needs; -n reads single namespaces.'],
		exitCode: 3,
	});
}
