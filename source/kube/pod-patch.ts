import type {Container, Finding, JsonObject, Remediation, Snapshot, Target} from '../model/index.js';
import {unescaped} from '../model/index.js';
import {containersOf} from './containers.js';
import {resourceInfo} from './resources.js';
import {type Workload, workloadOf} from './workloads.js';

/** Kinds whose pod spec the API lets nobody change. */
const fixed: Readonly<Partial<Record<Workload['list'], string>>> = {
	pods: 'a running pod cannot be changed: change what makes it, or make it again with this field',
	jobs: 'the pods of a job cannot be changed: delete it and make it again with this field',
};

/** Address of a workload for a request. */
export function workloadTarget({list, subject}: Workload): Target {
	const {group, versions, kind, plural} = resourceInfo(list);
	return {
		group,
		version: versions[0],
		kind,
		plural,
		...(subject.namespace !== undefined && {namespace: unescaped(subject.namespace)}),
		name: unescaped(subject.name),
	};
}

/** A patch of the container that a finding is about, or why there is none. `change` gives the partial container without its name. */
export function patchContainer(
	finding: Finding,
	snapshot: Snapshot,
	change: (container: Container) => JsonObject | {readonly refused: string},
): Remediation {
	const workload = workloadOf(snapshot, finding.subject);
	const placed = workload && containersOf(workload.podSpec).find(({container}) => container.name === finding.container);
	if (!workload || !placed) return {guide: {everywhere: ['The workload was not read: change it by hand.']}};
	const partial = change(placed.container);
	if (typeof partial['refused'] === 'string') return {guide: {everywhere: [partial['refused']]}, refused: partial['refused']};
	const item = {name: unescaped(placed.container.name), ...(partial as JsonObject)};
	const why =
		placed.list === 'ephemeralContainers' ? 'an ephemeral container cannot be changed: it goes with its pod' : cannotPatch(workload);
	if (why !== undefined) return {guide: {everywhere: [why]}, refused: why, snippet: containerSnippet(item)};
	return {
		changes: [{action: 'patch', target: workloadTarget(workload), patch: nested(workload.specPath, {[placed.list]: [item]})}],
	};
}

/** Why the API refuses any change of this workload's pods; undefined where it does not. */
export function cannotPatch({list, mirror, ownerAbove}: Workload): string | undefined {
	if (mirror) return 'a static pod lives in a file on its node: change /etc/kubernetes/manifests there';
	if (ownerAbove && list === 'pods') return `it belongs to ${ownerAbove.kind} ${ownerAbove.name}: change it there`;
	return fixed[list];
}

/** `{spec: {template: {spec: inner}}}`. */
function nested(path: string, inner: JsonObject): JsonObject {
	return path.split('.').reduceRight<JsonObject>((value, key) => ({[key]: value}), inner);
}

function containerSnippet(item: JsonObject): string {
	return `containers:\n- ${JSON.stringify(item)}\n`;
}
