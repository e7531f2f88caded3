import type {ResourceName} from '../model/index.js';

/** How one list is read: the API it lives in, and what is asked of the server. */
export type ResourceInfo = {
	readonly name: ResourceName;
	/** Empty for the core group. */
	readonly group: string;
	/** Served versions that the projection understands, best first. */
	readonly versions: readonly [string, ...string[]];
	readonly plural: string;
	readonly kind: string;
	readonly namespaced: boolean;
	/** `metadata`: only PartialObjectMetadata is asked for. `never`: not listed, single ones are fetched by name. */
	readonly read: 'whole' | 'metadata' | 'never';
	/** Built-in kinds whose `spec` follows `metadata`: managedFields can be cut from the bytes. */
	readonly cut?: true;
	/** A built-in kind: patched by strategic merge; others by merge patch. */
	readonly builtIn: boolean;
	/** Rule of the reader role that grants it. */
	readonly rule: `R${number}${'' | 'b'}`;
	/** Not part of the role by default: asked for only where the account may. */
	readonly optional?: true;
	/** In files: which family a kind belongs to; a family is complete as soon as one of its kinds occurs. */
	readonly family: Family;
};
export type Family =
	| 'workloads'
	| 'rbac'
	| 'network'
	| 'service accounts'
	| 'namespaces'
	| 'nodes'
	| 'webhooks'
	| 'config maps'
	| 'secrets'
	| 'policies'
	| 'definitions'
	| 'quotas'
	| 'volumes'
	| 'other';

type Row = Omit<ResourceInfo, 'name'>;

const core = (plural: string, kind: string, rule: Row['rule'], family: Family, extra: Partial<Row> = {}): Row => ({
	group: '',
	versions: ['v1'],
	plural,
	kind,
	namespaced: true,
	read: 'whole',
	builtIn: true,
	rule,
	family,
	...extra,
});
const grouped = (
	group: string,
	version: string,
	plural: string,
	kind: string,
	rule: Row['rule'],
	family: Family,
	extra: Partial<Row> = {},
): Row => ({
	...core(plural, kind, rule, family),
	group,
	versions: [version],
	...extra,
});
const rbac = 'rbac.authorization.k8s.io';
const admission = 'admissionregistration.k8s.io';
const whole = {namespaced: false} as const;
const custom = {builtIn: false} as const;

