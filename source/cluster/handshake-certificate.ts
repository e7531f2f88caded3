import {X509Certificate} from 'node:crypto';
import {type Certificate, type Safe, visible} from '../model/index.js';

/** What a certificate says, from its DER or PEM; undefined where it is none. */
export function certificateOf(source: Buffer | string): Certificate | undefined {
	let parsed: X509Certificate;
	try {
		parsed = new X509Certificate(source);
	} catch {
		return undefined;
	}
	const key = keyOf(parsed);
	return {
		subject: line(parsed.subject),
		issuer: line(parsed.issuer),
		notBefore: time(parsed.validFrom),
		notAfter: time(parsed.validTo),
		names: (parsed.subjectAltName ?? '')
			.split(', ')
			.filter(Boolean)
			.map(name => visible(name.replace(/^(DNS|IP Address):/, ''))),
		keyType: key.type,
		...(key.bits !== undefined && {keyBits: key.bits}),
		...(parsed.signatureAlgorithm !== undefined && {signature: visible(parsed.signatureAlgorithm)}),
		isCa: parsed.ca,
	};
}

function keyOf(certificate: X509Certificate): {readonly type: string; readonly bits?: number} {
	let key: X509Certificate['publicKey'];
	try {
		key = certificate.publicKey;
	} catch {
		return {type: 'unknown'};
	}
	const {modulusLength, namedCurve} = key.asymmetricKeyDetails ?? {};
	const curve = {prime256v1: 256, secp384r1: 384, secp521r1: 521}[namedCurve ?? ''];
	const bits = modulusLength ?? curve ?? (key.asymmetricKeyType === 'ed25519' ? 256 : undefined);
	return {type: key.asymmetricKeyType ?? 'unknown', ...(bits !== undefined && {bits})};
}

/** "CN=kubernetes, O=x" of the lines that Node gives. */
function line(name: string | undefined): Safe {
	return visible((name ?? '').replaceAll('\n', ', '));
}

function time(text: string): string {
	const parsed = Date.parse(text);
	return Number.isNaN(parsed) ? visible(text) : new Date(parsed).toISOString();
}
