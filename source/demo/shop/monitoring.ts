import type {ApiObject, Tree} from '../api-object.js';
import {
	account,
	binding,
	byFlux,
	byHelm,
	daemonSet,
	deployment,
	ingress,
	namespace,
	object,
	role,
	service,
	statefulSet,
} from './builders.js';

const ns = 'monitoring';
const helm = byHelm('prometheus', ns, 'kube-prometheus-stack-55.5.0');
const flux = byFlux('logging');
const everywhere: Tree = {tolerations: [{operator: 'Exists', effect: 'NoSchedule'}]};
const read = ['get', 'list', 'watch'];

/** Prometheus by Helm, logs by Flux. Pod Security only warns here. */
export function monitoring(): ApiObject[] {
	return [
		namespace(ns, {'pod-security.kubernetes.io/warn': 'baseline'}),
		...['prometheus', 'kube-state-metrics', 'node-exporter', 'grafana'].map(name => account(ns, name, {}, helm)),
		...['loki', 'promtail'].map(name => account(ns, name, {}, flux)),
		role(
			undefined,
			'prometheus',
			[
				{apiGroups: [''], resources: ['nodes', 'nodes/metrics', 'nodes/proxy', 'services', 'endpoints', 'pods'], verbs: read},
				{nonResourceURLs: ['/metrics', '/metrics/cadvisor'], verbs: ['get']},
			],
			helm,
		),
		binding(undefined, 'prometheus', 'ClusterRole/prometheus', [{kind: 'ServiceAccount', name: 'prometheus', namespace: ns}], helm),
		role(
			undefined,
			'kube-state-metrics',
			[
				{apiGroups: [''], resources: ['configmaps', 'secrets', 'nodes', 'pods', 'services', 'namespaces'], verbs: ['list', 'watch']},
				{apiGroups: ['apps', 'batch'], resources: ['*'], verbs: ['list', 'watch']},
			],
			helm,
		),
		binding(
			undefined,
			'kube-state-metrics',
			'ClusterRole/kube-state-metrics',
			[{kind: 'ServiceAccount', name: 'kube-state-metrics', namespace: ns}],
			helm,
		),
		statefulSet(ns, 'prometheus', {
			image: 'quay.io/prometheus/prometheus:v2.48.1',
			account: 'prometheus',
			ports: [9090],
			storage: '50Gi',
			pod: {securityContext: {runAsNonRoot: true, runAsUser: 1000, fsGroup: 2000}},
			marks: helm,
		}),
		statefulSet(ns, 'alertmanager', {
			image: 'quay.io/prometheus/alertmanager:v0.26.0',
			ports: [9093],
			pod: {securityContext: {runAsNonRoot: true, runAsUser: 1000}},
			marks: helm,
		}),
		deployment(ns, 'grafana', {image: 'grafana/grafana:10.2.2', account: 'grafana', ports: [3000], marks: helm}),
		deployment(ns, 'kube-state-metrics', {
			image: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.10.1',
			account: 'kube-state-metrics',
			ports: [8080],
			marks: helm,
		}),
		daemonSet(ns, 'node-exporter', {
			image: 'quay.io/prometheus/node-exporter:v1.7.0',
			account: 'node-exporter',
			ports: [9100],
			container: {volumeMounts: [{name: 'root', mountPath: '/host/root', readOnly: true}]},
			pod: {hostNetwork: true, hostPID: true, volumes: [{name: 'root', hostPath: {path: '/'}}], ...everywhere},
			marks: helm,
		}),
		statefulSet(ns, 'loki', {image: 'grafana/loki:2.9.3', account: 'loki', ports: [3100], storage: '50Gi', marks: flux}),
		daemonSet(ns, 'promtail', {
			image: 'grafana/promtail:2.9.3',
			account: 'promtail',
			container: {securityContext: {runAsUser: 0}, volumeMounts: [{name: 'logs', mountPath: '/var/log', readOnly: true}]},
			pod: {volumes: [{name: 'logs', hostPath: {path: '/var/log'}}], ...everywhere},
			marks: flux,
		}),
		daemonSet(ns, 'cadvisor', {
			image: 'gcr.io/cadvisor/cadvisor:v0.47.2',
			container: {
				ports: [{name: 'http', containerPort: 8080, hostPort: 8080}],
				volumeMounts: [
					{name: 'root', mountPath: '/rootfs', readOnly: true},
					{name: 'docker', mountPath: '/var/lib/docker', readOnly: true},
				],
			},
			pod: {
				volumes: [
					{name: 'root', hostPath: {path: '/'}},
					{name: 'docker', hostPath: {path: '/var/lib/docker'}},
				],
			},
		}),
		service(ns, 'prometheus', 9090, 9090, {}, helm),
		service(ns, 'alertmanager', 9093, 9093, {}, helm),
		service(ns, 'grafana', 80, 3000, {}, helm),
		service(ns, 'loki', 3100, 3100, {}, flux),
		service(ns, 'kube-state-metrics', 8080, 8080, {}, helm),
		ingress(ns, 'grafana', 'grafana.shop.example', 'grafana', 80, {marks: helm}),
		object('monitoring.coreos.com/v1', 'ServiceMonitor', ns, 'shop-api', {
			spec: {
				selector: {matchLabels: {app: 'api'}},
				namespaceSelector: {matchNames: ['shop']},
				endpoints: [{port: 'http', path: '/metrics'}],
			},
		}),
	];
}
