import type {Json, JsonObject} from '../model/index.js';
import {type ResourceInfo, resources} from './resources.js';

const name = 'castellan-reader';
/** ConfigMaps that are read one by one, by namespace. */
const namedConfigMaps: Readonly<Record<string, readonly string[]>> = {
	'kube-system': [
		'kubeadm-config',
		'kubelet-config',
		'kube-proxy',
		'kube-proxy-config',
		'coredns',
		'cilium-config',
		'amazon-vpc-cni',
		'aws-auth',
		'extension-apiserver-authentication',
		'kube-apiserver-legacy-service-account-token-tracking',
	],
	'kube-public': ['cluster-info', 'kube-root-ca.crt'],
};
/** Lists that are not built into a snapshot yet, but that reading owners and previews may ask for one by one. */
const besides: readonly {readonly group: string; readonly plurals: readonly string[]}[] = [{group: 'apps', plurals: ['replicasets']}];

/** The read-only roles that a scan needs: lists of built-in kinds, third-party groups, single settings, /metrics. */
export function readerRoles(): JsonObject[] {
	const groups = new Map<string, Set<string>>();
	const add = ({group, plural, optional}: Pick<ResourceInfo, 'group' | 'plural' | 'optional'>) => {
		if (optional) return;
		groups.set(group, (groups.get(group) ?? new Set()).add(plural));
	};
	for (const info of resources) add(info);
	for (const {group, plurals} of besides) for (const plural of plurals) add({group, plural});
	const rules: Json[] = [...groups].map(([group, plurals]) => ({apiGroups: [group], resources: [...plurals], verbs: ['get', 'list']}));
	const metadata = {name};
	return [
		{
			apiVersion: 'rbac.authorization.k8s.io/v1',
			kind: 'ClusterRole',
			metadata,
			rules: [...rules, {nonResourceURLs: ['/metrics', '/version', '/livez', '/readyz'], verbs: ['get']}],
		},
		...Object.entries(namedConfigMaps).map(([namespace, resourceNames]) => ({
			apiVersion: 'rbac.authorization.k8s.io/v1',
			kind: 'Role',
			metadata: {name, namespace},
			rules: [{apiGroups: [''], resources: ['configmaps'], verbs: ['get'], resourceNames}],
		})),
	];
}
