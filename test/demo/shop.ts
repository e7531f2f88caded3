import assert from 'node:assert/strict';
import {test} from 'node:test';
import {numberAt, textAt, treesAt} from '../../source/demo/api-object.js';
import {createCluster} from '../../source/demo/cluster.js';
import {canary} from '../../source/demo/shop/canary.js';
import {shopFixtures, shopObjects} from '../../source/demo/shop/shop.js';
import {podSecurity} from '../../source/kube/pod-security.js';
import {manualClock} from '../helpers/api-server.js';

const {world} = createCluster({clock: manualClock()});
const {store} = world;
const pods = store.list({group: '', plural: 'pods'});
const apps = (plural: string) => store.list({group: 'apps', plural});
const workloads = shopObjects().filter(({kind}) => ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Job', 'Pod'].includes(kind));

test('the shop has about sixty workloads in its namespaces', () => {
	assert.ok(workloads.length >= 55 && workloads.length <= 70, String(workloads.length));
	for (const name of ['shop', 'blog', 'team-payments', 'data', 'monitoring', 'ci', 'ingress-nginx', 'argocd'])
		assert.ok(workloads.filter(({metadata}) => metadata.namespace === name).length > 1, name);
});

test('everything runs when the demo starts', () => {
	for (const each of [...apps('deployments'), ...apps('statefulsets')])
		assert.equal(numberAt(each, 'status', 'availableReplicas') ?? 0, numberAt(each, 'spec', 'replicas'), each.metadata.name);
	for (const each of apps('daemonsets'))
		assert.equal(numberAt(each, 'status', 'numberAvailable'), numberAt(each, 'status', 'desiredNumberScheduled'), each.metadata.name);
	for (const pod of pods) assert.ok(['Running', 'Succeeded'].includes(textAt(pod, 'status', 'phase') ?? ''), pod.metadata.name);
});

test('a pod of a deployment belongs to a set that is named after the deployment and the hash of its label', () => {
	const owned = pods.filter(({metadata}) => metadata.ownerReferences?.[0]?.kind === 'ReplicaSet');
	assert.ok(owned.length > 40);
	for (const {metadata} of owned) {
		const set = metadata.ownerReferences?.[0]?.name ?? '';
		const hash = metadata.labels?.['pod-template-hash'];
		assert.ok(hash && set.endsWith(`-${hash}`), metadata.name);
		assert.ok(store.get({group: 'apps', plural: 'deployments'}, metadata.namespace, set.slice(0, -hash.length - 1)), metadata.name);
	}
});

test('one team keeps to the restricted level, the namespace of CI not even to baseline', () => {
	const violations = (namespace: string, level: 'baseline' | 'restricted') =>
		pods.filter(({metadata}) => metadata.namespace === namespace).flatMap(pod => podSecurity(pod, {level, version: '1.33'}));
	assert.deepEqual(violations('team-payments', 'restricted'), []);
	assert.ok(violations('ci', 'baseline').length > 3);
});

test('the weaknesses that the tour shows are there', () => {
	const admins = store.list(
		{group: 'rbac.authorization.k8s.io', plural: 'clusterrolebindings'},
		undefined,
		({roleRef}) => textAt(roleRef, 'name') === 'cluster-admin',
	);
	const subjects = admins.flatMap(({subjects}) =>
		treesAt(subjects).map(subject => `${textAt(subject, 'kind')} ${textAt(subject, 'name')}`),
	);
	assert.ok(subjects.includes('ServiceAccount ci-deployer') && subjects.includes('Group shop-operators'));
	assert.ok(pods.some(pod => textAt(pod, 'spec', 'serviceAccountName') === 'ci-deployer'));
	const settings = store.get({group: '', plural: 'configmaps'}, 'kube-system', 'kubelet-config');
	assert.match(textAt(settings, 'data', 'kubelet') ?? '', /readOnlyPort: 10255/);
	const server = store.get({group: '', plural: 'pods'}, 'kube-system', 'kube-apiserver-cp-1');
	assert.ok(server?.metadata.annotations?.['kubernetes.io/config.mirror']);
	assert.doesNotMatch(JSON.stringify(server['spec']), /audit/);
	const isPublic = store.list(
		{group: '', plural: 'services'},
		undefined,
		service => treesAt(service, 'status', 'loadBalancer', 'ingress').length > 0,
	);
	assert.deepEqual(isPublic.map(({metadata}) => `${metadata.namespace}/${metadata.name}`).sort(), [
		'blog/www',
		'ingress-nginx/ingress-nginx-controller',
		'shop/api',
		'shop/web',
	]);
});

test('Git, Helm, Flux, an operator and people own what they should', () => {
	const marks = workloads.map(({metadata}) => metadata);
	const count = (test: (metadata: (typeof marks)[number]) => boolean) => marks.filter(test).length;
	assert.equal(
		count(({annotations}) => annotations?.['argocd.argoproj.io/tracking-id'] !== undefined),
		6,
	);
	assert.ok(count(({annotations}) => annotations?.['meta.helm.sh/release-name'] !== undefined) >= 8);
	assert.equal(
		count(({labels}) => labels?.['kustomize.toolkit.fluxcd.io/name'] !== undefined),
		2,
	);
	assert.deepEqual(
		marks.flatMap(({ownerReferences}) => ownerReferences ?? []).map(({kind}) => kind),
		['RabbitmqCluster'],
	);
	const set = store.get({group: 'apps', plural: 'statefulsets'}, 'data', 'order-events-server');
	assert.match(set?.metadata.ownerReferences?.[0]?.uid ?? '', /^[0-9a-f-]{36}$/);
});

test('an object comes after its namespace and after the definition of its kind', () => {
	const seen = new Set(['default', 'kube-system', 'kube-public']);
	const definitions = new Set<string>();
	for (const {apiVersion, kind, metadata, spec} of shopObjects()) {
		if (kind === 'Namespace') seen.add(metadata.name);
		if (kind === 'CustomResourceDefinition') definitions.add(textAt(spec, 'names', 'kind') ?? '');
		if (metadata.namespace) assert.ok(seen.has(metadata.namespace), `${kind} ${metadata.name}`);
		if (/\.(com|io)\//.test(apiVersion) && !apiVersion.includes('.k8s.io/')) assert.ok(definitions.has(kind), `${kind} ${metadata.name}`);
	}
});

test('nothing that a machine reports is among what a client creates', () => {
	const kinds = new Set(shopObjects().map(({kind}) => kind));
	assert.ok(!kinds.has('Node') && !kinds.has('APIService'));
	assert.ok(shopObjects().every(object => object['status'] === undefined));
	assert.ok(shopFixtures().some(({kind}) => kind === 'Node'));
});

test('passwords lie where careless teams leave them, and only their stand-in', () => {
	const holders = shopObjects().filter(object => JSON.stringify(object).includes(canary));
	assert.ok(holders.some(({kind}) => kind === 'Secret') && holders.some(({kind}) => kind === 'Deployment'));
	for (const secret of shopObjects().filter(({kind}) => kind === 'Secret'))
		assert.deepEqual(new Set(Object.values(secret['stringData'] ?? {})), new Set([canary]), secret.metadata.name);
});

test('a second start makes the same objects with the same ids', () => {
	const again = createCluster({clock: manualClock()}).world.store.list({group: '', plural: 'namespaces'});
	assert.deepEqual(
		again.map(({metadata}) => metadata.uid),
		store.list({group: '', plural: 'namespaces'}).map(({metadata}) => metadata.uid),
	);
});
