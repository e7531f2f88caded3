import {stringify} from 'yaml';
import type {Json} from '../model/index.js';

/** As a person would write it: no line is folded, nothing is shared by reference. */
export function yamlOf(value: Json): string {
	return stringify(value, {lineWidth: 0, aliasDuplicateObjects: false, version: '1.1'});
}

/** Several documents in one text. */
export function yamlDocuments(values: readonly Json[]): string {
	return values.map(yamlOf).join('---\n');
}
