import type {Labels, PodSpec, SecurityContext} from '../../model/index.js';
import {containersOf, type PlacedContainer} from '../containers.js';

/** What the checks look at. */
export type Pod = {readonly spec: PodSpec; readonly annotations: Labels};
export type Place = {
	readonly container?: string;
	/** Relative to the pod spec; what begins with `metadata.` is relative to the pod. */
	readonly path: string;
	readonly value?: string;
};
/** What the server says: the reason stands alone in warnings about a namespace, the detail follows in brackets elsewhere. */
export type Found = {readonly reason: string; readonly detail: string; readonly places: readonly [Place, ...Place[]]};
export type Rule = (pod: Pod) => Found | undefined;
export type Check = {
	readonly id: string;
	readonly level: 'baseline' | 'restricted';
	/** The rule per minor version from which it holds, in order. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
	readonly since: readonly (readonly [minor: number, rule: Rule])[];
	/** A check of the baseline that this one stands for. */
	readonly replaces?: string;
};

export const quoted = (items: readonly string[]) => items.map(item => `"${item}"`).join(', ');
/** Without doubles, in the order of their characters. */
export const sorted = (items: readonly string[]) => [...new Set(items)].sort();
export const plural = (count: number, one: string, many = `${one}s`) => (count === 1 ? one : many);
export const containersNamed = (names: readonly string[]) => `${plural(names.length, 'container')} ${quoted(names)}`;
export const hasOwnUsers = ({spec}: Pod) => spec.hostUsers === false;
export const isWindows = ({spec}: Pod) => spec.os === 'windows';
/** The rule does not look at pods of Windows. */
export const butWindows =
	(rule: Rule): Rule =>
	pod =>
		isWindows(pod) ? undefined : rule(pod);
/** Root in a user namespace of the pod's own is not root on the node. */
export const butOwnUsers =
	(rule: Rule): Rule =>
	pod =>
		hasOwnUsers(pod) ? undefined : rule(pod);

/** Containers in which something is wrong, with what is wrong in each. */
export type Bad = {readonly name: string; readonly places: readonly Place[]};

/** `wrong` gives field (relative to the container) and value of all that is wrong in one container. */
export function badContainers(
	{spec}: Pod,
	wrong: (placed: PlacedContainer) => readonly (readonly [field: string, value?: string])[],
): readonly Bad[] {
	return containersOf(spec).flatMap(placed => {
		const {name} = placed.container;
		const places = wrong(placed).map(([field, value]) => ({
			container: name,
			path: `${placed.path}.${field}`,
			...(value !== undefined && {value}),
		}));
		return places.length === 0 ? [] : [{name, places}];
	});
}

export const namesOf = (bad: readonly Bad[]) => bad.map(({name}) => name);
export const valuesOf = (bad: readonly Bad[]) => bad.flatMap(({places}) => places.map(({value}) => value ?? ''));
export const placesOf = (bad: readonly Bad[]) => bad.flatMap(({places}) => places);

/** Nothing where there is no place. */
export function found(places: readonly Place[], reason: string, detail: string): Found | undefined {
	const [first, ...rest] = places;
	return first && {reason, detail, places: [first, ...rest]};
}

/** A field of the security context that the pod and its containers may set. */
export type Set = Pick<SecurityContext, keyof SecurityContext & keyof NonNullable<PodSpec['securityContext']>>;

/** Who sets something wrong: the pod, its containers, or both; as the server lists them, and where. */
export function settersOf(
	pod: Pod,
	field: string,
	valueOf: (context: Set) => string | undefined,
): {says: string; values: string[]; places: Place[]} {
	const own = pod.spec.securityContext && valueOf(pod.spec.securityContext);
	const bad = badContainers(pod, ({container: {securityContext}}) => {
		const value = securityContext && valueOf(securityContext);
		return value === undefined ? [] : [[`securityContext.${field}`, value]];
	});
	const names = namesOf(bad);
	return {
		says: [...(own === undefined ? [] : ['pod']), ...(names.length > 0 ? [containersNamed(names)] : [])].join(' and '),
		values: sorted([...(own === undefined ? [] : [own]), ...valuesOf(bad)]),
		places: [...(own === undefined ? [] : [{path: `securityContext.${field}`, value: own}]), ...placesOf(bad)],
	};
}
