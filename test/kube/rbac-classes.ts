import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {
	allows,
	classesIn,
	defaultRules,
	escalatingRights,
	escalationsIn,
	isOfAddedKinds,
	maySay,
	ordinaryVerbs,
	rightClasses,
	rightsSay,
	rulesOf,
	rulesOfBoth,
	singleRights,
	tooMuchForEdit,
	tooMuchForView,
	withoutRights,
} from '../../source/kube/rbac.js';
import type {PolicyRule} from '../../source/model/index.js';
import {snapshotOf} from '../helpers/objects.js';

const rule = (verbs: string[], apiGroups: string[], resources: string[], resourceNames?: string[]): PolicyRule => ({
	verbs,
	apiGroups,
	resources,
	...(resourceNames && {resourceNames}),
});
const ids = (...rules: PolicyRule[]) => classesIn(rules).map(({id}) => id);

test('each class is held by whoever holds one right of each of its lists, and not without one of them', () => {
	for (const {id, needs} of rightClasses) {
		const first = rulesOf(needs.map(list => list[0] ?? assert.fail()));
		assert.ok(ids(...first).includes(id), id);
		for (const left of needs) {
			const others = rulesOf(needs.filter(list => list !== left).flat());
			assert.ok(!ids(...others).includes(id), id);
		}
	}
	assert.equal(ids(rule(['*'], ['*'], ['*'])).length, rightClasses.length);
});

test('a class is held by rules that give its parts one by one, and not by names', () => {
	assert.deepEqual(ids(rule(['create'], [''], ['secrets']), rule(['list'], [''], ['secrets'])), ['secrets-read', 'token-secret']);
	assert.deepEqual(ids(rule(['get'], [''], ['secrets'], ['tls'])), []);
});

test('readers of a namespace hold no class, its editors many, and no default role of theirs is a way to everything', () => {
	assert.deepEqual(ids(...(defaultRules({name: 'view'}) ?? [])), []);
	const edit = ids(...(defaultRules({name: 'edit'}) ?? []));
	assert.ok(edit.includes('secrets-read') && edit.includes('workload-write') && !edit.includes('everything'));
});

const word = fc.constantFrom('get', 'list', 'create', 'watch');
const kind = fc.constantFrom('pods', 'secrets', 'pods/exec');
const list = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, {minLength: 1, maxLength: 3});
const anyRule = fc
	.record({
		verbs: list(word),
		apiGroups: list(fc.constantFrom('', 'apps')),
		resources: list(kind),
		names: fc.option(list(fc.constantFrom('a', 'b'))),
	})
	.map(({names, ...rest}): PolicyRule => ({...rest, ...(names && {resourceNames: names})}));
const anyRules = fc.array(anyRule, {maxLength: 3});
const everyAsking = singleRights(rule(['get', 'list', 'create', 'watch'], ['', 'apps'], ['pods', 'secrets', 'pods/exec'])).flatMap(
	asking => [asking, {...asking, name: 'a'}, {...asking, name: 'b'}],
);
const given = (rules: readonly PolicyRule[]) => everyAsking.filter(asking => rules.some(one => allows(one, asking)));

test('single rights joined to rules give just these rights again', () => {
	fc.assert(fc.property(anyRules, rules => assert.deepEqual(given(rulesOf(rules.flatMap(singleRights))), given(rules))));
});

test('what both of two sets of rules give is what each of them gives', () => {
	fc.assert(
		fc.property(anyRules, anyRules, (a, b) => {
			const [inA, inB] = [given(a), given(b)];
			assert.deepEqual(
				given(rulesOfBoth(a, b)),
				inA.filter(asking => inB.includes(asking)),
			);
		}),
	);
});

test('rules without some rights give all the others, and these by name at most', () => {
	const gone = rule(['get', 'list'], [''], ['secrets']);
	const isGoing = (asking: (typeof everyAsking)[number]) => allows(gone, asking);
	fc.assert(
		fc.property(anyRules, rules => {
			const left = withoutRights(rules, singleRights(gone)) ?? assert.fail();
			assert.deepEqual(
				given(left).filter(asking => !isGoing(asking)),
				given(rules).filter(asking => !isGoing(asking)),
			);
			assert.deepEqual(
				singleRights(gone).filter(asking => left.some(one => allows(one, asking))),
				[],
			);
		}),
	);
});

