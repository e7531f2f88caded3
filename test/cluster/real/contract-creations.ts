import {apps, core, deployment, dry, networking, pod, podTemplate, post, rbac, type Step, strict} from './contract-step.js';

/** What is created, from the usual to what a server must refuse. */
export const creations: readonly Step[] = [
	post('a namespace is created', '/api/v1/namespaces', {
		apiVersion: 'v1',
		kind: 'Namespace',
		metadata: {name: 'contract', labels: {team: 'a'}},
	}),
	post('a namespace is created twice', '/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'contract'}}),
	post('a namespace gets an unknown level', '/api/v1/namespaces', {
		apiVersion: 'v1',
		kind: 'Namespace',
		metadata: {name: 'other', labels: {'pod-security.kubernetes.io/enforce': 'strict'}},
	}),
	post('a namespace gets a wrong name', '/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'No'}}),
	post('an account is created', `${core}/serviceaccounts`, {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'robot'}}),
	post('a deployment is created dry', `${apps}/deployments?${dry}`, deployment('web')),
	post('a deployment is created', `${apps}/deployments?${strict}`, deployment('web')),
	post('a deployment is created twice', `${apps}/deployments`, deployment('web')),
	post('a deployment with an unknown field is refused', `${apps}/deployments?${strict}`, deployment('other', {foo: 1})),
	post('a deployment with an unknown field is warned of', `${apps}/deployments?dryRun=All`, deployment('other', {foo: 1})),
	post(
		'a deployment whose selector misses is refused',
		`${apps}/deployments?${strict}`,
		deployment('other', {selector: {matchLabels: {app: 'x'}}}),
	),
	post('a deployment to recreate', `${apps}/deployments?${strict}`, deployment('again', {strategy: {type: 'Recreate'}})),
	post('an object of another namespace', `${apps}/deployments`, {...deployment('web2'), metadata: {name: 'web2', namespace: 'default'}}),
	post('an object in a namespace that is not there', '/apis/apps/v1/namespaces/nowhere/deployments', deployment('web')),
	post('a set is created', `${apps}/statefulsets?${strict}`, {
		apiVersion: 'apps/v1',
		kind: 'StatefulSet',
		metadata: {name: 'db'},
		spec: {
			replicas: 0,
			serviceName: 'db',
			selector: {matchLabels: {app: 'web'}},
			template: podTemplate,
			volumeClaimTemplates: [{metadata: {name: 'data'}, spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}}}],
		},
	}),
	post('a daemon set is created', `${apps}/daemonsets?${strict}`, {
		apiVersion: 'apps/v1',
		kind: 'DaemonSet',
		metadata: {name: 'agent'},
		spec: {selector: {matchLabels: {app: 'web'}}, template: {...podTemplate, spec: {...podTemplate.spec, nodeSelector: {no: 'node'}}}},
	}),
	post('a cron job is created', '/apis/batch/v1/namespaces/contract/cronjobs', {
		apiVersion: 'batch/v1',
		kind: 'CronJob',
		metadata: {name: 'cron'},
		spec: {schedule: '0 0 1 1 *', suspend: true, jobTemplate: {spec: {template: {spec: {...podTemplate.spec, restartPolicy: 'Never'}}}}},
	}),
	post('a network policy is created', `${networking}/networkpolicies?${strict}`, {
		apiVersion: 'networking.k8s.io/v1',
		kind: 'NetworkPolicy',
		metadata: {name: 'policy'},
		spec: {podSelector: {}, ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}], egress: [{}]},
	}),
	post('an ingress is created', `${networking}/ingresses`, {
		apiVersion: 'networking.k8s.io/v1',
		kind: 'Ingress',
		metadata: {name: 'ingress'},
		spec: {
			rules: [{host: 'a.example', http: {paths: [{path: '/', pathType: 'Prefix', backend: {service: {name: 'web', port: {number: 80}}}}]}}],
		},
	}),
	post('a service is created', `${core}/services`, {
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {name: 'web'},
		spec: {selector: {app: 'web'}, ports: [{port: 80}]},
	}),
	post('a load balancer is created', `${core}/services`, {
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {name: 'public'},
		spec: {type: 'LoadBalancer', selector: {app: 'web'}, ports: [{port: 80, targetPort: 'http'}]},
	}),
	post('a secret is created', `${core}/secrets`, {apiVersion: 'v1', kind: 'Secret', metadata: {name: 'a'}, stringData: {b: 'c'}}),
	post('a config map is created', `${core}/configmaps`, {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a'}, data: {b: 'c'}}),
	post(
		'a quota is created',
		`${core}/resourcequotas`,
		{apiVersion: 'v1', kind: 'ResourceQuota', metadata: {name: 'quota'}, spec: {hard: {pods: '10'}}},
		{only: 'status'},
	),
	post('a disruption budget is created', '/apis/policy/v1/namespaces/contract/poddisruptionbudgets', {
		apiVersion: 'policy/v1',
		kind: 'PodDisruptionBudget',
		metadata: {name: 'web'},
		spec: {minAvailable: 1, selector: {matchLabels: {app: 'web'}}},
	}),
	post('a role is created', `${rbac}/namespaces/contract/roles`, {
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind: 'Role',
		metadata: {name: 'Reader:1'},
		rules: [{apiGroups: [''], resources: ['pods'], verbs: ['get']}],
	}),
	post('a binding is created', `${rbac}/namespaces/contract/rolebindings`, {
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind: 'RoleBinding',
		metadata: {name: 'viewers'},
		roleRef: {kind: 'ClusterRole', name: 'view'},
		subjects: [
			{kind: 'User', name: 'joe'},
			{kind: 'ServiceAccount', name: 'robot', namespace: 'contract'},
		],
	}),
	post('a webhook is created', '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations', {
		apiVersion: 'admissionregistration.k8s.io/v1',
		kind: 'ValidatingWebhookConfiguration',
		metadata: {name: 'hook'},
		webhooks: [
			{
				name: 'a.b.example',
				admissionReviewVersions: ['v1'],
				sideEffects: 'None',
				failurePolicy: 'Ignore',
				clientConfig: {service: {namespace: 'contract', name: 'web'}},
				rules: [{apiGroups: ['x.example'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['xs']}],
			},
		],
	}),
	post('an admission policy is created', '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies', {
		apiVersion: 'admissionregistration.k8s.io/v1',
		kind: 'ValidatingAdmissionPolicy',
		metadata: {name: 'policy'},
		spec: {
			matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['podtemplates']}]},
			validations: [{expression: 'true'}],
		},
	}),
	post('its binding is created', '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings', {
		apiVersion: 'admissionregistration.k8s.io/v1',
		kind: 'ValidatingAdmissionPolicyBinding',
		metadata: {name: 'policy'},
		spec: {policyName: 'policy', validationActions: ['Warn', 'Audit'], matchResources: {namespaceSelector: {matchLabels: {a: 'b'}}}},
	}),
	post('a pod without an account is refused', `${core}/pods`, pod('robotless', {serviceAccountName: 'nobody'})),
	post(
		'a privileged pod is created',
		`${core}/pods`,
		pod('bad', {
			hostNetwork: true,
			hostPID: true,
			containers: [{name: 'app', image: 'nginx', securityContext: {privileged: true}, ports: [{containerPort: 80}]}],
			volumes: [{name: 'host', hostPath: {path: '/'}}],
		}),
	),
	post(
		'another one',
		`${core}/pods`,
		pod('bad-too', {
			hostNetwork: true,
			hostPID: true,
			containers: [{name: 'other', image: 'nginx', securityContext: {privileged: true}, ports: [{containerPort: 80}]}],
			volumes: [{name: 'host', hostPath: {path: '/'}}],
		}),
	),
	post('a plain pod is created', `${core}/pods`, pod('plain', {})),
	post(
		'a clean pod is created',
		`${core}/pods`,
		pod('clean', {
			automountServiceAccountToken: false,
			securityContext: {runAsNonRoot: true, seccompProfile: {type: 'RuntimeDefault'}},
			containers: [
				{
					name: 'app',
					image: 'nginx:1.25',
					securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: ['ALL']}},
					resources: {requests: {cpu: '10m'}},
				},
			],
		}),
	),
];
