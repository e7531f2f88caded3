import type {Snapshot} from '../model/index.js';
import {containersOf} from './containers.js';
import {repositoryOf} from './images.js';
import {isPlatformMirror} from './mirror.js';
import {namespaceKind} from './namespaces.js';
import {knownSidecars, type PlatformProduct, platformProducts} from './signatures/platform.js';
import type {Workload} from './workloads.js';

const known = new WeakMap<Workload, PlatformProduct | false>();

/**
 * The product of the platform that a workload is: by the repositories of all its images and by its kind, never by its name, so that a
 * container that somebody added is judged, unless it is a helper that products ship with.
 */
export function platformProduct(workload: Workload): string | undefined {
	const before = known.get(workload) ?? (seen(workload) || false);
	known.set(workload, before);
	return before ? before.name : undefined;
}

function seen({subject, podSpec}: Workload): PlatformProduct | undefined {
	const repositories = containersOf(podSpec).map(({container}) => repositoryOf(container.image ?? ''));
	const patterns = [...platformProducts.map(({repository}) => repository), ...knownSidecars];
	if (!repositories.every(repository => patterns.some(pattern => pattern.test(repository)))) return undefined;
	return platformProducts.find(
		product => product.kinds.has(subject.kind) && repositories.some(repository => product.repository.test(repository)),
	);
}

export type Standing =
	| {readonly is: 'judged'}
	/** Findings about it are warnings at most. */
	| {readonly is: 'warned'; readonly reason: string}
	/** Accepted on purpose, and listed as such. */
	| {readonly is: 'accepted'; readonly reason: string}
	/** It has run to its end. */
	| {readonly is: 'done'};

/** How the rules for applications look at a workload. */
export function standingOf(workload: Workload, snapshot?: Snapshot): Standing {
	if (workload.finished) return {is: 'done'};
	if (workload.mirror && isPlatformMirror(workload.metadata, snapshot)) return {is: 'accepted', reason: 'a static pod of its node'};
	const place = namespaceKind(workload.subject.namespace, snapshot);
	const product = platformProduct(workload);
	if (product !== undefined) {
		return place === 'application'
			? {is: 'warned', reason: `${product}, outside of the namespaces of the platform`}
			: {is: 'accepted', reason: `part of the platform: ${product}`};
	}
	return place === 'system' ? {is: 'warned', reason: 'in a namespace of the system, but not known as part of it'} : {is: 'judged'};
}
