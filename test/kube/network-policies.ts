import assert from 'node:assert/strict';
import {test} from 'node:test';
import {project} from '../../source/kube/keep/index.js';
import {ofNetworkPolicy} from '../../source/kube/network-policies/core.js';
import {isClosed} from '../../source/kube/network-policies/isolator.js';
import {coverageOf, isNamespaceHeldToList, newlyIsolated, policiesOver} from '../../source/kube/network-policies.js';
import type {JsonObject, Manifest, NetworkPolicy} from '../../source/model/index.js';
import {configMap, deployment, namespace, networkPolicy, pod} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

const web = deployment({}, {name: 'web'});
const db = deployment({}, {name: 'db'});
const shop = namespace('shop', {team: 'red'});
const of = (...objects: Manifest[]) => coverageOf(snapshotOf([shop, web, db, ...objects]), 'shop');
const ingress = (...objects: Manifest[]) => of(...objects).ingress;
const custom = (apiVersion: string, kind: string, spec: JsonObject, metadata: JsonObject = {}): Manifest => ({
	apiVersion,
	kind,
	metadata: {name: 'p', ...metadata},
	spec,
});
const cilium = (spec: JsonObject, at = 'shop') => custom('cilium.io/v2', 'CiliumNetworkPolicy', spec, {namespace: at});
const clusterwide = (spec: JsonObject) => custom('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', spec);
const calico = (spec: JsonObject) => custom('crd.projectcalico.org/v1', 'GlobalNetworkPolicy', spec);
const clusterPolicy = (spec: JsonObject) => custom('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', spec);

test('without a policy nobody is isolated', () =>
	assert.deepEqual(of(), {namespace: 'shop', pods: 2, onHostNetwork: 0, ingress: {isolated: 0}, egress: {isolated: 0}}));

test('a policy that selects everything and lets nothing in denies by default, in its direction only', () => {
	const deny = networkPolicy('deny', {podSelector: {}, policyTypes: ['Ingress']});
	assert.deepEqual(of(deny), {
		namespace: 'shop',
		pods: 2,
		onHostNetwork: 0,
		ingress: {isolated: 2, denies: 'NetworkPolicy shop/deny'},
		egress: {isolated: 0},
	});
});

test('a policy isolates only what it selects', () => {
	assert.deepEqual(ingress(networkPolicy('p', {podSelector: {matchLabels: {app: 'web'}}})), {isolated: 1});
	assert.deepEqual(ingress(networkPolicy('p', {podSelector: {}}, {namespace: 'other'})), {isolated: 0});
});

test('a rule that lets everything in opens what another policy closes: policies add up', () => {
	const deny = networkPolicy('deny', {podSelector: {}});
	const open = networkPolicy('open', {podSelector: {matchLabels: {app: 'web'}}, ingress: [{}]});
	assert.deepEqual(ingress(deny, open), {isolated: 1, denies: 'NetworkPolicy shop/deny'});
	assert.deepEqual(ingress(networkPolicy('all', {podSelector: {}, ingress: [{}]})), {isolated: 0});
	assert.deepEqual(ingress(networkPolicy('port', {podSelector: {}, ingress: [{ports: [{port: 80}]}]})).isolated, 2);
});

test('pods on the network of their node are out of reach', () => {
	const coverage = of(deployment({hostNetwork: true}, {name: 'agent'}), networkPolicy('deny', {podSelector: {}}));
	assert.deepEqual([coverage.pods, coverage.onHostNetwork, coverage.ingress.isolated], [2, 1, 2]);
});

test('running pods are counted, with the labels that they have', () => {
	const extra = pod({}, {name: 'stray', labels: {app: 'web'}});
	assert.equal(of(extra, networkPolicy('p', {podSelector: {matchLabels: {app: 'web'}}})).ingress.isolated, 2);
});

