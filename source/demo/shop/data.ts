import type {ApiObject} from '../api-object.js';
import {account, binding, cronJob, deployment, job, namespace, object, role, service, statefulSet} from './builders.js';
import {canary} from './canary.js';

const ns = 'data';

/** Databases and queues. One set belongs to an operator; the owner's uid is filled in when it is known. */
export function data(): ApiObject[] {
	const cluster = object('rabbitmq.com/v1beta1', 'RabbitmqCluster', ns, 'order-events', {
		spec: {replicas: 3, image: 'rabbitmq:3.12-management'},
	});
	const events = statefulSet(ns, 'order-events-server', {
		image: 'rabbitmq:3.12-management',
		replicas: 3,
		account: 'order-events-server',
		ports: [5672, 15672],
		storage: '10Gi',
		containerName: 'rabbitmq',
		marks: {labels: {'app.kubernetes.io/name': 'order-events', 'app.kubernetes.io/part-of': 'rabbitmq'}},
	});
	return [
		namespace(ns, {team: 'data'}),
		account(ns, 'order-events-server'),
		account(ns, 'etl'),
		account(ns, 'rabbitmq-cluster-operator'),
		role(undefined, 'rabbitmq-cluster-operator', [
			{
				apiGroups: [''],
				resources: ['configmaps', 'secrets', 'services', 'serviceaccounts', 'persistentvolumeclaims'],
				verbs: ['create', 'get', 'list', 'update', 'watch'],
			},
			{apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'update', 'watch']},
			{apiGroups: [''], resources: ['pods/exec'], verbs: ['create']},
			{apiGroups: ['apps'], resources: ['statefulsets'], verbs: ['create', 'delete', 'get', 'list', 'update', 'watch']},
			{apiGroups: ['rabbitmq.com'], resources: ['*'], verbs: ['*']},
			{apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'rolebindings'], verbs: ['create', 'get', 'list', 'update', 'watch']},
		]),
		binding(undefined, 'rabbitmq-cluster-operator', 'ClusterRole/rabbitmq-cluster-operator', [
			{kind: 'ServiceAccount', name: 'rabbitmq-cluster-operator', namespace: ns},
		]),
		object('v1', 'Secret', ns, 'warehouse', {type: 'Opaque', stringData: {password: canary}}),
		object('v1', 'ConfigMap', ns, 'etl-settings', {data: {WAREHOUSE_URL: 'clickhouse://warehouse.data:9000'}}),
		deployment(ns, 'rabbitmq-cluster-operator', {
			image: 'rabbitmqoperator/cluster-operator:2.6.0',
			account: 'rabbitmq-cluster-operator',
			container: {securityContext: {allowPrivilegeEscalation: false}},
		}),
		cluster,
		{
			...events,
			metadata: {
				...events.metadata,
				ownerReferences: [
					{
						apiVersion: cluster.apiVersion,
						kind: cluster.kind,
						name: cluster.metadata.name,
						uid: '',
						controller: true,
						blockOwnerDeletion: true,
					},
				],
			},
		},
		statefulSet(ns, 'warehouse', {image: 'clickhouse/clickhouse-server:23.8', replicas: 2, ports: [9000, 8123], storage: '200Gi'}),
		statefulSet(ns, 'minio', {
			image: 'minio/minio:RELEASE.2023-09-30T07-02-29Z',
			ports: [9000],
			storage: '100Gi',
			container: {args: ['server', '/data'], env: [{name: 'MINIO_ROOT_PASSWORD', value: canary}]},
		}),
		deployment(ns, 'kafka-ui', {image: 'provectuslabs/kafka-ui:latest', ports: [8080]}),
		deployment(ns, 'adminer', {image: 'adminer:4.8.1', ports: [8080]}),
		cronJob(ns, 'etl', '10 * * * *', {
			image: 'registry.shop.example/etl:2.2',
			account: 'etl',
			container: {envFrom: [{configMapRef: {name: 'etl-settings'}}]},
		}),
		job(ns, 'backfill-2024', {image: 'registry.shop.example/etl:1.9', account: 'etl'}),
		service(ns, 'order-events-server', 5672, 5672),
		service(ns, 'warehouse', 9000, 9000, {clusterIP: 'None'}),
		service(ns, 'minio', 9000, 9000),
		service(ns, 'kafka-ui', 80, 8080),
		service(ns, 'adminer', 8080, 8080, {type: 'NodePort'}),
		object('networking.k8s.io/v1', 'NetworkPolicy', ns, 'warehouse', {
			spec: {
				podSelector: {matchLabels: {app: 'warehouse'}},
				policyTypes: ['Ingress'],
				ingress: [{from: [{podSelector: {}}], ports: [{port: 9000}]}],
			},
		}),
	];
}
