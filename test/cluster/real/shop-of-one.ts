import {targetOf} from '../../../source/change/target.js';
import {objectPath} from '../../../source/cluster/paths.js';
import {snapshotOfObjects} from '../../../source/kube/from-objects.js';
import type {Change, JsonObject, Manifest, Snapshot, Target} from '../../../source/model/index.js';
import {takenAt} from '../../helpers/law.js';
import {clusterRoleBinding, container, deployment, namespace, networkPolicy, user} from '../../helpers/manifests.js';
import {create} from './law-world.js';
import {sharedControlPlane} from './shared.js';

/** A namespace with one Deployment, and a binding of its own: what changes are tried on. */
export type Shop = {
	readonly place: string;
	readonly web: Target;
	readonly binding: Target;
	/** Takes the token from the pods. */
	readonly patch: Change;
	/** A new network policy. */
	readonly deny: Extract<Change, {action: 'create'}>;
	readonly unbind: Change;
	readonly read: (target: Target) => Promise<JsonObject | undefined>;
	/** What somebody else does. */
	readonly edit: (target: Target, patch: JsonObject, subresource?: 'status') => Promise<void>;
};

let count = 0;
/** Nothing was read: these tests are about sending. */
export const nothingRead: Snapshot = snapshotOfObjects([], {takenAt, complete: true});

export async function shopOfOne(podSpec: JsonObject = {}): Promise<Shop> {
	count += 1;
	const place = `faults-${count}`;
	const plane = await sharedControlPlane();
	const objects = [
		namespace(place),
		deployment({containers: [container()], ...podSpec}, {name: 'web', namespace: place}),
		clusterRoleBinding(`${place}-ops`, [user('ops')], 'view'),
	];
	await create(plane, {one: {name: place}, own: place, objects});
	const addressOf = (manifest: Manifest) => targetOf(manifest) as Target;
	const [, web, binding] = objects.map(addressOf) as [Target, Target, Target];
	const manifest = networkPolicy('deny', {podSelector: {}, policyTypes: ['Ingress']}, {namespace: place});
	const {admin} = plane;
	return {
		place,
		web,
		binding,
		patch: {action: 'patch', target: web, patch: {spec: {template: {spec: {automountServiceAccountToken: false}}}}},
		deny: {action: 'create', target: addressOf(manifest), manifest},
		unbind: {action: 'delete', target: binding},
		read: async target => {
			const {status, body} = await admin('GET', objectPath(target));
			return status === 200 ? (body as JsonObject) : undefined;
		},
		edit: async (target, patch, subresource) => {
			const path = `${objectPath(target)}${subresource === undefined ? '' : `/${subresource}`}`;
			const {status, text} = await admin('PATCH', path, patch, 'application/merge-patch+json');
			if (status !== 200) throw new Error(text);
		},
	};
}

export const tokenOf = (object: JsonObject | undefined): unknown => {
	const template = (object?.['spec'] as JsonObject | undefined)?.['template'] as JsonObject | undefined;
	return (template?.['spec'] as JsonObject | undefined)?.['automountServiceAccountToken'];
};
export const metadataOf = (object: JsonObject | undefined): JsonObject => (object?.['metadata'] ?? {}) as JsonObject;