const table: Record<ResourceName, Row> = {
	namespaces: core('namespaces', 'Namespace', 'R1', 'namespaces', whole),
	nodes: core('nodes', 'Node', 'R1', 'nodes', whole),
	pods: core('pods', 'Pod', 'R2', 'workloads', {cut: true}),
	replicationControllers: core('replicationcontrollers', 'ReplicationController', 'R2', 'workloads', {cut: true}),
	podTemplates: core('podtemplates', 'PodTemplate', 'R2', 'workloads'),
	deployments: grouped('apps', 'v1', 'deployments', 'Deployment', 'R2', 'workloads', {cut: true}),
	statefulSets: grouped('apps', 'v1', 'statefulsets', 'StatefulSet', 'R2', 'workloads', {cut: true}),
	daemonSets: grouped('apps', 'v1', 'daemonsets', 'DaemonSet', 'R2', 'workloads', {cut: true}),
	replicaSets: grouped('apps', 'v1', 'replicasets', 'ReplicaSet', 'R2', 'workloads', {read: 'never', cut: true}),
	jobs: grouped('batch', 'v1', 'jobs', 'Job', 'R2', 'workloads', {cut: true}),
	cronJobs: grouped('batch', 'v1', 'cronjobs', 'CronJob', 'R2', 'workloads', {cut: true}),
	serviceAccounts: core('serviceaccounts', 'ServiceAccount', 'R3', 'service accounts'),
	roles: grouped(rbac, 'v1', 'roles', 'Role', 'R4', 'rbac'),
	clusterRoles: grouped(rbac, 'v1', 'clusterroles', 'ClusterRole', 'R4', 'rbac', whole),
	roleBindings: grouped(rbac, 'v1', 'rolebindings', 'RoleBinding', 'R4', 'rbac'),
	clusterRoleBindings: grouped(rbac, 'v1', 'clusterrolebindings', 'ClusterRoleBinding', 'R4', 'rbac', whole),
	services: core('services', 'Service', 'R5', 'network'),
	ingresses: grouped('networking.k8s.io', 'v1', 'ingresses', 'Ingress', 'R5', 'network', {cut: true}),
	ingressClasses: grouped('networking.k8s.io', 'v1', 'ingressclasses', 'IngressClass', 'R5', 'network', whole),
	networkPolicies: grouped('networking.k8s.io', 'v1', 'networkpolicies', 'NetworkPolicy', 'R5', 'network', {cut: true}),
	clusterNetworkPolicies: grouped(
		'policy.networking.k8s.io',
		'v1alpha2',
		'clusternetworkpolicies',
		'ClusterNetworkPolicy',
		'R5',
		'network',
		{...whole, ...custom},
	),
	validatingWebhooks: grouped(
		admission,
		'v1',
		'validatingwebhookconfigurations',
		'ValidatingWebhookConfiguration',
		'R8',
		'webhooks',
		whole,
	),
	mutatingWebhooks: grouped(admission, 'v1', 'mutatingwebhookconfigurations', 'MutatingWebhookConfiguration', 'R8', 'webhooks', whole),
	validatingAdmissionPolicies: grouped(
		admission,
		'v1',
		'validatingadmissionpolicies',
		'ValidatingAdmissionPolicy',
		'R8',
		'policies',
		whole,
	),
	validatingAdmissionPolicyBindings: grouped(
		admission,
		'v1',
		'validatingadmissionpolicybindings',
		'ValidatingAdmissionPolicyBinding',
		'R8',
		'policies',
		whole,
	),
	customResourceDefinitions: grouped(
		'apiextensions.k8s.io',
		'v1',
		'customresourcedefinitions',
		'CustomResourceDefinition',
		'R10',
		'definitions',
		whole,
	),
	apiServices: grouped('apiregistration.k8s.io', 'v1', 'apiservices', 'APIService', 'R10', 'definitions', whole),
	podDisruptionBudgets: grouped('policy', 'v1', 'poddisruptionbudgets', 'PodDisruptionBudget', 'R13', 'quotas'),
	resourceQuotas: core('resourcequotas', 'ResourceQuota', 'R13', 'quotas'),
	limitRanges: core('limitranges', 'LimitRange', 'R13', 'quotas'),
	podMetrics: grouped('metrics.k8s.io', 'v1beta1', 'pods', 'PodMetrics', 'R13', 'other', custom),
	persistentVolumes: core('persistentvolumes', 'PersistentVolume', 'R11', 'volumes', whole),
	flowSchemas: grouped('flowcontrol.apiserver.k8s.io', 'v1', 'flowschemas', 'FlowSchema', 'R12', 'quotas', whole),
	secrets: core('secrets', 'Secret', 'R7', 'secrets', {read: 'metadata', optional: true}),
	configMaps: core('configmaps', 'ConfigMap', 'R6b', 'config maps', {read: 'metadata', optional: true}),
	kyvernoClusterPolicies: grouped('kyverno.io', 'v1', 'clusterpolicies', 'ClusterPolicy', 'R15', 'policies', {...whole, ...custom}),
	kyvernoValidatingPolicies: {
		...grouped('policies.kyverno.io', 'v1', 'validatingpolicies', 'ValidatingPolicy', 'R15', 'policies', {...whole, ...custom}),
		versions: ['v1', 'v1beta1', 'v1alpha1'],
	},
	/** Every kind of the group: one list per served kind, all in this list. */
	gatekeeperConstraints: {
		...grouped('constraints.gatekeeper.sh', 'v1beta1', '*', '*', 'R15', 'policies', {...whole, ...custom}),
		versions: ['v1beta1', 'v1', 'v1alpha1'],
	},
	kubewardenPolicies: grouped('policies.kubewarden.io', 'v1', 'clusteradmissionpolicies', 'ClusterAdmissionPolicy', 'R15', 'policies', {
		...whole,
		...custom,
	}),
	ciliumNetworkPolicies: grouped('cilium.io', 'v2', 'ciliumnetworkpolicies', 'CiliumNetworkPolicy', 'R15', 'network', custom),
	ciliumClusterwideNetworkPolicies: grouped(
		'cilium.io',
		'v2',
		'ciliumclusterwidenetworkpolicies',
		'CiliumClusterwideNetworkPolicy',
		'R15',
		'network',
		{
			...whole,
			...custom,
		},
	),
	calicoGlobalNetworkPolicies: grouped('crd.projectcalico.org', 'v1', 'globalnetworkpolicies', 'GlobalNetworkPolicy', 'R15', 'network', {
		...whole,
		...custom,
	}),
	serviceMonitors: grouped('monitoring.coreos.com', 'v1', 'servicemonitors', 'ServiceMonitor', 'R15', 'other', custom),
	podMonitors: grouped('monitoring.coreos.com', 'v1', 'podmonitors', 'PodMonitor', 'R15', 'other', custom),
	httpRoutes: {
		...grouped('gateway.networking.k8s.io', 'v1', 'httproutes', 'HTTPRoute', 'R5', 'network', custom),
		versions: ['v1', 'v1beta1'],
	},
	gateways: {...grouped('gateway.networking.k8s.io', 'v1', 'gateways', 'Gateway', 'R5', 'network', custom), versions: ['v1', 'v1beta1']},
	securityContextConstraints: grouped(
		'security.openshift.io',
		'v1',
		'securitycontextconstraints',
		'SecurityContextConstraints',
		'R15',
		'policies',
		{
			...whole,
			...custom,
		},
	),
	openshiftApiServers: grouped('config.openshift.io', 'v1', 'apiservers', 'APIServer', 'R15', 'other', {...whole, ...custom}),
	openshiftClusterVersions: grouped('config.openshift.io', 'v1', 'clusterversions', 'ClusterVersion', 'R15', 'other', {
		...whole,
		...custom,
	}),
	openshiftOAuths: grouped('config.openshift.io', 'v1', 'oauths', 'OAuth', 'R15', 'other', {...whole, ...custom}),
	openshiftImages: grouped('config.openshift.io', 'v1', 'images', 'Image', 'R15', 'other', {...whole, ...custom}),
	certificates: grouped('cert-manager.io', 'v1', 'certificates', 'Certificate', 'R15', 'other', custom),
	clusterIssuers: grouped('cert-manager.io', 'v1', 'clusterissuers', 'ClusterIssuer', 'R15', 'other', {...whole, ...custom}),
	applications: grouped('argoproj.io', 'v1alpha1', 'applications', 'Application', 'R15', 'other', custom),
	istioRequestAuthentications: {
		...grouped('security.istio.io', 'v1', 'requestauthentications', 'RequestAuthentication', 'R15', 'network', custom),
		versions: ['v1', 'v1beta1'],
	},
	istioPeerAuthentications: {
		...grouped('security.istio.io', 'v1', 'peerauthentications', 'PeerAuthentication', 'R15', 'network', custom),
		versions: ['v1', 'v1beta1'],
	},
	istioServiceEntries: {
		...grouped('networking.istio.io', 'v1', 'serviceentries', 'ServiceEntry', 'R15', 'network', custom),
		versions: ['v1', 'v1beta1', 'v1alpha3'],
	},
	traefikMiddlewares: grouped('traefik.io', 'v1alpha1', 'middlewares', 'Middleware', 'R15', 'network', custom),
	backendConfigs: {
		...grouped('cloud.google.com', 'v1', 'backendconfigs', 'BackendConfig', 'R15', 'network', custom),
		versions: ['v1', 'v1beta1'],
	},
	/** Names of people: not part of the role, and of each only its name is asked for. */
	openshiftUsers: grouped('user.openshift.io', 'v1', 'users', 'User', 'R15', 'other', {
		...whole,
		...custom,
		read: 'metadata',
		optional: true,
	}),
};

