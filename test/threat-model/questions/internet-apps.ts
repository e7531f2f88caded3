import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {JsonObject} from '../../../source/model/index.js';
import {prefilled} from '../../../source/threat-model/prefill.js';
import {deployment, service} from '../../helpers/manifests.js';
import {answer, seen} from '../../helpers/prefill.js';

test('an app is open where a service has a public address, closed where none has', () => {
	const open = {...service('web', {type: 'LoadBalancer'}), status: {loadBalancer: {ingress: [{ip: '203.0.113.7'}]}}};
	const inside = {...service('web', {type: 'LoadBalancer'}), status: {loadBalancer: {ingress: [{ip: '10.0.0.7'}]}}};
	assert.equal(answer(seen([deployment({}, {name: 'web'}), open]), 'internet-apps'), 'public');
	assert.equal(answer(seen([deployment({}, {name: 'web'}), inside]), 'internet-apps'), 'none');
	assert.equal(answer(seen([deployment()], {}, false), 'internet-apps'), undefined);
});

test('that no app is open is said only where everything was read that could open one', () => {
	const port = service('web', {type: 'NodePort', ports: [{port: 80, nodePort: 30_080}]});
	const without = (list: 'nodes' | 'gateways' | 'pods', ...objects: JsonObject[]) => {
		const all = seen([deployment({}, {name: 'web'}), ...objects]);
		return prefilled({...all, read: {...all.read, [list]: 'partial'}});
	};
	assert.equal(answer(seen([deployment({}, {name: 'web'}), port]), 'internet-apps'), 'none');
	const {answers, hints} = without('nodes', port);
	assert.equal(answers['internet-apps'], undefined);
	assert.match(hints['internet-apps']?.[0]?.text ?? '', /the addresses of nodes were not read/);
	assert.equal(without('nodes').answers['internet-apps']?.value, 'none');
	assert.equal(without('gateways').answers['internet-apps'], undefined);
	assert.equal(without('pods').answers['internet-apps'], undefined);
});

const balancer = (ranges: readonly string[]) => ({
	...service('web', {type: 'LoadBalancer', loadBalancerSourceRanges: ranges}),
	status: {loadBalancer: {ingress: [{ip: '203.0.113.7'}]}},
});

test('a load balancer for listed addresses leaves the question open; two halves of the internet are no list', () => {
	const of = (...ranges: string[]) => prefilled(seen([deployment({}, {name: 'web'}), balancer(ranges)]));
	assert.equal(of('0.0.0.0/1', '128.0.0.0/1').answers['internet-apps']?.value, 'public');
	assert.equal(of('198.51.100.0/24').answers['internet-apps'], undefined);
	assert.match(of('198.51.100.0/24').hints['internet-apps']?.[0]?.text ?? '', /lets listed addresses through to 203\.0\.113\.7/);
});

test('a gateway with a public address is a way in, whatever stands behind it', () => {
	const gateway = (type: string, value: string) => ({
		apiVersion: 'gateway.networking.k8s.io/v1',
		kind: 'Gateway',
		metadata: {name: 'main', namespace: 'infra'},
		spec: {gatewayClassName: 'x', listeners: []},
		status: {addresses: [{type, value}]},
	});
	assert.equal(answer(seen([gateway('IPAddress', '203.0.113.7')]), 'internet-apps'), 'public');
	assert.equal(answer(seen([gateway('IPAddress', '10.0.0.7')]), 'internet-apps'), 'none');
	assert.match(
		prefilled(seen([gateway('Hostname', 'x.example.org')])).hints['internet-apps']?.[0]?.text ?? '',
		/infra\/main.*x\.example\.org/,
	);
});

test('a middleware that is called after a login leaves the question open', () => {
	const ingress = (annotations: JsonObject) => ({
		apiVersion: 'networking.k8s.io/v1',
		kind: 'Ingress',
		metadata: {name: 'front', namespace: 'shop', annotations},
		spec: {rules: []},
		status: {loadBalancer: {ingress: [{ip: '203.0.113.7'}]}},
	});
	const key = 'traefik.ingress.kubernetes.io/router.middlewares';
	assert.equal(answer(seen([ingress({[key]: 'shop-strip@kubernetescrd'})]), 'internet-apps'), 'public');
	const {answers, hints} = prefilled(seen([ingress({[key]: 'shop-strip@kubernetescrd, shop-forward-auth@kubernetescrd'})]));
	assert.equal(answers['internet-apps'], undefined);
	assert.equal(hints['internet-apps']?.[1]?.text, 'the middleware shop-forward-auth@kubernetescrd may ask for a login first');
});

