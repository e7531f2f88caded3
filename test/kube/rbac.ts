import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {
	addedRights,
	allowsEverything,
	bindingsOf,
	isDefaultSubject,
	isOpenGroup,
	may,
	type Person,
	providerReason,
	rightsLost,
	rightsOf,
} from '../../source/kube/rbac.js';
import type {JsonObject, Manifest, PolicyRule} from '../../source/model/index.js';
import {clusterRole, clusterRoleBinding, group, roleBinding, user} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

const anna: Person = {kind: 'User', name: 'anna'};
const app: Person = {kind: 'ServiceAccount', namespace: 'shop', name: 'app'};
const rule = (verbs: string[], resources: string[], more: JsonObject = {}) => ({apiGroups: [''], verbs, resources, ...more});
const pods = (verb: string, more: JsonObject = {}) => ({verb, group: '', resource: 'pods', ...more});
const role = (rules: JsonObject[]) => clusterRole('r', rules);
const toAnna = clusterRoleBinding('b', [user('anna')], 'r');
const annaMay = (rules: JsonObject[], request: Parameters<typeof may>[2]) => may(snapshotOf([role(rules), toAnna]), anna, request);

test('a verb, a group and a resource must all be named or stand open', () => {
	assert.ok(annaMay([rule(['get'], ['pods'])], pods('get')));
	assert.ok(!annaMay([rule(['get'], ['pods'])], pods('list')));
	assert.ok(!annaMay([rule(['get'], ['pods'])], {verb: 'get', group: 'apps', resource: 'pods'}));
	assert.ok(annaMay([rule(['*'], ['*'], {apiGroups: ['*']})], {verb: 'escalate', group: 'x', resource: 'y/z'}));
});

test('a subresource is not part of its resource, but of * and of */sub', () => {
	const exec = {verb: 'create', group: '', resource: 'pods/exec'};
	assert.ok(!annaMay([rule(['create'], ['pods'])], exec));
	assert.ok(annaMay([rule(['create'], ['pods/exec'])], exec));
	assert.ok(annaMay([rule(['create'], ['*/exec'])], exec));
	assert.ok(annaMay([rule(['create'], ['*'])], exec));
	assert.ok(!annaMay([rule(['create'], ['pods/*'])], exec), 'the server knows no such form');
});

test('names limit a rule, and a request without a name is not among them', () => {
	const rules = [rule(['get'], ['secrets'], {resourceNames: ['tls']})];
	assert.ok(annaMay(rules, {verb: 'get', group: '', resource: 'secrets', name: 'tls'}));
	assert.ok(!annaMay(rules, {verb: 'get', group: '', resource: 'secrets', name: 'db'}));
	assert.ok(!annaMay(rules, {verb: 'get', group: '', resource: 'secrets'}));
	const unnamed = [rule(['list'], ['secrets'], {resourceNames: ['']})];
	assert.ok(annaMay(unnamed, {verb: 'list', group: '', resource: 'secrets'}), 'an empty name is what a request without one carries');
});

test('paths are matched whole or by their beginning, in bindings of the cluster only', () => {
	const rules = [{verbs: ['get'], nonResourceURLs: ['/metrics', '/healthz/*', '/logs**']}];
	const path = (value: string) => ({verb: 'get', path: value});
	assert.ok(annaMay(rules, path('/metrics')));
	assert.ok(!annaMay(rules, path('/metrics/cadvisor')));
	assert.ok(annaMay(rules, path('/healthz/etcd')));
	assert.ok(annaMay(rules, path('/logs/kubelet')), 'all stars at the end are cut');
	assert.ok(!may(snapshotOf([role(rules), roleBinding('b', [user('anna')], 'r')]), anna, path('/metrics')));
});

test('a RoleBinding holds in its namespace only, though its role is one of the cluster', () => {
	const snapshot = snapshotOf([role([rule(['get'], ['pods'])]), roleBinding('b', [user('anna')], 'r')]);
	assert.ok(may(snapshot, anna, pods('get', {namespace: 'shop'})));
	assert.ok(!may(snapshot, anna, pods('get', {namespace: 'other'})));
	assert.ok(!may(snapshot, anna, pods('get')), 'not in the whole cluster');
});

