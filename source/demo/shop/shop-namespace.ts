import type {ApiObject, Tree} from '../api-object.js';
import {account, binding, byArgo, cronJob, deployment, ingress, job, namespace, object, role, service, statefulSet} from './builders.js';
import {canary} from './canary.js';

const ns = 'shop';
const argo = (kind: string, name: string, group = 'apps') => byArgo('shop', group, kind, ns, name);
const limits: Tree = {resources: {requests: {cpu: '100m', memory: '128Mi'}, limits: {memory: '512Mi'}}};

/** The web shop itself: mostly by Argo CD, the rest by hand. No Pod Security labels, no network policies. */
export function shopNamespace(): ApiObject[] {
	return [
		namespace(ns, {team: 'shop'}),
		account(ns, 'web', {}, argo('ServiceAccount', 'web', '')),
		role(ns, 'web', [{apiGroups: [''], resources: ['secrets', 'configmaps'], verbs: ['get', 'list', 'watch']}]),
		binding(ns, 'web', 'Role/web', [{kind: 'ServiceAccount', name: 'web', namespace: ns}]),
		account(ns, 'payments-gateway', {automountServiceAccountToken: false}),
		object('v1', 'Secret', ns, 'orders-db', {type: 'Opaque', stringData: {password: canary}}),
		object('v1', 'Secret', ns, 'shop-tls', {type: 'Opaque', stringData: {'tls.crt': canary, 'tls.key': canary}}),
		object('v1', 'ConfigMap', ns, 'shop-settings', {data: {LOG_LEVEL: 'info', CURRENCY: 'EUR'}}),
		deployment(ns, 'web', {
			image: 'nginx:1.25',
			replicas: 3,
			account: 'web',
			ports: [8080],
			container: {...limits, readinessProbe: {httpGet: {path: '/', port: 8080}}, envFrom: [{configMapRef: {name: 'shop-settings'}}]},
			marks: argo('Deployment', 'web'),
		}),
		deployment(ns, 'api', {
			image: 'registry.shop.example/api:2.14.1',
			replicas: 3,
			ports: [3000],
			container: {
				...limits,
				env: [
					{name: 'DB_HOST', value: 'orders-db'},
					{name: 'DB_USER', value: 'shop'},
					{name: 'DB_PASSWORD', value: canary},
				],
			},
			marks: argo('Deployment', 'api'),
		}),
		deployment(ns, 'checkout', {
			image: 'registry.shop.example/checkout:1.9.0',
			replicas: 2,
			ports: [3000],
			container: {
				env: [
					{name: 'STRIPE_KEY', valueFrom: {secretKeyRef: {name: 'orders-db', key: 'password'}}},
					{name: 'API_URL', value: 'http://api.shop:3000'},
				],
			},
		}),
		deployment(ns, 'cart', {
			image: 'registry.shop.example/cart:1.4.2',
			replicas: 2,
			ports: [3000],
			container: limits,
			marks: argo('Deployment', 'cart'),
		}),
		deployment(ns, 'catalog', {
			image: 'registry.shop.example/catalog@sha256:6f1c2a7d0d7e5b1b1f0c5a6d0b3e9c8a7f6e5d4c3b2a19080706050403020100',
			replicas: 2,
			ports: [3000],
			container: {...limits, securityContext: {runAsNonRoot: true, runAsUser: 1000}},
			marks: argo('Deployment', 'catalog'),
		}),
		deployment(ns, 'search', {
			image: 'docker.elastic.co/elasticsearch/elasticsearch:8.11.4',
			replicas: 2,
			ports: [9200],
			container: {resources: {limits: {memory: '2Gi'}}},
			pod: {
				initContainers: [
					{
						name: 'sysctl',
						image: 'busybox:1.36',
						command: ['sysctl', '-w', 'vm.max_map_count=262144'],
						securityContext: {privileged: true},
					},
				],
			},
			marks: argo('Deployment', 'search'),
		}),
		deployment(ns, 'recommendations', {
			image: 'registry.shop.example/recommendations:latest',
			ports: [8000],
			marks: argo('Deployment', 'recommendations'),
		}),
		deployment(ns, 'images', {
			image: 'registry.shop.example/image-resizer:0.8',
			ports: [8080],
			container: {volumeMounts: [{name: 'cache', mountPath: '/cache'}]},
			pod: {volumes: [{name: 'cache', hostPath: {path: '/var/cache/images'}}]},
		}),
		deployment(ns, 'mail', {
			image: 'registry.shop.example/mail:3.0.1',
			spec: {strategy: {type: 'Recreate'}},
			container: {env: [{name: 'SMTP_HOST', value: 'smtp.shop.example'}]},
		}),
		deployment(ns, 'payments-gateway', {
			image: 'registry.shop.example/payments-gateway:5.2.0',
			replicas: 2,
			account: 'payments-gateway',
			ports: [8443],
			container: {...limits, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: ['ALL']}}},
			pod: {securityContext: {runAsNonRoot: true, seccompProfile: {type: 'RuntimeDefault'}}},
		}),
		deployment(ns, 'feature-flags', {image: 'registry.shop.example/flags:0.3', ports: [4242]}),
		statefulSet(ns, 'session-cache', {image: 'redis:7.2', ports: [6379], storage: '2Gi'}),
		statefulSet(ns, 'orders-db', {
			image: 'postgres:15.4',
			ports: [5432],
			storage: '50Gi',
			container: {env: [{name: 'POSTGRES_PASSWORD', value: canary}], volumeMounts: [{name: 'data', mountPath: '/var/lib/postgresql/data'}]},
		}),
		cronJob(ns, 'price-import', '*/30 * * * *', {
			image: 'registry.shop.example/price-import:1.2',
			container: {args: ['--source=https://prices.example/feed.xml']},
		}),
		cronJob(ns, 'newsletter', '0 6 * * 1', {image: 'registry.shop.example/newsletter:latest'}),
		cronJob(ns, 'sitemap', '0 3 * * *', {image: 'alpine:3.16', spec: {suspend: true}, container: {command: ['sh', '-c', 'build-sitemap']}}),
		job(ns, 'db-migrate-214', {image: 'registry.shop.example/api:2.14.1', container: {command: ['npm', 'run', 'migrate']}}),
		service(ns, 'web', 80, 8080, {type: 'LoadBalancer'}, argo('Service', 'web', '')),
		service(ns, 'api', 443, 3000, {type: 'LoadBalancer'}, argo('Service', 'api', '')),
		...['checkout', 'cart', 'catalog', 'feature-flags'].map(name => service(ns, name, 3000, 3000)),
		service(ns, 'search', 9200, 9200),
		service(ns, 'payments-gateway', 8443, 8443),
		service(ns, 'session-cache', 6379, 6379, {clusterIP: 'None'}),
		service(ns, 'orders-db', 5432, 5432, {clusterIP: 'None'}),
		ingress(ns, 'shop', 'shop.example', 'web', 80, {tls: 'shop-tls', marks: argo('Ingress', 'shop', 'networking.k8s.io')}),
		object('policy/v1', 'PodDisruptionBudget', ns, 'web', {spec: {minAvailable: 2, selector: {matchLabels: {app: 'web'}}}}),
		object('policy/v1', 'PodDisruptionBudget', ns, 'api', {spec: {maxUnavailable: 1, selector: {matchLabels: {app: 'api'}}}}),
	];
}
