import {snapshotOfObjects} from '../kube/from-objects.js';
import {parsedVersion} from '../kube/versions.js';
import {type ExitCode, Failure, type Snapshot, visible} from '../model/index.js';
import {report} from '../report/json.js';
import {isSnapshot, trusted} from '../report/snapshot.js';
import {table} from '../report/table.js';
import {writeOutput} from '../session/output.js';
import {readObjects} from '../session/read-objects.js';
import {assessedAlone} from './assessment.js';
import type {ClusterChoice} from './places.js';
import {readSnapshot} from './reading.js';
import {version} from './version.js';

export type ScanChoice = ClusterChoice & {
	readonly format?: 'table' | 'json';
	readonly from?: string;
	readonly kubernetesVersion?: string;
	readonly complete?: boolean;
	readonly output?: string;
};

/** No screen: read, assess, print. */
export async function scanCommand(where: string | undefined, choice: ScanChoice): Promise<ExitCode> {
	if (where !== undefined && where !== 'demo')
		throw new Failure(`castellan scan does not know ${visible(where)}.`, {
			steps: ['castellan scan demo scans the built-in cluster; --from reads files; --context chooses a cluster.'],
		});
	if (where === 'demo' && choice.from !== undefined) throw new Failure('demo and --from exclude each other.');
	const {snapshot, interrupted} =
		choice.from === undefined
			? await readSnapshot(choice, where === 'demo')
			: {snapshot: snapshotFrom(choice.from, choice), interrupted: false};
	const {ranked, model} = assessedAlone(snapshot);
	const whole = report(snapshot, ranked, model, version);
	const text = choice.format === 'json' ? `${JSON.stringify(whole, undefined, '\t')}\n` : table(ranked, whole);
	if (choice.output === undefined) process.stdout.write(text);
	else writeOutput(choice.output, text);
	return interrupted ? 130 : 0;
}

/** A snapshot, manifests, or lists, from files. */
function snapshotFrom(path: string, {kubernetesVersion, complete}: ScanChoice): Snapshot {
	const {objects, files} = readObjects(path);
	const [first] = objects;
	if (objects.length === 1 && isSnapshot(first)) return trusted(first);
	const wanted = kubernetesVersion === undefined ? undefined : parsedVersion(kubernetesVersion);
	if (kubernetesVersion !== undefined && !wanted)
		throw new Failure(`${visible(kubernetesVersion)} is no Kubernetes version.`, {steps: ['Write it like 1.34 or v1.34.2.']});
	if (!objects.some(object => typeof object === 'object' && object !== null && 'kind' in object)) {
		throw new Failure(`${visible(path)} holds no Kubernetes object.`, {
			why: 'No document has a kind.',
			steps: ['Give manifests, `kubectl get -o json`, or a snapshot of castellan.'],
			exitCode: 3,
		});
	}
	return snapshotOfObjects(objects, {
		takenAt: new Date().toISOString(),
		from: files.join('\n'),
		...(wanted && {version: wanted}),
		...(complete && {complete}),
	});
}
