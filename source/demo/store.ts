import {createHash} from 'node:crypto';
import {type ApiObject, copyOf, groupOf} from './api-object.js';
import {builtInKinds, type Kind, kindsOfDefinition} from './kinds.js';

export type Clock = {
	readonly now: () => Date;
	/** Calls once, later. */
	readonly after: (milliseconds: number, act: () => void) => void;
};

export type Store = ReturnType<typeof createStore>;

/** All objects, by kind, namespace and name. What is given out is a copy; resourceVersion, uid and creation are set here. */
export function createStore(clock: Clock, seed = 'demo') {
	const shelves = new Map<string, Map<string, ApiObject>>();
	let version = 100;
	const shelfKey = ({group, plural}: Pick<Kind, 'group' | 'plural'>) => `${group}/${plural}`;
	const objectKey = (namespace: string | undefined, name: string) => `${namespace ?? ''}/${name}`;
	const shelf = (kind: Pick<Kind, 'group' | 'plural'>) => {
		const key = shelfKey(kind);
		const found = shelves.get(key) ?? new Map<string, ApiObject>();
		shelves.set(key, found);
		return found;
	};
	const definitions = () => [...shelf({group: 'apiextensions.k8s.io', plural: 'customresourcedefinitions'}).values()];
	const kinds = () => [...builtInKinds, ...definitions().flatMap(kindsOfDefinition)];
	const inOrder = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

	return {
		kinds,
		kindOf: (apiVersion: string, kind: string): Kind | undefined =>
			kinds().find(each => each.group === groupOf(apiVersion) && each.kind === kind),
		kindAt: (group: string, plural: string, servedVersion?: string): Kind | undefined =>
			kinds().find(
				each => each.group === group && each.plural === plural && (servedVersion === undefined || each.version === servedVersion),
			),
		version: () => String(version),
		nextVersion: () => String(++version),
		/** The same objects get the same ids at every start, so that what is kept about the demo is found again. */
		newId: (object: ApiObject, salt = ''): string => {
			const {kind, metadata} = object;
			const hex = createHash('sha256').update([seed, kind, metadata.namespace, metadata.name, salt].join('\0')).digest('hex');
			return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
		},
		now: () => `${clock.now().toISOString().slice(0, 19)}Z`,
		get: (kind: Pick<Kind, 'group' | 'plural'>, namespace: string | undefined, name: string): ApiObject | undefined => {
			const found = shelf(kind).get(objectKey(namespace, name));
			return found && copyOf(found);
		},
		/** In the order of namespaces and names, as the server's storage has them. */
		list: (kind: Pick<Kind, 'group' | 'plural'>, namespace?: string, test?: (object: ApiObject) => boolean): ApiObject[] =>
			[...shelf(kind)]
				.filter(
					([, object]) => (namespace === undefined || object.metadata.namespace === namespace) && (test === undefined || test(object)),
				)
				.sort(([left], [right]) => inOrder(left, right))
				.map(([, object]) => copyOf(object)),
		/** Stores the object under a new resourceVersion and gives it back. */
		put: (kind: Pick<Kind, 'group' | 'plural'>, object: ApiObject): ApiObject => {
			const stored = copyOf(object);
			stored.metadata.resourceVersion = String(++version);
			shelf(kind).set(objectKey(stored.metadata.namespace, stored.metadata.name), stored);
			return copyOf(stored);
		},
		remove: (kind: Pick<Kind, 'group' | 'plural'>, namespace: string | undefined, name: string): void => {
			version++;
			shelf(kind).delete(objectKey(namespace, name));
		},
	};
}
