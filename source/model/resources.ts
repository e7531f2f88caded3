import type * as k from './kubernetes.js';
import type * as n from './network-objects.js';
import type * as w from './workload-objects.js';

/** The lists that a snapshot can hold, by the name rules use for them, with the shape of their items. */
export type Resources = {
	namespaces: k.Namespace;
	nodes: k.Node;
	pods: w.Pod;
	replicationControllers: w.Controller;
	podTemplates: w.PodTemplateObject;
	deployments: w.Controller;
	statefulSets: w.Controller;
	daemonSets: w.Controller;
	/** Never listed from a cluster: single ones are fetched by name; files give what they hold. */
	replicaSets: w.Controller;
	jobs: w.Job;
	cronJobs: w.CronJob;
	serviceAccounts: k.ServiceAccount;
	roles: k.Role;
	clusterRoles: k.Role;
	roleBindings: k.RoleBinding;
	clusterRoleBindings: k.RoleBinding;
	services: n.Service;
	ingresses: n.Ingress;
	ingressClasses: n.IngressClass;
	networkPolicies: n.NetworkPolicy;
	clusterNetworkPolicies: k.CustomObject;
	validatingWebhooks: k.WebhookConfiguration;
	mutatingWebhooks: k.WebhookConfiguration;
	validatingAdmissionPolicies: k.CustomObject;
	validatingAdmissionPolicyBindings: k.CustomObject;
	customResourceDefinitions: k.CustomResourceDefinition;
	apiServices: k.ApiService;
	podDisruptionBudgets: k.PodDisruptionBudget;
	resourceQuotas: k.CustomObject;
	limitRanges: k.CustomObject;
	podMetrics: k.PodMetrics;
	persistentVolumes: k.PersistentVolume;
	flowSchemas: k.FlowSchema;
	secrets: k.Secret;
	configMaps: k.ConfigMap;
	kyvernoClusterPolicies: k.CustomObject;
	kyvernoValidatingPolicies: k.CustomObject;
	gatekeeperConstraints: k.CustomObject;
	kubewardenPolicies: k.CustomObject;
	ciliumNetworkPolicies: k.CustomObject;
	ciliumClusterwideNetworkPolicies: k.CustomObject;
	calicoGlobalNetworkPolicies: k.CustomObject;
	serviceMonitors: k.CustomObject;
	podMonitors: k.CustomObject;
	httpRoutes: k.CustomObject;
	gateways: k.Gateway;
	securityContextConstraints: k.CustomObject;
	openshiftApiServers: k.CustomObject;
	openshiftClusterVersions: k.ClusterVersion;
	openshiftOAuths: k.CustomObject;
	openshiftImages: k.CustomObject;
	certificates: k.IssuedCertificate;
	clusterIssuers: k.CustomObject;
	applications: k.CustomObject;
	istioRequestAuthentications: k.CustomObject;
	istioPeerAuthentications: k.CustomObject;
	istioServiceEntries: k.CustomObject;
	traefikMiddlewares: k.CustomObject;
	backendConfigs: k.CustomObject;
	openshiftUsers: k.CustomObject;
};
export type ResourceName = keyof Resources;
/** Everything that can be read, or fail to be read. */
export type Source =
	| ResourceName
	| 'version'
	| 'anonymous'
	| 'handshake'
	| 'metrics'
	| 'kubelets'
	| 'apiServerFlags'
	| 'controllerManagerFlags'
	| 'schedulerFlags'
	| 'etcdFlags'
	| 'settings'
	| 'self'
	| 'kubeconfig';