test('policies of Cilium isolate as soon as they name a direction', () => {
	assert.deepEqual(ingress(cilium({endpointSelector: {}, ingress: [{}]})), {isolated: 2, denies: 'CiliumNetworkPolicy shop/p'});
	assert.deepEqual(ingress(cilium({endpointSelector: {matchLabels: {'k8s:app': 'web'}}, ingress: []})), {isolated: 1});
	assert.equal(ingress(cilium({endpointSelector: {}, egress: [{}]})).isolated, 0);
	assert.equal(ingress(cilium({endpointSelector: {}, ingress: [{}], enableDefaultDeny: {ingress: false}})).isolated, 0);
	assert.equal(ingress(cilium({endpointSelector: {}, ingress: [{fromEntities: ['all']}]})).isolated, 0);
	assert.equal(ingress(cilium({endpointSelector: {}, ingress: [{}]}, 'other')).isolated, 0);
});

test('policies of Cilium for the whole cluster may choose namespaces, or nodes, which are no pods', () => {
	const chosen = (value: string) =>
		clusterwide({endpointSelector: {matchLabels: {'k8s:io.kubernetes.pod.namespace': value}}, ingress: [{}]});
	assert.equal(ingress(chosen('shop')).denies, 'CiliumClusterwideNetworkPolicy p');
	assert.equal(ingress(chosen('other')).isolated, 0);
	assert.equal(
		ingress(clusterwide({endpointSelector: {matchLabels: {'io.cilium.k8s.namespace.labels.team': 'red'}}, ingress: [{}]})).isolated,
		2,
	);
	assert.equal(ingress(clusterwide({nodeSelector: {}, ingress: [{}]})).isolated, 0);
});

test('Cilium set to always isolates everybody', () => {
	assert.equal(ingress(configMap('cilium-config', {'enable-policy': 'always'}, {namespace: 'kube-system'})).isolated, 2);
});

test('policies of Calico for the whole cluster isolate where their selectors are understood', () => {
	assert.equal(ingress(calico({types: ['Ingress']})).denies, 'GlobalNetworkPolicy p');
	assert.equal(
		ingress(calico({types: ['Ingress'], namespaceSelector: "projectcalico.org/name not in {'kube-system', 'shop'}"})).isolated,
		0,
	);
	assert.equal(ingress(calico({types: ['Ingress'], selector: "projectcalico.org/namespace in {'shop'}"})).denies, 'GlobalNetworkPolicy p');
	assert.deepEqual(ingress(calico({types: ['Ingress'], selector: "app == 'web'"})), {isolated: 1});
	assert.equal(
		ingress(calico({types: ['Ingress'], selector: "app starts with 'w' || has(x)"})).isolated,
		0,
		'not understood, so not counted',
	);
	assert.equal(ingress(calico({types: ['Ingress'], ingress: [{action: 'Allow'}]})).isolated, 0);
	assert.equal(ingress(calico({types: ['Egress']})).isolated, 0);
});

test('a ClusterNetworkPolicy of administrators is final, one of the baseline gives way to any other', () => {
	const deny = {subject: {namespaces: {}}, ingress: [{action: 'Deny', from: [{namespaces: {}}]}]};
	const open = networkPolicy('open', {podSelector: {}, ingress: [{}]});
	assert.equal(ingress(clusterPolicy({tier: 'Admin', ...deny}), open).isolated, 2);
	assert.equal(ingress(clusterPolicy({tier: 'Baseline', ...deny}), open).isolated, 0);
	assert.equal(ingress(clusterPolicy({tier: 'Baseline', ...deny})).denies, 'ClusterNetworkPolicy p');
	assert.equal(
		ingress(clusterPolicy({tier: 'Admin', ...deny, ingress: [{action: 'Accept', from: [{namespaces: {}}]}, ...deny.ingress]})).isolated,
		0,
	);
});

const projected = (manifest: Manifest) => project('networkPolicies', manifest) as NetworkPolicy;

test('a further policy isolates only whom none isolates yet', () => {
	const snapshot = snapshotOf([shop, web, db, networkPolicy('p', {podSelector: {matchLabels: {app: 'web'}}})]);
	const more = [projected(networkPolicy('deny', {podSelector: {}}))];
	assert.deepEqual(
		newlyIsolated(snapshot, more, 'ingress').map(({subject}) => subject.name),
		['db'],
	);
	assert.deepEqual(newlyIsolated(snapshot, more, 'egress'), []);
});

