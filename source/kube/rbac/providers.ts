import type {RoleBinding} from '../../model/index.js';
import {isSystemNamespace, namespaceKind} from '../namespaces.js';
import type {Bearer} from './subjects.js';

type Provider = {readonly binding: RegExp; readonly subject: (bearer: Bearer) => boolean; readonly reason: string};

const account = (namespace: RegExp, name: RegExp) => (bearer: Bearer) =>
	bearer.kind === 'ServiceAccount' && namespace.test(bearer.namespace) && name.test(bearer.name);
const named = (kind: 'User' | 'Group', name: RegExp) => (bearer: Bearer) => bearer.kind === kind && name.test(bearer.name);
const either =
	(...tests: readonly ((bearer: Bearer) => boolean)[]) =>
	(bearer: Bearer) =>
		tests.some(test => test(bearer));

/** How Entra calls a user or a group. */
const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Administrators that a platform makes for itself: the name of the binding and the subject must both be its own. */
const providers: readonly Provider[] = [
	{binding: /^kubeadm:cluster-admins$/, subject: named('Group', /^kubeadm:cluster-admins$/), reason: 'administrators of kubeadm'},
	{
		binding: /^eks:/,
		subject: either(named('User', /^eks:/), named('Group', /^eks:/), account(/^kube-system$/, /^(eks-|aws-|eks:)/)),
		reason: 'made by EKS',
	},
	{binding: /^aks-cluster-admin-binding$/, subject: named('User', /^clusterAdmin$/), reason: 'local administrator of AKS'},
	{
		binding: /^aks-cluster-admin-binding-aad$/,
		subject: either(named('Group', objectId), named('User', objectId)),
		reason: 'administrators of AKS, taken from Entra',
	},
	{binding: /^aks-/, subject: either(named('User', /^aks-/), account(/^kube-system$/, /^(aks-|azure-)/)), reason: 'made by AKS'},
	{
		binding: /^(gce:|gke-|gmp-)/,
		subject: either(
			named('User', /^(system:|gce:|gke-)/),
			named('Group', /^system:nodes$/),
			account(/^(kube-system|gke-managed-.*|gmp-system|gke-gmp-system)$/, /./),
		),
		reason: 'made by GKE',
	},
	{binding: /^helm-kube-system-/, subject: account(/^kube-system$/, /^helm-/), reason: 'a Helm job of k3s or RKE2'},
	{binding: /^minikube-rbac$/, subject: account(/^kube-system$/, /^default$/), reason: 'made by minikube'},
	{
		binding: /^(cluster-admins|system:openshift:.*)$/,
		subject: either(named('Group', /^system:(cluster-admins|masters)$/), named('User', /^system:/), account(/^openshift(-|$)/, /./)),
		reason: 'made by OpenShift',
	},
	{
		binding: /^cluster-reconciler(-|$)/,
		subject: account(/^flux-system$/, /^(kustomize-controller|helm-controller|source-controller)$/),
		reason: 'the controllers of Flux',
	},
	{
		binding: /^argocd-(application-controller|server)$/,
		subject: account(/^argocd$/, /^argocd-(application-controller|server)$/),
		reason: 'the controller of Argo CD, judged by gitops-controller-scope',
	},
];

/** Why a platform's own binding may give a bearer everything; undefined where it is not known as one. */
export function providerReason({metadata}: Pick<RoleBinding, 'metadata'>, bearer: Bearer): string | undefined {
	const found = providers.find(({binding, subject}) => binding.test(metadata.name) && subject(bearer));
	if (!found) return undefined;
	// Where the binding is one of a namespace, the platform has it in its own.
	return metadata.namespace === undefined || isSystemNamespace(metadata.namespace) || namespaceKind(metadata.namespace) === 'infrastructure'
		? found.reason
		: undefined;
}
