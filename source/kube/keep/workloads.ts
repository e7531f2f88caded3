import type {Container, Controller, CronJob, Job, Pod, PodSpec, PodTemplateObject} from '../../model/index.js';
import {likeTokenVolume} from '../token-volume.js';
import {keepPodSpec, keepTemplate} from './pod-spec.js';
import {at, compact, field, flag, list, number, type Raw, text, textMap} from './raw.js';
import {keepSelector} from './selector.js';

/** Pods that have run to their end count for nothing. */
const done = new Set(['Succeeded', 'Failed']);

export function keepPod(raw: Raw): Omit<Pod, 'metadata'> | undefined {
	const state = keepPodState(raw);
	return state && {spec: keepSpecOfPod(field(raw, 'spec')), ...state};
}

/** Without the random names that tell the pods of one template apart. */
export function keepSpecOfPod(raw: Raw): PodSpec {
	const {containers, initContainers, ephemeralContainers, volumes, ...rest} = keepPodSpec(raw);
	return {
		containers: containers.map(alike),
		...(initContainers && {initContainers: initContainers.map(alike)}),
		...(ephemeralContainers && {ephemeralContainers: ephemeralContainers.map(alike)}),
		...(volumes && {volumes: volumes.map(volume => ({...volume, name: likeTokenVolume(volume.name)}))}),
		...rest,
	};
}

function alike({volumeMounts, ...container}: Container): Container {
	return {...container, ...(volumeMounts && {volumeMounts: volumeMounts.map(mount => ({...mount, name: likeTokenVolume(mount.name)}))})};
}

/** What a pod is beside its spec; undefined where it has run to its end. */
export function keepPodState(raw: Raw): Omit<Pod, 'metadata' | 'spec'> | undefined {
	const phase = text(at(raw, 'status', 'phase'));
	if (phase !== undefined && done.has(phase)) return undefined;
	const statuses = list(at(raw, 'status', 'containerStatuses'));
	const ready = list(at(raw, 'status', 'conditions')).find(condition => field(condition, 'type') === 'Ready');
	return compact({
		phase,
		ready: ready === undefined ? undefined : field(ready, 'status') === 'True',
		restarts:
			statuses.length === 0 ? undefined : statuses.reduce<number>((sum, status) => sum + (number(field(status, 'restartCount')) ?? 0), 0),
		uids: uidsOf(field(raw, 'status')),
		podIPs: list(at(raw, 'status', 'podIPs')).flatMap(one => text(field(one, 'ip')) ?? []),
	});
}

/** By container, also those that ran before or beside the others. */
function uidsOf(status: Raw): Record<string, number> {
	const result: Record<string, number> = {};
	for (const key of ['initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses'])
		for (const one of list(field(status, key))) {
			const [name, uid] = [text(field(one, 'name')), number(at(one, 'user', 'linux', 'uid'))];
			if (name !== undefined && name !== '__proto__' && uid !== undefined) result[name] = uid;
		}
	return result;
}

export function keepController(raw: Raw): Omit<Controller, 'metadata'> {
	const spec = field(raw, 'spec');
	const status = field(raw, 'status');
	const selector = field(spec, 'selector');
	return {
		template: keepTemplate(field(spec, 'template')),
		...compact({
			replicas: number(field(spec, 'replicas')),
			// A ReplicationController selects by a plain map.
			selector:
				field(selector, 'matchLabels') !== undefined || field(selector, 'matchExpressions') !== undefined
					? keepSelector(selector)
					: Object.keys(textMap(selector)).length > 0
						? {matchLabels: textMap(selector)}
						: undefined,
			strategy: text(at(spec, 'strategy', 'type')) ?? text(at(spec, 'updateStrategy', 'type')),
			status: compact({
				ready: number(field(status, 'readyReplicas')) ?? number(field(status, 'numberReady')),
				desired: number(field(status, 'replicas')) ?? number(field(status, 'desiredNumberScheduled')),
				updated: number(field(status, 'updatedReplicas')) ?? number(field(status, 'updatedNumberScheduled')),
				available: number(field(status, 'availableReplicas')) ?? number(field(status, 'numberAvailable')),
			}),
		}),
	};
}

export function keepJob(raw: Raw): Omit<Job, 'metadata'> {
	const finished = list(at(raw, 'status', 'conditions')).some(
		condition => ['Complete', 'Failed'].includes(text(field(condition, 'type')) ?? '') && field(condition, 'status') === 'True',
	);
	return {
		template: keepTemplate(at(raw, 'spec', 'template')),
		...compact({finished: finished || undefined, suspend: flag(at(raw, 'spec', 'suspend'))}),
	};
}

export function keepCronJob(raw: Raw): Omit<CronJob, 'metadata'> {
	return {
		template: keepTemplate(at(raw, 'spec', 'jobTemplate', 'spec', 'template')),
		...compact({schedule: text(at(raw, 'spec', 'schedule')), suspend: flag(at(raw, 'spec', 'suspend'))}),
	};
}

export function keepPodTemplate(raw: Raw): Omit<PodTemplateObject, 'metadata'> {
	return {template: keepTemplate(field(raw, 'template'))};
}
