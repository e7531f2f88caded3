import type {Labels, Node, Service} from '../../model/index.js';
import {isAnyone, reachOf} from '../addresses.js';

/** Whether strangers reach it; `unknown` where only a name is given, which nobody resolved. */
export type Openness = 'public' | 'internal' | 'unknown';
type Address = {readonly ip?: string; readonly hostname?: string};

const internal: readonly (readonly [key: string, value: RegExp])[] = [
	['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internal$/i],
	['service.beta.kubernetes.io/aws-load-balancer-internal', /^(?!false$)./i],
	['networking.gke.io/load-balancer-type', /^internal$/i],
	['cloud.google.com/load-balancer-type', /^internal$/i],
	['service.beta.kubernetes.io/azure-load-balancer-internal', /^true$/i],
	['alb.ingress.kubernetes.io/scheme', /^internal$/i],
];
const outward: readonly (readonly [key: string, value: RegExp])[] = [
	['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internet-facing$/i],
	['alb.ingress.kubernetes.io/scheme', /^internet-facing$/i],
];
const says = (annotations: Labels, list: typeof internal) => list.some(([key, value]) => value.test(annotations[key] ?? ''));

/** Asks its provider for an address inside. */
export const isInternal = (annotations: Labels = {}): boolean => says(annotations, internal);

/** The address decides where it is one; of a name only what is said beside it. */
export function opennessOf(addresses: readonly Address[], annotations: Labels = {}): Openness {
	const reaches = addresses.flatMap(({ip}) => (ip === undefined ? [] : [reachOf(ip)]));
	if (reaches.includes('public')) return 'public';
	if (isInternal(annotations)) return 'internal';
	const names = addresses.flatMap(({hostname}) => hostname ?? []).filter(name => !/^(internal-|localhost$)/.test(name));
	if (names.length > 0) return says(annotations, outward) || names.some(isPublicName) ? 'public' : 'unknown';
	return 'internal';
}

/** Names of AWS's classic load balancers say it themselves: those of internal ones begin with `internal-`. */
const isPublicName = (name: string) => /^[a-f0-9]{32}-\d+\.[a-z0-9-]+\.elb\.amazonaws\.com$/.test(name);

/** Whether every address may come, or only listed ones. */
export function isLimited({loadBalancerSourceRanges: ranges = []}: Service): boolean {
	return ranges.length > 0 && !ranges.some(isAnyone);
}

/** Names of nodes with an address that strangers may reach. */
export function publicNodes(nodes: readonly Node[]): ReadonlySet<string> {
	return new Set(
		nodes.filter(({addresses = []}) => addresses.some(({address}) => reachOf(address) === 'public')).map(({metadata}) => metadata.name),
	);
}
