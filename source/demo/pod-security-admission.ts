import {podSecurity} from '../kube/pod-security.js';
import {type Cause, invalidValue} from './answers.js';
import {type ApiObject, isEqual, type Labels, podSpecOf, podTemplatePath, treesAt} from './api-object.js';
import type {Store} from './store.js';

const prefix = 'pod-security.kubernetes.io/';
const levels = ['privileged', 'baseline', 'restricted'] as const;
type Level = (typeof levels)[number];
type Policy = {readonly level: Level; readonly version: string};
const namespaces = {group: '', plural: 'namespaces'};
const pods = {group: '', plural: 'pods'};

/** Without a warn label the server warns at the level it enforces; an unknown level enforces `restricted` and warns of nothing. */
function policyOf(labels: Labels | undefined, mode: 'enforce' | 'warn'): Policy {
	const text = labels?.[`${prefix}${mode}`];
	const level = levels.find(each => each === text);
	const version = labels?.[`${prefix}${mode}-version`] ?? 'latest';
	if (mode === 'enforce') return {level: level ?? (text === undefined ? 'privileged' : 'restricted'), version};
	if (text !== undefined) return {level: level ?? 'privileged', version};
	const enforced = policyOf(labels, 'enforce');
	const known = levels.some(each => each === labels?.[`${prefix}enforce`]);
	return known ? {...enforced, version: labels?.[`${prefix}warn-version`] ?? enforced.version} : {level: 'privileged', version};
}

const isExempt = (labels: Labels | undefined, mode: 'enforce' | 'warn') => policyOf(labels, mode).level === 'privileged';

/** What a policy finds in a pod or a template, in the server's words; `latest` is the demo's own version. */
function violations(object: ApiObject, {level, version}: Policy, minor: number): string[] {
	if (level === 'privileged') return [];
	const wanted = /^v1\.(\d+)$/.exec(version)?.[1];
	const rules = wanted === undefined ? minor : Math.min(Number(wanted), minor);
	return podSecurity(object, {level, version: `1.${rules}`}).map(({message}) => message);
}

/** Pod Security labels that mean nothing. */
export function labelCauses({metadata: {labels}}: ApiObject): Cause[] {
	return ['enforce', 'audit', 'warn'].flatMap(mode => {
		const [level, version] = [labels?.[`${prefix}${mode}`], labels?.[`${prefix}${mode}-version`]];
		const at = `metadata.labels[${prefix}${mode}`;
		return [
			...(level === undefined || levels.some(each => each === level)
				? []
				: [invalidValue(`${at}]`, level, 'must be one of privileged, baseline, restricted')]),
			...(version === undefined || /^(latest|v1\.(0|[1-9]\d*))$/.test(version)
				? []
				: [invalidValue(`${at}-version]`, version, 'must be "latest" or "v1.x"')]),
		];
	});
}

/** Why a pod may not be created here. */
export function podRefusal(store: Store, pod: ApiObject, minor: number): string | undefined {
	const labels = store.get(namespaces, undefined, pod.metadata.namespace ?? '')?.metadata.labels;
	if (isExempt(labels, 'enforce')) return undefined;
	const policy = policyOf(labels, 'enforce');
	const found = violations(pod, policy, minor);
	return found.length === 0 ? undefined : `violates PodSecurity "${policy.level}:${policy.version}": ${found.join(', ')}`;
}

/** The warning about a pod or a template in a namespace that warns. */
export function podWarnings(store: Store, object: ApiObject, minor: number): string[] {
	const labels = store.get(namespaces, undefined, object.metadata.namespace ?? '')?.metadata.labels;
	if (!podSpecOf(object) || isExempt(labels, 'warn')) return [];
	const policy = policyOf(labels, 'warn');
	const found = violations(object, policy, minor);
	return found.length === 0 ? [] : [`would violate PodSecurity "${policy.level}:${policy.version}": ${found.join(', ')}`];
}

/** Only an update that changes images or lists of containers is looked at again. */
export function isSignificant(pod: ApiObject, before: ApiObject): boolean {
	const parts = (object: ApiObject) =>
		['containers', 'initContainers', 'ephemeralContainers'].map(list =>
			treesAt(podSpecOf(object), list).map(each => [each['name'] ?? null, each['image'] ?? null]),
		);
	return !isEqual(parts(pod), parts(before));
}

export const isPodController = (kind: string) => kind !== 'Pod' && podTemplatePath(kind) !== undefined;

const reasonOf = (message: string) => message.replace(/ \(.*\)$/s, '');

/** What the server says of pods that run already when a namespace starts to enforce more. */
export function namespaceWarnings(store: Store, namespace: ApiObject, before: ApiObject, minor: number): string[] {
	const [next, last] = [policyOf(namespace.metadata.labels, 'enforce'), policyOf(before.metadata.labels, 'enforce')];
	if (next.level === 'privileged' || (next.level === last.level && next.version === last.version)) return [];
	if (next.version === last.version && levels.indexOf(next.level) <= levels.indexOf(last.level)) return [];
	const {name} = namespace.metadata;
	const groups = new Map<string, string[]>();
	for (const pod of store.list(pods, name)) {
		const found = violations(pod, next, minor).map(reasonOf).join(', ');
		if (found !== '') groups.set(found, [...(groups.get(found) ?? []), pod.metadata.name]);
	}
	if (groups.size === 0) return [];
	const lines = [...groups].map(([found, names]) => {
		const others = names.length - 1;
		const more = others === 0 ? '' : ` (and ${others} other ${others === 1 ? 'pod' : 'pods'})`;
		return `${names.sort()[0]}${more}: ${found}`;
	});
	return [
		`existing pods in namespace "${name}" violate the new PodSecurity enforce level "${next.level}:${next.version}"`,
		...lines.sort(),
	];
}
