import assert from 'node:assert/strict';
import {test} from 'node:test';
import {snapshotOfObjects} from '../../source/kube/from-objects.js';
import type {Answers, JsonObject, QuestionId, Snapshot} from '../../source/model/index.js';
import {prefilled} from '../../source/threat-model/prefill.js';
import {validAnswers} from '../../source/threat-model/valid-answers.js';
import {clusterRoleBinding, daemonSet, deployment, group, namespace, networkPolicy, node, service, user} from '../helpers/manifests.js';

function seen(objects: readonly JsonObject[], more: Partial<Snapshot> = {}, complete = true): Snapshot {
	return {...snapshotOfObjects(objects, {takenAt: '2026-11-25T12:00:00Z', complete}), ...more};
}
const answer = (snapshot: Snapshot, question: keyof Answers, given: Answers = {}) => prefilled(snapshot, given).answers[question]?.value;
const address = (reach: 'public' | 'private' | 'loopback') => ({
	facts: {flags: {}, serverAddress: {host: 'api.example.org', addresses: ['203.0.113.9'], reach}},
});

test('what the cluster is for comes from its context, then from labels, then from the safe side', () => {
	const named = (context: string) => answer(seen([], {cluster: {id: 'x', source: 'cluster', context}}), 'environment');
	assert.deepEqual(['shop-prod-eu', 'staging', 'acme-dev', 'kind-kind', 'shop'].map(named), ['prod', 'staging', 'dev', 'dev', 'prod']);
	assert.equal(answer(seen([namespace('shop', {environment: 'staging'})]), 'environment'), 'staging');
	assert.equal(prefilled(seen([])).answers.environment?.basis, 'assumed');
	assert.deepEqual(['my-prod@corp', 'acme:prod', 'dev:eu'].map(named), ['prod', 'prod', 'dev']);
	const called = seen([], {cluster: {id: 'x', source: 'cluster', context: 'shop', name: 'shop-staging'}});
	assert.equal(prefilled(called).answers.environment?.evidence[0]?.text, 'the cluster is called shop-staging');
});

test('offline nothing is filled in', () => {
	const offline = {...seen([], {}, false), cluster: {id: 'x', source: 'offline' as const}};
	assert.deepEqual(prefilled(offline), {answers: {}, hints: {}});
});

test('who runs the control plane is read from marks of the platform', () => {
	assert.equal(
		answer(seen([node('a', {metadata: {name: 'a', labels: {'eks.amazonaws.com/nodegroup': 'x'}}})]), 'control-plane-owner'),
		'managed',
	);
	assert.equal(answer(seen([node('a', {spec: {providerID: 'kind://docker/kind/a'}})]), 'control-plane-owner'), 'lab');
	assert.equal(answer(seen([node()]), 'control-plane-owner'), 'self');
	assert.equal(answer(seen([], {}, false), 'control-plane-owner'), undefined);
});

test('a public address of the server is a hint, never an answer: a list of allowed addresses cannot be seen', () => {
	assert.equal(answer(seen([node()], address('private')), 'mgmt-exposure'), 'private');
	const {answers, hints} = prefilled(seen([node()], address('public')));
	assert.equal(answers['mgmt-exposure'], undefined);
	assert.match(hints['mgmt-exposure']?.[0]?.text ?? '', /203\.0\.113\.9/);
});

test('nobody is asked how the management of a lab on this machine can be reached; a lab elsewhere is like any other', () => {
	const lab = (...reach: Parameters<typeof address>) => seen([node('a', {spec: {providerID: 'kind://docker/kind/a'}})], address(...reach));
	assert.equal(answer(lab('loopback'), 'mgmt-exposure'), 'private');
	assert.equal(answer(lab('public'), 'mgmt-exposure'), undefined);
	assert.match(prefilled(lab('public')).hints['mgmt-exposure']?.[0]?.text ?? '', /203\.0\.113\.9/);
	assert.equal(
		prefilled(seen([], {}, false), {'control-plane-owner': {value: 'lab', basis: 'said', evidence: []}}).answers['mgmt-exposure'],
		undefined,
	);
});

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

