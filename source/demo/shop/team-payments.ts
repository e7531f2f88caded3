import type {ApiObject, Tree} from '../api-object.js';
import {account, cronJob, deployment, namespace, object, restrictedContainer, restrictedPod, service, type Workload} from './builders.js';

const ns = 'team-payments';
const registry = 'registry.shop.example/payments';

const clean = (name: string, version: string, replicas = 2): Workload => ({
	image: `${registry}/${name}:${version}`,
	replicas,
	account: name,
	ports: [8443],
	container: restrictedContainer,
	pod: restrictedPod,
});

const policy = (name: string, spec: Tree) => object('networking.k8s.io/v1', 'NetworkPolicy', ns, name, {spec});

/** One team did its homework: restricted, denied by default, with quotas. */
export function teamPayments(): ApiObject[] {
	const names = ['ledger', 'settlement', 'fraud-scoring', 'tokenizer', 'reports'];
	return [
		namespace(ns, {
			team: 'payments',
			'pod-security.kubernetes.io/enforce': 'restricted',
			'pod-security.kubernetes.io/enforce-version': 'v1.33',
			'pod-security.kubernetes.io/warn': 'restricted',
			'pod-security.kubernetes.io/audit': 'restricted',
		}),
		...[...names, 'reconciliation'].map(name => account(ns, name, {automountServiceAccountToken: false})),
		...names.map((name, index) => deployment(ns, name, clean(name, `4.${index}.1`, index < 3 ? 2 : 1))),
		cronJob(ns, 'reconciliation', '15 1 * * *', {
			image: `${registry}/reconciliation:1.0.3`,
			account: 'reconciliation',
			container: restrictedContainer,
			pod: restrictedPod,
		}),
		...names.map(name => service(ns, name, 8443, 8443)),
		policy('default-deny', {podSelector: {}, policyTypes: ['Ingress', 'Egress']}),
		policy('same-namespace', {
			podSelector: {},
			policyTypes: ['Ingress', 'Egress'],
			ingress: [{from: [{podSelector: {}}]}],
			egress: [{to: [{podSelector: {}}]}],
		}),
		policy('dns', {
			podSelector: {},
			policyTypes: ['Egress'],
			egress: [
				{
					to: [
						{
							namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'kube-system'}},
							podSelector: {matchLabels: {'k8s-app': 'kube-dns'}},
						},
					],
					ports: [
						{port: 53, protocol: 'UDP'},
						{port: 53, protocol: 'TCP'},
					],
				},
			],
		}),
		policy('from-shop', {
			podSelector: {matchLabels: {app: 'ledger'}},
			policyTypes: ['Ingress'],
			ingress: [
				{
					from: [
						{
							namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'shop'}},
							podSelector: {matchLabels: {app: 'payments-gateway'}},
						},
					],
					ports: [{port: 8443}],
				},
			],
		}),
		object('v1', 'ResourceQuota', ns, 'team', {spec: {hard: {pods: '40', 'services.loadbalancers': '0', 'services.nodeports': '0'}}}),
		object('v1', 'LimitRange', ns, 'containers', {
			spec: {limits: [{type: 'Container', default: {memory: '256Mi'}, defaultRequest: {cpu: '50m', memory: '64Mi'}}]},
		}),
	];
}