test('a Role is looked for in the namespace of its binding', () => {
	const own = (namespace: string): Manifest => ({
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind: 'Role',
		metadata: {name: 'r', namespace},
		rules: [rule(['get'], ['pods'])],
	});
	const binding = roleBinding('b', [user('anna')], 'r');
	const asRole = {...binding, roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r'}} as Manifest;
	assert.ok(may(snapshotOf([own('shop'), asRole]), anna, pods('get', {namespace: 'shop'})));
	assert.ok(!may(snapshotOf([own('other'), asRole]), anna, pods('get', {namespace: 'shop'})));
	assert.equal(bindingsOf(snapshotOf([own('other'), asRole]))[0]?.dangling, true);
});

test('an account has the rights of its groups', () => {
	for (const name of ['system:serviceaccounts', 'system:serviceaccounts:shop', 'system:authenticated']) {
		assert.ok(may(snapshotOf([role([rule(['get'], ['pods'])]), clusterRoleBinding('b', [group(name)], 'r')]), app, pods('get')), name);
	}
	assert.ok(
		!may(
			snapshotOf([role([rule(['get'], ['pods'])]), clusterRoleBinding('b', [group('system:serviceaccounts:other')], 'r')]),
			app,
			pods('get'),
		),
	);
	assert.ok(
		!may(snapshotOf([role([rule(['get'], ['pods'])]), clusterRoleBinding('b', [group('system:unauthenticated')], 'r')]), app, pods('get')),
	);
});

test('an account may be bound by the name that it has as a user', () => {
	assert.ok(
		may(
			snapshotOf([role([rule(['get'], ['pods'])]), clusterRoleBinding('b', [user('system:serviceaccount:shop:app')], 'r')]),
			app,
			pods('get'),
		),
	);
});

test('a stranger is in the group of strangers, and not of those who logged in', () => {
	const stranger: Person = {kind: 'User', name: 'system:anonymous'};
	const given = (name: string) =>
		may(snapshotOf([role([rule(['get'], ['pods'])]), clusterRoleBinding('b', [group(name)], 'r')]), stranger, pods('get'));
	assert.ok(given('system:unauthenticated'));
	assert.ok(!given('system:authenticated'));
});

test('all accounts of one namespace are among all accounts', () => {
	const snapshot = snapshotOf([role([rule(['get'], ['pods'])]), clusterRoleBinding('b', [group('system:serviceaccounts')], 'r')]);
	assert.ok(may(snapshot, {kind: 'Group', name: 'system:serviceaccounts:shop'}, pods('get')));
});

test('a user is in the groups that the login says, and system:masters may do everything without a binding', () => {
	const snapshot = snapshotOf([role([rule(['get'], ['pods'])]), clusterRoleBinding('b', [group('team')], 'r')]);
	assert.ok(!may(snapshot, anna, pods('get')));
	assert.ok(may(snapshot, {...anna, groups: ['team']}, pods('get')));
	assert.ok(may(snapshot, {...anna, groups: ['system:masters']}, {verb: 'impersonate', group: '', resource: 'users'}));
});

test('an account without a namespace is one of the namespace of a RoleBinding, and nobody in a ClusterRoleBinding', () => {
	const lost = {kind: 'ServiceAccount', name: 'app'};
	const rules = role([rule(['get'], ['pods'])]);
	assert.ok(may(snapshotOf([rules, roleBinding('b', [lost], 'r')]), app, pods('get', {namespace: 'shop'})));
	const [grant] = bindingsOf(snapshotOf([rules, clusterRoleBinding('b', [lost], 'r')]));
	assert.deepEqual([grant?.bearers.length, grant?.nobodies.length], [0, 1]);
});

test('in files an aggregated role collects the rules of the roles with its label; a live server has them stored', () => {
	const collecting: Manifest = {...clusterRole('r', []), aggregationRule: {clusterRoleSelectors: [{matchLabels: {collect: 'yes'}}]}};
	const part: Manifest = {...clusterRole('part', [rule(['get'], ['pods'])]), metadata: {name: 'part', labels: {collect: 'yes'}}};
	const stored: Manifest = {...collecting, rules: [rule(['list'], ['pods'])]};
	assert.ok(may(snapshotOf([collecting, part, toAnna]), anna, pods('get')));
	assert.ok(!may(snapshotOf([stored, part, toAnna], {source: 'cluster'}), anna, pods('get')));
	assert.ok(may(snapshotOf([stored, part, toAnna], {source: 'cluster'}), anna, pods('list')));
});

test('roles that collect each other end', () => {
	const both = (name: string): Manifest => ({
		...clusterRole(name, []),
		metadata: {name, labels: {collect: 'yes'}},
		aggregationRule: {clusterRoleSelectors: [{matchLabels: {collect: 'yes'}}]},
	});
	assert.deepEqual(rightsOf(snapshotOf([both('r'), both('s'), toAnna]), anna), []);
});

test('the built-in roles are known in files that do not hold them', () => {
	const bound = (name: string) => snapshotOf([clusterRoleBinding('b', [user('anna')], name)]);
	assert.ok(may(bound('view'), anna, pods('list')));
	assert.ok(!may(bound('view'), anna, {verb: 'get', group: '', resource: 'secrets'}));
	assert.ok(may(bound('edit'), anna, {verb: 'get', group: '', resource: 'secrets'}));
	assert.ok(may(bound('admin'), anna, {verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'rolebindings'}));
	assert.ok(allowsEverything(bindingsOf(bound('cluster-admin'))[0]?.rules ?? []));
	assert.equal(bindingsOf(bound('unknown'))[0]?.dangling, true);
});

test('everything is rules without names over all groups and resources', () => {
	const everything = {verbs: ['*'], apiGroups: ['*'], resources: ['*']};
	assert.ok(allowsEverything([everything]));
	assert.ok(allowsEverything([{...everything, verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']}]));
	assert.ok(!allowsEverything([{...everything, verbs: ['get', 'list', 'watch']}]));
	const reads = {...everything, verbs: ['get', 'list', 'watch']};
	const writes = {...everything, verbs: ['create', 'update', 'patch', 'delete']};
	assert.ok(allowsEverything([reads, writes]), 'rights that are spread over rules add up');
	assert.ok(!allowsEverything([reads, {...writes, apiGroups: ['apps']}]));
	assert.ok(!allowsEverything([{...everything, resourceNames: ['x']}]));
	assert.ok(!allowsEverything([{...everything, apiGroups: ['']}]));
});

test('what was added to a default role is found, the default itself is not', () => {
	const own = {verbs: ['get'], nonResourceURLs: ['/livez']};
	const secrets = {verbs: ['get'], apiGroups: [''], resources: ['secrets']};
	assert.deepEqual(addedRights({metadata: {name: 'system:discovery'}, rules: [own]}), []);
	assert.deepEqual(addedRights({metadata: {name: 'system:discovery'}, rules: [own, secrets]}), [
		{verb: 'get', group: '', resource: 'secrets'},
	]);
	assert.equal(addedRights({metadata: {name: 'system:mine'}, rules: []}), undefined);
});

test('what a default role of an older server held was not added to it, but to any other role it was', () => {
	const rule = (verbs: string[], ...resources: string[]) => ({verbs, apiGroups: [''], resources});
	const added = (name: string, ...rules: readonly PolicyRule[]) => addedRights({metadata: {name}, rules})?.length;
	assert.equal(added('system:controller:expand-controller', rule(['get'], 'secrets'), rule(['get'], 'endpoints', 'services')), 0);
	assert.equal(added('system:controller:expand-controller', rule(['list'], 'secrets')), 1);
	assert.equal(added('system:controller:job-controller', rule(['get'], 'secrets')), 1);
	assert.equal(added('system:kubelet-api-admin', rule(['*'], 'nodes/spec')), 0);
	for (const name of ['system:aggregate-to-edit', 'edit', 'admin'])
		assert.equal(added(name, rule(['create', 'update'], 'endpoints')), 0, name);
	assert.equal(added('view', rule(['create', 'update'], 'endpoints')), 2);
	const heapster = {...rule(['get'], 'services/proxy'), resourceNames: ['http:heapster:', 'https:heapster:']};
	assert.equal(added('system:controller:horizontal-pod-autoscaler', heapster), 0);
	assert.equal(added('system:controller:horizontal-pod-autoscaler', {...heapster, resourceNames: ['shop']}), 1);
});

test('a default binding excuses its default subjects only', () => {
	const binding = (name: string, roleName = name) => ({metadata: {name}, roleRef: {kind: 'ClusterRole', name: roleName}});
	assert.ok(isDefaultSubject(binding('cluster-admin'), {kind: 'Group', name: 'system:masters'}));
	assert.ok(!isDefaultSubject(binding('cluster-admin'), {kind: 'ServiceAccount', namespace: 'kube-system', name: 'superadmin'}));
	assert.ok(!isDefaultSubject(binding('system:discovery', 'cluster-admin'), {kind: 'Group', name: 'system:authenticated'}));
	assert.ok(
		isDefaultSubject(binding('system:controller:job-controller'), {
			kind: 'ServiceAccount',
			namespace: 'kube-system',
			name: 'job-controller',
		}),
	);
});

test('a binding of a provider needs the name and the subject of the provider', () => {
	const binding = (name: string) => ({metadata: {name}});
	assert.ok(providerReason(binding('kubeadm:cluster-admins'), {kind: 'Group', name: 'kubeadm:cluster-admins'}));
	assert.equal(providerReason(binding('kubeadm:cluster-admins'), {kind: 'User', name: 'mallory'}), undefined);
	assert.equal(providerReason(binding('eks:mine'), {kind: 'ServiceAccount', namespace: 'default', name: 'default'}), undefined);
	assert.ok(providerReason(binding('helm-kube-system-traefik'), {kind: 'ServiceAccount', namespace: 'kube-system', name: 'helm-traefik'}));
});

test('removing a binding takes only what no other one gives', () => {
	const snapshot = snapshotOf([
		clusterRole('r', [rule(['get', 'delete'], ['pods'])]),
		clusterRole('s', [rule(['get'], ['*'])]),
		clusterRoleBinding('b', [user('anna')], 'r'),
		clusterRoleBinding('c', [group('system:authenticated')], 's'),
	]);
	const lost = rightsLost(snapshot, ({binding}) => binding.metadata.name === 'b');
	assert.deepEqual(lost, [{bearer: {kind: 'User', name: 'anna'}, rights: [pods('delete')]}]);
	assert.deepEqual(
		rightsLost(snapshot, () => false),
		[],
	);
});

test('members of open groups cannot be counted', () => {
	assert.ok(isOpenGroup({kind: 'Group', name: 'system:authenticated'}));
	assert.ok(isOpenGroup({kind: 'Group', name: 'system:serviceaccounts:shop'}));
	assert.ok(!isOpenGroup({kind: 'Group', name: 'system:masters'}));
	assert.ok(!isOpenGroup({kind: 'User', name: 'system:authenticated'}));
});

test('whoever may do more by one rule may not do less by two', () => {
	const word = fc.constantFrom('*', 'get', 'pods', 'apps', '', 'pods/exec', '*/exec');
	const words = fc.array(word, {minLength: 1, maxLength: 3});
	const anyRule = fc.record({verbs: words, apiGroups: words, resources: words});
	fc.assert(
		fc.property(anyRule, anyRule, word, word, word, (a, b, verb, groupName, resource) => {
			const request = {verb, group: groupName, resource};
			if (annaMay([a], request)) assert.ok(annaMay([b, a], request));
		}),
	);
});
