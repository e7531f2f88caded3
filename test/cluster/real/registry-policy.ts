import assert from 'node:assert/strict';
import {test} from 'node:test';
import {registryPolicy} from '../../../source/kube/registry-policy.js';
import {newestMinor} from '../../../source/kube/versions.js';
import {snapshotOf} from '../../helpers/objects.js';
import {eventually} from './child.js';
import {sharedControlPlane} from './shared.js';

const space = 'registries';
const policies = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies';
const bindings = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings';
const hardened = {allowPrivilegeEscalation: false};
const container = (name: string, image: string) => ({name, image, securityContext: hardened});
const pod = (name: string, images: readonly string[], more: object = {}) => ({
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: {name},
	spec: {automountServiceAccountToken: false, containers: images.map((image, at) => container(`c${at}`, image)), ...more},
});

test('the policy of registries refuses what is not on its list and nothing else, and what runs already can still be changed', async () => {
	try {
		await refuses();
	} finally {
		const {admin} = await sharedControlPlane();
		for (const list of [bindings, policies]) await admin('DELETE', `${list}/allowed-registries`);
	}
});

async function refuses(): Promise<void> {
	const {admin, create} = await sharedControlPlane();
	const pods = `/api/v1/namespaces/${space}/pods`;
	await create('/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name: space}});
	await eventually(
		'its account is there',
		async () => (await admin('GET', `/api/v1/namespaces/${space}/serviceaccounts/default`)).status === 200,
	);
	await create(pods, pod('old', ['quay.io/old/app:1']));
	const [policy, binding] = registryPolicy(snapshotOf([]), ['docker.io/library/', 'docker.io/acme/', 'registry.example.org/'], newestMinor);
	assert.ok(policy.action === 'create' && binding.action === 'create');
	const made = await create(policies, policy.manifest);
	await create(bindings, {
		...binding.manifest,
		spec: {
			...(binding.manifest['spec'] as object),
			validationActions: ['Deny'],
			matchResources: {namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': space}}},
		},
	});
	const status = async (images: readonly string[], more: object = {}) =>
		(await admin('POST', `${pods}?dryRun=All`, pod('new', images, more))).status;
	await eventually('it refuses', async () => (await status(['quay.io/evil/app:1'])) === 422);
	const allowed = [
		'nginx',
		'nginx:1.29',
		'library/nginx',
		'docker.io/library/nginx:1',
		'acme/app:1',
		'docker.io/acme/app',
		'registry.example.org/a/b@sha256:' + 'a'.repeat(64),
	];
	for (const image of allowed) assert.equal(await status([image]), 201, image);
	const refused = [
		'quay.io/a/b',
		'other/app:1',
		'docker.io/other/app',
		'registry.example.org.evil.net/app',
		'localhost/app',
		'acme.evil.net/app',
		'registry.example.org:5000/app',
	];
	for (const image of refused) assert.equal(await status([image]), 422, image);
	assert.equal(await status(['nginx', 'quay.io/a/b']), 422, 'the second container');
	assert.equal(await status(['nginx'], {initContainers: [container('i', 'quay.io/a/b')]}), 422, 'an init container');
	const volume = (reference: string) => ({volumes: [{name: 'v', image: {reference}}]});
	assert.equal(await status(['nginx'], volume('registry.example.org/model:1')), 201);
	assert.equal(await status(['nginx'], volume('quay.io/a/model:1')), 422, 'an image volume');
	const merge = 'application/strategic-merge-patch+json';
	assert.equal(
		(await admin('PATCH', `${pods}/old`, {metadata: {labels: {seen: 'yes'}, finalizers: []}}, merge)).status,
		200,
		'a label on what runs already',
	);
	const debugged = (image: string) =>
		admin('PATCH', `${pods}/old/ephemeralcontainers`, {spec: {ephemeralContainers: [{name: 'debug', image}]}}, merge);
	assert.equal((await debugged('quay.io/evil/shell')).status, 422, 'a container for debugging');
	assert.equal((await debugged('busybox')).status, 200, 'a container for debugging, from the list');
	const replaced = await admin('PATCH', `${pods}/old`, {spec: {containers: [{name: 'c0', image: 'quay.io/evil/app:2'}]}}, merge);
	assert.equal(replaced.status, 422, 'another image of a place that is not on the list');
	assert.equal((made['spec'] as {failurePolicy: string}).failurePolicy, 'Fail');
	let warnings: unknown;
	await eventually('its expressions were looked at', async () => {
		const {status: state = {}} = (await admin('GET', `${policies}/allowed-registries`)).body as {
			status?: {observedGeneration?: number; typeChecking?: object};
		};
		warnings = state.typeChecking;
		return state.observedGeneration !== undefined;
	});
	assert.deepEqual(warnings, {}, 'the server finds fault with an expression');
}
