import assert from 'node:assert/strict';
import {test} from 'node:test';
import {array, constantFrom, dictionary, assert as holds, jsonValue, option, property, record, string} from 'fast-check';
import {forEachItem} from '../../source/cluster/bytes.js';
import {podParser} from '../../source/cluster/pod-specs.js';
import {project} from '../../source/kube/keep/index.js';

const page = (items: readonly unknown[]) => Buffer.from(`${JSON.stringify({kind: 'PodList', apiVersion: 'v1', metadata: {}, items})}\n`);
function podsOf(items: readonly unknown[]) {
	const pods: unknown[] = [];
	forEachItem(page(items), podParser(), pod => pods.push(pod));
	return pods as ReturnType<typeof asOne>;
}
const asOne = (items: readonly unknown[]) => items.map(item => project('pods', item));

/** As the API server writes it: fields in this order, a token volume with a random name. */
const pod = (name: string, image: string, random: string, placement: object = {}) => ({
	metadata: {name, namespace: 'shop'},
	spec: {
		volumes: [{name: `kube-api-access-${random}`, projected: {sources: [{serviceAccountToken: {path: 'token'}}]}}],
		containers: [{name: 'c', image, volumeMounts: [{name: `kube-api-access-${random}`, mountPath: '/token'}]}],
		nodeSelector: {nodeName: 'nowhere'},
		serviceAccount: 'default',
		...placement,
	},
	status: {phase: 'Running'},
});

test('pods of one template share what their spec holds, on whatever node they are', () => {
	const items = [
		pod('a', 'x', 'aaaaa', {nodeName: 'one', hostNetwork: false}),
		pod('b', 'x', 'bbbbb', {nodeName: 'two', hostNetwork: false}),
		pod('c', 'y', 'ccccc', {nodeName: 'one'}),
	];
	const [a, b, c] = podsOf(items);
	assert.deepEqual([a, b, c], asOne(items));
	assert.equal(a?.spec.containers, b?.spec.containers);
	assert.notEqual(a?.spec.containers, c?.spec.containers);
	assert.deepEqual([a?.spec.nodeName, b?.spec.nodeName, c?.spec.nodeName], ['one', 'two', 'one']);
});

test('pods that differ in the least thing that counts share nothing', () => {
	const items = [
		pod('a', 'x', 'aaaaa'),
		pod('b', 'x', 'bbbbb', {nodeSelector: {nodeName: 'elsewhere'}}),
		pod('c', 'x', 'ccccc', {hostPID: true}),
		pod('d', 'x', 'ddddd', {nodeName: 'one'}),
	];
	const pods = podsOf(items);
	assert.deepEqual(pods, asOne(items));
	assert.equal(new Set(pods.map(one => one?.spec.containers)).size, 4);
});

const odd: Record<string, readonly unknown[]> = {
	'a pod without a spec': [{metadata: {name: 'a'}, status: {phase: 'Running'}}, pod('b', 'x', 'bbbbb')],
	'a pod without a status': [{...pod('a', 'x', 'aaaaa'), status: undefined}, pod('b', 'x', 'bbbbb')],
	'a status before the spec': [{metadata: {name: 'a'}, status: {phase: 'Running'}, spec: {containers: []}}, pod('b', 'x', 'bbbbb')],
	'a spec within the metadata': [{metadata: {name: 'a', odd: {spec: {x: {}}, status: 1}}, spec: {containers: [{name: 'c'}]}, status: {}}],
	'a status within the spec': [pod('a', 'x', 'aaaaa', {odd: {x: {}, status: {}}})],
	'a claim template within the spec': [
		pod('a', 'x', 'aaaaa', {volumes: [{name: 'v', ephemeral: {volumeClaimTemplate: {metadata: {name: 'm'}, spec: {x: {}}}}}]}),
	],
	'a finished pod between others': [
		pod('a', 'x', 'aaaaa'),
		{...pod('b', 'x', 'bbbbb'), status: {phase: 'Succeeded'}},
		pod('c', 'x', 'ccccc'),
	],
	'what is no pod': [null, 1, 'x', pod('a', 'x', 'aaaaa')],
};
for (const [what, items] of Object.entries(odd)) {
	test(`pods are read as they would be one by one: ${what}`, () => {
		const expected = asOne(JSON.parse(JSON.stringify(items)) as unknown[]);
		assert.deepEqual(podsOf(items), expected);
		assert.deepEqual(podsOf([...items, ...items].reverse()), [...expected, ...expected].reverse());
	});
}

test('whatever pods hold, they are read as they would be one by one', () => {
	const text = constantFrom('"spec":{', '},"status":', '},{"metadata":{', '"nodeName":"x",', 'kube-api-access-abcde', 'default', 'x');
	const spec = record(
		{
			containers: array(record({name: text, image: text, env: array(record({name: text, value: text}))}), {maxLength: 2}),
			nodeSelector: dictionary(text, text),
			serviceAccount: text,
			nodeName: text,
			more: jsonValue(),
		},
		{requiredKeys: []},
	);
	const item = record(
		{
			metadata: record({name: string({minLength: 1}), labels: dictionary(text, text)}),
			spec: option(spec, {nil: undefined}),
			status: record({phase: text}),
		},
		{requiredKeys: ['metadata']},
	);
	holds(
		property(array(item, {maxLength: 25}), items => {
			const plain = JSON.parse(JSON.stringify(items)) as unknown[];
			assert.deepEqual(podsOf(plain), asOne(plain));
		}),
	);
});

test('a container that is called like a token volume keeps its own name', () => {
	const odd = (name: string, random: string) => {
		const one = pod(name, 'x', 'aaaaa');
		return {...one, spec: {...one.spec, containers: [{name: `kube-api-access-${random}`, image: 'x'}]}};
	};
	const items = [odd('a', 'aaaaa'), odd('b', 'bbbbb')];
	assert.deepEqual(podsOf(items), asOne(items));
});
