import {controlPlaneOwner} from '../kube/control-plane.js';
import {qualified, resourceInfo, resources} from '../kube/resources.js';
import type {Control, Gap, MissingRight, ResourceName, Snapshot, Source, ThreatModel, Unknown, UnknownCode} from '../model/index.js';
import {inWords} from '../model/index.js';

const listed = new Set<string>(resources.map(info => info.name));
const ruleOf: Partial<Record<Source, string>> = {
	metrics: 'R14',
	settings: 'R6',
	kubelets: 'R17',
	apiServerFlags: 'R2',
	controllerManagerFlags: 'R2',
	schedulerFlags: 'R2',
	etcdFlags: 'R2',
};

/** What a control cannot do without and did not get; undefined where it can be decided. */
export function missingNeeds(control: Control, snapshot: Snapshot): Unknown | undefined {
	if (snapshot.cluster.source === 'offline') return {code: 'not-asked', text: `your answer to: ${control.question}`};
	const {cluster} = control;
	if (!cluster) return {code: 'hidden', text: control.hidden ?? 'the API cannot show it'};
	const wanting = cluster.needs.filter(
		need =>
			!(Array.isArray(need) ? (need as readonly Source[]) : [need as Source]).some(source => suffices(source, cluster.over, snapshot)),
	);
	if (wanting.length === 0) return undefined;
	return unknownOf(wanting.flat<readonly (Source | readonly Source[])[]>(), snapshot);
}

function suffices(source: Source, over: ResourceName | undefined, snapshot: Snapshot): boolean {
	const state = snapshot.read[source];
	if (state !== 'partial' || over === undefined) return state === 'complete';
	return source === over || isWholeWhereRead(source, snapshot);
}

/** Read to its end in every namespace that was asked for: it says as much of the items there as the whole list would. */
function isWholeWhereRead(source: Source, {onlyNamespaces, gaps, read}: Snapshot): boolean {
	return onlyNamespaces !== undefined && read[source] === 'partial' && listed.has(source) && !gaps.some(gap => gap.source === source);
}

/** What a rule found nothing in, where that was not everything. */
export function lookedAtInPart(over: ResourceName, snapshot: Snapshot): Unknown {
	return isWholeWhereRead(over, snapshot)
		? {code: 'partial', text: `no finding in ${namespacesText(snapshot)}; the rest was not read`, elsewhere: true}
		: {code: 'partial', text: 'what was read holds no finding, but not everything was read'};
}

function namespacesText({onlyNamespaces = []}: Snapshot): string {
	return `${onlyNamespaces.length === 1 ? 'namespace' : 'namespaces'} ${fewNames(onlyNamespaces)}`;
}

const order: readonly UnknownCode[] = ['forbidden', 'partial', 'error', 'not-asked', 'hidden', 'absent'];

/** What a rule could not tell: by a missing right where one of several ways to know it was refused. What a provider keeps to itself no right shows. */
export function explained(control: Control, unknown: Unknown, snapshot: Snapshot, model: ThreatModel): Unknown {
	if (unknown.missing || (unknown.code !== 'hidden' && unknown.code !== 'forbidden')) return unknown;
	if (control.fix === 'control-plane' && controlPlaneOwner(snapshot, model) === 'managed') return unknown;
	const ways = (control.cluster?.needs ?? []).flatMap(need => (Array.isArray(need) ? (need as readonly Source[]) : []));
	const refused = snapshot.gaps.filter(({source, reason}) => reason === 'forbidden' && ways.includes(source));
	if (refused.length === 0) return unknown;
	return {
		code: 'forbidden',
		text: `${unknown.text}; ${rightsText(refused)}`,
		missing: unique(refused.map(missingRight)),
	};
}

/** Why these sources were not read, told by their gaps. */
export function unknownOf(sources: readonly Source[], snapshot: Snapshot): Unknown {
	const gaps = snapshot.gaps.filter(gap => sources.includes(gap.source));
	const codes = new Set<UnknownCode>(gaps.map(codeOf));
	for (const source of sources) {
		if (!gaps.some(gap => gap.source === source))
			codes.add(snapshot.read[source] === 'partial' ? 'partial' : snapshot.cluster.source === 'files' ? 'absent' : 'hidden');
	}
	const code = order.find(one => codes.has(one)) ?? 'hidden';
	const missing = unique(gaps.filter(gap => gap.reason === 'forbidden').map(missingRight));
	const elsewhere = code === 'partial' && isWholeHere(sources, snapshot);
	return {code, text: textOf(code, sources, gaps, snapshot), ...(missing.length > 0 && {missing}), ...(elsewhere && {elsewhere})};
}

function codeOf({reason}: Gap): UnknownCode {
	return reason === 'stopped' ? 'partial' : reason;
}

export function missingRight(gap: Gap): MissingRight {
	return {
		verb: gap.verb,
		resource: gap.resource,
		scope: gap.namespace === undefined ? 'cluster' : `namespace ${gap.namespace}`,
		rule: gap.resource.startsWith('configmaps/')
			? 'R6'
			: (ruleOf[gap.source] ?? (listed.has(gap.source) ? resourceInfo(gap.source as ResourceName).rule : '')),
	};
}

/** All that is missing lies in namespaces that were not asked for. */
function isWholeHere(sources: readonly Source[], snapshot: Snapshot): boolean {
	return sources.every(source => snapshot.read[source] === 'complete' || isWholeWhereRead(source, snapshot));
}

function textOf(code: UnknownCode, sources: readonly Source[], gaps: readonly Gap[], snapshot: Snapshot): string {
	const names = fewNames([...new Set(sources.map(sourceName))]);
	switch (code) {
		case 'forbidden':
			return rightsText(gaps.filter(gap => gap.reason === 'forbidden'));
		case 'partial':
			return isWholeHere(sources, snapshot)
				? `${names} were read only in ${namespacesText(snapshot)}`
				: `${names} could be read only in part`;
		case 'error':
			return `${names} could not be read: ${gaps.find(gap => gap.reason === 'error')?.detail ?? 'an error'}`;
		case 'not-asked':
			return `${names} were not asked for`;
		case 'absent':
			return snapshot.cluster.source === 'files' ? `${names}: not in these files` : `${names}: not served by this cluster`;
		case 'hidden':
			return `${names} cannot be seen through the API here`;
	}
}

function rightsText(gaps: readonly Gap[]): string {
	return `needs the right to ${fewNames([...new Set(gaps.map(gap => `${gap.verb} ${gap.resource}`))])}`;
}

/** Several sources may come from one list: its right is missing once. */
function unique(rights: readonly MissingRight[]): MissingRight[] {
	return [...new Map(rights.map(right => [JSON.stringify(right), right])).values()];
}

const spoken: Partial<Record<Source, string>> = {
	version: 'the server version',
	anonymous: 'what a stranger gets',
	handshake: 'the TLS handshake',
	metrics: '/metrics',
	kubelets: 'kubelet settings',
	apiServerFlags: 'flags of the API server',
	controllerManagerFlags: 'flags of the controller manager',
	schedulerFlags: 'flags of the scheduler',
	etcdFlags: 'flags of etcd',
	settings: 'settings of kube-system',
	self: 'who you are',
	kubeconfig: 'the kubeconfig',
};
function sourceName(source: Source): string {
	return spoken[source] ?? qualified(resourceInfo(source as ResourceName));
}

const shown = 3;
function fewNames(names: readonly string[]): string {
	return names.length > shown ? `${names.slice(0, shown).join(', ')} and ${names.length - shown} more` : inWords(names);
}
