import type {Escaped, KubeletSettings, Node, Settings} from '../model/index.js';
import {keptFlags, nodeArguments} from './flags.js';

/** Flags of a kubelet, by the setting of its configuration file that they stand for. */
const settingOf: Readonly<Record<string, string>> = {
	'--anonymous-auth': 'authentication.anonymous.enabled',
	'--authentication-token-webhook': 'authentication.webhook.enabled',
	'--client-ca-file': 'authentication.x509.clientCAFile',
	'--authorization-mode': 'authorization.mode',
};

/** What is known of kubelets without asking them: what kubeadm intends for all, what k3s and RKE2 nodes were started with. */
export function kubeletsOf(settings: Settings, nodes: readonly Escaped<Node>[]): KubeletSettings[] {
	const result: KubeletSettings[] = [];
	const intended = settings['kube-system/kubelet-config'];
	if (intended?.['parsed'] === 'true') {
		const {parsed: _, ...values} = intended;
		result.push({from: 'kubelet-config', where: 'ConfigMap kube-system/kubelet-config', values: typed(values)});
	}
	for (const {metadata} of nodes) {
		const value = metadata.annotations?.['k3s.io/node-args'] ?? metadata.annotations?.['rke2.io/node-args'];
		if (value === undefined) continue;
		const flags = keptFlags((nodeArguments(value).words['kubelet-arg'] ?? []).map(word => `--${word}`)) ?? {};
		const port = flags['--read-only-port'];
		const own = Object.entries(settingOf).flatMap(([name, key]) => (flags[name] === undefined ? [] : [[key, flags[name]]]));
		result.push({
			node: metadata.name,
			from: 'node-args',
			where: `node ${metadata.name}`,
			values: {...(port !== undefined && {readOnlyPort: Number(port)}), ...typed(Object.fromEntries(own))},
		});
	}
	return result;
}

function typed(values: Readonly<Record<string, string>>): Record<string, string | number | boolean> {
	return Object.fromEntries(
		Object.entries(values).map(([key, value]) => [
			key,
			value === 'true' ? true : value === 'false' ? false : /^-?\d+$/.test(value) ? Number(value) : value,
		]),
	);
}