/** Every list, in the order in which a scan asks for them: namespaces first, then the largest. */
export const resources: readonly ResourceInfo[] = (Object.keys(table) as ResourceName[]).map(name => ({name, ...table[name]}));

const byName = new Map(resources.map(info => [info.name, info]));
/** By group and kind, `apps/Deployment`. */
const byKind = new Map(resources.map(info => [`${info.group}/${info.kind}`, info]));

export function resourceInfo(name: ResourceName): ResourceInfo {
	return byName.get(name) as ResourceInfo;
}

/** Other groups that the same objects are written in: those of clusters before 1.16 and 1.22, and that of Calico's own API server. */
const sameIn: Readonly<Record<string, string>> = {
	'extensions/Deployment': 'apps',
	'extensions/DaemonSet': 'apps',
	'extensions/ReplicaSet': 'apps',
	'extensions/NetworkPolicy': 'networking.k8s.io',
	'extensions/Ingress': 'networking.k8s.io',
	'projectcalico.org/GlobalNetworkPolicy': 'crd.projectcalico.org',
};

/** The list that objects of this apiVersion and kind belong to; versions that the projection does not know count too. */
export function resourceOf(apiVersion: string, kind: string): ResourceInfo | undefined {
	const written = groupOf(apiVersion);
	const group = sameIn[`${written}/${kind}`] ?? written;
	return byKind.get(`${group}/${kind}`) ?? (group === 'constraints.gatekeeper.sh' ? byName.get('gatekeeperConstraints') : undefined);
}

export function groupOf(apiVersion: string): string {
	const slash = apiVersion.indexOf('/');
	return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** As kubectl names it: `rolebindings.rbac.authorization.k8s.io`. */
export function qualified(info: Pick<ResourceInfo, 'plural' | 'group'>): string {
	return info.group === '' ? info.plural : `${info.plural}.${info.group}`;
}
