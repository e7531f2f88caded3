import {type ApiObject, fill, podTemplatePath, type Tree, textAt, treeAt, treesAt} from './api-object.js';
import {setHostPorts, setPodDefaults, setRequests} from './pod-defaults.js';

/** Fields that the server fills in where the client left them out. Changes the object. */
export function setDefaults(object: ApiObject): void {
	const {kind} = object;
	const path = podTemplatePath(kind);
	if (path) {
		const template = treeAt(object, ...path);
		const spec = treeAt(template, 'spec');
		if (spec) setPodDefaults(spec, kind === 'Pod');
		if (template && path.length > 0) template['metadata'] ??= {};
	}
	byKind[kind]?.(object);
}

const specOf = (object: ApiObject) => treeAt(object, 'spec');

const byKind: {readonly [kind: string]: (object: ApiObject) => void} = {
	Namespace: object => {
		object.metadata.labels = {...object.metadata.labels, 'kubernetes.io/metadata.name': object.metadata.name};
		fill(object, {spec: {finalizers: ['kubernetes']}, status: {phase: 'Active'}});
	},
	Pod: object => {
		const spec = specOf(object);
		if (!spec) return;
		if (spec['hostNetwork'] === true) setHostPorts(spec);
		fill(spec, {enableServiceLinks: true});
		setRequests(spec);
	},
	Deployment: object => {
		const spec = specOf(object);
		fill(spec, {replicas: 1, strategy: {}, revisionHistoryLimit: 10, progressDeadlineSeconds: 600});
		const strategy = treeAt(spec, 'strategy');
		fill(strategy, {type: 'RollingUpdate'});
		if (strategy?.['type'] === 'RollingUpdate') {
			fill(strategy, {rollingUpdate: {}});
			fill(treeAt(strategy, 'rollingUpdate'), {maxUnavailable: '25%', maxSurge: '25%'});
		}
		fill(object, {status: {}});
	},
	StatefulSet: object => {
		const spec = specOf(object);
		fill(spec, {replicas: 1, podManagementPolicy: 'OrderedReady', updateStrategy: {}, revisionHistoryLimit: 10});
		const strategy = treeAt(spec, 'updateStrategy');
		fill(strategy, {type: 'RollingUpdate'});
		if (strategy?.['type'] === 'RollingUpdate') {
			fill(strategy, {rollingUpdate: {}});
			fill(treeAt(strategy, 'rollingUpdate'), {partition: 0});
		}
		fill(spec, {persistentVolumeClaimRetentionPolicy: {whenDeleted: 'Retain', whenScaled: 'Retain'}});
		for (const claim of treesAt(spec, 'volumeClaimTemplates')) {
			fill(claim, {kind: 'PersistentVolumeClaim', apiVersion: 'v1', status: {phase: 'Pending'}});
			fill(treeAt(claim, 'spec'), {volumeMode: 'Filesystem'});
		}
		fill(object, {status: {replicas: 0, availableReplicas: 0}});
	},
	DaemonSet: object => {
		const spec = specOf(object);
		fill(spec, {updateStrategy: {}, revisionHistoryLimit: 10});
		const strategy = treeAt(spec, 'updateStrategy');
		fill(strategy, {type: 'RollingUpdate'});
		if (strategy?.['type'] === 'RollingUpdate') {
			fill(strategy, {rollingUpdate: {}});
			fill(treeAt(strategy, 'rollingUpdate'), {maxUnavailable: 1, maxSurge: 0});
		}
		fill(object, {status: {currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0}});
	},
	ReplicaSet: object => {
		fill(specOf(object), {replicas: 1});
		fill(object, {status: {replicas: 0}});
	},
	Job: object => {
		const spec = specOf(object);
		fill(spec, {
			parallelism: 1,
			completions: 1,
			backoffLimit: 6,
			completionMode: 'NonIndexed',
			suspend: false,
			podReplacementPolicy: 'TerminatingOrFailed',
		});
		fill(object, {status: {}});
	},
	CronJob: object => {
		fill(specOf(object), {concurrencyPolicy: 'Allow', suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1});
		fill(treeAt(object, 'spec', 'jobTemplate'), {metadata: {}});
		fill(object, {status: {}});
	},
	Service: object => {
		const spec = specOf(object);
		fill(spec, {sessionAffinity: 'None', type: 'ClusterIP'});
		for (const port of treesAt(spec, 'ports')) fill(port, {protocol: 'TCP', targetPort: port['port']});
		const type = textAt(spec, 'type');
		if (type !== 'ExternalName') fill(spec, {internalTrafficPolicy: 'Cluster', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack'});
		if (type === 'NodePort' || type === 'LoadBalancer') fill(spec, {externalTrafficPolicy: 'Cluster'});
		if (type === 'LoadBalancer') fill(spec, {allocateLoadBalancerNodePorts: true});
		fill(object, {status: {loadBalancer: {}}});
	},
	NetworkPolicy: object => {
		const spec = specOf(object);
		for (const rule of [...treesAt(spec, 'ingress'), ...treesAt(spec, 'egress')])
			for (const port of treesAt(rule, 'ports')) fill(port, {protocol: 'TCP'});
		fill(spec, {podSelector: {}, policyTypes: ['Ingress', ...(treesAt(spec, 'egress').length > 0 ? ['Egress'] : [])]});
	},
	Ingress: object => fill(object, {status: {loadBalancer: {}}}),
	RoleBinding: setBindingDefaults,
	ClusterRoleBinding: setBindingDefaults,
	Secret: object => {
		fill(object, {type: 'Opaque'});
		const data = treeAt(object, 'data') ?? {};
		for (const [key, value] of Object.entries(treeAt(object, 'stringData') ?? {}))
			data[key] = Buffer.from(typeof value === 'string' ? value : '').toString('base64');
		delete object['stringData'];
		object['data'] = data;
	},
	ResourceQuota: object => fill(object, {status: {}}),
	PodDisruptionBudget: object => fill(object, {status: {disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0}}),
	ValidatingWebhookConfiguration: setWebhookDefaults,
	MutatingWebhookConfiguration: object => {
		setWebhookDefaults(object);
		for (const hook of treesAt(object, 'webhooks')) fill(hook, {reinvocationPolicy: 'Never'});
	},
	ValidatingAdmissionPolicy: object => {
		const spec = specOf(object);
		fill(spec, {failurePolicy: 'Fail'});
		setMatchDefaults(treeAt(spec, 'matchConstraints'));
		fill(object, {status: {}});
	},
	ValidatingAdmissionPolicyBinding: object => setMatchDefaults(treeAt(object, 'spec', 'matchResources')),
};

function setBindingDefaults(object: ApiObject): void {
	const group = 'rbac.authorization.k8s.io';
	fill(treeAt(object, 'roleRef'), {apiGroup: group});
	for (const subject of treesAt(object, 'subjects')) if (subject['kind'] !== 'ServiceAccount') fill(subject, {apiGroup: group});
}

function setWebhookDefaults(object: ApiObject): void {
	for (const hook of treesAt(object, 'webhooks')) {
		fill(hook, {failurePolicy: 'Fail', matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {}, timeoutSeconds: 10});
		fill(treeAt(hook, 'clientConfig', 'service'), {port: 443});
		for (const rule of treesAt(hook, 'rules')) fill(rule, {scope: '*'});
	}
}

function setMatchDefaults(match: Tree | undefined): void {
	fill(match, {matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {}});
	for (const rule of treesAt(match, 'resourceRules')) fill(rule, {scope: '*'});
}
