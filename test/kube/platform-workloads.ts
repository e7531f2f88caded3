import assert from 'node:assert/strict';
import {test} from 'node:test';
import {platformProduct, standingOf} from '../../source/kube/platform-workloads.js';
import {workloads} from '../../source/kube/workloads.js';
import type {JsonObject, Manifest} from '../../source/model/index.js';
import {calico, container, daemonSet, deployment, pod} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

const only = (object: Manifest) => {
	const [workload] = workloads(snapshotOf([object]));
	assert.ok(workload);
	return workload;
};
const agent = (image: string, namespace = 'kube-system', name = 'agent') =>
	only(daemonSet({containers: [container({image})]}, {name, namespace}));

test('what belongs to the platform is known by image and kind', () => {
	assert.equal(platformProduct(only(calico)), 'Calico');
	assert.equal(platformProduct(agent('registry.k8s.io/kube-proxy:v1.36.0')), 'kube-proxy');
	assert.equal(platformProduct(agent('quay.io/cilium/cilium:v1.18@sha256:00')), 'Cilium');
	assert.equal(platformProduct(agent('602401143452.dkr.ecr.eu-west-1.amazonaws.com/amazon-k8s-cni:v1')), 'AWS VPC CNI');
});

test('ingress controllers, provisioners and device plugins belong to it', () => {
	const service = (image: string) => platformProduct(only(deployment({containers: [container({image})]}, {namespace: 'ingress-nginx'})));
	assert.equal(service('registry.k8s.io/ingress-nginx/controller:v1.13.2'), 'ingress-nginx');
	assert.equal(service('example.org/ingress-nginx/controller:v1.13.2'), undefined);
	assert.equal(service('docker.io/traefik:v3.5'), 'Traefik');
	assert.equal(service('docker.io/kindest/local-path-provisioner:v20250214-acbabc1a'), 'local-path provisioner');
	assert.equal(platformProduct(agent('docker.io/rocm/k8s-device-plugin:1.31')), 'device plugin');
	assert.equal(platformProduct(agent('public.ecr.aws/neuron/neuron-device-plugin:2.22')), 'device plugin');
});

test('a known helper beside a platform container takes nothing from it, and is nothing alone', () => {
	const exporter = container({name: 'node-exporter', image: 'quay.io/prometheus/node-exporter:v1.9.1'});
	const proxy = (image: string) => container({name: 'kube-rbac-proxy', image});
	const beside = (...containers: JsonObject[]) => platformProduct(only(daemonSet({containers}, {namespace: 'monitoring'})));
	assert.equal(beside(exporter, proxy('quay.io/brancz/kube-rbac-proxy:v0.20.0')), 'node-exporter');
	assert.equal(beside(exporter, proxy('example.org/brancz/kube-rbac-proxy:v0.20.0')), undefined);
	assert.equal(beside(proxy('quay.io/brancz/kube-rbac-proxy:v0.20.0')), undefined);
});

test('a name alone makes nothing part of the platform', () => {
	assert.equal(platformProduct(agent('example.org/tools/shell:1', 'kube-system', 'kube-proxy')), undefined);
	assert.equal(platformProduct(agent('example.org/kube-proxy:1')), undefined);
});

test('the right image of the wrong kind is not part of the platform', () => {
	assert.equal(
		platformProduct(only(deployment({containers: [container({image: 'registry.k8s.io/kube-proxy:v1'})]}, {namespace: 'kube-system'}))),
		undefined,
	);
});

test('a container that somebody added to a platform workload is judged with it', () => {
	const both = daemonSet(
		{containers: [container({image: 'docker.io/calico/node:v3'}), container({name: 'added', image: 'busybox'})]},
		{namespace: 'kube-system'},
	);
	assert.equal(platformProduct(only(both)), undefined);
});

test('a platform workload is accepted where the platform is at home, elsewhere it warns', () => {
	assert.equal(standingOf(only(calico)).is, 'accepted');
	assert.equal(standingOf(agent('docker.io/calico/node:v3', 'shop')).is, 'warned');
});

test('anything else in kube-system warns, and among applications it is judged', () => {
	assert.equal(standingOf(agent('example.org/shell', 'kube-system')).is, 'warned');
	assert.equal(standingOf(agent('example.org/shell', 'shop')).is, 'judged');
	assert.equal(standingOf(agent('example.org/shell', 'monitoring')).is, 'judged');
});

test('a static pod is accepted in kube-system only', () => {
	const mirror = (namespace: string) =>
		only(
			pod(
				{},
				{
					name: 'etcd',
					namespace,
					annotations: {'kubernetes.io/config.mirror': 'h'},
					ownerReferences: [{apiVersion: 'v1', kind: 'Node', name: 'one', uid: '1', controller: true}],
				},
			),
		);
	assert.equal(standingOf(mirror('kube-system')).is, 'accepted');
	assert.equal(standingOf(mirror('shop')).is, 'judged');
});
