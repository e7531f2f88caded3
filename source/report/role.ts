import {yamlDocuments} from '../change/yaml.js';
import {readerRoles} from '../kube/reader-roles.js';

/** The read-only roles that a scan needs, as a text to apply. */
export function readerRole(): string {
	return yamlDocuments(readerRoles());
}
