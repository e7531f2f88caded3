import type {CustomObject, LabelSelector, NetworkPolicy, NetworkPolicyRule, Snapshot} from '../model/index.js';
import {type PodUnderPolicy, policiesOver} from './network-policies.js';
import {matchesSelector} from './selectors.js';

/** Where the machines of a cloud answer with their credentials, and on which ports. */
export type MetadataAddress = {readonly address: string; readonly ports: readonly number[]};

const http = [80];
const usual: MetadataAddress = {address: '169.254.169.254', ports: http};
const ofClouds: Readonly<Record<string, readonly MetadataAddress[]>> = {
	AWS: [usual, {address: 'fd00:ec2::254', ports: http}],
	Azure: [usual, {address: '168.63.129.16', ports: [80, 32_526]}],
	'Alibaba Cloud': [{address: '100.100.100.200', ports: http}],
};

export function metadataAddresses(cloud: string): readonly MetadataAddress[] {
	return ofClouds[cloud] ?? [usual];
}

export const isIpv6 = (address: string) => address.includes(':');

/** Whether a pod can reach an address that gives out the credentials of its node, as far as policies that were read say. */
export function reachesMetadata(snapshot: Snapshot, pod: PodUnderPolicy, addresses: readonly MetadataAddress[]): boolean {
	const own = (snapshot.items.networkPolicies ?? []).filter(policy => isOver(policy, pod));
	const isAllowed = (one: MetadataAddress) => own.some(({egress}) => egress.some(rule => allows(rule, one)));
	if (own.length > 0 && !addresses.some(isAllowed)) return false;
	return !deniedElsewhere(snapshot, pod, own.length, addresses);
}

function isOver({metadata, policyTypes, podSelector}: NetworkPolicy, {namespace, labels}: PodUnderPolicy): boolean {
	return metadata.namespace === namespace && policyTypes.includes('Egress') && matchesSelector(podSelector, labels);
}

/** A rule lets it through where every destination is allowed, or a range that holds the address without taking it out again. */
function allows({peers = [], ports = []}: NetworkPolicyRule, one: MetadataAddress): boolean {
	const reachesPort =
		ports.length === 0 ||
		ports.some(({protocol = 'TCP', port, endPort}) => protocol === 'TCP' && one.ports.some(wanted => holdsPort(wanted, port, endPort)));
	if (!reachesPort) return false;
	return (
		peers.length === 0 ||
		peers.some(
			({ipBlock}) =>
				ipBlock !== undefined && contains(ipBlock.cidr, one.address) && !(ipBlock.except ?? []).some(range => contains(range, one.address)),
		)
	);
}

function holdsPort(wanted: number, port: number | string | undefined, end: number | undefined): boolean {
	if (port === undefined || typeof port === 'string') return port === undefined;
	return port === wanted || (port < wanted && (end ?? port) >= wanted);
}

/** Whether a range holds an address; a range that cannot be read, or of the other kind, holds none. */
export function contains(cidr: string, address: string): boolean {
	const [base = '', bits] = cidr.split('/');
	const [range, one] = [bitsOf(base), bitsOf(address)];
	if (range === undefined || one === undefined || range.length !== one.length) return false;
	const length = Number(bits ?? range.length);
	return Number.isInteger(length) && length >= 0 && length <= range.length && range.slice(0, length) === one.slice(0, length);
}

const binary = (number: number, length: number) => number.toString(2).padStart(length, '0');

/** An address as noughts and ones: 32 of IPv4, 128 of IPv6. */
function bitsOf(text: string): string | undefined {
	if (!isIpv6(text)) {
		const parts = text.split('.');
		return parts.length === 4 && parts.every(part => /^\d{1,3}$/.test(part) && Number(part) <= 255)
			? parts.map(part => binary(Number(part), 8)).join('')
			: undefined;
	}
	const [head = '', tail, ...more] = text.split('::');
	const groups = (side: string) => (side === '' ? [] : side.split(':'));
	const [first, last] = [groups(head), groups(tail ?? '')];
	const missing = 8 - first.length - last.length;
	if (more.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
	const all = [...first, ...Array.from({length: missing}, () => '0'), ...last];
	return all.every(group => /^[0-9a-f]{1,4}$/i.test(group)) ? all.map(group => binary(Number.parseInt(group, 16), 16)).join('') : undefined;
}

/** Policies of Cilium and Calico that name the address to deny it, or that close egress without naming what holds it. */
function deniedElsewhere(snapshot: Snapshot, pod: PodUnderPolicy, core: number, addresses: readonly MetadataAddress[]): boolean {
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
	// IPv6 counts only where a range of it is allowed: whether pods have such addresses is not known.
	const everywhere = addresses.filter(({address}) => !isIpv6(address));
	if (everywhere.every(({address}) => selecting.some(policy => denies(policy, address)))) return true;
	const closing = selecting.filter(policy => !selectsNothingOfEgress(policy));
	return core === 0 && closing.length > 0 && !closing.some(policy => mayHold(policy, addresses));
}

/** `egressDeny` and rules with the action Deny. */
function denies({spec = {}}: CustomObject, address: string): boolean {
	const rules = [
		spec['egressDeny'],
		...(Array.isArray(spec['egress']) ? spec['egress'].filter(rule => (rule as {action?: unknown}).action === 'Deny') : []),
	];
	return rules.some(rule => rule !== undefined && rangesIn(rule).some(range => contains(range, address)));
}

function selectsAll({spec = {}}: CustomObject): boolean {
	const selector = spec['endpointSelector'] as LabelSelector | undefined;
	return selector !== undefined && Object.keys(selector).length === 0;
}

function selectsNothingOfEgress({spec = {}}: CustomObject): boolean {
	return spec['egress'] === undefined || (spec['enableDefaultDeny'] as {egress?: unknown} | undefined)?.egress === false;
}

/** Somebody wrote a range or an entity that may hold an address: it is not taken for blocked. */
function mayHold({spec = {}}: CustomObject, addresses: readonly MetadataAddress[]): boolean {
	const egress = spec['egress'] ?? [];
	if (/"(all|world|world-ipv4|host)"/.test(JSON.stringify(egress))) return true;
	return addresses.some(({address}) => rangesIn(egress).some(range => contains(range, address)));
}

/** Every address and range that stands anywhere in a rule. */
function rangesIn(rule: unknown): readonly string[] {
	return [...JSON.stringify(rule).matchAll(/"([0-9a-f.:]+(?:\/\d+)?)"/gi)].map(([, range = '']) => range);
}
