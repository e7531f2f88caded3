import type {Labels, Snapshot} from '../model/index.js';
import {type PodSecurityLevel, type PolicyVersion, podSecurityLevels, policyVersion, strictestLevel} from './pod-security.js';
import {newestMinor} from './versions.js';
import {type Workload, workloads} from './workloads.js';

const prefix = 'pod-security.kubernetes.io/';
export const podSecurityLabel = (mode: 'enforce' | 'audit' | 'warn' | 'enforce-version') => `${prefix}${mode}`;

/** What the labels of a namespace ask of Pod Security. A level that does not exist counts as restricted, as the server has it. */
export type PodSecurityLabels = {
	readonly enforce?: PodSecurityLevel;
	readonly enforceVersion?: string;
	readonly warn?: PodSecurityLevel;
	readonly audit?: PodSecurityLevel;
};

export function podSecurityLabels(labels: Labels): PodSecurityLabels {
	const level = (mode: string): PodSecurityLevel | undefined => {
		const value = labels[`${prefix}${mode}`];
		return value === undefined
			? undefined
			: (podSecurityLevels as readonly string[]).includes(value)
				? (value as PodSecurityLevel)
				: 'restricted';
	};
	const version = labels[`${prefix}enforce-version`];
	const [enforce, warn, audit] = [level('enforce'), level('warn'), level('audit')];
	return {...(enforce && {enforce}), ...(version !== undefined && {enforceVersion: version}), ...(warn && {warn}), ...(audit && {audit})};
}

/** The policy version that a fix writes: the server's minor, or the newest that the data know where the server is newer or unknown. */
export function pinnedVersion(snapshot: Snapshot): string {
	const minor = snapshot.cluster.version?.minor ?? newestMinor;
	return `v1.${Math.min(minor, newestMinor)}`;
}

/** Workloads of a namespace that may still start pods. */
export function livingWorkloads(snapshot: Snapshot, namespace: string): readonly Workload[] {
	return workloads(snapshot).filter(({subject, finished}) => subject.namespace === namespace && !finished);
}

/** The strictest level that every workload of a namespace passes, templates that run nothing included. */
export function strictestForAll(
	snapshot: Snapshot,
	namespace: string,
	version: PolicyVersion = policyVersion(pinnedVersion(snapshot)),
): PodSecurityLevel {
	const levels = livingWorkloads(snapshot, namespace).map(({podSpec, podMetadata}) =>
		podSecurityLevels.indexOf(strictestLevel(podSpec, podMetadata, version)),
	);
	return podSecurityLevels[Math.min(podSecurityLevels.length - 1, ...levels)] as PodSecurityLevel;
}
