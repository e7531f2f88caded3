import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exposureOf, publicEntrances, unsureEntrances, unsureSays} from '../../source/kube/exposure.js';
import {workloads} from '../../source/kube/workloads.js';
import type {JsonObject, Manifest} from '../../source/model/index.js';
import {container, deployment, node, pod, service} from '../helpers/manifests.js';
import {type SnapshotParts, snapshotOf} from '../helpers/objects.js';

const web = deployment({}, {name: 'web'});
const balanced = (address: JsonObject, spec: JsonObject = {}, annotations: JsonObject = {}): Manifest => ({
	...service('web', {type: 'LoadBalancer', ...spec}, {annotations}),
	status: {loadBalancer: {ingress: [address]}},
});
const open = {ip: '203.0.113.7'};
const outside = node('out', {status: {addresses: [{type: 'ExternalIP', address: '203.0.113.9'}]}});
const says = (...objects: Manifest[]) => publicEntrances(snapshotOf(objects)).map(entrance => entrance.says);
const state = (objects: Manifest[], name = 'web', parts: SnapshotParts = {}) => {
	const snapshot = snapshotOf(objects, parts);
	const workload = workloads(snapshot).find(({subject}) => subject.name === name);
	assert.ok(workload);
	return exposureOf(snapshot, workload).state;
};
const ingress = (annotations: JsonObject = {}, address?: JsonObject): Manifest => ({
	apiVersion: 'networking.k8s.io/v1',
	kind: 'Ingress',
	metadata: {name: 'front', namespace: 'shop', annotations},
	spec: {
		rules: [
			{host: 'shop.example.org', http: {paths: [{path: '/', pathType: 'Prefix', backend: {service: {name: 'web', port: {number: 80}}}}]}},
		],
	},
	...(address && {status: {loadBalancer: {ingress: [address]}}}),
});
const controller = deployment(
	{containers: [container({image: 'registry.k8s.io/ingress-nginx/controller:v1.14.0'})]},
	{name: 'controller', namespace: 'ingress-nginx'},
);
const controllerService: Manifest = {
	...service('controller', {type: 'LoadBalancer'}, {namespace: 'ingress-nginx'}),
	status: {loadBalancer: {ingress: [open]}},
};

test('a load balancer with a public address makes what stands behind it internet-facing', () => {
	assert.deepEqual(says(web, balanced(open)), ['service shop/web has the public address 203.0.113.7']);
	assert.equal(state([web, balanced(open)]), 'internet-facing');
	assert.equal(state([deployment({}, {name: 'other'}), balanced(open)], 'other'), 'internal');
});

test('a private address is internal, IPv6 too', () => {
	assert.deepEqual(says(web, balanced({ip: '10.1.2.3'}), balanced({ip: 'fd00::1'})), []);
	assert.deepEqual(says(web, balanced({ip: '2001:db8::1'})).length, 1);
});

test('a name that nobody resolved is neither, unless something beside it says', () => {
	const name = {hostname: 'k8s-shop-web.elb.eu-west-1.amazonaws.com'};
	assert.equal(state([web, balanced(name)]), 'unknown');
	assert.equal(unsureEntrances(snapshotOf([web, balanced(name)])).length, 1);
	assert.equal(
		state([web, balanced(name, {}, {'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing'})]),
		'internet-facing',
	);
	assert.equal(state([web, balanced(name, {}, {'service.beta.kubernetes.io/aws-load-balancer-internal': 'true'})]), 'internal');
	assert.equal(state([web, balanced({hostname: 'internal-a-1.eu-west-1.elb.amazonaws.com'})]), 'internal');
});

test('a load balancer for listed addresses only is not open to strangers', () => {
	assert.deepEqual(says(web, balanced(open, {loadBalancerSourceRanges: ['198.51.100.0/24']})), []);
	assert.equal(says(web, balanced(open, {loadBalancerSourceRanges: ['0.0.0.0/0']})).length, 1);
});

test('a NodePort is open where a node has a public address', () => {
	const port = service('web', {type: 'NodePort', ports: [{port: 80, nodePort: 30_080}]});
	assert.deepEqual(says(web, port, outside), ['service shop/web opens port 30080 on nodes with a public address (out)']);
	assert.deepEqual(says(web, port, node('in')), []);
});

