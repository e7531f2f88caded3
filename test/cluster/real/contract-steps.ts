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
const metadataOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const metadataOfOne = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const apps = '/apis/apps/v1/namespaces/contract';
const core = '/api/v1/namespaces/contract';
const rbac = '/apis/rbac.authorization.k8s.io/v1';
const networking = '/apis/networking.k8s.io/v1/namespaces/contract';
const strict = 'fieldManager=castellan&fieldValidation=Strict';
const dry = `dryRun=All&${strict}`;

const get = (says: string, path: string, more: Partial<Step> = {}): Step => ({says, method: 'GET', path, ...more});
const post = (says: string, path: string, body: unknown, more: Partial<Step> = {}): Step => ({says, method: 'POST', path, body, ...more});
const patch = (says: string, path: string, body: unknown, more: Partial<Step> = {}): Step => ({
	says,
	method: 'PATCH',
	path,
	body,
	type: strategic,
	...more,
});
const remove = (says: string, path: string, body?: unknown, more: Partial<Step> = {}): Step => ({
	says,
	method: 'DELETE',
	path,
	body,
	...more,
});

const podTemplate = {
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
const deployment = (name: string, spec: object = {}) => ({
	apiVersion: 'apps/v1',
	kind: 'Deployment',
	metadata: {name},
	spec: {replicas: 0, selector: {matchLabels: {app: 'web'}}, template: podTemplate, ...spec},
});
const container = (more: object) => ({spec: {template: {spec: {containers: [{name: 'app', ...more}]}}}});
const pod = (name: string, spec: object) => ({
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: {name},
	spec: {containers: [{name: 'app', image: 'nginx:1.25'}], nodeName: 'nowhere', ...spec},
});
const labels = (more: Readonly<Record<string, string | null>>) => ({metadata: {labels: more}});
const level = (value: string, version?: string) =>
	labels({'pod-security.kubernetes.io/enforce': value, ...(version ? {'pod-security.kubernetes.io/enforce-version': version} : {})});
const review = (kind: string, group: string, spec?: object) => ({apiVersion: `${group}/v1`, kind, ...(spec ? {spec} : {})});
const access = (spec: object) => review('SelfSubjectAccessReview', 'authorization.k8s.io', spec);
const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

const strangers: readonly Step[] = [
	...[
		'/livez',
		'/readyz',
		'/healthz',
		'/api',
		'/apis',
		'/metrics',
		'/openapi/v3',
		'/',
		'/api/v1/namespaces',
		'/api/v1/namespaces/kube-public/configmaps/cluster-info',
	].map(path => get(`nobody reads ${path}`, path, {as: 'nobody'})),
	get('a wrong token is no login', '/api/v1/namespaces', {as: 'stranger'}),
	get('a user without rights lists pods', '/api/v1/pods', {as: 'jane'}),
	get('a user without rights lists deployments of a namespace', `${apps}/deployments`, {as: 'jane'}),
	get('a user without rights gets one', `${apps}/deployments/web`, {as: 'jane'}),
	get('a user without rights gets a subresource', `${apps}/deployments/web/scale`, {as: 'jane'}),
	patch('a user without rights patches a namespace', '/api/v1/namespaces/default', labels({a: 'b'}), {as: 'jane'}),
	patch('a user without rights tries a dry run', `/api/v1/namespaces/default?${dry}`, labels({a: 'b'}), {as: 'jane'}),
	remove('a user without rights deletes a cluster role', `${rbac}/clusterroles/admin`, undefined, {as: 'jane'}),
	get('a user without rights reads /metrics', '/metrics', {as: 'jane'}),
	post(
		'a user asks who they are',
		'/apis/authentication.k8s.io/v1/selfsubjectreviews',
		review('SelfSubjectReview', 'authentication.k8s.io'),
		{as: 'jane'},
	),
	post('a user asks what they may not', reviews, access({resourceAttributes: {verb: 'list', resource: 'pods'}}), {as: 'jane'}),
	post('a user asks about a path', reviews, access({nonResourceAttributes: {verb: 'get', path: '/api'}}), {as: 'jane'}),
	post(
		'a user asks for all their rights',
		'/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
		review('SelfSubjectRulesReview', 'authorization.k8s.io', {namespace: 'contract'}),
		{as: 'jane'},
	),
];

const creations: readonly Step[] = [
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

const reads: readonly Step[] = [
	get('a namespace is read', '/api/v1/namespaces/contract'),
	get('a missing object is not found', `${apps}/deployments/nobody`),
	get('a missing namespace is an empty list', '/api/v1/namespaces/nowhere/pods'),
	get('a missing kind is not found', '/apis/apps/v1/trees'),
	get('a missing group is not found', '/apis/trees.example/v1/trees'),
	get('a missing version is not found', '/apis/apps/v9/deployments'),
	get('a missing path is not found', '/nothing'),
	get('deployments are listed', `${apps}/deployments`),
	get('the first page of two', `${core}/pods?limit=2`),
	get('a list by label', `${apps}/deployments?labelSelector=app%3Dnone`),
	get('a list by field', `${core}/pods?fieldSelector=metadata.name%3Dplain`),
	get('a list by two names at once', `${core}/pods?limit=1&fieldSelector=metadata.name%21%3Dplain`),
	get('a wrong continue token', `${core}/pods?limit=2&continue=xx`, {only: 'status'}),
	get('metadata of a list', `${core}/secrets`, {accept: metadataOnly}),
	get('metadata of one', `${core}/secrets/a`, {accept: metadataOfOne}),
	get('roles keep their case', `${rbac}/namespaces/contract/roles/Reader%3A1`),
	get('a group is described', '/apis/networking.k8s.io'),
	get('the versions of the core', '/api/v1/namespaces/contract/pods/none/log', {only: 'status'}),
	get('a user reads by a binding', `${core}/pods/plain`, {as: 'joe', only: 'status'}),
	get('a user has no more than that', `${core}/secrets`, {as: 'joe'}),
	post('why may joe read pods', reviews, access({resourceAttributes: {verb: 'get', resource: 'pods', namespace: 'contract'}}), {as: 'joe'}),
	get('an account reads by a binding', `${core}/services/web`, {as: 'system:serviceaccount:contract:robot', only: 'status'}),
];

const namespaceLevels: readonly Step[] = [
	...(['baseline', 'restricted', 'privileged'] as const).map(each =>
		patch(`enforce ${each}, dry`, `/api/v1/namespaces/contract?${dry}`, level(each)),
	),
	patch('enforce baseline of 1.30, dry', `/api/v1/namespaces/contract?${dry}`, level('baseline', 'v1.30')),
	patch('enforce baseline of the future, dry', `/api/v1/namespaces/contract?${dry}`, level('baseline', 'v1.99')),
	patch('enforce a wrong version', `/api/v1/namespaces/contract?${dry}`, level('baseline', '1.30')),
	patch('enforce a wrong level', `/api/v1/namespaces/contract?${dry}`, level('hard')),
	patch('warn only, dry', `/api/v1/namespaces/contract?${dry}`, labels({'pod-security.kubernetes.io/warn': 'restricted'})),
	patch('warn, really', `/api/v1/namespaces/contract?${strict}`, labels({'pod-security.kubernetes.io/warn': 'restricted'})),
	patch('a template that would violate is warned of', `${apps}/deployments/web?${dry}`, {metadata: {annotations: {a: 'b'}}}),
	post('a pod that would violate is warned of', `${core}/pods?${dry}`, pod('warned', {hostIPC: true})),
	patch('enforce baseline, really', `/api/v1/namespaces/contract?${strict}`, level('baseline')),
	post(
		'a privileged pod is refused',
		`${core}/pods`,
		pod('worse', {
			hostNetwork: true,
			containers: [
				{name: 'a', image: 'x', securityContext: {privileged: true}},
				{name: 'b', image: 'x', securityContext: {privileged: true, capabilities: {add: ['SYS_ADMIN']}}},
			],
			volumes: [{name: 'h', hostPath: {path: '/'}}],
		}),
	),
	patch('enforce restricted on top of baseline, dry', `/api/v1/namespaces/contract?${dry}`, level('restricted')),
	patch('a bad pod may be labelled', `${core}/pods/bad`, labels({seen: 'yes'}), {only: 'status'}),
	patch('a bad pod may not get another image', `${core}/pods/bad`, {spec: {containers: [{name: 'app', image: 'nginx:2'}]}}),
	patch(
		'labels are taken away',
		`/api/v1/namespaces/contract?${strict}`,
		labels({'pod-security.kubernetes.io/enforce': null, 'pod-security.kubernetes.io/warn': null}),
	),
];

const web = `${apps}/deployments/web`;
const changes: readonly Step[] = [
	patch('a container is hardened, dry', `${web}?${dry}`, container({securityContext: {allowPrivilegeEscalation: false}})),
	get('a dry run stored nothing', web),
	patch('a container is hardened', `${web}?${strict}`, container({securityContext: {allowPrivilegeEscalation: false}})),
	patch('the same again changes nothing', `${web}?${strict}`, container({securityContext: {allowPrivilegeEscalation: false}})),
	patch('a field is taken away', `${web}?${strict}`, container({securityContext: null})),
	patch('a variable is added before the others', `${web}?${dry}`, container({env: [{name: 'NEW', value: '1'}]})),
	patch('a variable is deleted', `${web}?${dry}`, container({env: [{name: 'PLAIN', $patch: 'delete'}]})),
	patch('a list is replaced', `${web}?${dry}`, container({env: [{$patch: 'replace'}, {name: 'ONLY', value: '1'}]})),
	patch('a union is switched', `${web}?${dry}`, {spec: {template: {spec: {volumes: [{name: 'host', hostPath: null, emptyDir: {}}]}}}}),
	patch('a union is not switched', `${web}?${dry}`, {spec: {template: {spec: {volumes: [{name: 'host', emptyDir: {}}]}}}}),
	patch('a value and its source', `${web}?${dry}`, container({env: [{name: 'PLAIN', valueFrom: {secretKeyRef: {name: 'a', key: 'b'}}}]})),
	patch(
		'a value gives way to its source',
		`${web}?${dry}`,
		container({env: [{name: 'PLAIN', value: null, valueFrom: {secretKeyRef: {name: 'a', key: 'b'}}}]}),
	),
	patch('privileged may not be without escalation', `${web}?${dry}`, {
		spec: {template: {spec: {containers: [{name: 'side', securityContext: {allowPrivilegeEscalation: false}}]}}},
	}),
	patch('not privileged may', `${web}?${dry}`, {
		spec: {template: {spec: {containers: [{name: 'side', securityContext: {privileged: false, allowPrivilegeEscalation: false}}]}}},
	}),
	patch('an unknown field is refused', `${web}?${dry}`, {
		spec: {foo: 1, template: {spec: {containers: [{name: 'app', securityContext: {bar: {baz: true}}}]}}},
	}),
	patch('an unknown field is warned of', `${web}?dryRun=All`, {spec: {foo: 1}}),
	patch('an unknown field is dropped', `${web}?dryRun=All&fieldValidation=Ignore`, {spec: {foo: 1}}),
	patch('an unknown field in a merge patch is refused', `${web}?${dry}`, {spec: {foo: 1}}, {type: merge, only: 'status'}),
	patch('a container without a name', `${web}?${dry}`, {spec: {template: {spec: {containers: [{image: 'x'}]}}}}),
	patch('a text where a list belongs', `${web}?${dry}`, {spec: {template: {spec: {containers: 'none'}}}}),
	patch('a text where a boolean belongs', `${web}?${dry}`, {spec: {template: {spec: {hostNetwork: 'yes'}}}}),
	patch('a list where a map belongs', `${web}?${dry}`, {spec: {template: []}}),
	patch('a new container without an image', `${web}?${dry}`, {spec: {template: {spec: {containers: [{name: 'new'}]}}}}),
	patch('a mount of no volume', `${web}?${dry}`, container({volumeMounts: [{name: 'nothing', mountPath: '/x'}]})),
	patch('a selector is immutable', `${web}?${dry}`, {spec: {selector: {matchLabels: {x: 'y'}}}}),
	patch(
		'a merge patch replaces lists',
		`${web}?${dry}`,
		{spec: {template: {spec: {containers: [{name: 'one', image: 'x:1'}]}}}},
		{type: merge},
	),
	patch('a set may not change its claims', `${apps}/statefulsets/db?${dry}`, {spec: {serviceName: 'other'}}),
	patch('a set may change its template', `${apps}/statefulsets/db?${dry}`, {
		spec: {template: {spec: {automountServiceAccountToken: false}}},
	}),
	patch('a cron job is patched', `/apis/batch/v1/namespaces/contract/cronjobs/cron?${strict}`, {
		spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: 'app', securityContext: {readOnlyRootFilesystem: true}}]}}}}},
	}),
	patch('a role of a binding is fixed', `${rbac}/namespaces/contract/rolebindings/viewers?${dry}`, {roleRef: {name: 'edit'}}),
	patch('subjects are replaced', `${rbac}/namespaces/contract/rolebindings/viewers?${dry}`, {subjects: [{kind: 'Group', name: 'g'}]}),
	patch('rules of a role are replaced', `${rbac}/namespaces/contract/roles/Reader%3A1?${strict}`, {
		rules: [{apiGroups: [''], resources: ['pods'], verbs: ['list']}],
	}),
	patch('an account', `${core}/serviceaccounts/robot?${strict}`, {automountServiceAccountToken: false}),
	patch('ports of a service are merged', `${core}/services/web?${dry}`, {
		spec: {
			ports: [
				{port: 81, name: 'b'},
				{port: 80, name: 'a'},
			],
		},
	}),
	patch('source ranges', `${core}/services/public?${strict}`, {spec: {loadBalancerSourceRanges: ['10.0.0.0/8']}}),
	patch('a policy', `${networking}/networkpolicies/policy?${strict}`, {spec: {egress: null, policyTypes: ['Ingress']}}),
	patch('a binding of an admission policy', `/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/policy?${strict}`, {
		spec: {validationActions: ['Deny']},
	}),
	patch('a pod may not change', `${core}/pods/plain?${dry}`, {spec: {hostNetwork: true}}, {only: 'status'}),
	patch('another uid', `${web}?${dry}`, {metadata: {uid: 'x'}}),
	patch('another uid of a namespace', `/api/v1/namespaces/contract?${dry}`, {metadata: {uid: 'x'}}),
	patch('an old version', `${web}?${dry}`, {metadata: {resourceVersion: '1', labels: {a: 'b'}}}),
	patch('another name', `${web}?${dry}`, {metadata: {name: 'x'}}),
	patch('a missing object', `${apps}/deployments/nobody?${dry}`, {spec: {}}),
	patch('a type that is no patch', `${web}?${dry}`, {spec: {}}, {type: 'text/plain'}),
	patch('half a body', `${web}?${dry}`, undefined, {only: 'status'}),
	patch('a dry run of something else', `${web}?dryRun=Some`, {spec: {}}),
];

