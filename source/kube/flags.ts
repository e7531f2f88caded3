import type {Escaped, Flags, Node, Pod, Settings, Snapshot} from '../model/index.js';
import {visible} from '../model/index.js';

/** Flags that a rule reads. The values of others are never kept: arguments may hold anything. */
const known = new Set(
	`anonymous-auth authentication-config authentication-token-webhook-config-file authorization-mode authorization-config token-auth-file basic-auth-file
	client-ca-file requestheader-client-ca-file requestheader-allowed-names oidc-issuer-url enable-bootstrap-token-auth service-account-lookup service-account-issuer
	service-account-key-file service-account-extend-token-expiration kubelet-certificate-authority kubelet-client-certificate kubelet-client-key kubelet-https
	enable-admission-plugins disable-admission-plugins admission-control-config-file audit-policy-file audit-log-path audit-log-maxage audit-log-maxbackup audit-log-maxsize
	audit-webhook-config-file encryption-provider-config encryption-provider-config-automatic-reload etcd-cafile etcd-certfile etcd-keyfile etcd-servers tls-min-version
	tls-cipher-suites tls-cert-file tls-private-key-file secure-port insecure-port bind-address address profiling request-timeout allow-privileged feature-gates runtime-config
	enable-aggregator-routing proxy-client-cert-file use-service-account-credentials root-ca-file service-account-private-key-file terminated-pod-gc-threshold
	cluster-signing-cert-file cluster-signing-key-file controllers leader-elect cert-file key-file client-cert-auth auto-tls trusted-ca-file peer-cert-file peer-key-file
	peer-client-cert-auth peer-auto-tls peer-trusted-ca-file listen-client-urls advertise-client-urls listen-metrics-urls data-dir
	read-only-port rotate-certificates rotate-server-certificates protect-kernel-defaults make-iptables-util-chains event-qps streaming-connection-idle-timeout
	pod-max-pids seccomp-default hostname-override enable-network-policy run-firewall disable-network-policy network-policy secrets-encryption kubelet-arg`
		.split(/\s+/)
		.filter(Boolean)
		.map(name => `--${name}`),
);
const longest = 512;

/** `--flag=value`, `--flag value` and `--flag` of known flags; the last of a name wins. undefined where there are no arguments at all. */
export function keptFlags(words: readonly string[]): Record<string, string> | undefined {
	if (words.length === 0) return undefined;
	const result: Record<string, string> = {};
	for (const [index, word] of words.entries()) {
		// A shell line holds several flags in one word.
		for (const [flagIndex, part] of (word.includes(' --') ? word.split(/\s+/) : [word]).entries()) {
			const match = /^(--?[a-z0-9-]+)(?:=(.*))?$/is.exec(part);
			if (!match) continue;
			const name = `--${(match[1] as string).replace(/^-+/, '').toLowerCase()}`;
			if (!known.has(name)) continue;
			const next = word.includes(' --') ? word.split(/\s+/)[flagIndex + 1] : words[index + 1];
			const value = match[2] ?? (next !== undefined && !next.startsWith('-') ? next : 'true');
			result[name] = value.slice(0, longest);
		}
	}
	return result;
}

/** The arguments that k3s and RKE2 write on their nodes (a JSON list), known flags only, as JSON again. */
export function keptNodeArguments(value: string): string {
	return JSON.stringify(nodeArguments(value));
}

type Component = keyof Snapshot['facts']['flags'];
const components: readonly {readonly component: Component; readonly label: string; readonly argument: string}[] = [
	{component: 'apiServer', label: 'kube-apiserver', argument: 'kube-apiserver-arg'},
	{component: 'controllerManager', label: 'kube-controller-manager', argument: 'kube-controller-manager-arg'},
	{component: 'scheduler', label: 'kube-scheduler', argument: 'kube-scheduler-arg'},
	{component: 'etcd', label: 'etcd', argument: 'etcd-arg'},
];

