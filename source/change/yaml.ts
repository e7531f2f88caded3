import {yamlOf} from '../kube/yaml-text.js';
import type {Json} from '../model/index.js';

/** Several documents in one text. */
export function yamlDocuments(values: readonly Json[]): string {
	return values.map(yamlOf).join('---\n');
}