test('people are counted by the bindings that name them; a group is more than a few', () => {
	const people = (count: number) =>
		clusterRoleBinding(
			'team',
			Array.from({length: count}, (_, index) => user(`p${index}`)),
			'view',
		);
	assert.deepEqual(
		[3, 6, 26].map(count => answer(seen([people(count)]), 'user-count')),
		['few', 'some', 'many'],
	);
	assert.equal(answer(seen([clusterRoleBinding('team', [group('devs')], 'view')]), 'user-count'), 'some');
	const groups = Array.from({length: 20}, (_, index) => group(`g${index}`));
	assert.equal(answer(seen([people(6), clusterRoleBinding('groups', groups, 'view')]), 'user-count'), 'many');
	const tokens = Array.from({length: 6}, (_, index) => ({
		apiVersion: 'v1',
		kind: 'Secret',
		metadata: {name: `t${index}`, namespace: 'shop', annotations: {'kubernetes.io/service-account.name': `a${index}`}},
	}));
	assert.equal(answer(seen([people(1), ...tokens]), 'user-count'), 'some');
	const mapped = (users: string, roles: string) =>
		answer(seen([people(1)], {facts: {flags: {}, settings: {'kube-system/aws-auth': {users, roles}}}}), 'user-count');
	assert.deepEqual([mapped('0', '0'), mapped('0', '1'), mapped('30', '0')], ['few', 'some', 'many']);
	assert.equal(answer(seen([deployment()], {}, false), 'user-count'), undefined);
});

test('whether people have different rights is read from who may do everything', () => {
	const admins = clusterRoleBinding('admins', [user('a'), user('b')]);
	assert.equal(answer(seen([admins]), 'limited-users'), 'alladmin');
	assert.equal(answer(seen([admins, clusterRoleBinding('one', [user('c')], 'view')]), 'limited-users'), 'mixed');
	assert.equal(answer(seen([admins, clusterRoleBinding('three', [user('c'), user('d'), user('e')], 'view')]), 'limited-users'), 'limited');
});

test('what a person said is never overwritten', () => {
	const given: Answers = {environment: {value: 'staging', basis: 'said', evidence: []}};
	assert.equal(answer(seen([], {cluster: {id: 'x', source: 'cluster', context: 'prod'}}), 'environment', given), 'staging');
});

test('of a file of answers only questions and answers that exist are taken', () => {
	assert.deepEqual(
		validAnswers({environment: {value: 'dev'}, 'user-count': 'many', 'limited-users': {value: 'nonsense'}, unknown: 'x', __proto__: null}),
		{environment: {value: 'dev', basis: 'said', evidence: []}, 'user-count': {value: 'many', basis: 'said', evidence: []}},
	);
	for (const broken of [null, 1, 'x', [], {environment: null}, {environment: {value: 7}}]) assert.deepEqual(validAnswers(broken), {});
});

const eksNode = (labels: Record<string, string>, spec: Record<string, string> = {}) => node('a', {metadata: {name: 'a', labels}, spec});

test('who patches the nodes is read from the marks of pools', () => {
	const owner = (labels: Record<string, string>) => answer(seen([eksNode(labels)]), 'node-owner');
	assert.equal(owner({'eks.amazonaws.com/compute-type': 'fargate'}), 'provider');
	assert.equal(owner({'eks.amazonaws.com/nodegroup': 'x'}), 'pool');
	assert.equal(owner({}), 'self');
	assert.equal(
		answer(
			seen([node('gk3-shop-pool-1-a', {metadata: {name: 'gk3-shop-pool-1-a', labels: {'cloud.google.com/gke-nodepool': 'x'}}})]),
			'node-owner',
		),
		'provider',
	);
	assert.equal(answer(seen([], {}, false), 'node-owner'), undefined);
	assert.equal(answer(seen([node('a', {spec: {providerID: 'kind://docker/kind/a'}})]), 'node-owner'), 'self');
});

