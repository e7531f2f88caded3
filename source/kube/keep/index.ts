import type {Escaped, Pod, PodSpec, ResourceName, Resources} from '../../model/index.js';
import {escaped} from '../../model/index.js';
import {keepFlowSchema, keepPersistentVolume, keepPodMetrics} from './capacity.js';
import {keepConfigMap, keepSecret} from './configuration.js';
import {keepMetadata} from './metadata.js';
import {keepGateway, keepIngress, keepIngressClass, keepNetworkPolicy, keepService} from './network.js';
import {keepNode} from './node.js';
import {
	keepApiService,
	keepClusterVersion,
	keepCustom,
	keepDefinition,
	keepDisruptionBudget,
	keepIssuedCertificate,
	keepNameOnly,
	keepServiceAccount,
	keepWebhooks,
} from './others.js';
import {at, type Raw, text} from './raw.js';
import {keepBinding, keepRole} from './rbac.js';
import {keepController, keepCronJob, keepJob, keepPod, keepPodState, keepPodTemplate, keepSpecOfPod} from './workloads.js';

type Body<N extends ResourceName> = Omit<Resources[N], 'metadata'>;
/** What is kept of an object beside its metadata; undefined drops the whole object. */
type Keep<N extends ResourceName> = (raw: Raw) => Body<N> | undefined;

const keeps: {readonly [N in ResourceName]: Keep<N>} = {
	namespaces: raw => ({phase: text(at(raw, 'status', 'phase'))}),
	nodes: keepNode,
	pods: keepPod,
	replicationControllers: keepController,
	podTemplates: keepPodTemplate,
	deployments: keepController,
	statefulSets: keepController,
	daemonSets: keepController,
	replicaSets: keepController,
	jobs: keepJob,
	cronJobs: keepCronJob,
	serviceAccounts: keepServiceAccount,
	roles: keepRole,
	clusterRoles: keepRole,
	roleBindings: keepBinding,
	clusterRoleBindings: keepBinding,
	services: keepService,
	ingresses: keepIngress,
	ingressClasses: keepIngressClass,
	networkPolicies: keepNetworkPolicy,
	clusterNetworkPolicies: keepCustom,
	validatingWebhooks: keepWebhooks,
	mutatingWebhooks: keepWebhooks,
	validatingAdmissionPolicies: keepCustom,
	validatingAdmissionPolicyBindings: keepCustom,
	customResourceDefinitions: keepDefinition,
	apiServices: keepApiService,
	podDisruptionBudgets: keepDisruptionBudget,
	resourceQuotas: keepCustom,
	limitRanges: keepCustom,
	podMetrics: keepPodMetrics,
	persistentVolumes: keepPersistentVolume,
	flowSchemas: keepFlowSchema,
	secrets: keepSecret,
	configMaps: keepConfigMap,
	kyvernoClusterPolicies: keepCustom,
	kyvernoValidatingPolicies: keepCustom,
	gatekeeperConstraints: keepCustom,
	kubewardenPolicies: keepCustom,
	ciliumNetworkPolicies: keepCustom,
	ciliumClusterwideNetworkPolicies: keepCustom,
	calicoGlobalNetworkPolicies: keepCustom,
	serviceMonitors: keepCustom,
	podMonitors: keepCustom,
	httpRoutes: keepCustom,
	gateways: keepGateway,
	securityContextConstraints: keepCustom,
	openshiftApiServers: keepCustom,
	openshiftClusterVersions: keepClusterVersion,
	openshiftOAuths: keepCustom,
	openshiftImages: keepCustom,
	certificates: keepIssuedCertificate,
	clusterIssuers: keepCustom,
	applications: keepNameOnly,
	istioRequestAuthentications: keepCustom,
	istioPeerAuthentications: keepCustom,
	istioServiceEntries: keepCustom,
	traefikMiddlewares: keepCustom,
	backendConfigs: keepCustom,
	openshiftUsers: keepNameOnly,
};

/** One API object as a snapshot holds it: projected, then escaped. undefined where it has no name or counts for nothing (finished pods). */
export function project<N extends ResourceName>(name: N, raw: unknown): Escaped<Resources[N]> | undefined {
	const metadata = keepMetadata(raw);
	if (!metadata) return undefined;
	const body = keeps[name](raw);
	return body && (escaped({metadata, ...body}) as unknown as Escaped<Resources[N]>);
}

/** The spec of a pod by itself, so that the pods of one template can share it. */
export function projectPodSpec(raw: unknown): Escaped<PodSpec> {
	return escaped(keepSpecOfPod(raw));
}

/** A pod whose spec was projected before; what `project` gives for the whole of it. */
export function projectPod(raw: unknown, spec: Escaped<PodSpec>): Escaped<Pod> | undefined {
	const metadata = keepMetadata(raw);
	const state = metadata && keepPodState(raw);
	return state && {...escaped({metadata, ...state}), spec};
}
