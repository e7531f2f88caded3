import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {mergeKeyOf, strategicMerge} from '../../source/change/strategic-merge.js';
import type {Json, JsonObject} from '../../source/model/index.js';

const pod = (spec: JsonObject): JsonObject => ({spec: {template: {spec}}});
/** The pod spec of a patched Deployment. */
function patched(spec: JsonObject, patch: JsonObject): Json | undefined {
	const {object, error} = strategicMerge('Deployment', pod(spec), pod(patch));
	assert.equal(error, undefined);
	return (object['spec'] as {template: JsonObject}).template['spec'];
}
const result = (kind: string, original: JsonObject, patch: JsonObject) => strategicMerge(kind, original, patch).object;

test('containers are merged by name, their other fields stay', () => {
	const containers = [
		{name: 'app', image: 'a:1', env: [{name: 'A', value: '1'}]},
		{name: 'side', image: 'b:1'},
	];
	assert.deepEqual(patched({containers}, {containers: [{name: 'side', securityContext: {privileged: false}}]}), {
		containers: [containers[0], {name: 'side', image: 'b:1', securityContext: {privileged: false}}],
	});
});

test('every kind that holds a pod merges its containers by name', () => {
	const paths = {
		Pod: 'spec',
		PodTemplate: 'template.spec',
		CronJob: 'spec.jobTemplate.spec.template.spec',
		Deployment: 'spec.template.spec',
		StatefulSet: 'spec.template.spec',
		DaemonSet: 'spec.template.spec',
		ReplicaSet: 'spec.template.spec',
		ReplicationController: 'spec.template.spec',
		Job: 'spec.template.spec',
	};
	for (const [kind, path] of Object.entries(paths)) {
		assert.equal(mergeKeyOf(kind, `${path}.containers`), 'name', kind);
		assert.equal(mergeKeyOf(kind, `${path}.initContainers[0].ports`), 'containerPort', kind);
	}
});

test('lists are told apart by the key that the server uses, or replaced whole', () => {
	const keys: readonly (readonly [string, string, string | undefined])[] = [
		['Deployment', 'spec.template.spec.containers[0].env', 'name'],
		['Deployment', 'spec.template.spec.containers[name=app].volumeMounts', 'mountPath'],
		['Deployment', 'spec.template.spec.containers[0].volumeDevices', 'devicePath'],
		['Deployment', 'spec.template.spec.ephemeralContainers', 'name'],
		['Deployment', 'spec.template.spec.volumes', 'name'],
		['Deployment', 'spec.template.spec.imagePullSecrets', 'name'],
		['Deployment', 'spec.template.spec.hostAliases', 'ip'],
		['Deployment', 'spec.template.spec.topologySpreadConstraints', 'topologyKey'],
		['Deployment', 'spec.template.spec.tolerations', undefined],
		['Deployment', 'spec.template.spec.containers[0].args', undefined],
		['Deployment', 'spec.template.spec.containers[0].envFrom', undefined],
		['Deployment', 'spec.template.spec.containers[0].securityContext.capabilities.drop', undefined],
		['Deployment', 'metadata.ownerReferences', 'uid'],
		['Deployment', 'status.conditions', 'type'],
		['StatefulSet', 'spec.volumeClaimTemplates', undefined],
		['Service', 'spec.ports', 'port'],
		['Service', 'spec.loadBalancerSourceRanges', undefined],
		['ServiceAccount', 'secrets', 'name'],
		['ServiceAccount', 'imagePullSecrets', undefined],
		['Role', 'rules', undefined],
		['ClusterRoleBinding', 'subjects', undefined],
		['NetworkPolicy', 'spec.ingress', undefined],
		['Ingress', 'spec.rules', undefined],
		['ValidatingWebhookConfiguration', 'webhooks', 'name'],
		['ValidatingWebhookConfiguration', 'webhooks[0].rules', undefined],
		['ValidatingAdmissionPolicy', 'spec.variables', 'name'],
		['ValidatingAdmissionPolicy', 'spec.validations', undefined],
		['CustomResourceDefinition', 'status.conditions', undefined],
	];
	for (const [kind, path, key] of keys) assert.equal(mergeKeyOf(kind, path), key, `${kind} ${path}`);
});

test('null takes a field away, and means nothing where there is none', () => {
	assert.deepEqual(patched({hostPID: true, hostIPC: true}, {hostPID: null, hostNetwork: null}), {hostIPC: true});
	assert.deepEqual(patched({}, {securityContext: {runAsUser: null, runAsNonRoot: true}}), {securityContext: {runAsNonRoot: true}});
});

test('a union is switched by taking its old member away', () => {
	const volumes = [{name: 'v', hostPath: {path: '/etc'}}];
	assert.deepEqual(patched({volumes}, {volumes: [{name: 'v', hostPath: null, emptyDir: {}}]}), {volumes: [{name: 'v', emptyDir: {}}]});
	assert.deepEqual(patched({volumes}, {volumes: [{name: 'v', emptyDir: {}, $retainKeys: ['name', 'emptyDir']}]}), {
		volumes: [{name: 'v', emptyDir: {}}],
	});
});

