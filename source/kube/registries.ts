import type {Snapshot} from '../model/index.js';
import {containersOf} from './containers.js';
import {imageOf} from './images.js';
import {isApplicationNamespace} from './namespaces.js';
import {workloads} from './workloads.js';

/** Registries from which anybody may have published. */
const open = new Set(['docker.io', 'quay.io', 'ghcr.io', 'gcr.io', 'public.ecr.aws', 'registry.gitlab.com', 'lscr.io']);

export function isPublicRegistry(registry: string): boolean {
	return open.has(registry);
}

/** Registries that application workloads take images from, sorted. */
export function registriesInUse(snapshot: Snapshot): readonly string[] {
	const found = new Set<string>();
	for (const {subject, podSpec, finished} of workloads(snapshot)) {
		if (finished || !isApplicationNamespace(subject.namespace)) continue;
		for (const {container} of containersOf(podSpec)) if (container.image) found.add(imageOf(container.image).registry);
	}
	return [...found].sort();
}