test('a load balancer that has only a name leaves the question open, with what was seen', () => {
	const named = {...service('web', {type: 'LoadBalancer'}), status: {loadBalancer: {ingress: [{hostname: 'x.elb.example.org'}]}}};
	const {answers, hints} = prefilled(seen([deployment({}, {name: 'web'}), named]));
	assert.equal(answers['internet-apps'], undefined);
	assert.match(hints['internet-apps']?.[0]?.text ?? '', /x\.elb\.example\.org/);
});

test('what a middleware of Traefik does decides where it was read, not how it is called', () => {
	const ingress = {
		apiVersion: 'networking.k8s.io/v1',
		kind: 'Ingress',
		metadata: {
			name: 'front',
			namespace: 'shop',
			annotations: {'traefik.ingress.kubernetes.io/router.middlewares': 'shop-auth@kubernetescrd'},
		},
		spec: {rules: []},
		status: {loadBalancer: {ingress: [{ip: '203.0.113.7'}]}},
	};
	const middleware = (name: string, spec: JsonObject) => ({
		apiVersion: 'traefik.io/v1alpha1',
		kind: 'Middleware',
		metadata: {name, namespace: 'shop'},
		spec,
	});
	const of = (...middlewares: JsonObject[]) => answer(seen([ingress, ...middlewares]), 'internet-apps');
	assert.equal(of(), undefined);
	assert.equal(of(middleware('auth', {headers: {}})), 'public');
	assert.equal(of(middleware('auth', {forwardAuth: {address: 'http://login'}})), 'gated');
	assert.equal(of(middleware('auth', {basicAuth: {secret: 'users'}})), 'gated');
	const chain = middleware('auth', {chain: {middlewares: [{name: 'strip'}, {name: 'inner'}]}});
	assert.equal(of(chain, middleware('inner', {digestAuth: {secret: 'users'}})), 'gated');
	assert.equal(of(middleware('auth', {chain: {middlewares: [{name: 'auth'}]}})), 'public', 'a chain of itself asks nobody');
});

test('the Identity-Aware Proxy is a login where every backend configuration turns it on', () => {
	const app = {
		...service('web', {type: 'LoadBalancer'}),
		metadata: {name: 'web', namespace: 'shop', annotations: {'cloud.google.com/backend-config': '{"default":"iap","ports":{"http":"b"}}'}},
		status: {loadBalancer: {ingress: [{ip: '203.0.113.7'}]}},
	};
	const config = (name: string, enabled: boolean) => ({
		apiVersion: 'cloud.google.com/v1',
		kind: 'BackendConfig',
		metadata: {name, namespace: 'shop'},
		spec: {iap: {enabled, oauthclientCredentials: {secretName: 'oauth'}}},
	});
	const of = (...configs: JsonObject[]) => answer(seen([deployment({}, {name: 'web'}), app, ...configs]), 'internet-apps');
	assert.equal(of(), undefined);
	assert.equal(of(config('iap', true)), undefined, 'one of two was not found');
	assert.equal(of(config('iap', true), config('b', true)), 'gated');
	assert.equal(of(config('iap', true), config('b', false)), 'public');
});

test('a RequestAuthentication of Istio leaves the question open: whether it demands a login is said elsewhere', () => {
	const app = {...service('web', {type: 'LoadBalancer'}), status: {loadBalancer: {ingress: [{ip: '203.0.113.7'}]}}};
	const authentication = (labels: JsonObject) => ({
		apiVersion: 'security.istio.io/v1',
		kind: 'RequestAuthentication',
		metadata: {name: 'jwt', namespace: 'shop'},
		spec: {selector: {matchLabels: labels}, jwtRules: [{issuer: 'https://login.example'}]},
	});
	const of = (labels: JsonObject) => prefilled(seen([deployment({}, {name: 'web'}), app, authentication(labels)]));
	assert.equal(of({app: 'other'}).answers['internet-apps']?.value, 'public');
	const {answers, hints} = of({app: 'web'});
	assert.equal(answers['internet-apps'], undefined);
	assert.equal(hints['internet-apps']?.[1]?.text, 'the RequestAuthentication shop/jwt may ask for a login first');
});