test('an item is deleted, a list replaced, a map replaced by their directives', () => {
	const containers = [
		{
			name: 'app',
			env: [
				{name: 'A', value: '1'},
				{name: 'B', value: '2'},
			],
		},
	];
	const env = (...items: JsonObject[]) => ({containers: [{name: 'app', env: items}]});
	assert.deepEqual(patched({containers}, env({name: 'A', $patch: 'delete'})), env({name: 'B', value: '2'}));
	assert.deepEqual(patched({containers}, env({$patch: 'replace'}, {name: 'C', value: '3'})), env({name: 'C', value: '3'}));
	assert.deepEqual(patched({nodeSelector: {a: 'b'}}, {nodeSelector: {$patch: 'replace', c: 'd'}}), {nodeSelector: {c: 'd'}});
	assert.deepEqual(patched({nodeSelector: {a: 'b'}}, {nodeSelector: {$patch: 'delete'}}), {nodeSelector: {}});
	assert.deepEqual(patched({}, env({name: 'A', $patch: 'delete'}, {name: 'B', value: '2'})), env({name: 'B', value: '2'}));
});

test('what is new comes before what it cannot be compared with, what is known keeps its place', () => {
	const volumes = ['a', 'b', 'c'].map(name => ({name, emptyDir: {}}));
	const names = (patch: readonly string[]) =>
		((patched({volumes}, {volumes: patch.map(name => ({name}))}) as JsonObject)['volumes'] as readonly JsonObject[]).map(({name}) => name);
	assert.deepEqual(names(['b']), ['a', 'b', 'c']);
	assert.deepEqual(names(['new']), ['new', 'a', 'b', 'c']);
	assert.deepEqual(names(['c', 'a']), ['b', 'c', 'a']);
});

test('finalizers are added to, and taken away by their own directive', () => {
	const original = {metadata: {finalizers: ['a', 'b']}};
	assert.deepEqual(result('Namespace', original, {metadata: {finalizers: ['c', 'a']}}), {metadata: {finalizers: ['c', 'a', 'b']}});
	assert.deepEqual(result('Namespace', original, {metadata: {'$deleteFromPrimitiveList/finalizers': ['a']}}), {
		metadata: {finalizers: ['b']},
	});
});

test('tolerations, rules and subjects are replaced whole', () => {
	assert.deepEqual(patched({tolerations: [{key: 'a'}]}, {tolerations: [{key: 'b'}]}), {tolerations: [{key: 'b'}]});
	assert.deepEqual(result('Role', {rules: [{verbs: ['get']}]}, {rules: []}), {rules: []});
	assert.deepEqual(
		result('PodDisruptionBudget', {spec: {selector: {matchLabels: {a: 'b'}}}}, {spec: {selector: {matchLabels: {c: 'd'}}}}),
		{
			spec: {selector: {matchLabels: {c: 'd'}}},
		},
	);
});

test('the order that kubectl asks for does not get into the object', () => {
	const patch = {containers: [{name: 'app', image: 'b'}], '$setElementOrder/containers': [{name: 'app'}]};
	assert.deepEqual(patched({containers: [{name: 'app', image: 'a'}]}, patch), {containers: [{name: 'app', image: 'b'}]});
});

test('an item without its key is refused in the words of the server', () => {
	const {object, error} = strategicMerge('Pod', {spec: {containers: [{name: 'a'}]}}, {spec: {containers: [{image: 'x'}]}});
	assert.equal(object, undefined);
	assert.equal(error, 'map: map[image:x] does not contain declared merge key: name');
});

test('an unknown directive is refused', () => {
	assert.match(strategicMerge('Pod', {spec: {}}, {spec: {$patch: 'sort'}}).error ?? '', /unknown patch type/);
});

const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const named = (item: fc.Arbitrary<JsonObject>) => fc.uniqueArray(item, {selector: ({name}) => name, maxLength: 4});
const variable = fc.record({name: fc.constantFrom('A', 'B', 'C'), value: fc.string()}) as fc.Arbitrary<JsonObject>;
const container = fc.record(
	{
		name: fc.constantFrom('app', 'side', 'init'),
		image: fc.string(),
		env: named(variable),
		args: fc.array(fc.string()),
		securityContext: fc.dictionary(fc.constantFrom('privileged', 'runAsUser', 'runAsNonRoot'), leaf),
	},
	{requiredKeys: ['name']},
) as fc.Arbitrary<JsonObject>;
const spec = fc
	.record(
		{
			containers: named(container),
			hostNetwork: fc.boolean(),
			nodeSelector: fc.dictionary(fc.constantFrom('a', 'b'), fc.string()),
		},
		{requiredKeys: []},
	)
	.map(each => structuredClone(each)) as fc.Arbitrary<JsonObject>;

test('an empty patch changes nothing, an object is a patch of itself', () => {
	fc.assert(
		fc.property(spec, each => {
			assert.deepEqual(patched(each, {}), each);
			assert.deepEqual(patched(each, each), each);
		}),
	);
});

test('a patch applied twice changes nothing the second time, and touches neither object nor patch', () => {
	fc.assert(
		fc.property(spec, spec, (original, patch) => {
			const before = JSON.stringify([original, patch]);
			const once = patched(original, patch) as JsonObject;
			assert.deepEqual(patched(once, patch), once);
			assert.equal(JSON.stringify([original, patch]), before);
		}),
	);
});

test('any patch of any object gives an object or a reason', () => {
	const anything = fc.dictionary(
		fc.oneof(fc.constantFrom('spec', 'containers', 'metadata', '$patch', '$retainKeys', '__proto__'), fc.string()),
		fc.jsonValue(),
	);
	fc.assert(
		fc.property(anything as fc.Arbitrary<JsonObject>, anything as fc.Arbitrary<JsonObject>, (original, patch) => {
			const {object, error} = strategicMerge('Pod', original, patch);
			assert.ok((object === undefined) !== (error === undefined));
		}),
	);
});