test('how far the network can be trusted stays open, with what was seen of it', () => {
	const {answers, hints} = prefilled(seen([node()]));
	assert.equal(answers['network-trust'], undefined);
	assert.match(hints['network-trust']?.[0]?.text ?? '', /1 nodes, none with a public address/);
});

test('applications are counted by their marks, else by namespace', () => {
	const apps = (count: number) =>
		Array.from({length: count}, (_, index) =>
			deployment({}, {name: `d${index}`, namespace: 'shop', labels: {'app.kubernetes.io/part-of': `app${index}`}}),
		);
	assert.deepEqual(
		[1, 4, 11].map(count => answer(seen(apps(count)), 'app-count')),
		['one', 'several', 'many'],
	);
	const twoOfOne = [deployment({}, {name: 'a', namespace: 'shop'}), deployment({}, {name: 'b', namespace: 'shop'})];
	assert.equal(answer(seen(twoOfOne), 'app-count'), 'one');
	assert.equal(answer(seen([deployment({}, {name: 'a', namespace: 'kube-system'})]), 'app-count'), undefined);
});

test('how pods reach the cloud is read from accounts, keys and programs; several ways stand beside each other', () => {
	const aws = eksNode({}, {providerID: 'aws:///eu-central-1a/i-1'});
	const keys = deployment({containers: [{name: 'app', image: 'a', env: [{name: 'AWS_SECRET_ACCESS_KEY', value: 'x'}]}]}, {name: 'keys'});
	const dns = deployment({containers: [{name: 'app', image: 'registry.k8s.io/external-dns/external-dns:v0.15.0'}]}, {name: 'dns'});
	assert.equal(answer(seen([aws, keys, dns]), 'cloud-api'), 'node+static');
	assert.equal(answer(seen([aws, dns]), 'cloud-api'), 'node');
	assert.equal(answer(seen([aws, deployment()]), 'cloud-api'), undefined);
	assert.equal(answer(seen([node(), dns]), 'cloud-api'), 'none');
});

test('who may have an identity that cannot be seen is not said to go through the machine', () => {
	const dns = deployment({containers: [{name: 'app', image: 'registry.k8s.io/external-dns/external-dns:v0.15.0'}]}, {name: 'dns'});
	const agent = daemonSet({}, {name: 'eks-pod-identity-agent', namespace: 'kube-system'});
	const onAws = prefilled(seen([eksNode({}, {providerID: 'aws:///eu-central-1a/i-1'}), dns, agent]));
	assert.equal(onAws.answers['cloud-api'], undefined);
	assert.match(onAws.hints['cloud-api']?.[0]?.text ?? '', /eks-pod-identity-agent/);
	const guarded = eksNode({'iam.gke.io/gke-metadata-server-enabled': 'true'}, {providerID: 'gce://p/z/a'});
	assert.equal(prefilled(seen([guarded, dns])).answers['cloud-api'], undefined);
});

test('teams are read from labels of namespaces', () => {
	const shared = [namespace('a', {team: 'red'}), namespace('b', {team: 'blue'})];
	assert.equal(answer(seen(shared), 'tenancy'), 'teams');
	const {answers, hints} = prefilled(seen([namespace('a', {team: 'red'})]));
	assert.equal(answers.tenancy, undefined);
	assert.match(hints.tenancy?.[0]?.text ?? '', /one team: red/);
	const caged = seen([deployment({runtimeClassName: 'gvisor'}, {name: 'runner'})]);
	assert.equal(prefilled(caged).hints.tenancy?.[0]?.text, 'shop/runner runs in the sandbox gvisor');
});

test('the most sensitive label of a namespace gives the class of the data', () => {
	const marked = [namespace('a', {'data-class': 'internal'}), namespace('b', {'data-classification': 'pci'})];
	assert.equal(answer(seen(marked), 'data-class'), 'regulated');
	assert.equal(answer(seen([namespace('a')]), 'data-class'), undefined);
});

