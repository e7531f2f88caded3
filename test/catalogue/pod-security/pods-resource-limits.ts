import assert from 'node:assert/strict';
import {test} from 'node:test';
import control from '../../../source/catalogue/pod-security/pods-resource-limits.js';
import {type Cases, snapshotOfCase, upholdsTheLaw, verdictOfCase} from '../../helpers/law.js';
import {container, cronJob, daemonSet, deployment, job, pod, statefulSet} from '../../helpers/manifests.js';

const sized = (resources: object) => ({containers: [container({resources: {...resources}})]});
const says = ['app may use all the memory of its node'];
const limitRange = (limit: object, namespace = 'shop') => ({
	apiVersion: 'v1',
	kind: 'LimitRange',
	metadata: {name: 'defaults', namespace},
	spec: {limits: [{type: 'Container', ...limit}]},
});
const mend = (id: string, memory = '256Mi') => ({given: {[id]: memory}});
const id = 'Deployment/shop/deployment/app';

export const cases: Cases = {
	pass: [
		{name: 'a limit', objects: [deployment(sized({limits: {memory: '128Mi'}})), cronJob(sized({limits: {memory: '1Gi', cpu: '1'}}))]},
		{name: 'a limit of the pod as a whole', objects: [deployment({resources: {limits: {memory: '128Mi'}}})]},
		{name: 'a default of its namespace', objects: [deployment(), limitRange({default: {memory: '128Mi'}})]},
		{name: 'the most that its namespace allows', objects: [deployment(), limitRange({max: {memory: '1Gi'}})]},
		{
			name: 'calico of the platform',
			objects: [
				daemonSet({containers: [container({image: 'docker.io/calico/node:v3.31.0'})]}, {name: 'calico-node', namespace: 'kube-system'}),
			],
			exempt: ['calico-node'],
		},
	],
	warn: [
		{name: 'nothing said', objects: [deployment()], says, mend: mend(id)},
		{name: 'only CPU', objects: [statefulSet(sized({limits: {cpu: '1'}}))], says, mend: mend('StatefulSet/shop/statefulset/app', '1Gi')},
		{name: 'only a request', objects: [deployment(sized({requests: {memory: '200Mi'}}))], says, mend: mend(id, '200Mi')},
		{
			name: 'an init container',
			objects: [deployment({...sized({limits: {memory: '1Gi'}}), initContainers: [container({name: 'setup'})]})],
			says: ['setup may use all the memory of its node'],
			mend: mend('Deployment/shop/deployment/setup'),
		},
		{name: 'a default of another namespace', objects: [deployment(), limitRange({default: {memory: '1Gi'}}, 'blog')], says, mend: mend(id)},
		{name: 'a default for CPU only', objects: [deployment(), limitRange({default: {cpu: '1'}})], says, mend: mend(id)},
		{name: 'Windows', objects: [deployment({os: {name: 'windows'}})], says, mend: mend(id), onlyHere: 'there is no Windows node'},
		{name: 'a Job, whose pods cannot be changed', objects: [job()], says, mend: 'by-hand'},
		{name: 'a bare pod, which cannot be changed', objects: [pod()], says, mend: 'by-hand'},
	],
	unknown: [
		{
			name: 'pods read in part, without a finding',
			objects: [deployment(sized({limits: {memory: '1Gi'}}))],
			unread: {pods: 'partial'},
			code: 'partial',
		},
		{name: 'defaults of namespaces not read', objects: [deployment()], unread: {limitRanges: 'absent'}, code: 'absent'},
	],
};

upholdsTheLaw(control, cases);

const measured = {
	apiVersion: 'metrics.k8s.io/v1beta1',
	kind: 'PodMetrics',
	metadata: {name: 'web-1', namespace: 'shop'},
	containers: [{name: 'app', usage: {memory: '204800Ki', cpu: '100m'}}],
};
const replicas = {
	...pod({}, {name: 'web-1', ownerReferences: [{apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true}]}),
};
const remedy = (objects: Parameters<typeof snapshotOfCase>[0]['objects'], given = {}) => {
	const one = {name: 'x', ...(objects && {objects})};
	const [finding] = verdictOfCase(control, one).findings;
	assert.ok(finding);
	return control.cluster.remediate(finding, snapshotOfCase(one), given);
};

test('pods-resource-limits: it proposes half as much again as was measured, and asks for a fifth more than that', () => {
	const objects = [statefulSet({}, {name: 'web'}), replicas, measured];
	const asking = remedy(objects);
	assert.ok('asks' in asking);
	const [ask] = asking.asks;
	assert.deepEqual([ask.proposal, ask.seen?.text], ['304Mi', 'it uses 208Mi now, at most']);
	const answered = remedy(objects, {[ask.id]: '304Mi'});
	assert.ok('changes' in answered && answered.changes[0].action === 'patch');
	assert.deepEqual(answered.changes[0].patch, {
		spec: {
			template: {spec: {containers: [{name: 'app', resources: {limits: {memory: '304Mi'}, requests: {memory: '240Mi', cpu: '120m'}}}]}},
		},
	});
});

test('pods-resource-limits: a limit below what the container asks for, or none at all, is asked for again', () => {
	const objects = [deployment(sized({requests: {memory: '300Mi'}}))];
	for (const answer of ['256Mi', 'much', '0', '']) {
		const again = remedy(objects, {[id]: answer});
		assert.ok('asks' in again);
		assert.deepEqual(again.asks[0].options?.map(({value}) => value)[0], '512Mi');
	}
});
