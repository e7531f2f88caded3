import assert from 'node:assert/strict';
import {test} from 'node:test';
import {platformOf} from '../../../source/kube/signatures/provider.js';
import type {JsonObject, Manifest, Snapshot} from '../../../source/model/index.js';
import {configMap, node, pod} from '../../helpers/manifests.js';
import {snapshotOf} from '../../helpers/objects.js';

const labelled = (labels: JsonObject) => node('one', {metadata: {name: 'one', labels}});
const seen = (objects: Manifest[], cluster: Partial<Snapshot['cluster']> = {}, groups?: string[]) => {
	const {platform, name, owner, certain} = platformOf(snapshotOf(objects, {cluster, facts: groups ? {groups} : {}}));
	return [platform, name, owner, certain];
};
const version = (gitVersion: string) => ({version: {gitVersion, major: 1, minor: 34}});

test('a provider is known by the version of its server', () => {
	assert.deepEqual(seen([], version('v1.34.1-eks-113cf36')), ['eks', 'EKS', 'managed', true]);
	assert.deepEqual(seen([], version('v1.34.1-gke.2541000')), ['gke', 'GKE', 'managed', true]);
	assert.deepEqual(seen([], version('v1.34.1+k3s1')), ['k3s', 'k3s', 'self', true]);
	assert.deepEqual(seen([], version('v1.34.1+rke2r1')), ['k3s', 'RKE2', 'self', true]);
});

test('GKE is known by the name of its endpoint', () =>
	assert.deepEqual(seen([], {server: 'https://gke-0a1b.europe-west4.gke.goog'}), ['gke', 'GKE', 'managed', true]));

test('AKS is known by its labels or its address, because its version is plain', () => {
	assert.deepEqual(seen([labelled({'kubernetes.azure.com/cluster': 'x'})], version('v1.34.1')), ['aks', 'AKS', 'managed', true]);
	assert.deepEqual(seen([], {server: 'https://a-b.hcp.westeurope.azmk8s.io:443'}), ['aks', 'AKS', 'managed', true]);
	assert.notEqual(seen([node()], {server: 'https://azmk8s.io.example.org:443'})[0], 'aks');
});

test('a lab is nobody that runs a control plane', () => {
	assert.deepEqual(seen([node('a', {spec: {providerID: 'kind://docker/kind/a'}})]), ['lab', 'kind', 'lab', true]);
	assert.deepEqual(seen([labelled({'minikube.k8s.io/version': 'v1.37.0'})]), ['lab', 'minikube', 'lab', true]);
});

test('kubeadm is known by its config map', () => {
	const config = configMap('kubeadm-config', {ClusterConfiguration: 'kind: ClusterConfiguration\n'}, {namespace: 'kube-system'});
	assert.deepEqual(seen([config, node()]), ['kubeadm', 'kubeadm', 'self', true]);
});

test('machines of AWS with a control plane among them are not EKS', () => {
	const machine = (labels: JsonObject) => node('one', {metadata: {name: 'one', labels}, spec: {providerID: 'aws:///eu-west-1a/i-1'}});
	assert.equal(seen([machine({})])[0], 'eks');
	assert.notEqual(seen([machine({'node-role.kubernetes.io/control-plane': ''})])[0], 'eks');
});

test('OpenShift serves its own groups, and a managed one has labels of it', () => {
	const groups = ['config.openshift.io', 'route.openshift.io'];
	assert.deepEqual(seen([node()], {}, groups).slice(0, 3), ['openshift', 'OpenShift', 'self']);
	assert.equal(seen([node()], {}, ['config.openshift.io'])[0], 'other');
});

test('without any mark it is concluded, and without nodes nobody is named', () => {
	assert.deepEqual(seen([node()]), ['other', 'Kubernetes', 'self', false]);
	assert.deepEqual(platformOf(snapshotOf([], {unread: ['nodes']})).owner, undefined);
	assert.deepEqual(seen([pod({}, {namespace: 'kube-system', labels: {component: 'kube-apiserver'}})]), [
		'other',
		'Kubernetes',
		'self',
		true,
	]);
});

test('OpenShift is known in files by its own objects, and nothing is said of what the server serves', () => {
	const version = {apiVersion: 'config.openshift.io/v1', kind: 'ClusterVersion', metadata: {name: 'version'}, spec: {}};
	const snapshot = snapshotOf([version, node()]);
	assert.equal(platformOf(snapshot).name, 'OpenShift');
	assert.equal(platformOf(snapshot).owner, 'self');
	assert.equal(snapshot.facts.groups, undefined);
	const managed = node('a', {metadata: {name: 'a', labels: {'api.openshift.com/id': 'x'}}});
	assert.equal(platformOf(snapshotOf([version, managed])).owner, 'managed');
	const route = {apiVersion: 'route.openshift.io/v1', kind: 'Route', metadata: {name: 'shop', namespace: 'shop'}, spec: {}};
	assert.notEqual(platformOf(snapshotOf([route, node()])).name, 'OpenShift');
	assert.equal(platformOf(snapshotOf([version], {facts: {groups: ['config.openshift.io']}})).name, 'Kubernetes');
});