const deletions: readonly Step[] = [
	remove('another uid', `${core}/services/web`, {apiVersion: 'v1', kind: 'DeleteOptions', preconditions: {uid: 'x'}}),
	remove('an old version', `${apps}/deployments/again`, {apiVersion: 'v1', kind: 'DeleteOptions', preconditions: {resourceVersion: '1'}}),
	remove('a deletion, dry', `${networking}/networkpolicies/policy?dryRun=All`),
	get('it is still there', `${networking}/networkpolicies/policy`),
	remove('a deletion', `${networking}/networkpolicies/policy`),
	get('it is gone', `${networking}/networkpolicies/policy`),
	remove('a second deletion', `${networking}/networkpolicies/policy`),
	remove('a binding is deleted', `${rbac}/namespaces/contract/rolebindings/viewers`),
	get('its user reads no more', `${core}/pods/plain`, {as: 'joe'}),
	remove('a service is deleted', `${core}/services/web`),
	remove('an account is deleted', `${core}/serviceaccounts/robot`),
	remove('a webhook is deleted', '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/hook'),
	remove('a policy binding is deleted', '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/policy'),
	remove('a policy is deleted', '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/policy'),
];

export const contractSteps: readonly Step[] = [
	...strangers.slice(0, 11),
	...creations,
	...strangers.slice(11),
	...reads,
	...namespaceLevels,
	...changes,
	...deletions,
];
