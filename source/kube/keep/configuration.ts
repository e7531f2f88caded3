import type {ConfigMap, Secret} from '../../model/index.js';
import {suspiciousData} from '../suspicion.js';
import {lastApplied} from './metadata.js';
import {at, field, type Raw, textMap} from './raw.js';

/** Of its values nothing is looked at, also where a file holds them. */
export function keepSecret(raw: Raw): Omit<Secret, 'metadata'> {
	return field(at(raw, 'metadata', 'annotations'), lastApplied) === undefined ? {} : {lastApplied: true};
}

export function keepConfigMap(raw: Raw): Omit<ConfigMap, 'metadata'> {
	const data = field(raw, 'data');
	if (data === undefined) return {};
	const found = suspiciousData(textMap(data));
	return {hasData: true, ...(found.length > 0 && {suspiciousData: found})};
}
