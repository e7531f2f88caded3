import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {project} from '../../../source/kube/keep/index.js';
import {resources} from '../../../source/kube/resources.js';
import {type ResourceName, unescaped} from '../../../source/model/index.js';
import {container, cronJob, deployment, job, networkPolicy, pod, service} from '../../helpers/manifests.js';

const names = resources.map(({name}) => name);
const canary = 'c4n4ry-value';

/** Objects that look right from afar and hold anything within. */
const keys = [
	'metadata',
	'spec',
	'status',
	'template',
	'containers',
	'env',
	'securityContext',
	'volumes',
	'rules',
	'subjects',
	'name',
	'labels',
	'annotations',
	'ownerReferences',
	'managedFields',
	'selector',
	'ports',
	'constructor',
	'__proto__',
	'webhooks',
	'jobTemplate',
	'k3s.io/node-args',
];
const {anything} = fc.letrec(tie => ({
	anything: fc.oneof(
		{maxDepth: 6},
		fc.constantFrom<unknown>(null, true, 0, -1, Number.NaN, '', 'x', '[1]', '\u001b[2J', [], {}),
		fc.array(tie('anything'), {maxLength: 3}),
		fc.dictionary(fc.constantFrom(...keys), tie('anything'), {maxKeys: 5}),
	),
}));

test('no JSON whatsoever makes the projection throw', () => {
	fc.assert(
		fc.property(fc.constantFrom(...names), fc.oneof(anything, fc.anything()), (name, raw) => {
			project(name, raw);
		}),
		{numRuns: 2000},
	);
});

test('an object with a name and anything else stays an object of its list', () => {
	fc.assert(
		fc.property(fc.constantFrom(...names), fc.dictionary(fc.constantFrom(...keys), anything), (name, body) => {
			const item = project(name, {...body, metadata: {name: 'x'}});
			if (item) assert.equal(item.metadata.name, 'x');
			else assert.equal(name, 'pods', 'only finished pods are dropped');
		}),
		{numRuns: 2000},
	);
});

test('an object without a name is dropped', () => {
	assert.equal(project('deployments', {metadata: {name: ''}}), undefined);
	assert.equal(project('deployments', {}), undefined);
	assert.equal(project('deployments', null), undefined);
});

test('pods that have run to their end are dropped, others are not', () => {
	const phased = (phase: string) => project('pods', {...pod(), status: {phase}});
	assert.equal(phased('Succeeded'), undefined);
	assert.equal(phased('Failed'), undefined);
	assert.equal(phased('Running')?.phase, 'Running');
	assert.ok(project('pods', pod()));
});

const secrets = container({
	env: [
		{name: 'PASSWORD', value: canary},
		{name: 'FROM', valueFrom: {secretKeyRef: {name: 'db', key: 'password'}}},
		{name: 'DSN', value: `postgres://shop:${canary}@db/shop`},
	],
	command: ['/bin/sh', '-c', `echo ${canary}`],
	args: [`--token=${canary}`, canary, '--etcd-servers', `https://root:${canary}@etcd:2379`],
});
const annotations = {'kubectl.kubernetes.io/last-applied-configuration': `{"data":"${canary}"}`, 'example.org/password': canary};

test('values of variables, arguments, annotations, secrets and config maps are never kept', () => {
	const objects: readonly (readonly [ResourceName, unknown])[] = [
		['deployments', deployment({containers: [secrets], initContainers: [secrets]}, {annotations})],
		['pods', pod({containers: [secrets]}, {annotations})],
		['cronJobs', cronJob({containers: [secrets]})],
		['jobs', job({containers: [secrets]})],
		['secrets', {metadata: {name: 's', annotations}, data: {a: canary}, stringData: {a: canary}}],
		['configMaps', {metadata: {name: 'c', annotations}, data: {a: canary}, binaryData: {a: canary}}],
		[
			'nodes',
			{
				metadata: {
					name: 'n',
					annotations: {'k3s.io/node-args': `["server","--token","${canary}","--kube-apiserver-arg","oidc-client-secret=${canary}"]`},
				},
			},
		],
		['nodes', {metadata: {name: 'n', annotations: {'k3s.io/node-args': `{"token":["${canary}"],"kubelet-arg":["x=${canary}"]}`}}}],
		[
			'applications',
			{metadata: {name: 'a'}, spec: {source: {helm: {values: `password: ${canary}`, parameters: [{name: 'x', value: canary}]}}}},
		],
		['serviceMonitors', {metadata: {name: 'm'}, spec: {endpoints: [{bearerToken: canary, basicAuth: {password: canary}}]}}],
		['kyvernoClusterPolicies', {metadata: {name: 'k'}, spec: {rules: [{context: [{passwords: [canary]}]}]}}],
	];
	for (const [name, object] of objects) assert.ok(!JSON.stringify(project(name, object)).includes(canary), name);
});

