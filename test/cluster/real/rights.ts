import assert from 'node:assert/strict';
import {test} from 'node:test';
import {collect} from '../../../source/cluster/collect.js';
import {tryChange} from '../../../source/cluster/preview.js';
import {assessedAlone} from '../../../source/commands/assessment.js';
import {resources} from '../../../source/kube/resources.js';
import type {Change, JsonObject, Manifest, Snapshot, Target} from '../../../source/model/index.js';
import {clusterRoleBinding, deployment, namespace, networkPolicy, roleBinding, user} from '../../helpers/manifests.js';
import {asWriter, previewed, send} from './changes.js';
import {pathOf} from './roles.js';
import {sharedControlPlane} from './shared.js';

const place = 'rights';
const group = 'rbac.authorization.k8s.io';
const web = {group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', namespace: place, name: 'web'} as const;
const binding: Target = {group, version: 'v1', kind: 'ClusterRoleBinding', plural: 'clusterrolebindings', name: 'rights-of-ops'};
const patch: Change = {action: 'patch', target: web, patch: {spec: {template: {spec: {automountServiceAccountToken: false}}}}};
const manifest = networkPolicy('deny', {podSelector: {}}, {namespace: place});
const create: Change = {
	action: 'create',
	target: {group: 'networking.k8s.io', version: 'v1', kind: 'NetworkPolicy', plural: 'networkpolicies', namespace: place, name: 'deny'},
	manifest,
};

async function prepare(): Promise<void> {
	const plane = await sharedControlPlane();
	const objects: Manifest[] = [
		namespace(place),
		deployment({}, {name: 'web', namespace: place}, {replicas: 0}),
		clusterRoleBinding(binding.name, [user('ops')]),
	];
	for (const object of objects) await plane.create(pathOf(object), object);
}
let prepared: Promise<void> | undefined;
const ready = (): Promise<void> => (prepared ??= prepare());

const readAs = (role: 'admin' | 'reader'): Promise<Snapshot> => asWriter(role, connection => collect(connection));

test('the role that is printed lets a scan decide every control that an administrator can have decided', async () => {
	await ready();
	const [whole, read] = [await readAs('admin'), await readAs('reader')];
	assert.deepEqual(
		read.gaps.filter(({reason}) => reason !== 'absent').map(({source, reason}) => `${source} ${reason}`),
		['secrets forbidden', 'configMaps forbidden'],
	);
	assert.deepEqual(
		resources.filter(({name, read: how, optional}) => how !== 'never' && !optional && read.read[name] !== 'complete'),
		[],
	);
	// What other tests leave behind comes and goes: only what lies here is compared one by one.
	const decided = (snapshot: Snapshot) =>
		assessedAlone(snapshot).verdicts.map(({control, status, findings}) => ({
			control: control.id,
			decided: status !== 'unknown',
			here: findings
				.filter(({subject}) => (subject.namespace ?? subject.name).startsWith(place))
				.map(({id, message}) => `${id} ${message}`),
		}));
	assert.deepEqual(decided(read), decided(whole));
});

type Rules = {readonly resourceRules: readonly {readonly verbs: readonly string[]; readonly resources: readonly string[]}[]};

test('the role that is printed gives nothing but get and list, and neither secrets nor what runs in a pod', async () => {
	await ready();
	for (const where of ['default', 'kube-system', 'kube-public', place]) {
		const {resourceRules} = await asWriter('reader', async ({reader}) => {
			const {body} = await reader.review('selfsubjectrulesreviews', 'v1', {namespace: where});
			return body['status'] as Rules;
		});
		// Everybody may ask who they are.
		const own = resourceRules.filter(rule => !rule.resources.every(one => one.startsWith('selfsubject')));
		assert.ok(own.length > 0);
		assert.deepEqual(
			own.filter(({verbs}) => !verbs.every(verb => verb === 'get' || verb === 'list')),
			[],
		);
		assert.deepEqual(
			own.filter(rule => rule.resources.some(one => one === 'secrets' || one.includes('/'))),
			[],
		);
	}
});

test('who may only read sees a change computed here, and which right is missing', async () => {
	await ready();
	const changes: readonly (readonly [Change, string])[] = [
		[patch, 'patch deployments.apps in rights'],
		[create, 'create networkpolicies.networking.k8s.io in rights'],
		[{action: 'delete', target: binding}, `delete clusterrolebindings.${group}`],
	];
	await asWriter('reader', async connection => {
		const snapshot = await collect(connection, {probes: false});
		for (const [change, forbidden] of changes) {
			const [preview] = await previewed(connection, snapshot, [change]);
			assert.deepEqual(
				{computed: preview?.computed, forbidden: preview?.forbidden, why: preview?.why, refused: preview?.refused},
				{computed: 'here', forbidden, why: `this account may not ${forbidden}`, refused: undefined},
			);
			assert.ok(preview && preview.diff.length > 0);
		}
	});
});

test('what is sent without the right is refused by name, told in the journal, and changes nothing', async () => {
	await ready();
	const {admin} = await sharedControlPlane();
	await asWriter('reader', async (connection, journal) => {
		const snapshot = await collect(connection, {probes: false});
		const previews = await previewed(connection, snapshot, [patch, create]);
		const {outcome, says} = await send(connection, journal, {previews, controls: ['a']});
		assert.deepEqual([outcome, says], ['failed', 'this account may not patch deployments.apps in rights']);
		assert.deepEqual(
			journal.entries().map(({id, state, note}) => `${id} ${state}: ${note}`),
			[
				'2 failed: not sent: this account may not patch deployments.apps in rights',
				'1 failed: this account may not patch deployments.apps in rights',
			],
		);
	});
	const {body} = await admin(
		'GET',
		`${pathOf({apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: place}})}/web`,
	);
	assert.equal((body['metadata'] as JsonObject)['generation'], 1);
});

test('who may not even read an object is told so', async () => {
	await ready();
	const {forbidden, why, computed} = await asWriter('tenant', connection => tryChange(connection, patch));
	assert.deepEqual(
		{forbidden, why, computed},
		{forbidden: 'get deployments.apps in rights', why: 'this account may not get deployments.apps in rights', computed: 'here'},
	);
});

test('who may bind roles, but not this one, gets the words of the server and not a right that is there', async () => {
	const wanted = roleBinding('all', [user('friend')], 'cluster-admin', {namespace: 'tenant'});
	const target = {group, version: 'v1', kind: 'RoleBinding', plural: 'rolebindings', namespace: 'tenant', name: 'all'} as const;
	const {forbidden, refused} = await asWriter('tenant', connection => tryChange(connection, {action: 'create', target, manifest: wanted}));
	assert.equal(forbidden, undefined);
	assert.match(refused ?? '', /is attempting to grant RBAC permissions not currently held/);
});
