import {groupOf, resourceOf} from '../kube/resources.js';
import type {Change, Manifest, Target} from '../model/index.js';
import {objectSays, visible} from '../model/index.js';

/** "shop/deployment/checkout", safe to show. */
export function targetSays(target: Target): string {
	return visible(objectSays(target));
}

/** Tells objects apart: two changes with the same key touch the same object. */
export function targetKey({group, kind, namespace, name}: Target): string {
	return `${group}/${kind}/${namespace ?? ''}/${name}`;
}

/** The address of an object that is written down; undefined for kinds that are not known. */
export function targetOf({apiVersion, kind, metadata}: Manifest): Target | undefined {
	const info = resourceOf(apiVersion, kind);
	if (!info) return undefined;
	const group = groupOf(apiVersion);
	return {
		group,
		version: apiVersion.slice(group === '' ? 0 : group.length + 1),
		kind,
		plural: info.plural,
		name: metadata.name,
		...(info.namespaced && {namespace: metadata.namespace ?? 'default'}),
	};
}

/** A built-in kind takes strategic merge patches; others merge patches. */
export function isBuiltIn({group, kind}: Target): boolean {
	return resourceOf(group === '' ? 'v1' : `${group}/v1`, kind)?.builtIn ?? false;
}

export function created(manifest: Manifest): Change {
	const target = targetOf(manifest);
	if (!target) throw new TypeError(`no address for ${manifest.apiVersion} ${manifest.kind}`);
	return {action: 'create', target, manifest};
}
