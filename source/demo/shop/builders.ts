import type {ApiObject, Labels, Tree, Value} from '../api-object.js';

/** Marks of whoever writes an object. */
export type Marks = {readonly labels?: Labels; readonly annotations?: Labels};

export const byHelm = (release: string, namespace: string, chart: string): Marks => ({
	labels: {'app.kubernetes.io/managed-by': 'Helm', 'app.kubernetes.io/instance': release, 'helm.sh/chart': chart},
	annotations: {'meta.helm.sh/release-name': release, 'meta.helm.sh/release-namespace': namespace},
});

export const byArgo = (application: string, group: string, kind: string, namespace: string, name: string): Marks => ({
	annotations: {'argocd.argoproj.io/tracking-id': `${application}:${group}/${kind}:${namespace}/${name}`},
});

export const byFlux = (name: string): Marks => ({
	labels: {'kustomize.toolkit.fluxcd.io/name': name, 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system'},
});

const metadata = (namespace: string | undefined, name: string, {labels, annotations}: Marks = {}) => ({
	name,
	...(namespace ? {namespace} : {}),
	...(labels ? {labels: {...labels}} : {}),
	...(annotations ? {annotations: {...annotations}} : {}),
});

/** Any object, from its type, its place and its content. */
export function object(
	apiVersion: string,
	kind: string,
	namespace: string | undefined,
	name: string,
	content: Tree,
	marks?: Marks,
): ApiObject {
	return {apiVersion, kind, metadata: metadata(namespace, name, marks), ...content};
}

export const namespace = (name: string, labels: Labels = {}) => object('v1', 'Namespace', undefined, name, {}, {labels: {...labels}});

export const account = (namespaceName: string, name: string, content: Tree = {}, marks?: Marks) =>
	object('v1', 'ServiceAccount', namespaceName, name, content, marks);

export type Workload = {
	readonly image: string;
	readonly replicas?: number;
	readonly account?: string;
	readonly ports?: readonly number[];
	/** More of the first container. */
	readonly container?: Tree;
	/** More of the pod. */
	readonly pod?: Tree;
	/** More of the spec around the template. */
	readonly spec?: Tree;
	readonly podAnnotations?: Labels;
	readonly marks?: Marks;
	readonly containerName?: string;
};

function template(
	name: string,
	{image, account: accountName, ports = [], container = {}, pod = {}, podAnnotations, containerName = 'app'}: Workload,
): Tree {
	const {containers, ...rest} = pod;
	const first: Tree = {
		name: containerName,
		image,
		...(ports.length > 0 ? {ports: ports.map((port, index) => ({name: index === 0 ? 'http' : `port-${port}`, containerPort: port}))} : {}),
		...container,
	};
	return {
		metadata: {labels: {app: name}, ...(podAnnotations ? {annotations: {...podAnnotations}} : {})},
		spec: {
			...(accountName ? {serviceAccountName: accountName} : {}),
			containers: [first, ...((containers as Value[] | undefined) ?? [])],
			...rest,
		},
	};
}

const labelled = (name: string, marks: Marks | undefined): Marks => ({...marks, labels: {app: name, ...marks?.labels}});
const selector = (name: string): Tree => ({matchLabels: {app: name}});

export function deployment(namespaceName: string, name: string, workload: Workload): ApiObject {
	const spec: Tree = {replicas: workload.replicas ?? 1, selector: selector(name), ...workload.spec, template: template(name, workload)};
	return object('apps/v1', 'Deployment', namespaceName, name, {spec}, labelled(name, workload.marks));
}

/** `storage` makes a claim called `data`. */
export function statefulSet(namespaceName: string, name: string, workload: Workload & {readonly storage?: string}): ApiObject {
	const {storage} = workload;
	const claims = storage
		? {volumeClaimTemplates: [{metadata: {name: 'data'}, spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage}}}}]}
		: {};
	const spec: Tree = {
		replicas: workload.replicas ?? 1,
		serviceName: name,
		selector: selector(name),
		...workload.spec,
		template: template(name, workload),
		...claims,
	};
	return object('apps/v1', 'StatefulSet', namespaceName, name, {spec}, labelled(name, workload.marks));
}

