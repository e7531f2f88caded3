import {parse} from 'yaml';
import type {ServerVersion, Settings} from '../model/index.js';
import {keptFlags} from './flags.js';
import {at, field, list, number, type Raw, text, texts} from './keep/raw.js';

/** Keys that are kept as they are, by ConfigMap. */
const plainKeys: Readonly<Record<string, readonly string[]>> = {
	'kube-system/cilium-config': ['enable-policy', 'enable-wireguard', 'enable-ipsec', 'enable-ipv4', 'kube-proxy-replacement'],
	'kube-system/amazon-vpc-cni': ['enable-network-policy-controller', 'enable-windows-ipam'],
};
const kubeletKeys = [
	'readOnlyPort',
	'rotateCertificates',
	'serverTLSBootstrap',
	'protectKernelDefaults',
	'makeIPTablesUtilChains',
	'eventRecordQPS',
	'streamingConnectionIdleTimeout',
	'podPidsLimit',
	'seccompDefault',
	'tlsMinVersion',
	'healthzBindAddress',
	'enableDebuggingHandlers',
	'enableProfilingHandler',
] as const;

/** ConfigMaps that are read by name, as `namespace/name`. */
export const namedSettings: readonly string[] = [
	'kube-system/kubeadm-config',
	'kube-system/kubelet-config',
	'kube-system/kube-proxy',
	'kube-system/cilium-config',
	'kube-system/amazon-vpc-cni',
	'kube-system/aws-auth',
	'openshift-kube-apiserver/config',
	'istio-system/istio',
];
/** Those that only help to answer a question: no verdict rests on them, so that without them nothing is missing. */
export const settingsOfQuestions: ReadonlySet<string> = new Set(['istio-system/istio']);

const versioned = /^kube-system\/kubelet-config-1\.(\d+)$/;
const isKubeletConfig = (key: string) => key === 'kube-system/kubelet-config' || versioned.test(key);

/** The ConfigMap that kubeadm wrote for the kubelets of this minor; undefined from 1.24 on, where its name holds no version. */
export function olderKubeletConfig({major, minor}: ServerVersion): `${string}/${string}` | undefined {
	return major === 1 && minor < 24 ? `kube-system/kubelet-config-1.${minor}` : undefined;
}

/** The ConfigMap that holds what kubeadm intends for kubelets now: upgrades leave those of older minors behind. */
export function kubeletConfigOf(settings: Settings): `${string}/${string}` | undefined {
	const minorOf = (key: string) => Number(versioned.exec(key)?.[1] ?? Infinity);
	const keys = Object.keys(settings).filter(isKubeletConfig) as `${string}/${string}`[];
	return keys.sort((a, b) => minorOf(b) - minorOf(a))[0];
}

/** What is kept of one of these ConfigMaps: known keys only; everything else of it is dropped. */
export function keepSettings(namespace: string, name: string, data: Readonly<Record<string, string>>): Record<string, string> {
	const key = `${namespace}/${name}`;
	const plain = plainKeys[key];
	if (plain) return Object.fromEntries(plain.flatMap(one => (data[one] === undefined ? [] : [[one, data[one]]])));
	if (key === 'kube-system/kubeadm-config') return kubeadmSettings(yaml(data['ClusterConfiguration']));
	if (isKubeletConfig(key)) return kubeletSettings(yaml(data['kubelet']));
	if (key === 'kube-system/aws-auth') return mappedLogins(yaml(data['mapUsers']), yaml(data['mapRoles']));
	if (key === 'openshift-kube-apiserver/config') return openshiftSettings(yaml(data['config.yaml']));
	if (key === 'istio-system/istio') return meshSettings(yaml(data['mesh']));
	if (key === 'kube-system/kube-proxy') return proxySettings(yaml(data['config.conf']));
	return {};
}

function yaml(source: string | undefined): Raw {
	if (source === undefined) return undefined;
	try {
		const value = parse(source, {version: '1.1', logLevel: 'error', maxAliasCount: 10}) as Raw;
		return typeof value === 'object' && value !== null ? value : undefined;
	} catch (error) {
		// Not YAML: nothing of it is kept, and what it would have told is not seen.
		if (error instanceof Error) return undefined;
		throw error;
	}
}

/** extraArgs are a map (v1beta3) or a list of name and value (v1beta4). */
function kubeadmSettings(config: Raw): Record<string, string> {
	const result: Record<string, string> = config === undefined ? {} : {parsed: 'true'};
	const version = text(field(config, 'kubernetesVersion'));
	if (version !== undefined) result['kubernetesVersion'] = version;
	for (const component of ['apiServer', 'controllerManager', 'scheduler']) {
		const extra = at(config, component, 'extraArgs');
		const pairs: [string, string][] = Array.isArray(extra)
			? list(extra).flatMap((one): [string, string][] => {
					const [name, value] = [text(field(one, 'name')), text(field(one, 'value'))];
					return name === undefined || value === undefined ? [] : [[name, value]];
				})
			: typeof extra === 'object' && extra !== null
				? Object.entries(extra).map(([name, value]): [string, string] => [name, String(value)])
				: [];
		for (const [flag, value] of Object.entries(keptFlags(pairs.map(([name, value]) => `--${name}=${value}`)) ?? {}))
			result[`${component}.${flag}`] = value;
	}
	return result;
}

/** What is kept of the configuration of a kubelet. */
export function kubeletSettings(config: Raw): Record<string, string> {
	if (config === undefined) return {};
	const result: Record<string, string> = {parsed: 'true'};
	for (const key of kubeletKeys) {
		const value = field(config, key);
		if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') result[key] = String(value);
	}
	const anonymous = at(config, 'authentication', 'anonymous', 'enabled');
	if (typeof anonymous === 'boolean') result['authentication.anonymous.enabled'] = String(anonymous);
	const webhook = at(config, 'authentication', 'webhook', 'enabled');
	if (typeof webhook === 'boolean') result['authentication.webhook.enabled'] = String(webhook);
	const authority = text(at(config, 'authentication', 'x509', 'clientCAFile'));
	if (authority !== undefined) result['authentication.x509.clientCAFile'] = authority;
	const mode = text(at(config, 'authorization', 'mode'));
	if (mode !== undefined) result['authorization.mode'] = mode;
	return result;
}

/** How many users and roles of AWS may log in; nodes are none. Their names are not kept. */
function mappedLogins(users: Raw, roles: Raw): Record<string, string> {
	const ofPeople = list(roles).filter(one => !texts(field(one, 'groups')).includes('system:nodes'));
	return {users: String(list(users).length), roles: String(ofPeople.length)};
}

/** The arguments of OpenShift's API server: lists by name. */
function openshiftSettings(config: Raw): Record<string, string> {
	const given = field(config, 'apiServerArguments');
	if (typeof given !== 'object' || given === null) return {};
	return keptFlags(Object.entries(given).map(([name, value]) => `--${name}=${texts(value).join(',')}`)) ?? {};
}

/** What of the configuration of an Istio mesh is kept: where its pods may connect to. */
function meshSettings(config: Raw): Record<string, string> {
	const mode = text(at(config, 'outboundTrafficPolicy', 'mode'));
	return mode === undefined ? {} : {'outboundTrafficPolicy.mode': mode};
}

function proxySettings(config: Raw): Record<string, string> {
	const result: Record<string, string> = {};
	for (const key of ['mode', 'metricsBindAddress'] as const) {
		const value = text(field(config, key)) ?? number(field(config, key))?.toString();
		if (value !== undefined) result[key] = value;
	}
	return result;
}
