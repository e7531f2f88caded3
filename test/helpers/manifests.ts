import type {JsonObject, Manifest} from '../../source/model/index.js';

/** The smallest valid API objects of each kind, with overrides, as a person would write them and as a real server takes them. */
type Meta = JsonObject & {readonly name?: string; readonly namespace?: string};

const image = 'registry.k8s.io/pause:3.10';
export const container = (overrides: JsonObject = {}): JsonObject => ({name: 'app', image, ...overrides});
export const podSpec = (overrides: JsonObject = {}): JsonObject => ({containers: [container()], ...overrides});

const meta = (name: string, overrides: Meta, namespaced = true) => ({name, ...(namespaced && {namespace: 'shop'}), ...overrides});

export function pod(spec: JsonObject = {}, metadata: Meta = {}): Manifest {
	return {apiVersion: 'v1', kind: 'Pod', metadata: meta('pod', metadata), spec: podSpec(spec)};
}

const labels = (name: string) => ({app: name});
function controller(kind: string, extra: JsonObject) {
	return (spec: JsonObject = {}, metadata: Meta = {}, own: JsonObject = {}): Manifest => {
		const name = metadata.name ?? kind.toLowerCase();
		return {
			apiVersion: 'apps/v1',
			kind,
			metadata: meta(name, metadata),
			spec: {...extra, selector: {matchLabels: labels(name)}, template: {metadata: {labels: labels(name)}, spec: podSpec(spec)}, ...own},
		};
	};
}
export const deployment = controller('Deployment', {replicas: 1});
export const statefulSet = controller('StatefulSet', {replicas: 1, serviceName: 'app'});
export const daemonSet = controller('DaemonSet', {});
export const replicaSet = controller('ReplicaSet', {replicas: 1});

export function job(spec: JsonObject = {}, metadata: Meta = {}): Manifest {
	return {
		apiVersion: 'batch/v1',
		kind: 'Job',
		metadata: meta('job', metadata),
		spec: {template: {spec: podSpec({restartPolicy: 'Never', ...spec})}},
	};
}
export function cronJob(spec: JsonObject = {}, metadata: Meta = {}): Manifest {
	return {
		apiVersion: 'batch/v1',
		kind: 'CronJob',
		metadata: meta('cronjob', metadata),
		spec: {schedule: '0 3 * * *', jobTemplate: {spec: {template: {spec: podSpec({restartPolicy: 'Never', ...spec})}}}},
	};
}

export function namespace(name = 'shop', labelsOf: JsonObject = {}): Manifest {
	return {apiVersion: 'v1', kind: 'Namespace', metadata: {name, labels: {'kubernetes.io/metadata.name': name, ...labelsOf}}};
}

const rbac = 'rbac.authorization.k8s.io';
export function clusterRole(name: string, rules: readonly JsonObject[]): Manifest {
	return {apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: {name}, rules};
}
export function clusterRoleBinding(name: string, subjects: readonly JsonObject[], role = 'cluster-admin'): Manifest {
	return {
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRoleBinding',
		metadata: {name},
		roleRef: {apiGroup: rbac, kind: 'ClusterRole', name: role},
		subjects,
	};
}
export function roleBinding(name: string, subjects: readonly JsonObject[], role = 'cluster-admin', metadata: Meta = {}): Manifest {
	return {
		apiVersion: `${rbac}/v1`,
		kind: 'RoleBinding',
		metadata: meta(name, metadata),
		roleRef: {apiGroup: rbac, kind: 'ClusterRole', name: role},
		subjects,
	};
}
export const user = (name: string): JsonObject => ({kind: 'User', apiGroup: rbac, name});
export const group = (name: string): JsonObject => ({kind: 'Group', apiGroup: rbac, name});
export const account = (name: string, inNamespace = 'shop'): JsonObject => ({kind: 'ServiceAccount', name, namespace: inNamespace});

export function service(name: string, spec: JsonObject = {}, metadata: Meta = {}): Manifest {
	return {
		apiVersion: 'v1',
		kind: 'Service',
		metadata: meta(name, metadata),
		spec: {selector: {app: name}, ports: [{port: 80, targetPort: 8080, protocol: 'TCP'}], ...spec},
	};
}
export function networkPolicy(name: string, spec: JsonObject, metadata: Meta = {}): Manifest {
	return {apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: meta(name, metadata), spec};
}
export function node(name = 'node-1', overrides: JsonObject = {}): Manifest {
	return {apiVersion: 'v1', kind: 'Node', metadata: {name, labels: {'kubernetes.io/os': 'linux'}}, ...overrides};
}
export function configMap(name: string, data: JsonObject, metadata: Meta = {}): Manifest {
	return {apiVersion: 'v1', kind: 'ConfigMap', metadata: meta(name, metadata), data};
}
/** Calico's agents, ready: the network obeys policies. */
export const calico = daemonSet(
	{containers: [container({name: 'calico-node', image: 'docker.io/calico/node:v3.31.0'})]},
	{name: 'calico-node', namespace: 'kube-system'},
);