test('of a variable it is kept where its value comes from, and whether it looks like a secret', () => {
	const kept = project('pods', pod({containers: [secrets]}))?.spec.containers[0]?.env;
	assert.deepEqual(kept, [
		{name: 'PASSWORD', from: 'literal', suspicious: true, form: 'password'},
		{name: 'FROM', from: 'secret', source: 'db'},
		{name: 'DSN', from: 'literal', suspicious: true, form: 'login'},
	]);
});

test('text that drives a terminal is escaped in every name, key and value', () => {
	const evil = '\u001b[2J\u202e';
	const item = project(
		'deployments',
		deployment({containers: [container({name: evil, image: evil})]}, {name: evil, labels: {[evil]: evil}}),
	);
	const text = JSON.stringify(item);
	assert.ok(!/[\u001b\u202e]/u.test(text) && !text.includes('\\u001b'));
	assert.equal(unescaped(item?.metadata.name ?? ''), evil);
});

test('only managers of more than the status are kept', () => {
	const managedFields = [{manager: 'helm'}, {manager: 'kubelet', subresource: 'status'}, {manager: 'helm'}, null, {manager: 3}];
	assert.deepEqual(project('services', {metadata: {name: 'a', managedFields}})?.metadata.managers, ['helm']);
});

test('a network policy has the types that the server gives it', () => {
	const types = (spec: object) => project('networkPolicies', networkPolicy('p', spec as never))?.policyTypes;
	assert.deepEqual(types({podSelector: {}}), ['Ingress']);
	assert.deepEqual(types({podSelector: {}, egress: [{}]}), ['Ingress', 'Egress']);
	assert.deepEqual(types({podSelector: {}, policyTypes: ['Egress']}), ['Egress']);
});

test('a peer that selects every namespace is not a peer that selects nothing', () => {
	const item = project('networkPolicies', networkPolicy('p', {podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}));
	assert.deepEqual(item?.ingress[0]?.peers, [{namespaceSelector: {}}]);
});

test('a profile that is there but empty is not absent', () => {
	const item = project(
		'pods',
		pod({securityContext: {seccompProfile: {}}, containers: [container({securityContext: {appArmorProfile: {}}})]}),
	);
	assert.deepEqual(item?.spec.securityContext?.seccompProfile, {});
	assert.deepEqual(item?.spec.containers[0]?.securityContext?.appArmorProfile, {});
});

test('a volume is known by the member of the union that is set', () => {
	const volumes = [
		{name: 'a', hostPath: {path: '/'}},
		{name: 'b', emptyDir: {}},
		{name: 'c'},
		{name: 'd', secret: {secretName: 's'}},
		{name: 'e', emptyDir: null, nfs: {}},
	];
	const kept = project('pods', pod({volumes}))?.spec.volumes;
	assert.deepEqual(
		kept?.map(({kind}) => kind),
		['hostPath', 'emptyDir', 'emptyDir', 'secret', 'nfs'],
	);
	assert.deepEqual(kept?.[0]?.hostPath, {path: '/'});
	assert.equal(kept?.[3]?.source, 's');
});

test('a service is a ClusterIP where nothing says otherwise', () => {
	assert.equal(project('services', service('web'))?.type, 'ClusterIP');
});

test('a replication controller selects by a plain map', () => {
	const object = {metadata: {name: 'rc'}, spec: {selector: {app: 'a'}, template: {spec: {containers: []}}}};
	assert.deepEqual(project('replicationControllers', object)?.selector, {matchLabels: {app: 'a'}});
});

test('of a certificate of cert-manager its state is kept, of an image volume its reference', () => {
	const raw = {
		metadata: {name: 'web', namespace: 'shop'},
		spec: {secretName: 'web-tls', isCA: true, issuerRef: {name: 'root', kind: 'ClusterIssuer'}, keystores: {jks: {password: canary}}},
		status: {
			conditions: [{type: 'Ready', status: 'False', lastTransitionTime: '2026-11-01T00:00:00Z', message: canary}],
			notAfter: '2027-01-01T00:00:00Z',
		},
	};
	assert.deepEqual(project('certificates', raw), {
		metadata: {name: 'web', namespace: 'shop'},
		isCA: true,
		secretName: 'web-tls',
		issuer: {kind: 'ClusterIssuer', name: 'root'},
		ready: false,
		since: '2026-11-01T00:00:00Z',
		notAfter: '2027-01-01T00:00:00Z',
	});
	const pod = project('pods', {metadata: {name: 'a'}, spec: {containers: [], volumes: [{name: 'm', image: {reference: 'ghcr.io/a/m:1'}}]}});
	assert.deepEqual(pod?.spec.volumes, [{name: 'm', kind: 'image', source: 'ghcr.io/a/m:1'}]);
});
