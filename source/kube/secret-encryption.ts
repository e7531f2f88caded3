import type {Evidence, SecretEncryption, Snapshot} from '../model/index.js';
import {argumentsOfNode, flag, switchOf} from './flags.js';
import {at, text} from './keep/raw.js';
import {platformOf} from './signatures/provider.js';

/** `unseen`: something encrypts, but with what lies in a file. */
export type Encryption = SecretEncryption | 'unseen';
export type SecretStorage = {
	readonly by: Encryption;
	readonly seen: readonly Evidence[];
	/** It follows from a default or an intention. */
	readonly inferred?: true;
	/** The product changes the key by itself. */
	readonly rotates?: true;
	/** What it was read from. */
	readonly value: string;
};

/** The weakest first: a server that writes with two of them counts by the weaker one. */
const weakestFirst: readonly SecretEncryption[] = ['identity', 'kms-v1', 'aescbc', 'aesgcm', 'secretbox', 'kms-v2'];
/** EKS encrypts every object with KMS v2 from here on. https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html */
const eksSince = 28;

function ofOpenshift({items}: Snapshot): SecretStorage | undefined {
	const server = items.openshiftApiServers?.find(({metadata}) => metadata.name === 'cluster');
	if (!server) return undefined;
	const type = text(at(server.spec, 'encryption', 'type')) ?? 'identity';
	const by = ({aescbc: 'aescbc', aesgcm: 'aesgcm', kms: 'kms-v2', identity: 'identity', '': 'identity'} as const)[type.toLowerCase()];
	return {by: by ?? 'unseen', seen: [{text: `spec.encryption.type is ${type}`, source: 'APIServer cluster'}], rotates: true, value: type};
}

function ofMetrics({facts}: Snapshot): SecretStorage | undefined {
	const counts = facts.metrics?.secretsEncryptedBy;
	const by = weakestFirst.find(one => (counts?.[one] ?? 0) > 0);
	return by && {by, seen: [{text: `secrets are written with ${by}`, source: '/metrics'}], value: by};
}

/** What k3s and RKE2 were told; undefined on a node that says nothing. */
function ofK3s(snapshot: Snapshot): SecretStorage | undefined {
	const kept = (snapshot.items.nodes ?? []).flatMap(node => {
		const known = argumentsOfNode(node);
		return known?.role === 'server' ? [known] : [];
	});
	if (kept.length === 0) return undefined;
	const {name} = platformOf(snapshot);
	const on = kept.every(({words}) => switchOf(words['secrets-encryption']?.at(-1) ?? (name === 'RKE2' ? 'true' : 'false')) === true);
	const seen = [
		{text: on ? `${name} encrypts secrets, with AES-CBC unless it is told otherwise` : `${name} was started without secrets-encryption`},
	];
	return {by: on ? 'aescbc' : 'identity', seen, value: 'secrets-encryption', inferred: true};
}

/** How secrets are stored; undefined where nothing tells. */
export function encryptionOf(snapshot: Snapshot, owner: 'managed' | 'self' | 'lab'): SecretStorage | undefined {
	const {platform} = platformOf(snapshot);
	const said = ofOpenshift(snapshot) ?? ofMetrics(snapshot);
	if (said) return said;
	const name = '--encryption-provider-config';
	const file = flag(snapshot, 'apiServer', name);
	const from = snapshot.facts.flags.apiServer?.from;
	if (file?.value !== undefined)
		return {by: 'unseen', seen: [{text: `${name}=${file.value}`, source: file.where}], value: name, ...(file.inferred && {inferred: true})};
	if (file && from === 'node-args') return ofK3s(snapshot);
	if (file && owner !== 'managed')
		return {
			by: 'identity',
			seen: [{text: `${name} is not set`, source: file.where}],
			value: `${name} missing`,
			...(file.inferred && {inferred: true}),
		};
	const {version} = snapshot.cluster;
	if (platform === 'eks' && version && version.minor >= eksSince)
		return {by: 'kms-v2', seen: [{text: `EKS encrypts all objects with KMS v2 since 1.${eksSince}`}], inferred: true, value: 'EKS'};
	if (platform === 'talos')
		return {by: 'secretbox', seen: [{text: 'Talos encrypts secrets with secretbox'}], inferred: true, value: 'Talos'};
	return undefined;
}
