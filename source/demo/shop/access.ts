import {readerRoles} from '../../kube/reader-roles.js';
import type {ApiObject, Tree} from '../api-object.js';
import {ruleTree, subjectOf} from '../bootstrap-objects.js';
import {binding, role} from './builders.js';

const bind = (namespace: string | undefined, name: string, roleRef: string, ...subjects: string[]) =>
	binding(namespace, name, roleRef, subjects.map(subjectOf));
const allow = (namespace: string | undefined, name: string, ...rules: string[]) => role(namespace, name, rules.map(ruleTree));

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

/** The read-only account that `castellan role` proposes. */
function reader(): ApiObject[] {
	return readerRoles().flatMap(one => {
		const object = structuredClone(one) as ApiObject;
		const {name, namespace} = object.metadata;
		return [object, bind(namespace, name, `${object.kind}/${name}`, 'G:auditors')];
	});
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
