import type {ApiObject} from '../api-object.js';
import {account, binding, byHelm, deployment, namespace, object, pod, role, service, statefulSet} from './builders.js';

const nginx = byHelm('ingress-nginx', 'ingress-nginx', 'ingress-nginx-4.9.0');

function ingressNginx(): ApiObject[] {
	const ns = 'ingress-nginx';
	const controller = 'ingress-nginx-controller';
	return [
		namespace(ns),
		account(ns, 'ingress-nginx', {}, nginx),
		role(
			undefined,
			'ingress-nginx',
			[
				{
					apiGroups: [''],
					resources: ['configmaps', 'endpoints', 'nodes', 'pods', 'secrets', 'namespaces', 'services'],
					verbs: ['get', 'list', 'watch'],
				},
				{apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'ingressclasses'], verbs: ['get', 'list', 'watch']},
				{apiGroups: ['networking.k8s.io'], resources: ['ingresses/status'], verbs: ['update']},
			],
			nginx,
		),
		binding(
			undefined,
			'ingress-nginx',
			'ClusterRole/ingress-nginx',
			[{kind: 'ServiceAccount', name: 'ingress-nginx', namespace: ns}],
			nginx,
		),
		object('networking.k8s.io/v1', 'IngressClass', undefined, 'nginx', {spec: {controller: 'k8s.io/ingress-nginx'}}, nginx),
		object('v1', 'ConfigMap', ns, controller, {data: {'allow-snippet-annotations': 'true'}}, nginx),
		deployment(ns, controller, {
			image: 'registry.k8s.io/ingress-nginx/controller:v1.9.5',
			replicas: 2,
			account: 'ingress-nginx',
			ports: [80, 443, 8443],
			container: {
				args: ['/nginx-ingress-controller', '--ingress-class=nginx', '--enable-annotation-validation=false'],
				securityContext: {allowPrivilegeEscalation: true, runAsUser: 101, capabilities: {drop: ['ALL'], add: ['NET_BIND_SERVICE']}},
			},
			marks: nginx,
		}),
		deployment(ns, 'defaultbackend', {image: 'registry.k8s.io/defaultbackend-amd64:1.5', ports: [8080], marks: nginx}),
		service(
			ns,
			controller,
			80,
			80,
			{
				type: 'LoadBalancer',
				ports: [
					{name: 'http', port: 80, targetPort: 80},
					{name: 'https', port: 443, targetPort: 443},
				],
			},
			nginx,
		),
		service(ns, `${controller}-admission`, 443, 8443, {selector: {app: controller}}, nginx),
		service(ns, 'defaultbackend', 80, 8080, {}, nginx),
	];
}

function argoCd(): ApiObject[] {
	const ns = 'argocd';
	const names = ['argocd-server', 'argocd-repo-server', 'argocd-application-controller'];
	const image = 'quay.io/argoproj/argocd:v2.9.3';
	return [
		namespace(ns),
		...names.map(name => account(ns, name)),
		role(undefined, 'argocd-application-controller', [
			{apiGroups: ['*'], resources: ['*'], verbs: ['*']},
			{nonResourceURLs: ['*'], verbs: ['*']},
		]),
		binding(undefined, 'argocd-application-controller', 'ClusterRole/argocd-application-controller', [
			{kind: 'ServiceAccount', name: 'argocd-application-controller', namespace: ns},
		]),
		deployment(ns, 'argocd-server', {image, account: 'argocd-server', ports: [8080]}),
		deployment(ns, 'argocd-repo-server', {image, account: 'argocd-repo-server', ports: [8081]}),
		statefulSet(ns, 'argocd-application-controller', {image, account: 'argocd-application-controller', ports: [8082]}),
		service(ns, 'argocd-server', 80, 8080),
		object('argoproj.io/v1alpha1', 'Application', ns, 'shop', {
			spec: {
				project: 'default',
				source: {repoURL: 'https://git.shop.example/acme/deploy', path: 'apps/shop', targetRevision: 'main'},
				destination: {server: 'https://kubernetes.default.svc', namespace: 'shop'},
				syncPolicy: {automated: {prune: true, selfHeal: true}},
			},
		}),
	];
}

/** What the other namespaces stand on, and what was forgotten in `default`. */
export function platform(): ApiObject[] {
	return [
		...ingressNginx(),
		...argoCd(),
		deployment('default', 'hello', {image: 'nginxdemos/hello:latest', ports: [80]}),
		pod('default', 'shell', {image: 'busybox', container: {command: ['sleep', 'infinity']}}),
	];
}
