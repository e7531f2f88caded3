import {yamlDocuments} from '../change/yaml.js';
import {type RolePart, readerRoles, rolePartOf} from '../kube/reader-roles.js';
import type {Control, Source} from '../model/index.js';

/** The read-only roles that a scan needs, as a text to apply; only some parts of them where these are named. */
export function readerRole(parts?: readonly RolePart[]): string {
	return yamlDocuments(readerRoles(parts));
}

/** The controls that stay unknown with these parts alone. */
export function lostWithout(controls: readonly Control[], parts: readonly RolePart[]): readonly Control[] {
	const isReadable = (source: Source) => {
		const part = rolePartOf(source);
		return part === undefined || parts.includes(part);
	};
	return controls.filter(({cluster}) => cluster?.needs.some(need => !(Array.isArray(need) ? need : [need as Source]).some(isReadable)));
}