test('where images come from is read from the registries of apps, not of the platform', () => {
	const from = (...images: string[]) => images.map((image, index) => deployment({containers: [{name: 'app', image}]}, {name: `d${index}`}));
	assert.equal(answer(seen(from('registry.example.org/a')), 'image-origin'), 'own');
	assert.equal(answer(seen(from('registry.example.org/a', 'nginx')), 'image-origin'), 'mixed');
	assert.equal(answer(seen(from('nginx', 'ghcr.io/a/b')), 'image-origin'), 'open');
});

test('a policy that refuses other registries makes the answer one step better', () => {
	const policy = {
		apiVersion: 'kyverno.io/v1',
		kind: 'ClusterPolicy',
		metadata: {name: 'registries'},
		spec: {
			validationFailureAction: 'Enforce',
			rules: [
				{
					name: 'r',
					match: {any: [{resources: {kinds: ['Pod']}}]},
					validate: {pattern: {spec: {containers: [{image: 'registry.example.org/*'}]}}},
				},
			],
		},
	};
	const open = deployment({containers: [{name: 'app', image: 'nginx'}]}, {name: 'a'});
	assert.equal(answer(seen([open]), 'image-origin'), 'open');
	assert.equal(answer(seen([open, policy]), 'image-origin'), 'mixed');
});

test('what can report compliance is a hint', () => {
	const bench = deployment({containers: [{name: 'app', image: 'docker.io/aquasec/kube-bench:v0.10'}]}, {name: 'bench'});
	const {answers, hints} = prefilled(seen([bench], {facts: {flags: {}, groups: ['aquasecurity.github.io']}}));
	assert.equal(answers.compliance, undefined);
	assert.match(hints.compliance?.map(({text}) => text).join('; ') ?? '', /operator of Trivy.*shop\/bench runs kube-bench/);
});

test('changes come through Git where every workload carries its mark; who watches stays open', () => {
	const byFlux = {name: 'a', labels: {'kustomize.toolkit.fluxcd.io/name': 'apps'}};
	assert.equal(answer(seen([deployment({}, byFlux)]), 'change-and-watch'), 'gitops+watch-unsure');
	const {answers, hints} = prefilled(seen([deployment({}, byFlux), deployment({}, {name: 'b'})]));
	assert.equal(answers['change-and-watch'], undefined);
	assert.match(hints['change-and-watch']?.[0]?.text ?? '', /1 of 2 workloads carry the mark of Git; nothing that raises security alerts/);
});

const outgoing = (...egress: JsonObject[]) => networkPolicy('out', {podSelector: {}, policyTypes: ['Egress'], egress});

test('what Helm and kubectl wrote is told', () => {
	const byHelm = {name: 'a', annotations: {'meta.helm.sh/release-name': 'a'}};
	const byHand = {name: 'b', managedFields: [{manager: 'kubectl-client-side-apply', operation: 'Update'}]};
	const {hints} = prefilled(seen([deployment({}, byHelm), deployment({}, byHand)]));
	assert.match(hints['change-and-watch']?.[0]?.text ?? '', /^0 of 2 workloads carry the mark of Git, 1 that of Helm, kubectl wrote 1;/);
});

test('apps go to a known list where policies hold every pod to it', () => {
	assert.equal(answer(seen([deployment(), outgoing()]), 'egress-need'), 'known');
	assert.equal(answer(seen([deployment(), outgoing({ports: [{port: 53, protocol: 'UDP'}]})]), 'egress-need'), 'known');
	assert.equal(answer(seen([deployment(), outgoing({to: [{ipBlock: {cidr: '203.0.113.0/24'}}]})]), 'egress-need'), 'known');
	assert.equal(answer(seen([deployment()]), 'egress-need'), undefined);
});

