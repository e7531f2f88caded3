/** Who the test cluster knows: the administrator, the published reader role, and the owner of one namespace. */
export type Role = 'admin' | 'reader' | 'tenant';
export const roles: Record<Role, {readonly user: string; readonly groups: readonly string[]}> = {
	admin: {user: 'test-admin', groups: ['system:masters']},
	reader: {user: 'test-reader', groups: []},
	tenant: {user: 'test-tenant', groups: []},
};
/** The one namespace of the tenant. */
export const tenantNamespace = 'tenant';

type Rule = {
	readonly apiGroups?: string[];
	readonly resources?: string[];
	readonly resourceNames?: string[];
	readonly nonResourceURLs?: string[];
	readonly verbs: string[];
};
const reading = ['get', 'list'];
const grouped = (apiGroups: string[], ...resources: string[]): Rule => ({apiGroups, resources, verbs: reading});
const core = (...resources: string[]): Rule => grouped([''], ...resources);

const readerRules: readonly Rule[] = [
	core('namespaces', 'nodes'),
	core('pods', 'replicationcontrollers', 'podtemplates'),
	grouped(['apps'], 'deployments', 'statefulsets', 'daemonsets', 'replicasets'),
	grouped(['batch'], 'jobs', 'cronjobs'),
	core('serviceaccounts'),
	grouped(['rbac.authorization.k8s.io'], 'roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'),
	core('services'),
	grouped(['networking.k8s.io'], 'networkpolicies', 'ingresses', 'ingressclasses'),
	grouped(['gateway.networking.k8s.io'], 'gateways', 'httproutes'),
	grouped(['policy.networking.k8s.io'], 'clusternetworkpolicies'),
	grouped(
		['admissionregistration.k8s.io'],
		'validatingwebhookconfigurations',
		'mutatingwebhookconfigurations',
		'validatingadmissionpolicies',
		'validatingadmissionpolicybindings',
	),
	grouped(['apiextensions.k8s.io'], 'customresourcedefinitions'),
	grouped(['apiregistration.k8s.io'], 'apiservices'),
	core('resourcequotas', 'limitranges'),
	grouped(['policy'], 'poddisruptionbudgets'),
	{nonResourceURLs: ['/metrics', '/version', '/livez', '/readyz'], verbs: ['get']},
	grouped(['kyverno.io', 'policies.kyverno.io', 'constraints.gatekeeper.sh', 'policies.kubewarden.io'], '*'),
	grouped(['cilium.io', 'crd.projectcalico.org'], '*'),
	grouped(['argoproj.io'], 'applications'),
];
const namedSettings = [
	'kubeadm-config',
	'kubelet-config',
	'kube-proxy',
	'kube-proxy-config',
	'coredns',
	'cilium-config',
	'amazon-vpc-cni',
	'aws-auth',
];

const rbac = 'rbac.authorization.k8s.io';
const apiVersion = `${rbac}/v1`;
const user = (name: string) => ({kind: 'User', apiGroup: rbac, name});

/** Path of the list and the object, in the order in which they are created. */
export const roleObjects: readonly (readonly [path: string, object: Record<string, unknown>])[] = [
	['/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name: tenantNamespace}}],
	[`/apis/${apiVersion}/clusterroles`, {apiVersion, kind: 'ClusterRole', metadata: {name: 'castellan-reader'}, rules: readerRules}],
	[
		`/apis/${apiVersion}/clusterrolebindings`,
		{
			apiVersion,
			kind: 'ClusterRoleBinding',
			metadata: {name: 'castellan-reader'},
			roleRef: {apiGroup: rbac, kind: 'ClusterRole', name: 'castellan-reader'},
			subjects: [user(roles.reader.user)],
		},
	],
	[
		`/apis/${apiVersion}/namespaces/kube-system/roles`,
		{
			apiVersion,
			kind: 'Role',
			metadata: {name: 'castellan-reader', namespace: 'kube-system'},
			rules: [{apiGroups: [''], resources: ['configmaps'], verbs: ['get'], resourceNames: namedSettings}],
		},
	],
	[
		`/apis/${apiVersion}/namespaces/kube-system/rolebindings`,
		{
			apiVersion,
			kind: 'RoleBinding',
			metadata: {name: 'castellan-reader', namespace: 'kube-system'},
			roleRef: {apiGroup: rbac, kind: 'Role', name: 'castellan-reader'},
			subjects: [user(roles.reader.user)],
		},
	],
	[
		`/apis/${apiVersion}/namespaces/${tenantNamespace}/rolebindings`,
		{
			apiVersion,
			kind: 'RoleBinding',
			metadata: {name: 'tenant', namespace: tenantNamespace},
			roleRef: {apiGroup: rbac, kind: 'ClusterRole', name: 'admin'},
			subjects: [user(roles.tenant.user)],
		},
	],
];
