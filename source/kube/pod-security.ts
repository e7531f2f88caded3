import {escaped, type Labels, type PodSpec} from '../model/index.js';
import {keepPodSpec} from './keep/pod-spec.js';
import {at, field, type Raw, text, textMap} from './keep/raw.js';
import type {Check, Place} from './pod-security/check.js';
import {kernelChecks} from './pod-security/kernel.js';
import {nodeChecks} from './pod-security/node.js';
import {privilegeChecks} from './pod-security/privileges.js';
import {profileChecks} from './pod-security/profiles.js';
import {userChecks} from './pod-security/users.js';
import {newestMinor} from './versions.js';

export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';
export const podSecurityLevels: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];
export type PolicyVersion = {readonly major: number; readonly minor: number} | 'latest';
export type Policy = {readonly level: PodSecurityLevel; readonly version: PolicyVersion};

/** One check that a pod does not pass; `container`, `path` and `value` are those of the first place. */
export type Violation = Place & {
	readonly check: string;
	readonly level: 'baseline' | 'restricted';
	/** Short, as in warnings about a whole namespace: `host namespaces`. */
	readonly reason: string;
	/** With its details, as in a refusal: `host namespaces (hostPID=true)`. */
	readonly message: string;
	readonly places: readonly [Place, ...Place[]];
};

const byId = (a: Check, b: Check) => (a.id < b.id ? -1 : 1);
const all = [...kernelChecks, ...nodeChecks, ...privilegeChecks, ...profileChecks, ...userChecks];
/** As the server goes through them: the baseline first, each level by id. */
const checks = [...all.filter(({level}) => level === 'baseline').sort(byId), ...all.filter(({level}) => level === 'restricted').sort(byId)];
export const podSecurityChecks: readonly {readonly id: string; readonly level: 'baseline' | 'restricted'}[] = checks;

const rulesAt = ({since}: Check, minor: number) => since.findLast(([from]) => from <= minor)?.[1];
const known = new Map<string, readonly Check[]>();

/** The checks of a level at a version, without those that a stricter one stands for. */
function checksOf(level: 'baseline' | 'restricted', minor: number): readonly Check[] {
	const key = `${level} ${minor}`;
	const before = known.get(key);
	if (before) return before;
	const held = checks.filter(check => rulesAt(check, minor) && (level === 'restricted' || check.level === 'baseline'));
	const replaced = new Set(held.map(({replaces}) => replaces));
	const result = held.filter(({id}) => !replaced.has(id));
	known.set(key, result);
	return result;
}

/** What the Pod Security Standards have against a pod, in the server's words and order; empty where it is allowed. */
export function violations(
	spec: PodSpec,
	{annotations = {}}: {readonly annotations?: Labels},
	{level, version}: Policy,
): readonly Violation[] {
	if (level === 'privileged') return [];
	const minor = version === 'latest' ? newestMinor : version.minor;
	return checksOf(level, minor).flatMap(check => {
		const found = rulesAt(check, minor)?.({spec, annotations});
		if (!found) return [];
		const {reason, detail, places} = found;
		return [{check: check.id, level: check.level, reason, message: detail === '' ? reason : `${reason} (${detail})`, ...places[0], places}];
	});
}

/** The strictest level that a pod passes. */
export function strictestLevel(spec: PodSpec, metadata: {readonly annotations?: Labels}, version: PolicyVersion): PodSecurityLevel {
	const found = violations(spec, metadata, {level: 'restricted', version});
	if (found.length === 0) return 'restricted';
	return violations(spec, metadata, {level: 'baseline', version}).length === 0 ? 'baseline' : 'privileged';
}

/** `v1.33`, `1.33` or `latest`; like the server, anything else counts as the latest. */
export function policyVersion(text: string): PolicyVersion {
	const match = /^v?1\.(\d{1,3})$/.exec(text);
	return match ? {major: 1, minor: Number(match[1])} : 'latest';
}

const templates: Readonly<Record<string, readonly string[]>> = {
	CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
	PodTemplate: ['template'],
	Pod: [],
};
const workloadKinds = new Set([
	'Pod',
	'Deployment',
	'DaemonSet',
	'StatefulSet',
	'ReplicaSet',
	'ReplicationController',
	'Job',
	'CronJob',
	'PodTemplate',
]);

/** The same for a whole API object of any kind that holds a pod or its template; other objects violate nothing. */
export function podSecurity(
	object: unknown,
	{level, version}: {readonly level: PodSecurityLevel; readonly version: string},
): readonly {readonly check: string; readonly message: string; readonly reason: string}[] {
	const kind = text(field(object, 'kind')) ?? '';
	if (!workloadKinds.has(kind)) return [];
	const pod: Raw = at(object, ...(templates[kind] ?? ['spec', 'template']));
	const metadata = escaped({annotations: textMap(at(pod, 'metadata', 'annotations'))});
	return violations(escaped(keepPodSpec(field(pod, 'spec'))), metadata, {level, version: policyVersion(version)}).map(
		({check, message, reason}) => ({
			check,
			message,
			reason,
		}),
	);
}
