import type {Container, Finding, JsonObject, Remediation, Snapshot, Target} from '../model/index.js';
import {unescaped} from '../model/index.js';
import {containersOf} from './containers.js';
import {resourceInfo} from './resources.js';
import {type Workload, workloadOf} from './workloads.js';
import {yamlOf} from './yaml-text.js';

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

/** A partial pod spec or container, or why there is none. */
export type PartialOrRefusal = JsonObject | {readonly refused: string};

/** A patch of the container that a finding is about, or why there is none. `change` gives the partial container without its name. */
export function patchContainer(finding: Finding, snapshot: Snapshot, change: (container: Container) => PartialOrRefusal): Remediation {
	return patchPodSpec(finding, snapshot, workload => {
		const placed = containersOf(workload.podSpec).find(({container}) => container.name === finding.container);
		if (!placed) return {refused: 'The container was not read: change it by hand.'};
		const partial = change(placed.container);
		if (isRefusal(partial)) return partial;
		const item = {name: unescaped(placed.container.name), ...partial};
		return {[placed.list]: [item]};
	});
}

/** A patch of the pod spec of the workload that a finding is about, or why there is none. `change` gives the partial pod spec. */
export function patchPodSpec(finding: Finding, snapshot: Snapshot, change: (workload: Workload) => PartialOrRefusal): Remediation {
	const workload = workloadOf(snapshot, finding.subject);
	if (!workload) return {guide: {everywhere: ['The workload was not read: change it by hand.']}};
	const partial = change(workload);
	if (isRefusal(partial)) return {guide: {everywhere: [partial.refused]}, refused: partial.refused};
	const why = 'ephemeralContainers' in partial ? 'an ephemeral container cannot be changed: it goes with its pod' : cannotPatch(workload);
	if (why !== undefined)
		return {
			guide: {everywhere: [why]},
			refused: why,
			// Written when it is shown: whether there is one is asked of every finding.
			get snippet() {
				return yamlOf(partial);
			},
		};
	return {changes: [{action: 'patch', target: workloadTarget(workload), patch: nested(workload.specPath, partial)}]};
}

function isRefusal(partial: PartialOrRefusal): partial is {readonly refused: string} {
	return typeof partial['refused'] === 'string';
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
