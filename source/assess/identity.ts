import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js';
import type {Finding} from '../model/index.js';

/**
 * 16 hex digits that stay the same as long as the same rule finds the same thing: over control, check, API group, kind, namespace, name,
 * container, item and path without list indices; never over message or value.
 */
export function findingId(control: string, {check, subject, container, item, path}: Finding): string {
	const parts = [
		control,
		check,
		subject.group,
		subject.kind,
		subject.namespace ?? '',
		subject.name,
		container ?? '',
		item ?? '',
		(path ?? '').replace(/\[\d+\]/g, '[]'),
	];
	return bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts)))).slice(0, 16);
}
