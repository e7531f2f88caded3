/** Flags that a rule reads. The values of others are never kept: arguments may hold anything. */
const known = new Set(
	`anonymous-auth authentication-config authentication-token-webhook-config-file authorization-mode authorization-config token-auth-file basic-auth-file
	authorization-always-allow-paths client-ca-file requestheader-client-ca-file requestheader-allowed-names oidc-issuer-url enable-bootstrap-token-auth
	service-account-lookup service-account-issuer service-account-key-file service-account-extend-token-expiration service-account-max-token-expiration
	kubelet-certificate-authority kubelet-client-certificate kubelet-client-key kubelet-https kubelet-insecure-tls enable-logs-handler
	enable-admission-plugins disable-admission-plugins admission-control-config-file audit-policy-file audit-log-path audit-log-maxage audit-log-maxbackup
	audit-log-maxsize audit-webhook-config-file audit-webhook-batch-max-wait encryption-provider-config encryption-provider-config-automatic-reload
	etcd-cafile etcd-certfile etcd-keyfile etcd-servers tls-min-version tls-cipher-suites tls-cert-file tls-private-key-file secure-port insecure-port
	insecure-bind-address bind-address address profiling request-timeout allow-privileged feature-gates runtime-config enable-aggregator-routing
	proxy-client-cert-file use-service-account-credentials root-ca-file service-account-private-key-file terminated-pod-gc-threshold
	cluster-signing-cert-file cluster-signing-key-file cluster-signing-duration controllers leader-elect cert-file key-file client-cert-auth auto-tls
	trusted-ca-file peer-cert-file peer-key-file peer-client-cert-auth peer-auto-tls peer-trusted-ca-file listen-client-urls listen-peer-urls
	advertise-client-urls listen-metrics-urls data-dir config-file initial-cluster authentication-token-webhook
	read-only-port rotate-certificates rotate-server-certificates protect-kernel-defaults make-iptables-util-chains event-qps
	streaming-connection-idle-timeout pod-max-pids seccomp-default hostname-override
	enable-network-policy run-firewall disable-network-policy network-policy secrets-encryption enable-skip-login`
		.split(/\s+/)
		.map(name => `--${name}`),
);
const longest = 512;

/** Whether a flag's value may be kept; `name` with its two dashes. */
export const isKnownFlag = (name: string) => known.has(name);

/** `--flag=value`, `--flag value` and `--flag` of known flags; the last of a name wins. undefined where there are no words at all. */
export function keptFlags(words: readonly string[]): Record<string, string> | undefined {
	if (words.length === 0) return undefined;
	const result: Record<string, string> = {};
	// A shell line holds several flags in one word.
	const parts = words.flatMap(word => (/\s-/.test(word) ? word.split(/\s+/) : [word]));
	for (const [index, part] of parts.entries()) {
		const match = /^--?([a-z0-9-]+)(?:=(.*))?$/is.exec(part);
		const name = match && `--${(match[1] as string).toLowerCase()}`;
		if (!name || !isKnownFlag(name)) continue;
		const next = parts[index + 1];
		const value = match[2] ?? (next !== undefined && !next.startsWith('-') ? next : 'true');
		result[name] = withoutLogin(value.slice(0, longest));
	}
	return result;
}

/** An address may carry a name and a password. */
function withoutLogin(value: string): string {
	return value.replace(/:\/\/[^/@\s]+@/g, '://');
}
