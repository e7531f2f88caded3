import assert from 'node:assert/strict';
import {test} from 'node:test';
import {defaultDeny} from '../../source/kube/default-deny.js';
import {project} from '../../source/kube/keep/index.js';
import {newlyIsolated} from '../../source/kube/network-policies.js';
import type {JsonObject, Manifest, NetworkPolicy} from '../../source/model/index.js';
import {container, deployment, namespace, networkPolicy, service} from '../helpers/manifests.js';
import {type SnapshotParts, snapshotOf} from '../helpers/objects.js';

const web = deployment({}, {name: 'web'});
const generated = (objects: Manifest[], parts: SnapshotParts = {}) =>
	defaultDeny(snapshotOf([namespace(), web, ...objects], parts), 'shop');
const names = (objects: Manifest[]) => generated(objects).manifests.map(({metadata}) => metadata.name);
const rules = (objects: Manifest[]) => (generated(objects).manifests[0]['spec'] as {ingress: JsonObject[]}).ingress;

test('without callers the namespace is closed but to itself', () => {
	assert.deepEqual(names([service('web')]), ['default-deny-ingress']);
	assert.deepEqual(rules([service('web')]), [{from: [{podSelector: {}}]}]);
});

test('what must stay open is sent before what closes', () => {
	assert.deepEqual(names([service('web', {type: 'NodePort'})]), ['allow-to-web', 'default-deny-ingress']);
});

test('load balancers, node ports and the API server cannot be selected, so their port is open to any source', () => {
	assert.deepEqual(rules([service('web', {type: 'LoadBalancer'})]), [{ports: [{port: 8080, protocol: 'TCP'}]}]);
	const webhook: Manifest = {
		apiVersion: 'admissionregistration.k8s.io/v1',
		kind: 'ValidatingWebhookConfiguration',
		metadata: {name: 'w'},
		webhooks: [{name: 'w.x.y', clientConfig: {service: {namespace: 'shop', name: 'web', port: 80}}}],
	};
	assert.deepEqual(rules([service('web'), webhook]), [{ports: [{port: 8080, protocol: 'TCP'}]}]);
});

test('the backend of an ingress is open to the namespace of the controller only', () => {
	const controller = deployment(
		{containers: [container({image: 'registry.k8s.io/ingress-nginx/controller:v1'})]},
		{name: 'c', namespace: 'ingress-nginx'},
	);
	const ingress: Manifest = {
		apiVersion: 'networking.k8s.io/v1',
		kind: 'Ingress',
		metadata: {name: 'i', namespace: 'shop'},
		spec: {defaultBackend: {service: {name: 'web', port: {number: 80}}}},
	};
	const [rule] = rules([service('web'), ingress, controller]);
	assert.deepEqual(rule?.['from'], [
		{namespaceSelector: {matchExpressions: [{key: 'kubernetes.io/metadata.name', operator: 'In', values: ['ingress-nginx']}]}},
	]);
});

test('a name that is taken is not taken again', () => {
	assert.deepEqual(names([networkPolicy('default-deny-ingress', {podSelector: {matchLabels: {app: 'x'}}})]), [
		'default-deny-ingress-generated',
	]);
});

test('a policy that lets everything in is named, because no other one closes what it opens', () => {
	assert.deepEqual(generated([networkPolicy('open', {podSelector: {}, ingress: [{}]})]).opened, ['open']);
	assert.deepEqual(generated([]).opened, []);
});

test('a list of callers that was not read is named', () => {
	assert.deepEqual(generated([], {unread: ['services']}).unread, ['services']);
});

test('what is generated isolates the namespace', () => {
	const snapshot = snapshotOf([namespace(), web]);
	const policies = defaultDeny(snapshot, 'shop').manifests.map(manifest => project('networkPolicies', manifest) as NetworkPolicy);
	assert.deepEqual(
		newlyIsolated(snapshot, policies, 'ingress').map(({subject}) => subject.name),
		['web'],
	);
});
