import {type ApiObject, groupOf, textAt, textsAt, treesAt, versionOf} from './api-object.js';

/** A kind that the server serves. */
export type Kind = {
	readonly group: string;
	readonly version: string;
	readonly plural: string;
	readonly singular: string;
	readonly kind: string;
	readonly namespaced: boolean;
	readonly shortNames: readonly string[];
	readonly categories: readonly string[];
	readonly verbs: readonly string[];
	/** Names and verbs: `status`, `scale`. */
	readonly subresources: readonly {readonly name: string; readonly verbs: readonly string[]}[];
	/** Objects that are no part of the cluster's data: reviews. */
	readonly stored: boolean;
	/** From a CustomResourceDefinition: merge patches only, no schema. */
	readonly custom: boolean;
};

const allVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const someVerbs = ['get', 'patch', 'update'];

/** group/version plural Kind scope, then short names and subresources. */
const builtIn = `
v1 configmaps ConfigMap N cm
v1 endpoints Endpoints N ep
v1 events Event N ev
v1 limitranges LimitRange N limits
v1 namespaces Namespace C ns status
v1 nodes Node C no proxy status
v1 persistentvolumeclaims PersistentVolumeClaim N pvc status
v1 persistentvolumes PersistentVolume C pv status
v1 pods Pod N po ephemeralcontainers eviction exec log portforward status
v1 podtemplates PodTemplate N
v1 replicationcontrollers ReplicationController N rc scale status
v1 resourcequotas ResourceQuota N quota status
v1 secrets Secret N
v1 serviceaccounts ServiceAccount N sa token
v1 services Service N svc proxy status
apiregistration.k8s.io/v1 apiservices APIService C - status
apps/v1 controllerrevisions ControllerRevision N
apps/v1 daemonsets DaemonSet N ds status
apps/v1 deployments Deployment N deploy scale status
apps/v1 replicasets ReplicaSet N rs scale status
apps/v1 statefulsets StatefulSet N sts scale status
authentication.k8s.io/v1 selfsubjectreviews SelfSubjectReview C
authorization.k8s.io/v1 selfsubjectaccessreviews SelfSubjectAccessReview C
authorization.k8s.io/v1 selfsubjectrulesreviews SelfSubjectRulesReview C
authorization.k8s.io/v1 subjectaccessreviews SubjectAccessReview C
autoscaling/v2 horizontalpodautoscalers HorizontalPodAutoscaler N hpa status
batch/v1 cronjobs CronJob N cj status
batch/v1 jobs Job N - status
certificates.k8s.io/v1 certificatesigningrequests CertificateSigningRequest C csr approval status
networking.k8s.io/v1 ingressclasses IngressClass C
networking.k8s.io/v1 ingresses Ingress N ing status
networking.k8s.io/v1 networkpolicies NetworkPolicy N netpol
policy/v1 poddisruptionbudgets PodDisruptionBudget N pdb status
rbac.authorization.k8s.io/v1 clusterrolebindings ClusterRoleBinding C
rbac.authorization.k8s.io/v1 clusterroles ClusterRole C
rbac.authorization.k8s.io/v1 rolebindings RoleBinding N
rbac.authorization.k8s.io/v1 roles Role N
storage.k8s.io/v1 csidrivers CSIDriver C
storage.k8s.io/v1 storageclasses StorageClass C sc
admissionregistration.k8s.io/v1 mutatingwebhookconfigurations MutatingWebhookConfiguration C
admissionregistration.k8s.io/v1 validatingadmissionpolicies ValidatingAdmissionPolicy C - status
admissionregistration.k8s.io/v1 validatingadmissionpolicybindings ValidatingAdmissionPolicyBinding C
admissionregistration.k8s.io/v1 validatingwebhookconfigurations ValidatingWebhookConfiguration C
apiextensions.k8s.io/v1 customresourcedefinitions CustomResourceDefinition C crd status
scheduling.k8s.io/v1 priorityclasses PriorityClass C pc
coordination.k8s.io/v1 leases Lease N
node.k8s.io/v1 runtimeclasses RuntimeClass C
discovery.k8s.io/v1 endpointslices EndpointSlice N
flowcontrol.apiserver.k8s.io/v1 flowschemas FlowSchema C - status
flowcontrol.apiserver.k8s.io/v1 prioritylevelconfigurations PriorityLevelConfiguration C - status
`;
const inAll = new Set('daemonsets deployments replicasets statefulsets pods services jobs cronjobs replicationcontrollers'.split(' '));
const creating = new Set(['token', 'eviction', 'exec', 'portforward']);

export const builtInKinds: readonly Kind[] = builtIn
	.trim()
	.split('\n')
	.map(line => {
		const [apiVersion = '', plural = '', kind = '', scope, short, ...subresources] = line.split(' ');
		const review = kind.endsWith('Review');
		return {
			group: groupOf(apiVersion),
			version: versionOf(apiVersion),
			plural,
			singular: kind.toLowerCase(),
			kind,
			namespaced: scope === 'N',
			shortNames: short === undefined || short === '-' ? [] : kind === 'CustomResourceDefinition' ? ['crd', 'crds'] : [short],
			categories: inAll.has(plural) ? ['all'] : [],
			verbs: review ? ['create'] : plural === 'namespaces' ? allVerbs.filter(verb => verb !== 'deletecollection') : allVerbs,
			subresources: subresources.map(name => ({name, verbs: creating.has(name) ? ['create'] : someVerbs})),
			stored: !review,
			custom: false,
		};
	});

/** The kind that a CustomResourceDefinition serves, once a version. */
export function kindsOfDefinition(definition: ApiObject): Kind[] {
	const {spec} = definition;
	return treesAt(spec, 'versions')
		.filter(version => version['served'] !== false)
		.map(version => ({
			group: textAt(spec, 'group') ?? '',
			version: textAt(version, 'name') ?? '',
			plural: textAt(spec, 'names', 'plural') ?? '',
			singular: textAt(spec, 'names', 'singular') ?? '',
			kind: textAt(spec, 'names', 'kind') ?? '',
			namespaced: textAt(spec, 'scope') === 'Namespaced',
			shortNames: textsAt(spec, 'names', 'shortNames'),
			categories: textsAt(spec, 'names', 'categories'),
			verbs: allVerbs,
			subresources: [],
			stored: true,
			custom: true,
		}));
}

export function apiVersionOf({group, version}: {readonly group: string; readonly version: string}): string {
	return group === '' ? version : `${group}/${version}`;
}

/** As messages name it: `deployments.apps`. */
export function qualifiedPlural({plural, group}: {readonly plural: string; readonly group: string}): string {
	return group === '' ? plural : `${plural}.${group}`;
}

/** As messages about an invalid object name it: `Deployment.apps`. */
export function qualifiedKind({kind, group}: {readonly kind: string; readonly group: string}): string {
	return group === '' ? kind : `${kind}.${group}`;
}