test('a policy that leaves public addresses open holds to no list, whatever it takes out of them', () => {
	const everywhere = {ipBlock: {cidr: '0.0.0.0/0', except: ['169.254.169.254/32']}};
	const open = [{ports: [{port: 443}]}, {to: [everywhere]}, {to: [{namespaceSelector: {}}, everywhere]}];
	for (const rule of open) {
		const {answers, hints} = prefilled(seen([deployment(), outgoing(rule)]));
		assert.equal(answers['egress-need'], undefined);
		assert.match(hints['egress-need']?.[0]?.text ?? '', /^in 0 of 1 namespaces of apps/);
	}
	assert.equal(answer(seen([deployment({hostNetwork: true}), outgoing()]), 'egress-need'), undefined);
	const unread = {...seen([deployment(), outgoing()]).read, ciliumNetworkPolicies: 'partial' as const};
	assert.equal(answer(seen([deployment(), outgoing()], {read: unread}), 'egress-need'), undefined);
});

test('that apps are told to use a proxy is a hint', () => {
	const told = deployment({containers: [{name: 'app', image: 'a', env: [{name: 'HTTPS_PROXY', value: 'http://proxy:3128'}]}]});
	assert.equal(prefilled(seen([told])).hints['egress-need']?.[1]?.text, '1 workloads are told to use a proxy');
});

test('answers that follow from others are taken without asking', () => {
	const lab = prefilled(seen([node('a', {spec: {providerID: 'kind://docker/kind/a'}})])).answers;
	assert.deepEqual([lab['network-trust']?.value, lab['egress-need']?.value], ['trusted', 'unsure']);
});

/** As one namespace alone shows it: parts of namespaced lists, nothing of the cluster. */
function oneNamespace(...objects: readonly JsonObject[]) {
	const all = seen(objects);
	const read = Object.entries(all.read).flatMap(([source, state]) =>
		['nodes', 'namespaces', 'clusterRoles', 'clusterRoleBindings'].includes(source)
			? []
			: [[source, state === 'complete' ? 'partial' : state]],
	);
	return prefilled({...all, onlyNamespaces: ['shop'], read: Object.fromEntries(read) as Snapshot['read']});
}

test('what is there in one namespace answers, what is not there never does', () => {
	const open = {...service('web', {type: 'LoadBalancer'}), status: {loadBalancer: {ingress: [{ip: '203.0.113.7'}]}}};
	const keys = deployment({containers: [{name: 'app', image: 'nginx', env: [{name: 'AWS_SECRET_ACCESS_KEY', value: 'x'}]}]}, {name: 'web'});
	const {answers, hints} = oneNamespace(open, keys);
	assert.equal(answers['internet-apps']?.value, 'public');
	assert.equal(answers['cloud-api']?.value, 'static');
	const told = (['app-count', 'image-origin', 'change-and-watch', 'egress-need'] as const).map(id => [answers[id], hints[id]?.[0]?.text]);
	assert.deepEqual(told, [
		[undefined, '1 by labels, releases and namespaces: shop'],
		[undefined, 'public: docker.io'],
		[undefined, '0 of 1 workloads carry the mark of Git; nothing that raises security alerts was seen'],
		[undefined, 'in 0 of 1 namespaces of apps, policies hold every pod to listed addresses'],
	]);
	const closed = oneNamespace(deployment({}, {name: 'a', labels: {'kustomize.toolkit.fluxcd.io/name': 'x'}}), outgoing(), service('a'));
	const all = [
		'internet-apps',
		'app-count',
		'cloud-api',
		'user-count',
		'limited-users',
		'tenancy',
		'image-origin',
		'change-and-watch',
		'egress-need',
	];
	assert.deepEqual(
		all.filter(id => closed.answers[id as QuestionId] !== undefined),
		[],
	);
});

test('more than enough in a part is enough', () => {
	const apps = Array.from({length: 11}, (_, index) =>
		deployment({}, {name: `d${index}`, labels: {'app.kubernetes.io/part-of': `app${index}`}}),
	);
	assert.equal(oneNamespace(...apps).answers['app-count']?.value, 'many');
});
