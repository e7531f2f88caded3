import {basename, resolve} from 'node:path';
import {snapshotOfObjects} from '../kube/from-objects.js';
import {parsedVersion} from '../kube/versions.js';
import {Failure, type Snapshot, visible} from '../model/index.js';
import {isSnapshot, trusted} from '../report/snapshot.js';
import {readObjects} from '../session/read-objects.js';

/** What a person says about files. */
export type FilesChoice = {
	readonly kubernetesVersion?: string;
	/** These files are all there is. */
	readonly complete?: boolean;
};

/** A snapshot, manifests, or lists, from files. */
export function snapshotFrom(path: string, {kubernetesVersion, complete}: FilesChoice = {}): Snapshot {
	const {objects, files} = readObjects(path);
	const [first] = objects;
	if (objects.length === 1 && isSnapshot(first)) return trusted(first);
	const wanted = kubernetesVersion === undefined ? undefined : parsedVersion(kubernetesVersion);
	if (kubernetesVersion !== undefined && !wanted)
		throw new Failure(`${visible(kubernetesVersion)} is no Kubernetes version.`, {steps: ['Write it like 1.34 or v1.34.2.']});
	const isObject = (object: unknown) => typeof object === 'object' && object !== null && 'kind' in object && 'apiVersion' in object;
	if (!objects.some(isObject)) {
		throw new Failure(`${visible(path)} holds no Kubernetes object.`, {
			why: 'No document has a kind and an apiVersion.',
			steps: ['Give manifests, `kubectl get -o json`, or a snapshot of castellan.'],
			exitCode: 3,
		});
	}
	const snapshot = snapshotOfObjects(objects, {
		takenAt: new Date().toISOString(),
		from: files.join('\n'),
		...(wanted && {version: wanted}),
		...(complete && {complete}),
	});
	return {...snapshot, cluster: {...snapshot.cluster, context: visible(path === '-' ? 'stdin' : basename(resolve(path)))}};
}
