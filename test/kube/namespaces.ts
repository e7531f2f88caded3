import assert from 'node:assert/strict';
import {test} from 'node:test';
import {developmentNamespaces, environmentOf, namespaceKind, namespacesOf} from '../../source/kube/namespaces.js';
import {deployment, namespace, node, replicaSet} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

test('only the three of Kubernetes itself are system namespaces', () => {
	assert.equal(namespaceKind('kube-system'), 'system');
	assert.equal(namespaceKind('kube-systems'), 'application');
	assert.equal(namespaceKind('openshift-monitoring'), 'infrastructure');
	assert.equal(namespaceKind('cert-manager'), 'infrastructure');
	assert.equal(namespaceKind('cert-manager-apps'), 'application');
	assert.equal(namespaceKind(undefined), 'application');
});

test('a label says more than a name', () => {
	assert.equal(environmentOf({name: 'shop-prod', labels: {env: 'development'}}), 'dev');
	assert.equal(environmentOf({name: 'shop-prod'}), 'prod');
	assert.equal(environmentOf({name: 'shop', labels: {env: 'blue'}}), undefined);
});

test('words are whole: latest is no test, product is no production', () => {
	assert.equal(environmentOf({name: 'latest'}), undefined);
	assert.equal(environmentOf({name: 'product-catalogue'}), undefined);
	assert.equal(environmentOf({name: 'preprod'}), 'staging');
	assert.equal(environmentOf({name: 'non-prod'}), 'dev');
	assert.equal(environmentOf({name: 'test-3'}), 'dev');
});

test('a namespace that only objects name is known without labels', () => {
	const snapshot = snapshotOf([deployment({}, {namespace: 'elsewhere'}), namespace('shop', {env: 'dev'})]);
	assert.deepEqual([...namespacesOf(snapshot).keys()], ['elsewhere', 'shop']);
	assert.equal(namespacesOf(snapshot).get('elsewhere')?.labels, undefined);
	assert.deepEqual([...developmentNamespaces(snapshot)], ['shop']);
});

test('a namespace is known by whatever makes pods in it', () => {
	const spec = deployment().spec as {template: object};
	const controller = {apiVersion: 'v1', kind: 'ReplicationController', metadata: {name: 'old', namespace: 'second'}, spec: {...spec}};
	const snapshot = snapshotOf([replicaSet({}, {namespace: 'first'}), controller]);
	assert.deepEqual([...namespacesOf(snapshot).keys()], ['first', 'second']);
});

test('a namespace of a provider is one in its own cloud only', () => {
	const on = (providerID: string) => snapshotOf([node('one', {spec: {providerID}})]);
	for (const [name, cloud] of [
		['azure-arc', 'azure:///s/a'],
		['eks-addons', 'aws:///a/i-1'],
		['gke-managed-cim', 'gce://p/z/a'],
		['gmp-public', 'gce://p/z/a'],
	] as const) {
		assert.equal(namespaceKind(name, on(cloud)), 'infrastructure', name);
		assert.equal(namespaceKind(name, on('hcloud://1')), 'application', name);
		assert.equal(namespaceKind(name, snapshotOf([])), 'infrastructure', 'without nodes nobody knows');
		assert.equal(namespaceKind(name), 'infrastructure');
	}
	assert.equal(namespaceKind('openshift-monitoring', on('aws:///a/i-1')), 'infrastructure');
	const snapshot = snapshotOf([node('one', {spec: {providerID: 'aws:///a/i-1'}}), namespace('azure-billing'), namespace('eks-addons')]);
	assert.deepEqual(
		[...namespacesOf(snapshot).values()].map(({kind}) => kind),
		['application', 'infrastructure'],
	);
});