test('a wildcard of verbs is narrowed to the ordinary ones, one of resources or groups cannot be', () => {
	const going = singleRights(rule(['escalate', 'get'], [''], ['roles']));
	assert.deepEqual(withoutRights([rule(['*'], [''], ['roles', 'pods'])], going), [
		rule(['*'], [''], ['pods']),
		rule(
			ordinaryVerbs.filter(verb => verb !== 'get'),
			[''],
			['roles'],
		),
	]);
	assert.equal(withoutRights([rule(['*'], [''], ['*'])], going), undefined);
	assert.equal(withoutRights([rule(['*'], ['*'], ['roles'])], going), undefined);
});

test('taking the ways up from rules leaves none', () => {
	const rbac = 'rbac.authorization.k8s.io';
	const rules = [
		rule(['*'], [rbac], ['roles', 'clusterroles', 'rolebindings']),
		rule(['impersonate', 'get'], ['', 'authentication.k8s.io'], ['users', 'groups', 'serviceaccounts', 'userextras/scopes']),
		rule(['bind'], [rbac], ['clusterroles'], ['view', 'cluster-admin']),
	];
	assert.ok(escalationsIn(rules).length > 3);
	const left = withoutRights(rules, escalatingRights(rules)) ?? assert.fail();
	assert.deepEqual(escalationsIn(left), []);
	assert.ok(left.some(one => allows(one, {verb: 'bind', group: rbac, resource: 'clusterroles', name: 'view'})));
	assert.ok(left.some(one => allows(one, {verb: 'delete', group: rbac, resource: 'roles'})));
});

test('what widens the roles of a namespace is told apart from what they have', () => {
	assert.equal(tooMuchForView([rule(['get', 'list'], ['apps'], ['deployments'])]), undefined);
	assert.equal(tooMuchForView([rule(['get'], ['*'], ['*'])]), 'read Secrets');
	assert.equal(tooMuchForView([rule(['patch'], ['apps'], ['deployments'])]), 'change things');
	assert.deepEqual(tooMuchForEdit([rule(['create', 'get'], [''], ['secrets', 'pods'])]), []);
	assert.deepEqual(tooMuchForEdit([rule(['get'], [''], ['nodes/proxy'])]), ['run commands in every pod through its node']);
});

test('kinds are added ones where their definitions were read, else where their group is not of Kubernetes', () => {
	const definition = {
		apiVersion: 'apiextensions.k8s.io/v1',
		kind: 'CustomResourceDefinition',
		metadata: {name: 'widgets.shop.example'},
		spec: {},
	};
	const all = rule(['*'], ['shop.example'], ['*']);
	assert.ok(isOfAddedKinds(all, snapshotOf([definition])));
	assert.ok(!isOfAddedKinds(all, snapshotOf([])));
	assert.ok(isOfAddedKinds(all, snapshotOf([], {unread: ['customResourceDefinitions']})));
	assert.ok(!isOfAddedKinds(rule(['*'], ['shop.example', 'apps'], ['*']), snapshotOf([definition])));
	assert.ok(!isOfAddedKinds(rule(['*'], ['metrics.k8s.io'], ['*']), snapshotOf([], {unread: ['customResourceDefinitions']})));
});

test('rights are said with few words', () => {
	assert.equal(
		rightsSay(singleRights(rule(['get', 'list'], ['', 'apps'], ['pods', 'secrets']))),
		'get pods, get secrets, get pods.apps, get secrets.apps and 4 more rights',
	);
	assert.equal(rightsSay([{verb: 'get', path: '/metrics'}]), 'get /metrics');
});

test('what leads to much is said by that, the rest by its rights', () => {
	assert.equal(maySay([rule(['get'], [''], ['configmaps'])]), 'get configmaps');
	assert.equal(maySay([rule(['*'], ['apps'], ['daemonsets/status'])]), 'do anything with daemonsets/status.apps');
	assert.equal(maySay([rule(['get'], [''], ['secrets', 'pods'])]), 'read Secrets');
	assert.equal(maySay([rule(['*'], ['*'], ['*'])]), 'do everything');
	assert.equal(
		maySay(defaultRules({name: 'admin'}) ?? []),
		'act as somebody else, read Secrets, make tokens of service accounts and 2 more such things',
	);
});
