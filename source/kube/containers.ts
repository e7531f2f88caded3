import type {Container, PodSpec} from '../model/index.js';

export const containerLists = ['initContainers', 'containers', 'ephemeralContainers'] as const;
export type ContainerList = (typeof containerLists)[number];
export type PlacedContainer = {
	readonly container: Container;
	readonly list: ContainerList;
	readonly index: number;
	/** Relative to the pod spec: `containers[0]`. */
	readonly path: string;
};

/** Containers of all three kinds, in the order in which the server looks at them. */
export function containersOf(podSpec: PodSpec): readonly PlacedContainer[] {
	const before = known.get(podSpec);
	if (before) return before;
	const result = containerLists.flatMap(list =>
		(podSpec[list] ?? []).map((container, index) => ({container, list, index, path: `${list}[${index}]`})),
	);
	known.set(podSpec, result);
	return result;
}

const known = new WeakMap<PodSpec, readonly PlacedContainer[]>();
