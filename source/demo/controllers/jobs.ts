import {type ApiObject, numberAt, type Tree, treeAt, treesAt, valueAt} from '../api-object.js';
import type {World} from '../world.js';
import {finishPod, isDone, isReady, isStuck, startPod} from './kubelet.js';
import {createObject, createPod, ownerOf, podsOf, writeStatus} from './replicas.js';

/** One step of a Job: its pods start, end, and it is complete. */
export function stepJob(world: World, job: ApiObject): boolean {
	if (treesAt(job, 'status', 'conditions').some(each => each['type'] === 'Complete') || valueAt(job, 'spec', 'suspend') === true)
		return false;
	const wanted = numberAt(job, 'spec', 'completions') ?? 1;
	const own = podsOf(world, job);
	const waiting = own.find(pod => !isReady(pod) && !isStuck(pod) && !isDone(pod));
	const running = own.find(isReady);
	if (waiting) startPod(world, waiting);
	else if (running) finishPod(world, running);
	else if (own.length < wanted) {
		if (createPod(world, job, `${job.metadata.name}-`, {}) !== undefined) return false;
	} else if (own.some(isStuck)) return false;
	const after = podsOf(world, job);
	const done = after.filter(isDone).length;
	const now = world.store.now();
	const status: Tree = {
		startTime: job.metadata.creationTimestamp,
		terminating: 0,
		uncountedTerminatedPods: {},
		ready: after.filter(isReady).length,
		...(done > 0 ? {succeeded: done} : {active: after.length}),
		...(done >= wanted
			? {
					completionTime: now,
					conditions: [{type: 'Complete', status: 'True', lastProbeTime: now, lastTransitionTime: now, reason: 'CompletionsReached'}],
				}
			: {}),
	};
	writeStatus(world, 'batch', 'jobs', job, status);
	return done < wanted;
}

/** The last run of a CronJob, as it would have left it behind. */
export function runCronJob(world: World, cronJob: ApiObject, minute: number): void {
	if (valueAt(cronJob, 'spec', 'suspend') === true) return;
	const {name, namespace} = cronJob.metadata;
	const template = structuredClone(treeAt(cronJob, 'spec', 'jobTemplate') ?? {});
	createObject(world, 'batch', 'jobs', namespace, {
		apiVersion: 'batch/v1',
		kind: 'Job',
		metadata: {...treeAt(template, 'metadata'), name: `${name}-${minute}`, ownerReferences: [ownerOf(cronJob)]},
		spec: treeAt(template, 'spec') ?? {},
	});
	const now = world.store.now();
	writeStatus(world, 'batch', 'cronjobs', cronJob, {lastScheduleTime: now, lastSuccessfulTime: now});
}
