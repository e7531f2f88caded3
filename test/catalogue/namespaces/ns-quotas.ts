import assert from 'node:assert/strict';
import {test} from 'node:test';
import control from '../../../source/catalogue/namespaces/ns-quotas.js';
import {type Case, type Cases, snapshotOfCase, upholdsTheLaw, verdictOfCase} from '../../helpers/law.js';
import {container, deployment, namespace, service} from '../../helpers/manifests.js';

const quota = (spec: object = {hard: {pods: '10'}}, name = 'quota') => ({
	apiVersion: 'v1',
	kind: 'ResourceQuota',
	metadata: {name, namespace: 'shop'},
	spec: {...spec},
});
const limitRange = (limit: object = {default: {memory: '256Mi'}}) => ({
	apiVersion: 'v1',
	kind: 'LimitRange',
	metadata: {name: 'container-defaults', namespace: 'shop'},
	spec: {limits: [{type: 'Container', ...limit}]},
});
const flowSchema = (
	priorityLevel: string,
	subject: object,
	rules: object = {resourceRules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*']}]},
) => ({
	apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
	kind: 'FlowSchema',
	metadata: {name: 'own'},
	spec: {priorityLevelConfiguration: {name: priorityLevel}, rules: [{subjects: [{...subject}], ...rules}]},
});
const sized = (extra: object = {}) =>
	deployment({containers: [container({resources: {limits: {memory: '1Gi'}, requests: {cpu: '100m'}}})], ...extra});
const customers = {tenancy: 'customers'};
const noQuota = 'no quota keeps it from using up the cluster';
const open = 'no LimitRange gives a limit to the container without one';
const given = {given: {'quota/shop': '1.5', 'limit-range/shop': '256Mi'}};

export const cases: Cases = {
	pass: [
		{name: 'both', objects: [namespace(), deployment(), quota(), limitRange()]},
		{name: 'a quota, and a limit of each container', objects: [namespace(), sized(), quota({hard: {'requests.memory': '4Gi'}})]},
		{name: 'one app', objects: [namespace(), deployment()], answers: {'app-count': 'one'}},
		{name: 'no pods', objects: [namespace(), namespace('default')]},
		{name: 'the system', objects: [namespace('kube-system'), deployment({}, {namespace: 'kube-system'})], exempt: ['kube-system']},
		{
			name: 'the system passes the limits on requests',
			objects: [flowSchema('exempt', {kind: 'Group', group: {name: 'system:masters'}})],
		},
		{
			name: 'everybody passes to /healthz',
			objects: [
				flowSchema(
					'exempt',
					{kind: 'Group', group: {name: 'system:unauthenticated'}},
					{nonResourceRules: [{verbs: ['get'], nonResourceURLs: ['/healthz']}]},
				),
			],
		},
		{
			name: 'an account with a level of its own',
			objects: [flowSchema('workload-high', {kind: 'ServiceAccount', serviceAccount: {namespace: 'shop', name: 'web'}})],
		},
	],
	fail: [
		{
			name: 'a tenant without a quota',
			objects: [namespace(), sized()],
			answers: customers,
			says: ['no quota keeps its tenant from using up the cluster'],
			mend: given,
		},
		{
			name: 'a tenant that runs nothing yet',
			objects: [namespace()],
			answers: {tenancy: 'untrusted'},
			says: ['no quota keeps its tenant from using up the cluster'],
			mend: given,
		},
	],
	warn: [
		{name: 'no quota', objects: [namespace(), sized(), service('web')], says: [noQuota], mend: given},
		{name: 'neither', objects: [namespace(), deployment()], answers: {'app-count': 'many'}, says: [noQuota, open], mend: given},
		{name: 'a quota, and no default limit', objects: [namespace(), deployment(), quota()], says: [open], mend: given},
		{
			name: 'defaults for CPU only, and a name that is taken',
			objects: [namespace(), deployment(), quota(), limitRange({default: {cpu: '1'}})],
			says: [open],
			mend: given,
		},
		{
			name: 'a quota of objects only',
			objects: [namespace(), sized(), quota({hard: {'count/secrets': '10'}})],
			says: [noQuota],
			mend: given,
		},
		{
			name: 'a quota of some pods only, under the name of ours',
			objects: [namespace(), sized(), quota({hard: {pods: '1'}, scopes: ['BestEffort']}, 'namespace-quota')],
			says: [noQuota],
			mend: given,
		},
		{
			name: 'an account of an app that passes the limits on requests',
			objects: [flowSchema('exempt', {kind: 'ServiceAccount', serviceAccount: {namespace: 'shop', name: 'web'}})],
			says: ['lets ServiceAccount web send any number of requests'],
			mend: 'by-hand',
		},
		{
			name: 'everybody who is logged in passes them',
			objects: [flowSchema('exempt', {kind: 'Group', group: {name: 'system:authenticated'}})],
			says: ['lets Group system:authenticated send any number of requests'],
			mend: 'by-hand',
		},
	],
	unknown: [
		{name: 'quotas not read', objects: [namespace(), deployment()], unread: {resourceQuotas: 'absent'}, code: 'absent'},
		{name: 'who passes the limits on requests not read', objects: [namespace()], unread: {flowSchemas: 'absent'}, code: 'partial'},
	],
};

upholdsTheLaw(control, cases);

const remedy = (one: Omit<Case, 'name'>, answers = {}) => {
	const whole = {name: 'x', ...one};
	const [finding] = verdictOfCase(control, whole).findings;
	assert.ok(finding);
	return control.cluster.remediate(finding, snapshotOfCase(whole), answers);
};

test('ns-quotas: the quota counts what all pods state, and leaves half as much again and room for a roll-out', () => {
	const objects = [namespace(), {...sized(), spec: {...(sized()['spec'] as object), replicas: 4}}, service('web', {type: 'NodePort'})];
	const result = remedy({objects}, {'quota/shop': '1.5'});
	assert.ok('changes' in result && result.changes[0].action === 'create');
	assert.deepEqual(result.changes[0].manifest['spec'], {
		hard: {
			pods: '9',
			'requests.cpu': '600m',
			'requests.memory': '6Gi',
			'limits.memory': '6Gi',
			'services.loadbalancers': '0',
			'services.nodeports': '2',
		},
	});
});

test('ns-quotas: a default below what a container asks for is asked for again', () => {
	const objects = [namespace(), deployment({containers: [container({resources: {requests: {memory: '700Mi'}}})]}), quota()];
	const result = remedy({objects}, {'limit-range/shop': '256Mi'});
	assert.ok('asks' in result);
	assert.deepEqual(result.asks[0].options?.map(({value}) => value)[0], '1Gi');
});