test('the policies over a pod are named', () => {
	const snapshot = snapshotOf([
		shop,
		web,
		networkPolicy('b', {podSelector: {}}),
		networkPolicy('a', {podSelector: {}, policyTypes: ['Egress']}),
	]);
	assert.deepEqual(policiesOver(snapshot, {namespace: 'shop', labels: {}}, 'ingress'), ['NetworkPolicy shop/b']);
});

test('policies in any order say the same', () => {
	const policies = [networkPolicy('a', {podSelector: {}}), networkPolicy('b', {podSelector: {}, ingress: [{}]})].map(one =>
		ofNetworkPolicy(projected(one)),
	);
	assert.equal(isClosed(policies, 'ingress'), isClosed([...policies].reverse(), 'ingress'));
});

test('pods are held to a list where every policy over them names its public addresses', () => {
	const held = (...objects: Manifest[]) => isNamespaceHeldToList(snapshotOf([shop, web, ...objects]), 'shop');
	const deny = networkPolicy('deny', {podSelector: {}, policyTypes: ['Egress']});
	assert.equal(held(), false);
	assert.equal(held(deny), true);
	assert.equal(held(networkPolicy('p', {podSelector: {matchLabels: {app: 'db'}}, policyTypes: ['Egress']})), false);
	const cases: readonly (readonly [expected: boolean, Manifest])[] = [
		[true, cilium({endpointSelector: {}, egress: [{}]})],
		[true, cilium({endpointSelector: {}, egress: [{toFQDNs: [{matchName: 'example.org'}]}, {toEntities: ['cluster']}]})],
		[false, cilium({endpointSelector: {}, egress: [{toEntities: ['world']}]})],
		[false, cilium({endpointSelector: {}, egress: [{toCIDRSet: [{cidr: '0.0.0.0/0', except: ['10.0.0.0/8']}]}]})],
		[false, cilium({endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '443'}]}]}]})],
		[false, cilium({endpointSelector: {}, egress: [{toFQDNs: [{matchPattern: '*'}]}]})],
		[true, calico({types: ['Egress'], egress: [{action: 'Allow', destination: {nets: ['203.0.113.0/24']}}]})],
		[false, calico({types: ['Egress'], egress: [{action: 'Allow', protocol: 'TCP', destination: {ports: [443]}}]})],
		[false, calico({types: ['Egress'], egress: [{action: 'Allow', destination: {nets: ['0.0.0.0/1', '128.0.0.0/1']}}]})],
		[false, clusterPolicy({subject: {namespaces: {}}, egress: [{action: 'Accept', to: [{networks: ['0.0.0.0/0']}]}]})],
	];
	for (const [expected, policy] of cases) {
		assert.equal(held(policy), expected, JSON.stringify(policy));
		assert.equal(held(deny, policy), expected, JSON.stringify(policy));
	}
});

test('a rule of a ClusterNetworkPolicy for namespaces holds nobody to listed addresses', () => {
	const deny = clusterPolicy({tier: 'Admin', subject: {namespaces: {}}, egress: [{action: 'Deny', to: [{namespaces: {}}]}]});
	assert.equal(isNamespaceHeldToList(snapshotOf([shop, web, deny]), 'shop'), false);
});

test('a policy of Cilium may hold several, and one of Calico may be written in either of its groups', () => {
	const both = {
		apiVersion: 'cilium.io/v2',
		kind: 'CiliumNetworkPolicy',
		metadata: {name: 'p', namespace: 'shop'},
		specs: [
			{endpointSelector: {matchLabels: {app: 'web'}}, ingress: [{}]},
			{endpointSelector: {matchLabels: {app: 'db'}}, ingress: []},
		],
	};
	assert.deepEqual(ingress(both), {isolated: 2});
	const global = {
		apiVersion: 'projectcalico.org/v3',
		kind: 'GlobalNetworkPolicy',
		metadata: {name: 'p'},
		spec: {selector: 'all()', types: ['Ingress']},
	};
	assert.equal(ingress(global).isolated, 2);
});