export function daemonSet(namespaceName: string, name: string, workload: Workload): ApiObject {
	const spec: Tree = {selector: selector(name), ...workload.spec, template: template(name, workload)};
	return object('apps/v1', 'DaemonSet', namespaceName, name, {spec}, labelled(name, workload.marks));
}

export function cronJob(namespaceName: string, name: string, schedule: string, workload: Workload): ApiObject {
	const {replicas: _, ...rest} = workload;
	const pod = template(name, {...rest, pod: {restartPolicy: 'OnFailure', ...workload.pod}});
	return object(
		'batch/v1',
		'CronJob',
		namespaceName,
		name,
		{spec: {schedule, ...workload.spec, jobTemplate: {spec: {template: pod}}}},
		labelled(name, workload.marks),
	);
}

export function job(namespaceName: string, name: string, workload: Workload): ApiObject {
	const pod = template(name, {...workload, pod: {restartPolicy: 'Never', ...workload.pod}});
	return object(
		'batch/v1',
		'Job',
		namespaceName,
		name,
		{spec: {backoffLimit: 2, ...workload.spec, template: pod}},
		labelled(name, workload.marks),
	);
}

export function pod(namespaceName: string, name: string, workload: Workload): ApiObject {
	return object('v1', 'Pod', namespaceName, name, {spec: template(name, workload)['spec']}, labelled(name, workload.marks));
}

export function service(namespaceName: string, name: string, port: number, targetPort: number, more: Tree = {}, marks?: Marks): ApiObject {
	const spec: Tree = {selector: {app: name}, ports: [{name: 'http', port, targetPort}], ...more};
	return object('v1', 'Service', namespaceName, name, {spec}, marks);
}

export function ingress(
	namespaceName: string,
	name: string,
	host: string,
	backend: string,
	port: number,
	more: {readonly tls?: string; readonly marks?: Marks} = {},
): ApiObject {
	const spec: Tree = {
		ingressClassName: 'nginx',
		...(more.tls ? {tls: [{hosts: [host], secretName: more.tls}]} : {}),
		rules: [{host, http: {paths: [{path: '/', pathType: 'Prefix', backend: {service: {name: backend, port: {number: port}}}}]}}],
	};
	return object('networking.k8s.io/v1', 'Ingress', namespaceName, name, {spec}, more.marks);
}

const rbac = 'rbac.authorization.k8s.io';

export const role = (namespaceName: string | undefined, name: string, rules: readonly Tree[], marks?: Marks) =>
	object(`${rbac}/v1`, namespaceName ? 'Role' : 'ClusterRole', namespaceName, name, {rules: [...rules]}, marks);

/** Binds a role of the same name's kind: `ClusterRole/edit`, `Role/web`. */
export function binding(
	namespaceName: string | undefined,
	name: string,
	roleRef: string,
	subjects: readonly Tree[],
	marks?: Marks,
): ApiObject {
	const slash = roleRef.indexOf('/');
	const [kind, roleName] = [roleRef.slice(0, slash), roleRef.slice(slash + 1)];
	const content: Tree = {roleRef: {apiGroup: rbac, kind, name: roleName}, subjects: [...subjects]};
	return object(`${rbac}/v1`, namespaceName ? 'RoleBinding' : 'ClusterRoleBinding', namespaceName, name, content, marks);
}

export function definition(group: string, kind: string, plural: string, version: string, namespaced: boolean): ApiObject {
	const schema = {openAPIV3Schema: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true}};
	return object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', undefined, `${plural}.${group}`, {
		spec: {
			group,
			names: {kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List`},
			scope: namespaced ? 'Namespaced' : 'Cluster',
			versions: [{name: version, served: true, storage: true, schema}],
		},
	});
}

/** Everything a container needs to pass `restricted`. */
export const restrictedContainer: Tree = {
	securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: ['ALL']}},
	resources: {requests: {cpu: '50m', memory: '64Mi'}, limits: {cpu: '500m', memory: '256Mi'}},
};
export const restrictedPod: Tree = {
	automountServiceAccountToken: false,
	securityContext: {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: 'RuntimeDefault'}},
};
