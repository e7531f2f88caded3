import type {Certificate} from '../model/index.js';

const day = 24 * 60 * 60 * 1000;
const shortestRsa = 2048;

/** Whole days until a certificate runs out; negative once it has. */
export function daysLeft({notAfter}: Certificate, at: string): number {
	return Math.floor((Date.parse(notAfter) - Date.parse(at)) / day);
}

/** What is weak about its key or signature; undefined where nothing is. */
export function weakness({keyType, keyBits, signature}: Certificate): string | undefined {
	if (/rsa/i.test(keyType) && keyBits !== undefined && keyBits < shortestRsa) return `an RSA key of ${keyBits} bits`;
	if (signature && /sha-?1(?!\d)|md5/i.test(signature)) return `signed with ${signature}`;
	return undefined;
}
