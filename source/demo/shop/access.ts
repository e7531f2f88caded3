import type {ApiObject, Tree} from '../api-object.js';
import {ruleOf, subjectOf} from '../bootstrap-objects.js';
import {binding, role} from './builders.js';

const bind = (namespace: string | undefined, name: string, roleRef: string, ...subjects: string[]) =>
	binding(namespace, name, roleRef, subjects.map(subjectOf));
const allow = (namespace: string | undefined, name: string, ...rules: string[]) => role(namespace, name, rules.map(ruleOf));

/** The roles and bindings that kubeadm makes. */
function kubeadm(): ApiObject[] {
	const joining = 'G:system:bootstrappers:kubeadm:default-node-token';
	const csr = 'ClusterRole/system:certificates.k8s.io:certificatesigningrequests:';
	return [
		bind(undefined, 'kubeadm:cluster-admins', 'ClusterRole/cluster-admin', 'G:kubeadm:cluster-admins'),
		allow(undefined, 'kubeadm:get-nodes', 'get :nodes'),
		bind(undefined, 'kubeadm:get-nodes', 'ClusterRole/kubeadm:get-nodes', joining),
		bind(undefined, 'kubeadm:kubelet-bootstrap', 'ClusterRole/system:node-bootstrapper', joining),
		bind(undefined, 'kubeadm:node-autoapprove-bootstrap', `${csr}nodeclient`, joining),
		bind(undefined, 'kubeadm:node-autoapprove-certificate-rotation', `${csr}selfnodeclient`, 'G:system:nodes'),
		bind(undefined, 'kubeadm:node-proxier', 'ClusterRole/system:node-proxier', 'S:kube-system/kube-proxy'),
		allow('kube-public', 'kubeadm:bootstrap-signer-clusterinfo', 'get :configmaps=cluster-info'),
		bind('kube-public', 'kubeadm:bootstrap-signer-clusterinfo', 'Role/kubeadm:bootstrap-signer-clusterinfo', 'U:system:anonymous'),
		allow('kube-system', 'kubeadm:kubelet-config', 'get :configmaps=kubelet-config'),
		bind('kube-system', 'kubeadm:kubelet-config', 'Role/kubeadm:kubelet-config', 'G:system:nodes', joining),
		allow('kube-system', 'kubeadm:nodes-kubeadm-config', 'get :configmaps=kubeadm-config'),
		bind('kube-system', 'kubeadm:nodes-kubeadm-config', 'Role/kubeadm:nodes-kubeadm-config', joining, 'G:system:nodes'),
		allow('kube-system', 'kube-proxy', 'get :configmaps=kube-proxy'),
		bind('kube-system', 'kube-proxy', 'Role/kube-proxy', joining),
	];
}

const everyThirdPartyGroup =
	'kyverno.io,policies.kyverno.io,constraints.gatekeeper.sh,cilium.io,crd.projectcalico.org,monitoring.coreos.com,argoproj.io,gateway.networking.k8s.io,policy.networking.k8s.io';

/** A read-only account as `castellan role` proposes it. */
function reader(): ApiObject[] {
	const name = 'castellan-reader';
	return [
		allow(
			undefined,
			name,
			'get,list :namespaces,nodes',
			'get,list :pods,replicationcontrollers,podtemplates',
			'get,list apps:deployments,statefulsets,daemonsets,replicasets',
			'get,list batch:jobs,cronjobs',
			'get,list :serviceaccounts,services,resourcequotas,limitranges,persistentvolumes,persistentvolumeclaims',
			'get,list rbac.authorization.k8s.io:roles,rolebindings,clusterroles,clusterrolebindings',
			'get,list discovery.k8s.io:endpointslices',
			'get,list networking.k8s.io:networkpolicies,ingresses,ingressclasses',
			'get,list admissionregistration.k8s.io:validatingwebhookconfigurations,mutatingwebhookconfigurations,validatingadmissionpolicies,validatingadmissionpolicybindings',
			'get,list certificates.k8s.io:certificatesigningrequests',
			'get,list apiextensions.k8s.io:customresourcedefinitions',
			'get,list apiregistration.k8s.io:apiservices',
			'get,list storage.k8s.io:storageclasses,csidrivers',
			'get,list node.k8s.io,scheduling.k8s.io:runtimeclasses,priorityclasses',
			'get,list policy:poddisruptionbudgets',
			'get,list autoscaling:horizontalpodautoscalers',
			'get /metrics,/version,/livez,/readyz',
			`get,list ${everyThirdPartyGroup}:*`,
		),
		bind(undefined, name, `ClusterRole/${name}`, 'G:auditors'),
		allow(
			'kube-system',
			name,
			'get :configmaps=kubeadm-config,kubelet-config,kube-proxy,coredns,cilium-config,extension-apiserver-authentication',
		),
		bind('kube-system', name, `Role/${name}`, 'G:auditors'),
		allow('kube-public', name, 'get :configmaps=cluster-info,kube-root-ca.crt'),
		bind('kube-public', name, `Role/${name}`, 'G:auditors'),
	];
}

const everything: Tree = {apiGroups: ['*'], resources: ['*'], verbs: ['*']};

/** What people and programs were given over the years. */
function grown(): ApiObject[] {
	return [
		bind(undefined, 'shop-operators', 'ClusterRole/cluster-admin', 'G:shop-operators'),
		bind(undefined, 'consultants', 'ClusterRole/cluster-admin', 'U:pat@consulting.example', 'U:kim@consulting.example'),
		role(undefined, 'support', [everything]),
		bind('shop', 'support', 'ClusterRole/support', 'G:support'),
		allow(undefined, 'release-manager', '* apps:*', 'get,list,create,delete :pods,pods/exec', 'get,list,watch :secrets'),
		bind(undefined, 'release-managers', 'ClusterRole/release-manager', 'G:release-managers', 'S:ci/jenkins'),
		bind(undefined, 'legacy-view', 'ClusterRole/view', 'G:system:serviceaccounts'),
		allow(undefined, 'open-metrics', 'get /metrics'),
		bind(undefined, 'open-metrics', 'ClusterRole/open-metrics', 'G:system:unauthenticated'),
		bind('shop', 'developers', 'ClusterRole/edit', 'G:shop-developers'),
		bind('kube-system', 'default-admin', 'ClusterRole/admin', 'S:kube-system/default'),
	];
}

export function access(): ApiObject[] {
	return [...kubeadm(), ...reader(), ...grown()];
}
