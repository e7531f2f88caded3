import type {Target} from '../model/index.js';

/** Path of the list that an object belongs to. */
export function listPath({group, version, plural, namespace}: Target): string {
	const api = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
	return `${api}${namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`}/${plural}`;
}

export function objectPath(target: Target): string {
	return `${listPath(target)}/${encodeURIComponent(target.name)}`;
}

/** "patch deployments.apps in shop". */
export function rightSays(verb: string, {group, plural, namespace}: Target): string {
	return `${verb} ${plural}${group === '' ? '' : `.${group}`}${namespace === undefined ? '' : ` in ${namespace}`}`;
}
