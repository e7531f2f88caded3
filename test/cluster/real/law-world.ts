import assert from 'node:assert/strict';
import {cleaned} from '../../../source/change/clean.js';
import {targetOf} from '../../../source/change/target.js';
import {objectPath} from '../../../source/cluster/paths.js';
import {rollOutState} from '../../../source/cluster/roll-out.js';
import type {Json, JsonObject, Manifest, Snapshot} from '../../../source/model/index.js';
import {unescaped} from '../../../source/model/index.js';
import type {Case} from '../../helpers/law.js';
import {namespace} from '../../helpers/manifests.js';
import {eventually} from './child.js';
import type {ControlPlane} from './control-plane.js';
import {fill} from './fill.js';

/** A case on the server: what it consists of there, and the namespace that is its own. */
export type World = {readonly one: Case; readonly own: string; readonly objects: readonly Manifest[]};

let count = 0;

/** The case in a namespace of its own: `shop` has another name in its objects, its sentences and its answers. */
export function placed(one: Case): World {
	count += 1;
	const own = `law-${count}`;
	// A pod whose forerunner of the same name was just deleted may be deleted with it by the kubelets that are played.
	const text = JSON.stringify(one)
		.replaceAll(/\bshop\b/g, own)
		.replaceAll('kube-apiserver-cp', `kube-apiserver-${own}`);
	const here = JSON.parse(text) as Case;
	const objects = (here.objects ?? []).map(mirrored);
	const named = objects.filter(({kind}) => kind === 'Namespace').map(({metadata}) => metadata.name);
	const used = [own, ...objects.flatMap(({metadata}) => metadata.namespace ?? [])];
	const missing = [...new Set(used)].filter(name => !named.includes(name));
	return {one: here, own, objects: [...missing.map(name => namespace(name)), ...accountsOf(objects), ...objects]};
}

/** Pods of the control plane, as a kubelet shows what it runs from a file: other pods are not believed to be the API server. */
function mirrored(object: Manifest): Manifest {
	const {kind, metadata, spec} = object;
	const {component} = (metadata['labels'] ?? {}) as Readonly<Record<string, string>>;
	if (kind !== 'Pod' || metadata.namespace !== 'kube-system' || component === undefined) return object;
	const annotations = {'kubernetes.io/config.mirror': 'castellan', 'kubernetes.io/config.source': 'file'};
	return {...object, metadata: {...metadata, annotations}, spec: {...(spec as JsonObject), nodeName: 'node-1'}};
}

/** Accounts that pods run as: without them the server makes no pods. */
function accountsOf(objects: readonly Manifest[]): Manifest[] {
	return objects.flatMap(({metadata, spec}) => {
		const podSpec = ((spec as JsonObject | undefined)?.['template'] as JsonObject | undefined)?.['spec'] as JsonObject | undefined;
		const name = podSpec?.['serviceAccountName'];
		return typeof name === 'string' && metadata.namespace !== undefined
			? [{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name, namespace: metadata.namespace}}]
			: [];
	});
}

/** Creates the case and waits until its pods are ready. */
export async function create(plane: ControlPlane, {objects}: World): Promise<void> {
	const isNamespace = ({kind}: Manifest) => kind === 'Namespace';
	const make = async (some: readonly Manifest[]) =>
		assert.deepEqual(await fill(plane, some as readonly JsonObject[] as Parameters<typeof fill>[1]), []);
	await make(objects.filter(isNamespace));
	for (const {metadata} of objects.filter(isNamespace)) {
		await eventually(
			`${metadata.name} has its account`,
			async () => (await plane.admin('GET', `/api/v1/namespaces/${metadata.name}/serviceaccounts/default`)).status === 200,
		);
	}
	await make(objects.filter(object => !isNamespace(object)));
	for (const object of objects) await withStatus(plane, object);
	for (const object of objects)
		await eventually(`${object.kind} ${object.metadata.name} is rolled out`, async () => {
			const now = await read(plane, object);
			return now && (rollOutState(now)?.done ?? true);
		});
}

/** The address of a load balancer, which a cloud would write. */
async function withStatus({admin}: ControlPlane, object: Manifest): Promise<void> {
	if (object.kind !== 'Service' || object['status'] === undefined) return;
	const {status, text} = await admin('PATCH', `${pathOf(object)}/status`, {status: object['status']}, 'application/merge-patch+json');
	assert.equal(status, 200, text);
}

export async function read({admin}: ControlPlane, object: Manifest): Promise<JsonObject | undefined> {
	const {status, body} = await admin('GET', pathOf(object));
	return status === 200 ? (body as JsonObject) : undefined;
}

function pathOf(object: Manifest): string {
	const target = targetOf(object);
	assert.ok(target, `unknown kind ${object.kind}`);
	return objectPath(target);
}

/** Away with what later cases would meet. Namespaces of the cluster itself stay, and calico, which is the same in all cases. */
export async function remove({admin}: ControlPlane, {objects, own}: World): Promise<void> {
	for (const object of objects) {
		const {kind, metadata} = object;
		if (kind === 'DaemonSet' || metadata.namespace === own) continue;
		if (kind === 'Namespace' && metadata.name !== own) continue;
		const {status, text} = await admin('DELETE', pathOf(object), {apiVersion: 'v1', kind: 'DeleteOptions', gracePeriodSeconds: 0});
		assert.ok(status < 300 || status === 404, text);
	}
}

type Item = {
	readonly metadata: {
		readonly name: string;
		readonly namespace?: string;
		readonly labels?: Readonly<Record<string, string>>;
		readonly managers?: readonly string[];
	};
};

/** What was read, without what other cases and tests have on the same server: the case as if it were alone there. */
export function alone(snapshot: Snapshot, {one, own, objects}: World): Snapshot {
	const isOwn = ({metadata: {name, namespace: where, labels, managers}}: Item, list: string) =>
		where === own ||
		// What a remedy made for the whole cluster; undo takes it away before the next case. Namespaces of earlier cases stay for a while.
		(where === undefined && list !== 'namespaces' && managers?.includes('castellan') === true) ||
		labels?.['kubernetes.io/bootstrapping'] !== undefined ||
		// Pods bear the name of what they belong to.
		objects.some(
			({metadata}) =>
				metadata.namespace === (where && unescaped(where)) &&
				(metadata.name === unescaped(name) || (where !== undefined && name.startsWith(`${metadata.name}-`))),
		);
	const items = Object.fromEntries(
		Object.entries(snapshot.items).map(([name, list]) => [
			name,
			name === 'nodes' || name === 'clusterRoles' ? list : (list as readonly Item[]).filter(item => isOwn(item, name)),
		]),
	);
	const known = Object.fromEntries((one.read ?? []).map(source => [source, 'complete' as const]));
	return {...snapshot, items, facts: {...snapshot.facts, ...one.facts}, read: {...snapshot.read, ...known}};
}

const written = new Set(['deployment.kubernetes.io/revision', 'deprecated.daemonset.template.generation']);

/** What undo must bring back: everything but what the server and its controllers write. */
export function lasting(object: JsonObject): Json {
	const {metadata, ...rest} = cleaned(object);
	const {annotations, ...others} = metadata as JsonObject;
	const kept = Object.entries((annotations ?? {}) as JsonObject).filter(([key]) => !written.has(key));
	return {...rest, metadata: {...others, ...(kept.length > 0 && {annotations: Object.fromEntries(kept)})}};
}