test('an external address of a service counts', () => {
	assert.equal(state([web, service('web', {externalIPs: ['203.0.113.8']})]), 'internet-facing');
	assert.equal(state([web, service('web', {externalIPs: ['10.0.0.8']})]), 'internal');
});

test('a port of a node counts where the pod runs on a public one', () => {
	const taking = (nodeName: string) =>
		pod({nodeName, containers: [container({ports: [{containerPort: 80, hostPort: 80}]})]}, {name: 'web'});
	assert.equal(state([taking('out'), outside]), 'internet-facing');
	assert.equal(state([taking('in'), outside, node('in')]), 'internal');
	assert.deepEqual(says({...taking('out'), metadata: {name: 'agent', namespace: 'kube-system'}}, outside), [], "the platform's own agents");
});

test('an ingress is as open as its own address, or else as its controller', () => {
	const behind = service('web');
	assert.equal(state([web, behind, ingress({}, open)]), 'internet-facing');
	assert.equal(state([web, behind, ingress({}, {ip: '10.0.0.1'}), controller, controllerService]), 'internal');
	assert.equal(state([web, behind, ingress(), controller, controllerService]), 'internet-facing');
	assert.equal(state([web, behind, ingress()]), 'internal');
});

test('a login before the app is seen', () => {
	const login = (annotations: JsonObject) => publicEntrances(snapshotOf([web, service('web'), ingress(annotations, open)]))[0]?.login;
	assert.equal(login({}), undefined);
	assert.equal(login({'nginx.ingress.kubernetes.io/auth-url': 'https://x'}), 'a login proxy');
	assert.equal(login({'nginx.ingress.kubernetes.io/auth-tls-secret': 'a/b'}), 'client certificates');
	assert.equal(login({'alb.ingress.kubernetes.io/auth-type': 'oidc'}), 'a login of the load balancer');
	const proxy = deployment({containers: [container({image: 'quay.io/oauth2-proxy/oauth2-proxy:v7'})]}, {name: 'web'});
	assert.equal(publicEntrances(snapshotOf([proxy, balanced(open)]))[0]?.login, 'a login proxy');
});

test('a route is open through the service of its gateway', () => {
	const gateway: Manifest = {
		...balanced(open, {selector: {app: 'gw'}}),
		metadata: {name: 'gw', namespace: 'infra', labels: {'gateway.networking.k8s.io/gateway-name': 'main'}},
	};
	const route: Manifest = {
		apiVersion: 'gateway.networking.k8s.io/v1',
		kind: 'HTTPRoute',
		metadata: {name: 'r', namespace: 'shop'},
		spec: {parentRefs: [{name: 'main', namespace: 'infra'}], rules: [{backendRefs: [{name: 'web', port: 80}]}]},
	};
	assert.equal(state([web, service('web'), gateway, route]), 'internet-facing');
	assert.equal(state([web, service('web'), route]), 'internal');
	const addressed = (value: string): Manifest => ({
		apiVersion: 'gateway.networking.k8s.io/v1',
		kind: 'Gateway',
		metadata: {name: 'main', namespace: 'infra'},
		status: {addresses: [{value}]},
	});
	assert.equal(state([web, service('web'), route, addressed('203.0.113.7')]), 'internet-facing');
	assert.equal(state([web, service('web'), route, addressed('10.0.0.7')]), 'internal');
});

test('without the list of services nothing is internal', () => {
	assert.equal(state([web], 'web', {unread: ['services']}), 'unknown');
});

test('a load balancer in a manifest may be open to anybody: where it will be is not told', () => {
	const asked: Manifest = {...service('web', {type: 'LoadBalancer', ports: [{port: 3306}]})};
	assert.equal(state([web, asked]), 'unknown');
	assert.deepEqual(unsureEntrances(snapshotOf([web, asked])).map(unsureSays), ['service shop/web asks for an address outside']);
	assert.equal(state([web, {...asked, status: {loadBalancer: {}}}]), 'internal', 'it waits for an address: nobody reaches it');
	const inside = {...asked, metadata: {name: 'web', namespace: 'shop', annotations: {'networking.gke.io/load-balancer-type': 'Internal'}}};
	assert.equal(state([web, inside]), 'internal');
	assert.equal(state([web, service('web', {type: 'LoadBalancer', loadBalancerSourceRanges: ['198.51.100.0/24']})]), 'internal');
});
