import {StringDecoder} from 'node:string_decoder';
import {type Metrics, type SecretEncryption, visible} from '../model/index.js';

const wanted =
	/^(apiserver_audit_event_total|apiserver_audit_level_total|apiserver_authorization_decisions_total|apiserver_storage_transformation_operations_total)(?:\{(.*)\})? (\S+)/;
/** Beginnings of what is stored, by what encrypted it; the names of keys follow, and are not kept. */
const encryptions: readonly (readonly [prefix: string, SecretEncryption])[] = [
	['k8s:enc:kms:v2:', 'kms-v2'],
	['k8s:enc:kms:v1:', 'kms-v1'],
	['k8s:enc:secretbox:', 'secretbox'],
	['k8s:enc:aesgcm:', 'aesgcm'],
	['k8s:enc:aescbc:', 'aescbc'],
];
const longest = 65_536;

/** Takes the text of /metrics piece by piece and keeps the few lines that rules read. */
export function metricsReader(): {readonly take: (chunk: Buffer) => void; readonly metrics: () => Metrics} {
	const decoder = new StringDecoder('utf8');
	let rest = '';
	let auditEvents: number | undefined;
	const auditLevels: Record<string, number> = {};
	const authorizers: Record<string, number> = {};
	const secrets: Partial<Record<SecretEncryption, number>> = {};
	const stored = (labels: string, value: number) => {
		const is = (name: string, wish: string) => labelOf(labels, name) === wish;
		if (!is('resource', 'secrets') || !is('transformation_type', 'to_storage') || !is('status', 'OK')) return;
		const prefix = labelOf(labels, 'transformer_prefix');
		const by = prefix === '' || prefix === 'identity' ? 'identity' : encryptions.find(([start]) => prefix.startsWith(start))?.[1];
		if (by !== undefined) secrets[by] = (secrets[by] ?? 0) + value;
	};
	const line = (text: string) => {
		const [, name, labels = '', number] = wanted.exec(text) ?? [];
		const value = Number(number);
		if (name === undefined || !Number.isFinite(value)) return;
		if (name === 'apiserver_audit_event_total') auditEvents = (auditEvents ?? 0) + value;
		else if (name === 'apiserver_audit_level_total') add(auditLevels, labelOf(labels, 'level'), value);
		else if (name === 'apiserver_storage_transformation_operations_total') stored(labels, value);
		else add(authorizers, labelOf(labels, 'type'), value);
	};
	return {
		take(chunk) {
			const lines = (rest + decoder.write(chunk)).split('\n');
			rest = (lines.pop() ?? '').slice(0, longest);
			for (const one of lines) line(one);
		},
		metrics() {
			line(rest);
			rest = '';
			return {
				...(auditEvents !== undefined && {auditEvents}),
				...(Object.keys(auditLevels).length > 0 && {auditLevels}),
				...(Object.keys(authorizers).length > 0 && {authorizers}),
				...(Object.keys(secrets).length > 0 && {secretsEncryptedBy: secrets}),
			};
		},
	};
}

function labelOf(labels: string, name: string): string {
	return new RegExp(`(?:^|,)${name}="((?:[^"\\\\]|\\\\.)*)"`).exec(labels)?.[1] ?? '';
}

function add(counts: Record<string, number>, key: string, value: number): void {
	const safe = visible(key);
	if (safe !== '' && safe !== '__proto__') counts[safe] = (counts[safe] ?? 0) + value;
}
