import type {Snapshot} from '../model/index.js';
import {containersOf} from './containers.js';
import {livingWorkloads} from './namespace-security.js';
import {amountOf, cpuText, memoryText} from './quantities.js';
import type {Workload} from './workloads.js';

/** What a quota must limit at least to keep a namespace from taking the cluster: pods, or their processors or memory. */
const limiting = /^(pods|count\/pods|cpu|memory|(requests|limits)\.(cpu|memory))$/;

/** Names of the quotas of a namespace that limit all its pods; one with scopes limits some of them only. */
export function quotasOf(snapshot: Snapshot, namespace: string): readonly string[] {
	return (snapshot.items.resourceQuotas ?? [])
		.filter(({metadata, spec = {}}) => {
			const {hard, scopes, scopeSelector} = spec as {hard?: unknown; scopes?: unknown; scopeSelector?: unknown};
			if (metadata.namespace !== namespace || typeof hard !== 'object' || hard === null) return false;
			const scoped = (Array.isArray(scopes) && scopes.length > 0) || (typeof scopeSelector === 'object' && scopeSelector !== null);
			return !scoped && Object.keys(hard).some(key => limiting.test(key));
		})
		.map(({metadata}) => metadata.name);
}

const stated = ['requests.cpu', 'requests.memory', 'limits.memory'] as const;

/**
 * What the workloads of a namespace use of a quota now. Only what all of them state is counted, because a quota refuses pods that leave
 * out what it counts.
 */
export function usedOf(snapshot: Snapshot, namespace: string): Readonly<Record<string, number>> {
	const own = livingWorkloads(snapshot, namespace);
	const used: Record<string, number> = {pods: own.reduce((sum, workload) => sum + podsOf(workload), 0)};
	for (const key of stated) {
		const amounts = own.map(workload => amountIn(workload, key));
		if (own.length > 0 && amounts.every(amount => amount !== undefined)) used[key] = amounts.reduce((sum, one) => sum + one, 0);
	}
	if (snapshot.read.services === 'complete') {
		const services = (snapshot.items.services ?? []).filter(({metadata}) => metadata.namespace === namespace);
		const balanced = services.filter(({type}) => type === 'LoadBalancer');
		used['services.loadbalancers'] = balanced.length;
		used['services.nodeports'] = services
			.filter(({type}) => type === 'NodePort' || type === 'LoadBalancer')
			.reduce((sum, {ports}) => sum + ports.length, 0);
	}
	return used;
}

function podsOf({replicas, pods}: Workload): number {
	return Math.max(replicas, pods.length);
}

/** Of all its pods together; undefined where a container does not state it. What is limited and not asked for counts as asked for. */
function amountIn(workload: Workload, key: (typeof stated)[number]): number | undefined {
	const [part, name] = key.split('.') as ['requests' | 'limits', string];
	const amounts = containersOf(workload.podSpec)
		.filter(({list}) => list !== 'ephemeralContainers')
		.map(({container: {resources}}) => amountOf(resources?.[part]?.[name] ?? resources?.limits?.[name]));
	if (amounts.includes(undefined)) return undefined;
	return (amounts as number[]).reduce((sum, one) => sum + one, 0) * podsOf(workload);
}

/** Room for the pods that a roll-out adds. */
const spare = 5;

/** `spec.hard` of a quota that leaves a namespace so many times what it uses now. */
export function hardFor(used: Readonly<Record<string, number>>, times: number): Record<string, string> {
	return Object.fromEntries(
		Object.entries(used).map(([key, amount]) => {
			const wanted = amount * times;
			if (key.endsWith('memory')) return [key, memoryText(wanted)];
			if (key.endsWith('cpu')) return [key, cpuText(wanted)];
			return [key, String(key === 'pods' ? Math.max(Math.ceil(wanted), amount + spare) : Math.ceil(wanted))];
		}),
	);
}
