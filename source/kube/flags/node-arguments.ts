import type {Escaped, Node} from '../../model/index.js';
import {keptFlags} from './words.js';

/** What k3s or RKE2 was started with on a node, as far as a rule reads it. */
export type NodeArguments = {
	readonly role?: 'server' | 'agent';
	/** By the word without dashes: `kube-apiserver-arg` holds `audit-log-path=…`; a switch holds its value. */
	readonly words: Readonly<Record<string, readonly string[]>>;
};

const switches = new Set(['disable-network-policy', 'secrets-encryption', 'protect-kernel-defaults', 'flannel-backend', 'disable', 'cni']);
const isKept = (name: string) => name.endsWith('-arg') || switches.has(name);

/** The annotation (a JSON list of words) reduced to what is kept, as JSON again: tokens and the like end here. */
export function keptNodeArguments(value: string): string {
	const {role, words} = readArguments(parsed(value));
	return JSON.stringify({...(role && {role}), words});
}

/** What was kept of the annotation. */
export function nodeArguments(kept: string): NodeArguments {
	const value = parsed(kept);
	if (Array.isArray(value)) return readArguments(value);
	if (typeof value !== 'object' || value === null) return {words: {}};
	const {role, words} = value as {role?: unknown; words?: unknown};
	const pairs = typeof words === 'object' && words !== null ? Object.entries(words) : [];
	return {
		...((role === 'server' || role === 'agent') && {role}),
		words: Object.fromEntries(pairs.map(([key, list]) => [key, Array.isArray(list) ? list.filter(one => typeof one === 'string') : []])),
	};
}

/** What k3s or RKE2 was started with on this node; undefined where the node says nothing of it. */
export function argumentsOfNode({metadata}: Escaped<Node>): NodeArguments | undefined {
	const kept = metadata.annotations?.['k3s.io/node-args'] ?? metadata.annotations?.['rke2.io/node-args'];
	return kept === undefined ? undefined : nodeArguments(kept);
}

function parsed(value: string): unknown {
	try {
		return JSON.parse(value);
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}

function readArguments(value: unknown): NodeArguments {
	const texts = Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : [];
	const words: Record<string, string[]> = {};
	for (const [index, word] of texts.entries()) {
		const match = /^--([a-z-]+)(?:=(.*))?$/s.exec(word);
		if (!match || !isKept(match[1] as string)) continue;
		const next = texts[index + 1];
		const given = match[2] ?? (next !== undefined && !next.startsWith('--') ? next : 'true');
		const name = match[1] as string;
		const kept = name.endsWith('-arg')
			? Object.entries(keptFlags([`--${given}`]) ?? {}).map(([flag, inner]) => `${flag.slice(2)}=${inner}`)
			: [given];
		words[name] = [...(words[name] ?? []), ...kept];
	}
	const [role] = texts;
	return {...((role === 'server' || role === 'agent') && {role}), words};
}
