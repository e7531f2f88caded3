import assert from 'node:assert/strict';
import {test} from 'node:test';
import {networkPlugin} from '../../../source/kube/signatures/cni.js';
import type {JsonObject, Manifest} from '../../../source/model/index.js';
import {calico, configMap, container, daemonSet, node} from '../../helpers/manifests.js';
import {type SnapshotParts, snapshotOf} from '../../helpers/objects.js';

const agent = (name: string, containers: JsonObject[] = [container()], namespace = 'kube-system') =>
	daemonSet({containers}, {name, namespace});
const aws = agent('aws-node', [
	container({name: 'aws-node'}),
	container({name: 'aws-eks-nodeagent', args: ['--enable-network-policy=true']}),
]);
const switched = (value: string) => configMap('amazon-vpc-cni', {'enable-network-policy-controller': value}, {namespace: 'kube-system'});
const labelled = (labels: JsonObject, annotations: JsonObject = {}) => node('one', {metadata: {name: 'one', labels, annotations}});
const k3s = (words: string[]) =>
	labelled({}, {'k3s.io/node-args': JSON.stringify(words), 'flannel.alpha.coreos.com/backend-type': 'vxlan'});
const seen = (objects: Manifest[], parts: SnapshotParts = {}) => {
	const {name, enforces} = networkPlugin(snapshotOf(objects, parts));
	return `${name} ${enforces}`;
};

test('plugins that enforce policies are known by their agents', () => {
	assert.equal(seen([calico]), 'Calico yes');
	assert.equal(seen([agent('rke2-canal')]), 'Canal yes');
	assert.equal(seen([agent('anetd')]), 'GKE Dataplane V2 yes');
	assert.equal(seen([agent('ovnkube-node', [container()], 'openshift-ovn-kubernetes')]), 'OVN-Kubernetes yes');
});

test('an agent of that name among applications is none', () => {
	assert.equal(seen([agent('calico-node', [container()], 'shop'), node()]), 'unknown unknown');
});

test('the VPC CNI enforces only with its agent and its controller switched on', () => {
	assert.equal(seen([aws, switched('true')]), 'VPC CNI yes');
	assert.equal(seen([aws, switched('false')]), 'VPC CNI no');
	assert.equal(seen([aws]), 'VPC CNI no');
	assert.equal(seen([agent('aws-node'), switched('true')]), 'VPC CNI no');
	const {read, ...rest} = snapshotOf([aws]);
	const {settings: _, ...others} = read;
	assert.equal(networkPlugin({...rest, read: others}).enforces, 'unknown');
});

test('switches of agents are read as Go reads them', () => {
	const started = (name: string, container_: string, flag: string) => agent(name, [container({name: container_, args: [flag]})]);
	assert.equal(seen([started('kube-router', 'kube-router', '--run-firewall=0')]), 'kube-router no');
	assert.equal(seen([started('aws-node', 'aws-eks-nodeagent', '--enable-network-policy=True'), switched('true')]), 'VPC CNI yes');
});

test('EKS Auto Mode has no agent to be seen, and obeys the same switch', () => {
	const auto = labelled({'eks.amazonaws.com/compute-type': 'auto'});
	assert.equal(seen([auto, switched('true')]), 'EKS Auto Mode yes');
	assert.equal(seen([auto]), 'EKS Auto Mode no');
});

test('Flannel does not enforce, but for k3s, which brings its own controller', () => {
	assert.equal(seen([agent('kube-flannel-ds', [container()], 'kube-flannel')]), 'Flannel no');
	assert.equal(seen([k3s(['server'])]), 'k3s yes');
	assert.equal(seen([k3s(['server', '--disable-network-policy'])]), 'k3s no');
	assert.equal(seen([k3s(['server', '--disable-network-policy=true'])]), 'k3s no');
	assert.equal(seen([k3s(['server', '--disable-network-policy=false'])]), 'k3s yes');
});

test('GKE enforces with one of its two engines only', () => {
	const gke = labelled({'cloud.google.com/gke-nodepool': 'a'});
	assert.equal(seen([gke]), 'GKE no');
	assert.equal(seen([gke, calico]), 'Calico yes');
});

test('kindnet enforces since August 2024', () => {
	const kindnet = (tag: string) => agent('kindnet', [container({image: `docker.io/kindest/kindnetd:${tag}`})]);
	assert.equal(seen([kindnet('v20240813-c6f155d6')]), 'kindnet yes');
	assert.equal(seen([kindnet('v20240513-cd2ac642')]), 'kindnet no');
	assert.equal(seen([kindnet('main')]), 'kindnet unknown');
});

test('agents that are not ready everywhere are told', () => {
	const ready = (numberReady: number) => networkPlugin(snapshotOf([{...calico, status: {desiredNumberScheduled: 3, numberReady}}])).ready;
	assert.equal(ready(3), true);
	assert.equal(ready(2), false);
});
