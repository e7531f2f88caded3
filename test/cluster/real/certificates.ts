import {webcrypto} from 'node:crypto';
// tsyringe, which @peculiar/x509 rests on, looks for this while it is loaded.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

export type Pair = {readonly certificate: string; readonly key: string};
export type Authority = Pair & {readonly issue: (wanted: Wanted) => Promise<Pair>};
export type Wanted = {
	readonly name: string;
	readonly groups?: readonly string[];
	/** Host names and addresses of a server; absent for a client. */
	readonly hosts?: readonly string[];
	readonly notBefore?: Date;
	readonly notAfter?: Date;
};

const algorithm = {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'} as const;
const day = 86_400_000;

/** A throw-away certificate authority. */
export async function certificateAuthority(name = 'castellan-test-ca'): Promise<Authority> {
	const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const root = await x509.X509CertificateGenerator.createSelfSigned({
		name: `CN=${name}`,
		notBefore: new Date(Date.now() - day),
		notAfter: new Date(Date.now() + 10 * 365 * day),
		signingAlgorithm: algorithm,
		keys,
		extensions: [
			new x509.BasicConstraintsExtension(true, 1, true),
			new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
		],
	});
	const issue = async ({name, groups = [], hosts, notBefore, notAfter}: Wanted): Promise<Pair> => {
		const own = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
		const certificate = await x509.X509CertificateGenerator.create({
			subject: new x509.Name([{CN: [name]}, ...groups.map(group => ({O: [group]}))]),
			issuer: root.subject,
			notBefore: notBefore ?? new Date(Date.now() - day),
			notAfter: notAfter ?? new Date(Date.now() + 365 * day),
			signingAlgorithm: algorithm,
			publicKey: own.publicKey,
			signingKey: keys.privateKey,
			extensions: [
				new x509.BasicConstraintsExtension(false),
				new x509.ExtendedKeyUsageExtension([hosts ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth]),
				...(hosts ? [new x509.SubjectAlternativeNameExtension(hosts.map(generalName))] : []),
			],
		});
		return {certificate: certificate.toString('pem'), key: await pem(own.privateKey)};
	};
	return {certificate: root.toString('pem'), key: await pem(keys.privateKey), issue};
}

function generalName(host: string): x509.JsonGeneralName {
	return {type: /^[\d.]+$|:/.test(host) ? 'ip' : 'dns', value: host};
}

async function pem(key: webcrypto.CryptoKey): Promise<string> {
	return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}
