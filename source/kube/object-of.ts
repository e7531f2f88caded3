import type {KubernetesObject, Snapshot, Target} from '../model/index.js';
import {visible} from '../model/index.js';
import {resources} from './resources.js';

/** The object that a change is about, as it was read. */
export function objectOf({items}: Snapshot, {group, plural, namespace, name}: Target): KubernetesObject | undefined {
	const info = resources.find(one => one.group === group && one.plural === plural);
	const all: readonly KubernetesObject[] = (info && items[info.name]) ?? [];
	const safe = {name: visible(name), ...(namespace !== undefined && {namespace: visible(namespace)})};
	return all.find(({metadata}) => metadata.name === safe.name && metadata.namespace === safe.namespace);
}
