import type {ApiObject} from '../api-object.js';
import {definition, object} from './builders.js';

export function definitions(): ApiObject[] {
	return [
		definition('crd.projectcalico.org', 'GlobalNetworkPolicy', 'globalnetworkpolicies', 'v1', false),
		definition('crd.projectcalico.org', 'IPPool', 'ippools', 'v1', false),
		definition('argoproj.io', 'Application', 'applications', 'v1alpha1', true),
		definition('rabbitmq.com', 'RabbitmqCluster', 'rabbitmqclusters', 'v1beta1', true),
		definition('monitoring.coreos.com', 'ServiceMonitor', 'servicemonitors', 'v1', true),
	];
}

/** Last, because they are asked about what is created after them. Both let pass what they cannot answer. */
export function webhooks(): ApiObject[] {
	return [
		object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', undefined, 'ingress-nginx-admission', {
			webhooks: [
				{
					name: 'validate.nginx.ingress.kubernetes.io',
					admissionReviewVersions: ['v1'],
					sideEffects: 'None',
					failurePolicy: 'Ignore',
					timeoutSeconds: 1,
					clientConfig: {
						service: {namespace: 'ingress-nginx', name: 'ingress-nginx-controller-admission', path: '/networking/v1/ingresses'},
					},
					rules: [{apiGroups: ['networking.k8s.io'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['ingresses']}],
				},
			],
		}),
		object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', undefined, 'build-defaults', {
			webhooks: [
				{
					name: 'defaults.ci.shop.example',
					admissionReviewVersions: ['v1'],
					sideEffects: 'None',
					failurePolicy: 'Ignore',
					timeoutSeconds: 1,
					clientConfig: {url: 'https://defaults.ci.shop.example/mutate'},
					namespaceSelector: {matchLabels: {'build-defaults': 'on'}},
					rules: [{apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods']}],
				},
			],
		}),
	];
}
