import {project} from '../kube/keep/index.js';
import {resourceOf} from '../kube/resources.js';
import type {Change, Snapshot} from '../model/index.js';

/** The snapshot as it would be after a create: what is previewed next in the same group must reckon with it. */
export function withCreated(snapshot: Snapshot, change: Change): Snapshot {
	if (change.action !== 'create') return snapshot;
	const info = resourceOf(change.manifest.apiVersion, change.manifest.kind);
	const item = info && project(info.name, change.manifest);
	return info && item ? {...snapshot, items: {...snapshot.items, [info.name]: [...(snapshot.items[info.name] ?? []), item]}} : snapshot;
}
