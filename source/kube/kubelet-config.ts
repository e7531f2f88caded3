import type {Escaped, KubeletSettings, Node, Settings, Snapshot, Unknown} from '../model/index.js';
import {argumentsOfNode, keptFlags, switchOf} from './flags.js';
import type {Raw} from './keep/raw.js';
import {isVirtualNode} from './node-kinds.js';
import {kubeletConfigOf, kubeletSettings} from './settings.js';

/** Flags of a kubelet, by the setting of its configuration file that they stand for. */
const settingOf: Readonly<Record<string, {readonly key: string; readonly isSwitch?: true}>> = {
	'--anonymous-auth': {key: 'authentication.anonymous.enabled', isSwitch: true},
	'--authentication-token-webhook': {key: 'authentication.webhook.enabled', isSwitch: true},
	'--client-ca-file': {key: 'authentication.x509.clientCAFile'},
	'--authorization-mode': {key: 'authorization.mode'},
};

/** What a running kubelet says of itself; undefined where it says nothing that is understood. */
export function runningSettings(config: Raw): KubeletSettings['values'] | undefined {
	const {parsed, ...values} = kubeletSettings(typeof config === 'object' ? config : undefined);
	return parsed === 'true' ? typed(values) : undefined;
}

/** All of it is what kubelets run with, none of it what somebody intended. */
export function isRunning(kubelets: readonly KubeletSettings[]): boolean {
	return kubelets.length > 0 && kubelets.every(({from}) => from === 'configz');
}

/** Why nothing is known of kubelets, and what would tell it. */
export function kubeletsUnseen({cluster}: Pick<Snapshot, 'cluster'>): Unknown {
	const asks = cluster.source === 'cluster' ? '; --kubelets asks them, where the account holds get nodes/proxy' : '';
	return {code: 'hidden', text: `settings of the kubelets cannot be seen here${asks}`};
}

/** Whether something is known of every kubelet that is somebody's to set. */
export function isEveryKubeletKnown(kubelets: readonly KubeletSettings[], nodes: readonly Escaped<Node>[]): boolean {
	const spoken = new Set(kubelets.flatMap(({node}) => node ?? []));
	return (
		kubelets.some(({node}) => node === undefined) ||
		(spoken.size > 0 && nodes.every(node => isVirtualNode(node) || spoken.has(node.metadata.name)))
	);
}

/**
 * What is known of kubelets: what they run with where they were asked; else what kubeadm intends for all, and what k3s and RKE2 nodes were
 * started with.
 */
export function kubeletsOf(
	settings: Settings,
	nodes: readonly Escaped<Node>[],
	running: readonly KubeletSettings[] = [],
): KubeletSettings[] {
	const result: KubeletSettings[] = [...running];
	const asked = new Set(running.flatMap(({node}) => node ?? []));
	const name = kubeletConfigOf(settings);
	const intended = name && settings[name];
	if (intended?.['parsed'] === 'true' && !isEveryKubeletKnown(running, nodes)) {
		const {parsed: _, ...values} = intended;
		result.push({from: 'kubelet-config', where: `ConfigMap ${name}`, values: typed(values)});
	}
	for (const node of nodes) {
		const {name} = node.metadata;
		const started = argumentsOfNode(node);
		if (!started || asked.has(name)) continue;
		const flags = keptFlags((started.words['kubelet-arg'] ?? []).map(word => `--${word}`)) ?? {};
		const port = flags['--read-only-port'];
		const own = Object.entries(settingOf).flatMap(([name, {key, isSwitch}]) => {
			const given = flags[name];
			return given === undefined ? [] : [[key, (isSwitch && switchOf(given)?.toString()) || given]];
		});
		result.push({
			node: name,
			from: 'node-args',
			where: `node ${name}`,
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
