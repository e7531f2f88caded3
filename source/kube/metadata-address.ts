import type {CustomObject, LabelSelector, NetworkPolicy, NetworkPolicyRule, Snapshot} from '../model/index.js';
import {type PodUnderPolicy, policiesOver} from './network-policies.js';
import {matchesSelector} from './selectors.js';

/** Where the machines of clouds answer with their credentials. */
export const metadataAddress = '169.254.169.254';
export const metadataAddress6 = 'fd00:ec2::254';
const httpPort = 80;

/** Whether a pod can reach the address that gives out the credentials of its node, as far as policies that were read say. */
export function reachesMetadata(snapshot: Snapshot, pod: PodUnderPolicy): boolean {
	const own = (snapshot.items.networkPolicies ?? []).filter(policy => isOver(policy, pod));
	if (own.length > 0 && !own.some(({egress}) => egress.some(allowsMetadata))) return false;
	return !deniedElsewhere(snapshot, pod, own.length);
}

function isOver({metadata, policyTypes, podSelector}: NetworkPolicy, {namespace, labels}: PodUnderPolicy): boolean {
	return metadata.namespace === namespace && policyTypes.includes('Egress') && matchesSelector(podSelector, labels);
}

/** A rule lets it through where every destination is allowed, or a range that holds the address without taking it out again. */
function allowsMetadata({peers = [], ports = []}: NetworkPolicyRule): boolean {
	const reachesPort =
		ports.length === 0 || ports.some(({protocol = 'TCP', port, endPort}) => protocol === 'TCP' && holdsPort(port, endPort));
	if (!reachesPort) return false;
	return (
		peers.length === 0 ||
		peers.some(
			({ipBlock}) =>
				ipBlock !== undefined &&
				contains(ipBlock.cidr, metadataAddress) &&
				!(ipBlock.except ?? []).some(range => contains(range, metadataAddress)),
		)
	);
}

function holdsPort(port: number | string | undefined, end: number | undefined): boolean {
	if (port === undefined || typeof port === 'string') return port === undefined;
	return port === httpPort || (port < httpPort && (end ?? port) >= httpPort);
}

/** Whether an IPv4 range holds an address; a range that cannot be read holds none. */
export function contains(cidr: string, address: string): boolean {
	const [base = '', bits = '32'] = cidr.split('/');
	const [range, one] = [number4(base), number4(address)];
	const length = Number(bits);
	if (range === undefined || one === undefined || !Number.isInteger(length) || length < 0 || length > 32) return false;
	const size = 2 ** (32 - length);
	return Math.floor(range / size) === Math.floor(one / size);
}

function number4(text: string): number | undefined {
	const parts = text.split('.').map(Number);
	return parts.length === 4 && parts.every(part => Number.isInteger(part) && part >= 0 && part <= 255)
		? parts.reduce((sum, part) => sum * 256 + part, 0)
		: undefined;
}

/** Policies of Cilium and Calico that name the address to deny it, or that close egress without naming what holds it. */
function deniedElsewhere(snapshot: Snapshot, pod: PodUnderPolicy, core: number): boolean {
	const {ciliumNetworkPolicies = [], ciliumClusterwideNetworkPolicies = [], calicoGlobalNetworkPolicies = []} = snapshot.items;
	const all = [
		...ciliumNetworkPolicies.filter(({metadata}) => metadata.namespace === pod.namespace),
		...ciliumClusterwideNetworkPolicies,
		...calicoGlobalNetworkPolicies,
	];
	const over = policiesOver(snapshot, pod, 'egress');
	const selecting = all.filter(
		policy =>
			over.some(name =>
				name.endsWith(`${policy.metadata.namespace === undefined ? ' ' : `${policy.metadata.namespace}/`}${policy.metadata.name}`),
			) || selectsAll(policy),
	);
	if (selecting.some(denies)) return true;
	const closing = selecting.filter(policy => !selectsNothingOfEgress(policy));
	return core === 0 && closing.length > 0 && !closing.some(mayHold);
}

/** `egressDeny` and rules with the action Deny. */
function denies({spec = {}}: CustomObject): boolean {
	const rules = [
		spec['egressDeny'],
		...(Array.isArray(spec['egress']) ? spec['egress'].filter(rule => (rule as {action?: unknown}).action === 'Deny') : []),
	];
	return rules.some(rule => rule !== undefined && JSON.stringify(rule).includes(metadataAddress));
}

function selectsAll({spec = {}}: CustomObject): boolean {
	const selector = spec['endpointSelector'] as LabelSelector | undefined;
	return selector !== undefined && Object.keys(selector).length === 0;
}

function selectsNothingOfEgress({spec = {}}: CustomObject): boolean {
	return spec['egress'] === undefined || (spec['enableDefaultDeny'] as {egress?: unknown} | undefined)?.egress === false;
}

/** Somebody wrote a range or an entity that may hold the address: it is not taken for blocked. */
function mayHold({spec = {}}: CustomObject): boolean {
	return /"(all|world|host)"|0\.0\.0\.0\/0|169\.254\./.test(JSON.stringify(spec['egress'] ?? []));
}
