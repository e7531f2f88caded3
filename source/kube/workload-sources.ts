import type {ResourceName} from '../model/index.js';

/** The lists that, beside pods, tell which workloads there are and who owns a pod. */
export const workloadSources: readonly ResourceName[] = [
	'deployments',
	'statefulSets',
	'daemonSets',
	'jobs',
	'cronJobs',
	'replicaSets',
	'replicationControllers',
	'podTemplates',
];
