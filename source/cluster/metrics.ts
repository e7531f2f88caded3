import {StringDecoder} from 'node:string_decoder';
import {type Metrics, visible} from '../model/index.js';

const wanted = /^(apiserver_audit_event_total|apiserver_audit_level_total|apiserver_authorization_decisions_total)(?:\{(.*)\})? (\S+)/;
const longest = 65_536;

/** Takes the text of /metrics piece by piece and keeps the few lines that rules read. */
export function metricsReader(): {readonly take: (chunk: Buffer) => void; readonly metrics: () => Metrics} {
	const decoder = new StringDecoder('utf8');
	let rest = '';
	let auditEvents: number | undefined;
	const auditLevels: Record<string, number> = {};
	const authorizers: Record<string, number> = {};
	const line = (text: string) => {
		const [, name, labels = '', number] = wanted.exec(text) ?? [];
		const value = Number(number);
		if (name === undefined || !Number.isFinite(value)) return;
		if (name === 'apiserver_audit_event_total') auditEvents = (auditEvents ?? 0) + value;
		else if (name === 'apiserver_audit_level_total') add(auditLevels, labelOf(labels, 'level'), value);
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
