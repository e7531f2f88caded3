import {daysLeft, weakness} from '../../kube/certificates.js';
import {platformOf} from '../../kube/signatures/provider.js';
import type {Certificate, Control, Evidence, Finding, Handshake, Inspection, Snapshot} from '../../model/index.js';

const subject = {group: '', kind: 'Cluster', name: 'API server'} as const;
const day = 24 * 60 * 60 * 1000;
/** Longest validity of a serving certificate before it counts as long-lived: three years. */
const longValidity = 3 * 366;

type Problem = Omit<Finding, 'subject'>;
const problem = (check: string, level: Finding['level'], message: string, value?: string): Problem => ({
	check,
	level,
	message,
	...(value !== undefined && {value}),
});

function leafProblems(leaf: Certificate, takenAt: string, rotated: boolean): Problem[] {
	const left = daysLeft(leaf, takenAt);
	const whole = Math.round((Date.parse(leaf.notAfter) - Date.parse(leaf.notBefore)) / day);
	const runsOut = `its certificate ${left < 0 ? `ran out ${-left} days ago` : `runs out in ${left} days`}`;
	const expiry = rotated
		? left < 7
			? [problem('leaf-expiry', 'warn', `${runsOut}; the provider renews it`, leaf.notAfter)]
			: []
		: left < 14
			? [problem('leaf-expiry', 'fail', runsOut, leaf.notAfter)]
			: left < 45
				? [problem('leaf-expiry', 'warn', runsOut, leaf.notAfter)]
				: [];
	const weak = weakness(leaf);
	return [
		...expiry,
		...(weak ? [problem('weak-certificate', 'fail', `its certificate is weak: ${weak}`)] : []),
		...(!rotated && whole > longValidity
			? [problem('long-validity', 'warn', `its certificate is valid for ${Math.round(whole / 365)} years`, leaf.notAfter)]
			: []),
	];
}

function authorityProblems(authority: Certificate | undefined, takenAt: string): Problem[] {
	if (!authority) return [];
	const left = daysLeft(authority, takenAt);
	const text = `the CA of the cluster ${left < 0 ? `ran out ${-left} days ago` : `runs out in ${left} days`}`;
	return left < 90
		? [problem('ca-expiry', 'fail', text, authority.notAfter)]
		: left < 365
			? [problem('ca-expiry', 'warn', text, authority.notAfter)]
			: [];
}

function protocolProblems({accepts, nameMatches, weakSuite, chain}: Handshake): Problem[] {
	const old = [accepts.tls10 ? 'TLS 1.0' : '', accepts.tls11 ? 'TLS 1.1' : ''].filter(Boolean);
	return [
		...(nameMatches === false
			? [
					problem(
						'name-mismatch',
						'fail',
						`its certificate does not name the address in the kubeconfig (it names ${chain[0]?.names.slice(0, 4).join(', ') || 'nothing'})`,
					),
				]
			: []),
		...(old.length > 0 ? [problem('old-protocol', 'fail', `it accepts ${old.join(' and ')}`)] : []),
		...(accepts.weakSuite ? [problem('weak-suite', 'warn', `it accepts the weak TLS 1.2 suite ${weakSuite ?? ''}`.trim(), weakSuite)] : []),
	];
}

function inspect(snapshot: Snapshot): Inspection {
	const handshake = snapshot.facts.handshake as Handshake;
	const [leaf] = handshake.chain;
	const {platform} = platformOf(snapshot);
	const rotated = platform === 'eks' || platform === 'gke' || platform === 'aks';
	const problems = [
		...(leaf ? leafProblems(leaf, snapshot.takenAt, rotated) : []),
		...authorityProblems(handshake.authority, snapshot.takenAt),
		...protocolProblems(handshake),
	];
	const seen: Evidence[] = [
		...(leaf
			? [
					{text: `${daysLeft(leaf, snapshot.takenAt)} days left`},
					{text: `${handshake.protocol}, ${handshake.cipher}, ${leaf.keyType}${leaf.keyBits ? ` ${leaf.keyBits}` : ''}`},
				]
			: []),
		...(handshake.authority ? [{text: `CA valid for ${daysLeft(handshake.authority, snapshot.takenAt)} more days`}] : []),
		...(handshake.accepts.tls10 === undefined || handshake.accepts.tls11 === undefined
			? [{text: 'whether TLS 1.0 and 1.1 are accepted could not be tried'}]
			: []),
		{text: 'behind a proxy that ends TLS, this describes the proxy'},
	];
	return {
		findings: problems.map(one => ({...one, subject})),
		seen,
		exempt: rotated ? [{subject, reason: 'the provider renews the serving certificate'}] : [],
	};
}

export default {
	id: 'api-server-tls',
	title: 'Serve the API with sound TLS',
	layer: 'cluster',
	phase: 'operate',
	severity: 'high',
	blast: 'cluster',
	fix: 'command',
	threats: {external: 2, container: 0, user: 1},
	seeds: ['N8', 'K1'],
	references: {
		cis: ['1.2.24', '1.2.25', '1.2.29'],
		nsa: 'Encryption',
		owasp: ['K06', 'K07'],
		attack: ['T1557', 'T1040'],
		kubescape: ['C-0138', 'C-0139', 'C-0143', 'C-0277'],
		trivy: ['KCV-0027', 'KCV-0028'],
	},
	why: 'Whoever can read or alter the traffic to the API server takes over the sessions of its users; a certificate that runs out locks everybody out.',
	risk: 'The API server restarts; very old clients are refused; kubeconfigs that hold old client certificates must be issued again.',
	question: 'Is the API server limited to TLS 1.2 and newer, and are you warned before its certificate runs out?',
	because: 'the certificate or TLS of your API server is weak or about to run out',
	verify: 'openssl s_client -connect <server>:6443 </dev/null | openssl x509 -noout -dates -ext subjectAltName',
	hidden: 'Behind a proxy that ends TLS the result describes the proxy.',
	guide: {
		platforms: {
			kubeadm: [
				'kubeadm certs check-expiration',
				'kubeadm certs renew all, then restart the static pods of the control plane',
				'Set --tls-min-version=VersionTLS12 and --tls-cipher-suites on kube-apiserver',
			],
			k3s: [
				'Restart the server: certificates within 90 days of their end are renewed',
				'kube-apiserver-arg: tls-min-version=VersionTLS12 in /etc/rancher/k3s/config.yaml',
			],
			eks: ['EKS renews the certificate and chooses the TLS versions.'],
			gke: ['GKE renews the certificate and chooses the TLS versions.'],
			aks: ['az aks rotate-certs renews all certificates.'],
		},
		everywhere: ['Renew the serving certificate of the API server, and watch its end date.'],
		snippet:
			'- --tls-min-version=VersionTLS12\n- --tls-cipher-suites=TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305\n',
	},
	cluster: {needs: ['handshake'], wants: ['nodes', 'pods', 'settings', 'version'], inspect},
} satisfies Control;
