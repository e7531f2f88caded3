import type {Node} from '../model/index.js';

/** A machine that nobody can log in to and that a provider makes for a single pod: Fargate, virtual kubelets. */
export function isVirtualNode({metadata: {labels = {}}, kubeletVersion = ''}: Node): boolean {
	return (
		labels['eks.amazonaws.com/compute-type'] === 'fargate' ||
		labels['type'] === 'virtual-kubelet' ||
		/vk|virtual-kubelet|fargate/i.test(kubeletVersion.replace(/^v[\d.]+/, ''))
	);
}

export function isWindowsNode({operatingSystem, metadata: {labels = {}}}: Node): boolean {
	return operatingSystem === 'windows' || labels['kubernetes.io/os'] === 'windows';
}

const poolLabels = [
	'eks.amazonaws.com/nodegroup',
	'cloud.google.com/gke-nodepool',
	'kubernetes.azure.com/agentpool',
	'karpenter.sh/nodepool',
	'kops.k8s.io/instancegroup',
];

/** The pool that a node belongs to: by its provider's label, else by its role. */
export function poolOf({metadata: {labels = {}}}: Node): string {
	const named = poolLabels.map(key => labels[key]).find(value => value !== undefined);
	if (named !== undefined) return named;
	return labels['node-role.kubernetes.io/control-plane'] === undefined ? 'workers' : 'control plane';
}

/** "a, b and 3 more". */
export function fewNodes(nodes: readonly Node[]): string {
	const names = nodes.map(({metadata}) => metadata.name).sort();
	return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}