/** `{"kube-apiserver-arg": ["audit-log-path=…"], "kubelet-arg": […], …}` of one node. */
export function nodeArguments(value: string): Record<string, string[]> {
	let words: unknown;
	try {
		words = JSON.parse(value);
	} catch (error) {
		if (error instanceof SyntaxError) return {};
		throw error;
	}
	if (typeof words === 'object' && words !== null && !Array.isArray(words))
		return Object.fromEntries(
			Object.entries(words).map(([key, inner]) => [
				key,
				Array.isArray(inner) ? inner.filter((one): one is string => typeof one === 'string') : [],
			]),
		);
	if (!Array.isArray(words)) return {};
	const result: Record<string, string[]> = {};
	const texts = words.filter((word): word is string => typeof word === 'string');
	for (const [index, word] of texts.entries()) {
		const match = /^--([a-z-]+-arg|disable-network-policy|secrets-encryption|protect-kernel-defaults|flannel-backend)(?:=(.*))?$/s.exec(
			word,
		);
		if (!match) continue;
		const value = match[2] ?? (texts[index + 1]?.startsWith('--') === false ? (texts[index + 1] as string) : 'true');
		const name = match[1] as string;
		const kept = name.endsWith('-arg')
			? Object.entries(keptFlags([`--${value}`]) ?? {}).map(([flag, inner]) => `${flag.slice(2)}=${inner}`)
			: [value];
		result[name] = [...(result[name] ?? []), ...kept];
	}
	return result;
}

/** The flags of each control-plane component: from its pods, else from what nodes were started with, else from what kubeadm intends. */
export function flagsOf(pods: readonly Escaped<Pod>[], nodes: readonly Escaped<Node>[], settings: Settings): Snapshot['facts']['flags'] {
	const result: Partial<Record<Component, Flags>> = {};
	for (const {component, label, argument} of components) {
		const flags = fromPods(pods, label) ?? fromNodes(nodes, argument) ?? fromKubeadm(settings, component);
		if (flags) result[component] = flags;
	}
	return result;
}

function fromPods(pods: readonly Escaped<Pod>[], label: string): Flags | undefined {
	const own = pods.filter(
		({metadata, spec}) =>
			metadata.namespace === 'kube-system' && metadata.labels?.['component'] === label && spec.containers[0]?.flags !== undefined,
	);
	const [first] = [...own].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
	if (!first) return undefined;
	return {values: first.spec.containers[0]?.flags ?? {}, from: 'pod', where: `pod ${first.metadata.name}`, instances: own.length};
}

function fromNodes(nodes: readonly Escaped<Node>[], argument: string): Flags | undefined {
	for (const {metadata} of nodes) {
		const value = metadata.annotations?.['k3s.io/node-args'] ?? metadata.annotations?.['rke2.io/node-args'];
		if (value === undefined || !/"server"|kube-apiserver-arg/.test(value)) continue;
		const words = nodeArguments(value)[argument] ?? [];
		return {values: keptFlags(words.map(word => `--${word}`)) ?? {}, from: 'node-args', where: `node ${metadata.name}`, instances: 1};
	}
	return undefined;
}

const kubeadmKey: Readonly<Partial<Record<Component, string>>> = {
	apiServer: 'apiServer',
	controllerManager: 'controllerManager',
	scheduler: 'scheduler',
};
function fromKubeadm(settings: Settings, component: Component): Flags | undefined {
	const kept = settings['kube-system/kubeadm-config'];
	const prefix = kubeadmKey[component];
	if (!kept || prefix === undefined) return undefined;
	const values = Object.fromEntries(
		Object.entries(kept)
			.filter(([key]) => key.startsWith(`${prefix}.--`))
			.map(([key, value]) => [key.slice(prefix.length + 1), value]),
	);
	return {values, from: 'kubeadm-config', where: visible('ConfigMap kube-system/kubeadm-config'), instances: 0};
}
