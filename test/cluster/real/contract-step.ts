/** One request of the contract: the demo and a real API server get the same ones, in this order, and must answer alike. */
export type Step = {
	readonly says: string;
	readonly method: string;
	readonly path: string;
	readonly body?: unknown;
	readonly type?: string;
	/** `nobody` has no credentials, `stranger` wrong ones; anybody else is impersonated. */
	readonly as?: string;
	readonly accept?: string;
	/** What of the answer is compared; default: status, warnings and body. */
	readonly only?: 'status' | 'message';
};

export const strategic = 'application/strategic-merge-patch+json';
export const merge = 'application/merge-patch+json';
export const metadataOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
export const metadataOfOne = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
export const apps = '/apis/apps/v1/namespaces/contract';
export const core = '/api/v1/namespaces/contract';
export const rbac = '/apis/rbac.authorization.k8s.io/v1';
export const networking = '/apis/networking.k8s.io/v1/namespaces/contract';
export const strict = 'fieldManager=castellan&fieldValidation=Strict';
export const dry = `dryRun=All&${strict}`;

export const get = (says: string, path: string, more: Partial<Step> = {}): Step => ({says, method: 'GET', path, ...more});
export const post = (says: string, path: string, body: unknown, more: Partial<Step> = {}): Step => ({
	says,
	method: 'POST',
	path,
	body,
	...more,
});
export const patch = (says: string, path: string, body: unknown, more: Partial<Step> = {}): Step => ({
	says,
	method: 'PATCH',
	path,
	body,
	type: strategic,
	...more,
});
export const remove = (says: string, path: string, body?: unknown, more: Partial<Step> = {}): Step => ({
	says,
	method: 'DELETE',
	path,
	body,
	...more,
});

export const podTemplate = {
	metadata: {labels: {app: 'web'}},
	spec: {
		containers: [
			{
				name: 'app',
				image: 'nginx:1.25',
				ports: [{containerPort: 80}, {containerPort: 443, name: 'https'}],
				env: [
					{name: 'PLAIN', value: 'text'},
					{name: 'SECRET', valueFrom: {secretKeyRef: {name: 'a', key: 'b'}}},
					{name: 'FIELD', valueFrom: {fieldRef: {fieldPath: 'metadata.name'}}},
				],
				livenessProbe: {httpGet: {port: 80}},
				readinessProbe: {tcpSocket: {port: 80}},
				startupProbe: {exec: {command: ['true']}},
				lifecycle: {preStop: {httpGet: {port: 80}}},
				resources: {limits: {cpu: '1', memory: '1Gi'}},
				volumeMounts: [{name: 'host', mountPath: '/host'}],
			},
			{name: 'side', image: 'registry.example:5000/side', securityContext: {privileged: true}},
		],
		initContainers: [{name: 'init', image: 'busybox@sha256:6f1c2a7d0d7e5b1b1f0c5a6d0b3e9c8a7f6e5d4c3b2a19080706050403020100'}],
		volumes: [
			{name: 'host', hostPath: {path: '/etc'}},
			{name: 'empty', emptyDir: {}},
			{name: 'secret', secret: {secretName: 'a', optional: true}},
			{name: 'map', configMap: {name: 'a', optional: true}},
			{
				name: 'projected',
				projected: {
					sources: [{serviceAccountToken: {path: 'token'}}, {downwardAPI: {items: [{path: 'x', fieldRef: {fieldPath: 'metadata.name'}}]}}],
				},
			},
			{name: 'down', downwardAPI: {items: [{path: 'labels', fieldRef: {fieldPath: 'metadata.labels'}}]}},
			{name: 'none'},
		],
	},
};
export const deployment = (name: string, spec: object = {}) => ({
	apiVersion: 'apps/v1',
	kind: 'Deployment',
	metadata: {name},
	spec: {replicas: 0, selector: {matchLabels: {app: 'web'}}, template: podTemplate, ...spec},
});
export const container = (more: object) => ({spec: {template: {spec: {containers: [{name: 'app', ...more}]}}}});
export const pod = (name: string, spec: object) => ({
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: {name},
	spec: {containers: [{name: 'app', image: 'nginx:1.25'}], nodeName: 'nowhere', ...spec},
});
export const labels = (more: Readonly<Record<string, string | null>>) => ({metadata: {labels: more}});
export const level = (value: string, version?: string) =>
	labels({'pod-security.kubernetes.io/enforce': value, ...(version ? {'pod-security.kubernetes.io/enforce-version': version} : {})});
export const review = (kind: string, group: string, spec?: object) => ({apiVersion: `${group}/v1`, kind, ...(spec ? {spec} : {})});
export const access = (spec: object) => review('SelfSubjectAccessReview', 'authorization.k8s.io', spec);
export const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
