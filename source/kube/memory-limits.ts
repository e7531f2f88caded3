import type {Container, PodSpec, Snapshot} from '../model/index.js';
import type {PlacedContainer} from './containers.js';
import {amountOf} from './quantities.js';
import type {Workload} from './workloads.js';

/** What a namespace gives to containers that say nothing: by the LimitRanges in it. */
export function defaultMemory(snapshot: Snapshot, namespace: string | undefined): string | undefined {
	for (const {metadata, spec} of snapshot.items.limitRanges ?? []) {
		if (metadata.namespace !== namespace) continue;
		for (const one of Array.isArray(spec?.['limits']) ? (spec['limits'] as readonly unknown[]) : []) {
			if (textAt(one, 'type') !== 'Container') continue;
			// The server takes the largest allowed one where no default is set.
			const found = textAt(one, 'default', 'memory') ?? textAt(one, 'max', 'memory');
			if (found !== undefined) return found;
		}
	}
	return undefined;
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
	let inner = value;
	for (const key of path) {
		if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return undefined;
		inner = (inner as Record<string, unknown>)[key];
	}
	return typeof inner === 'string' ? inner : typeof inner === 'number' ? String(inner) : undefined;
}

/** Whether a container or its pod limits its memory. Ephemeral containers may not. */
export function limitsMemory({container, list}: Pick<PlacedContainer, 'container' | 'list'>, podSpec: PodSpec): boolean {
	return (
		list === 'ephemeralContainers' ||
		container.resources?.limits?.['memory'] !== undefined ||
		podSpec.resources?.limits?.['memory'] !== undefined
	);
}

export type Usage = {readonly memory?: number; readonly cpu?: number};
/** The most that a container of a workload uses now, in any of its pods; nothing where nobody measured. */
export function usageOf(snapshot: Snapshot, {pods}: Workload, {name}: Container): Usage {
	const own = new Set(pods.map(({metadata}) => `${metadata.namespace ?? ''}/${metadata.name}`));
	const measured = (snapshot.items.podMetrics ?? [])
		.filter(({metadata}) => own.has(`${metadata.namespace ?? ''}/${metadata.name}`))
		.flatMap(({containers}) => containers.filter(one => one.name === name));
	const most = (key: 'memory' | 'cpu') => {
		const amounts = measured.flatMap(one => amountOf(one[key]) ?? []);
		return amounts.length === 0 ? {} : {[key]: Math.max(...amounts)};
	};
	return {...most('memory'), ...most('cpu')};
}
