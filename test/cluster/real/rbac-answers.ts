import assert from 'node:assert/strict';
import {test} from 'node:test';
import {collect} from '../../../source/cluster/collect.js';
import {may, type Person, type Request} from '../../../source/kube/rbac.js';
import type {JsonObject, Manifest, Snapshot, Source} from '../../../source/model/index.js';
import {account, clusterRole, clusterRoleBinding, group, namespace, roleBinding, user} from '../../helpers/manifests.js';
import {asWriter} from './changes.js';
import {eventually} from './child.js';
import type {ControlPlane} from './control-plane.js';
import {pathOf} from './roles.js';
import {sharedControlPlane} from './shared.js';

const seed = 20261126;
const questions = 2600;
const rbac = 'rbac.authorization.k8s.io';
const places = ['answers-a', 'answers-b'] as const;
const mark = 'answers.example/collect';

/** The same numbers in every run. */
function random(start: number): () => number {
	let state = start;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
const next = random(seed);
const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
const some = <T>(list: readonly T[], most: number): T[] => [
	...new Set(Array.from({length: 1 + Math.floor(next() * most)}, () => one(list))),
];
const chance = (part: number) => next() < part;

const verbs = ['get', 'list', 'watch', 'create', 'delete', 'bind', 'impersonate'];
const groups = ['', 'apps', rbac, 'shop.example'];
const resources = [
	'pods',
	'pods/exec',
	'pods/log',
	'secrets',
	'deployments',
	'deployments/scale',
	'clusterroles',
	'users',
	'widgets',
	'nodes/proxy',
];
const names = ['web', 'db'];
const paths = ['/metrics', '/metrics/cadvisor', '/healthz/etcd', '/answers', '/answers/deep/er'];

function rule(inCluster: boolean): JsonObject {
	if (inCluster && chance(0.15))
		return {
			verbs: some(['get', 'post', '*'], 2),
			nonResourceURLs: some([...paths, '/answers/*', '/answers**', '/metrics*', '/healthz/*'], 2),
		};
	return {
		verbs: chance(0.08) ? ['*'] : some(verbs, 3),
		apiGroups: chance(0.1) ? ['*'] : some(groups, 2),
		resources: chance(0.06) ? ['*'] : some([...resources, '*/exec', '*/scale', 'pods/*'], 3),
		...(chance(0.2) && {resourceNames: some([...names, ''], 2)}),
	};
}
const rules = (inCluster: boolean) => Array.from({length: 1 + Math.floor(next() * 2)}, () => rule(inCluster));

const subjects: readonly JsonObject[] = [
	...['anna', 'ben', 'cleo', 'system:serviceaccount:answers-b:app'].map(user),
	...['team', 'answers-ops', 'system:serviceaccounts:answers-a', 'system:unauthenticated'].map(group),
	account('app', 'answers-a'),
	account('app', 'answers-b'),
	account('robot', 'answers-a'),
];
/** Groups that whoever logs in is in. */
const everybody = ['system:authenticated', 'system:serviceaccounts'].map(group);

const accountOf = (name: string, where: string): Person => ({kind: 'ServiceAccount', namespace: where, name});
const persons: readonly Person[] = [
	{kind: 'User', name: 'anna', groups: ['team']},
	{kind: 'User', name: 'ben', groups: []},
	{kind: 'User', name: 'cleo', groups: ['answers-ops', 'team']},
	{kind: 'User', name: 'dora', groups: []},
	{kind: 'User', name: 'mia', groups: ['system:masters']},
	{kind: 'User', name: 'system:anonymous', groups: []},
	accountOf('app', 'answers-a'),
	accountOf('robot', 'answers-a'),
	accountOf('app', 'answers-b'),
	accountOf('robot', 'answers-b'),
	// As the server names a signed-in account.
	{kind: 'User', name: 'system:serviceaccount:answers-b:app', groups: []},
];

const roleNames = Array.from({length: 24}, (_, index) => `answers-${index}`);
const ownRole = (name: string, where: string, own: readonly JsonObject[]): Manifest => ({
	apiVersion: `${rbac}/v1`,
	kind: 'Role',
	metadata: {name, namespace: where},
	rules: own,
});
const toRole = (binding: Manifest, kind: string): Manifest => ({...binding, roleRef: {...(binding['roleRef'] as JsonObject), kind}});
const labelled = (role: Manifest, labels: JsonObject): Manifest => ({...role, metadata: {...role.metadata, labels}});
const collecting = (name: string, value: string, labels: JsonObject = {}): Manifest => ({
	...labelled(clusterRole(name, []), labels),
	aggregationRule: {clusterRoleSelectors: [{matchLabels: {[mark]: value}}]},
});

/** Roles, roles that collect roles, and bindings in every combination. */
function world(): {readonly roles: readonly Manifest[]; readonly bindings: readonly Manifest[]} {
	const roles: Manifest[] = [];
	for (const name of roleNames) {
		const role = clusterRole(name, rules(true));
		roles.push(chance(0.3) ? labelled(role, {[mark]: one(['inner', 'outer'])}) : role);
		for (const where of places) if (chance(0.5)) roles.push(ownRole(name, where, rules(false)));
	}
	roles.push(collecting('answers-inner', 'inner', {[mark]: 'outer'}), collecting('answers-outer', 'outer'));
	const known = [...roleNames, 'answers-inner', 'answers-outer', 'answers-missing', 'view'];
	const bindings = [
		...everybody.flatMap((subject, index) => [
			clusterRoleBinding(`answers-all-${index}`, [subject], one(roleNames)),
			roleBinding(`answers-all-${index}`, [subject], one(roleNames), {namespace: one(places)}),
		]),
		...Array.from({length: 14}, (_, index) => clusterRoleBinding(`answers-${index}`, some(subjects, 2), one(known))),
		...places.flatMap(where =>
			Array.from({length: 24}, (_, index) =>
				toRole(roleBinding(`answers-${index}`, some(subjects, 2), one(known), {namespace: where}), one(['Role', 'ClusterRole'])),
			),
		),
	];
	return {roles, bindings};
}

function question(): Request {
	if (chance(0.1)) return {verb: one(['get', 'post']), path: one(paths)};
	const place = one([undefined, ...places, 'default']);
	return {
		verb: one(verbs),
		group: one(groups),
		resource: one(resources),
		...(chance(0.4) && {name: one(names)}),
		...(place !== undefined && {namespace: place}),
	};
}

/** What the server itself says. */
async function answer({admin}: ControlPlane, person: Person, asked: Request): Promise<boolean> {
	const isAccount = person.kind === 'ServiceAccount';
	const name = isAccount ? `system:serviceaccount:${person.namespace}:${person.name}` : person.name;
	const place = /^system:serviceaccount:([^:]+):/.exec(name)?.[1];
	const spec: JsonObject = {
		user: name,
		groups: [
			...(person.groups ?? []),
			name === 'system:anonymous' ? 'system:unauthenticated' : 'system:authenticated',
			...(place === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${place}`]),
		],
	};
	const attributes = (): JsonObject => {
		if (asked.path !== undefined) return {nonResourceAttributes: {verb: asked.verb, path: asked.path}};
		const [resource, subresource] = asked.resource.split('/');
		const {verb, group: apiGroup, name: object, namespace: where} = asked;
		return {resourceAttributes: {verb, group: apiGroup, resource, subresource, name: object, namespace: where}};
	};
	const kind = {apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview'};
	const {status, body, text} = await admin('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
		...kind,
		spec: {...spec, ...attributes()},
	});
	assert.equal(status, 201, text);
	return (body['status'] as {readonly allowed: boolean}).allowed;
}

/** Objects of one kind reach the server's authorizer in the order in which they were made: when the last ones have, all have. */
async function settled(plane: ControlPlane, make: (object: Manifest) => Promise<void>): Promise<void> {
	for (const name of ['answers-inner', 'answers-outer'])
		await eventually(`${name} has collected its rules`, async () => {
			const {body} = await plane.admin('GET', `/apis/${rbac}/v1/clusterroles/${name}`);
			return ((body['rules'] ?? []) as readonly unknown[]).length > 0;
		});
	const last = [{verbs: ['get'], apiGroups: ['answers.example'], resources: ['last']}];
	await make(clusterRole('answers-last', last));
	await make(ownRole('answers-last', 'answers-a', last));
	await make(clusterRoleBinding('answers-last', [user('answers-everywhere')], 'answers-last'));
	await make(toRole(roleBinding('answers-last', [user('answers-here')], 'answers-last', {namespace: 'answers-a'}), 'Role'));
	const asked = {verb: 'get', group: 'answers.example', resource: 'last', namespace: 'answers-a'};
	for (const name of ['answers-everywhere', 'answers-here'])
		await eventually(`the server knows the rights of ${name}`, () => answer(plane, {kind: 'User', name}, asked));
}

test(`over ${questions} random questions the rights that are concluded are those of the API server`, async () => {
	const plane = await sharedControlPlane();
	const made: Manifest[] = [];
	const make = async (object: Manifest) => {
		await plane.create(pathOf(object), object);
		made.push(object);
	};
	try {
		for (const where of places) await make(namespace(where));
		const {roles, bindings} = world();
		for (const object of [...roles, ...bindings]) await make(object);
		await settled(plane, make);
		const lists: readonly Source[] = ['clusterRoles', 'roles', 'clusterRoleBindings', 'roleBindings', 'namespaces'];
		const snapshot: Snapshot = await asWriter('admin', connection => collect(connection, {only: new Set(lists), probes: false}));
		const asked = Array.from({length: questions}, () => ({person: one(persons), request: question()}));
		const wrong: string[] = [];
		let allowed = 0;
		const together = 20;
		for (let from = 0; from < asked.length; from += together)
			await Promise.all(
				asked.slice(from, from + together).map(async ({person, request}) => {
					const theirs = await answer(plane, person, request);
					if (theirs) allowed += 1;
					if (may(snapshot, person, request) !== theirs)
						wrong.push(`${JSON.stringify(person)} ${JSON.stringify(request)}: the server says ${theirs ? 'yes' : 'no'}`);
				}),
			);
		assert.deepEqual(wrong, []);
		assert.ok(
			allowed > questions / 8 && allowed < (questions * 7) / 8,
			`${allowed} of ${questions} were allowed: the questions prove little`,
		);
	} finally {
		for (const object of made.toReversed()) {
			const {status, text} = await plane.admin('DELETE', `${pathOf(object)}/${object.metadata.name}`);
			assert.ok(status < 300 || status === 404, text);
		}
	}
});
