import type {Ask, Change, Container, Given, Json, JsonObject, Remediation, Snapshot} from '../model/index.js';
import {unescaped} from '../model/index.js';
import {containersOf} from './containers.js';
import {limitsMemory, usageOf} from './memory-limits.js';
import {livingWorkloads} from './namespace-security.js';
import {amountOf, memoryText} from './quantities.js';
import {hardFor, usedOf} from './quotas.js';
import type {Workload} from './workloads.js';
import {yamlOf} from './yaml-text.js';

/** Containers of a namespace that limit their memory neither themselves nor by a default. */
export function unlimitedContainers(
	snapshot: Snapshot,
	namespace: string,
): readonly {readonly container: Container; readonly workload: Workload}[] {
	return livingWorkloads(snapshot, namespace).flatMap(workload =>
		containersOf(workload.podSpec)
			.filter(placed => !limitsMemory(placed, workload.podSpec))
			.map(({container}) => ({container, workload})),
	);
}

const times = [
	{value: '1.5', says: 'half as much again as now'},
	{value: '2', says: 'twice as much as now'},
	{value: '4', says: 'four times as much as now'},
];

/** A quota that leaves a namespace some times what it uses now: which, is asked. */
export function quotaRemedy(name: string, snapshot: Snapshot, given: Given): Remediation {
	const used = usedOf(snapshot, name);
	const id = `quota/${name}`;
	const chosen = times.find(({value}) => value === given[id]);
	if (chosen) return created(snapshot, name, 'ResourceQuota', {hard: hardFor(used, Number(chosen.value))});
	const options = times.map(({value, says}) => ({value, says: `${says}: ${told(hardFor(used, Number(value)))}`}));
	const ask: Ask = {
		id,
		question: `How much may namespace ${name} use at most?`,
		kind: 'quantity',
		proposal: '1.5',
		options,
		seen: {text: `it uses ${told(Object.fromEntries(Object.entries(used).map(([key, amount]) => [key, amountText(key, amount)])))} now`},
	};
	return {asks: [ask], snippet: text('ResourceQuota', name, {hard: hardFor(used, 1.5)})};
}

const amountText = (key: string, amount: number) =>
	key.endsWith('memory') ? memoryText(amount) : String(Math.round(amount * 1000) / 1000);
const told = (hard: Readonly<Record<string, string>>) =>
	Object.entries(hard)
		.map(([key, amount]) => `${key} ${amount}`)
		.join(', ');

const usual = ['256Mi', '512Mi', '1Gi', '2Gi', '4Gi', '8Gi'];
/** What a container without a word asks for: little, because it counts as used. */
const asked = '64Mi';

/** A default limit for containers that say nothing: how much, is asked. */
export function limitRangeRemedy(name: string, snapshot: Snapshot, given: Given): Remediation {
	const open = unlimitedContainers(snapshot, name);
	const measured = open.flatMap(({container, workload}) => usageOf(snapshot, workload, container).memory ?? []);
	const least = Math.max(amountOf(asked) as number, ...open.map(({container}) => amountOf(container.resources?.requests?.['memory']) ?? 0));
	const id = `limit-range/${name}`;
	const answer = amountOf(given[id]);
	const spec = (memory: string) => ({limits: [{type: 'Container', default: {memory}, defaultRequest: {memory: asked}}]});
	if (answer !== undefined && answer >= least) return created(snapshot, name, 'LimitRange', spec(given[id] as string));
	const most = Math.max(least, ...measured.map(memory => memory * 2));
	const options = [...new Set([...usual.filter(size => (amountOf(size) as number) >= most), memoryText(most)])].map(value => ({
		value,
		says: value,
	}));
	const ask: Ask = {
		id,
		question: `How much memory may a container of ${name} use that says nothing itself?`,
		kind: 'quantity',
		...(measured.length > 0 && {proposal: memoryText(most)}),
		options,
		seen: {
			text:
				measured.length > 0
					? `the largest of them uses ${memoryText(Math.max(...measured))} now; the limit holds for pods that are made from then on`
					: 'how much they use is not measured here; the limit holds for pods that are made from then on',
		},
	};
	return {asks: [ask], snippet: text('LimitRange', name, spec('<limit>'))};
}

function created(
	snapshot: Snapshot,
	namespace: string,
	kind: 'ResourceQuota' | 'LimitRange',
	spec: {readonly [key: string]: Json},
): Remediation {
	const present = snapshot.items[kind === 'LimitRange' ? 'limitRanges' : 'resourceQuotas'] ?? [];
	const taken = new Set<string>(present.filter(({metadata}) => metadata.namespace === namespace).map(({metadata}) => metadata.name));
	const wanted = kind === 'LimitRange' ? 'container-defaults' : 'namespace-quota';
	const name = taken.has(wanted) ? `${wanted}-${taken.size + 1}` : wanted;
	const where = unescaped(namespace);
	const change: Change = {
		action: 'create',
		target: {group: '', version: 'v1', kind, plural: `${kind.toLowerCase()}s`, namespace: where, name},
		manifest: {apiVersion: 'v1', kind, metadata: {name, namespace: where}, spec},
	};
	return {changes: [change]};
}

function text(kind: string, namespace: string, spec: JsonObject): string {
	return yamlOf({apiVersion: 'v1', kind, metadata: {name: 'limits', namespace}, spec});
}
