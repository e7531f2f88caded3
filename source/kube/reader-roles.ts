import type {Json, JsonObject, Source} from '../model/index.js';
import {type Family, type ResourceInfo, resources} from './resources.js';

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
/** Kinds that are not listed as a whole: single objects are asked for by name. */
const besides: readonly {readonly group: string; readonly plural: string; readonly family: Family}[] = [
	{group: 'apps', plural: 'replicasets', family: 'workloads'},
	{group: 'discovery.k8s.io', plural: 'endpointslices', family: 'network'},
];

/** What the roles can be made without: a family of kinds, the single settings, the metrics. */
export type RolePart = Family | 'settings' | 'metrics';
const granted = resources.filter(({optional}) => !optional);
export const roleParts: readonly RolePart[] = [...new Set(granted.map(({family}) => family)), 'settings', 'metrics'];

const concluded: Partial<Record<Source, RolePart>> = {
	metrics: 'metrics',
	settings: 'settings',
	kubelets: 'settings',
	apiServerFlags: 'workloads',
	controllerManagerFlags: 'workloads',
	schedulerFlags: 'workloads',
	etcdFlags: 'workloads',
};
const families = new Map<string, Family>(granted.map(info => [info.name, info.family]));
/** The part of the roles that lets a source be read; undefined where none is needed. */
export function rolePartOf(source: Source): RolePart | undefined {
	return concluded[source] ?? families.get(source);
}

/** The read-only roles that a scan needs: lists of built-in kinds, third-party groups, single settings, /metrics. */
export function readerRoles(parts: readonly RolePart[] = roleParts): JsonObject[] {
	const has = (part: RolePart) => parts.includes(part);
	const groups = new Map<string, Set<string>>();
	const add = ({group, plural, family}: Pick<ResourceInfo, 'group' | 'plural' | 'family'>) => {
		if (has(family)) groups.set(group, (groups.get(group) ?? new Set()).add(plural));
	};
	for (const info of [...granted, ...besides]) add(info);
	const rules: Json[] = [...groups].map(([group, plurals]) => ({apiGroups: [group], resources: [...plurals], verbs: ['get', 'list']}));
	const metadata = {name};
	return [
		{
			apiVersion: 'rbac.authorization.k8s.io/v1',
			kind: 'ClusterRole',
			metadata,
			rules: [...rules, {nonResourceURLs: [...(has('metrics') ? ['/metrics'] : []), '/version', '/livez', '/readyz'], verbs: ['get']}],
		},
		...Object.entries(has('settings') ? namedConfigMaps : {}).map(([namespace, resourceNames]) => ({
			apiVersion: 'rbac.authorization.k8s.io/v1',
			kind: 'Role',
			metadata: {name, namespace},
			rules: [{apiGroups: [''], resources: ['configmaps'], verbs: ['get'], resourceNames}],
		})),
	];
}
