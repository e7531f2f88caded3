import {Failure} from '../model/index.js';
import {unreachable, untrusted} from './failures.js';

/** A request that got no answer. `reached`: it may have come to the server, so it must not be sent again unless that does no harm. */
export class ExchangeFailure extends Failure {
	readonly reached: boolean;
	/** It was lost on a connection that had been used before. */
	readonly stale: boolean;

	constructor(failure: Failure, reached: boolean, stale = false) {
		super(failure.message, failure);
		this.reached = reached;
		this.stale = stale;
	}
}

const trustCodes = new Set([
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'CERT_SIGNATURE_FAILURE',
	'CERT_NOT_YET_VALID',
	'CERT_HAS_EXPIRED',
	'CERT_UNTRUSTED',
	'CERT_REJECTED',
	'INVALID_CA',
	'INVALID_PURPOSE',
	'HOSTNAME_MISMATCH',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);
const reasons: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'Nothing listens there: the connection was refused.',
	ENOTFOUND: 'Its name cannot be resolved.',
	EAI_AGAIN: 'Its name cannot be resolved now: the name server does not answer.',
	EHOSTUNREACH: 'No route leads there.',
	ENETUNREACH: 'No route leads there.',
	ETIMEDOUT: 'It did not answer in time.',
	ECONNRESET: 'The connection was closed before the answer was complete.',
	EPIPE: 'The connection was closed before the answer was complete.',
	CERT_HAS_EXPIRED: 'The certificate has expired.',
	CERT_NOT_YET_VALID: 'The certificate is not valid yet: is the clock of this machine right?',
	ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another name.',
	HOSTNAME_MISMATCH: 'The certificate is for another name.',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'It is signed by itself and not by the authority in the kubeconfig.',
	SELF_SIGNED_CERT_IN_CHAIN: 'It is signed by an authority that is not the one in the kubeconfig.',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'It is signed by an authority that is not the one in the kubeconfig.',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'It is signed by an authority that is not the one in the kubeconfig.',
	EPROTO: 'It does not speak TLS, or not a version that this program accepts.',
};

/** What a network error means. */
export function networkFailure(server: string, error: unknown): Failure {
	const {code = '', message = String(error)} = error as {code?: string; message?: string};
	const why = reasons[code] ?? message;
	if (trustCodes.has(code)) return untrusted(server, why);
	if (/^ERR_SSL_|^EPROTO$/.test(code) && /alert.*(certificate|unknown ca|access denied)/i.test(message))
		return unreachable(
			server,
			'It refuses the client certificate of this login.',
			'Sign in again, or renew the client certificate in the kubeconfig.',
		);
	if (code.startsWith('ERR_SSL_')) return unreachable(server, reasons['EPROTO'] as string);
	return unreachable(server, why);
}
