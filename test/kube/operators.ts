import assert from 'node:assert/strict';
import {test} from 'node:test';
import {powersOf} from '../../source/kube/account-power.js';
import {hasToken} from '../../source/kube/api-tokens.js';
import {operatorOfAccount, productOfAccount} from '../../source/kube/operators.js';
import {sharedNode} from '../../source/kube/shared-nodes.js';
import {workloads} from '../../source/kube/workloads.js';
import type {JsonObject, Manifest} from '../../source/model/index.js';
import {account, clusterRole, clusterRoleBinding, container, deployment, pod, roleBinding} from '../helpers/manifests.js';
import {type SnapshotParts, snapshotOf} from '../helpers/objects.js';

const web = {kind: 'ServiceAccount', namespace: 'shop', name: 'web'} as const;
const running = (name: string, ...images: string[]) =>
	deployment({serviceAccountName: 'web', containers: images.map((image, index) => container({name: `c${index}`, image}))}, {name});
const argo = 'quay.io/argoproj/argocd:v3.1.0';

test('an account is an operator’s where everything that runs as it is that operator', () => {
	const found = (...objects: Manifest[]) => operatorOfAccount(snapshotOf(objects), web)?.name;
	assert.equal(found(running('a', argo), running('b', argo, argo)), 'Argo CD');
	assert.equal(found(running('a', argo), running('b', 'nginx')), undefined);
	assert.equal(found(running('a', argo, 'nginx')), undefined);
	assert.equal(found(running('a', 'evil.example/argocd')), undefined);
	assert.equal(found(), undefined);
	assert.equal(operatorOfAccount(snapshotOf([running('a', argo)]), {kind: 'User', name: 'web'}), undefined);
	assert.equal(productOfAccount(snapshotOf([running('a', 'registry.k8s.io/sig-storage/csi-provisioner:v5.3.0')]), web), 'CSI driver');
});

test('the pod’s word on its token counts before its account’s, and a pod that runs shows what it has', () => {
	const says = (automountServiceAccountToken: boolean): Manifest => ({
		apiVersion: 'v1',
		kind: 'ServiceAccount',
		metadata: {name: 'web', namespace: 'shop'},
		automountServiceAccountToken,
	});
	const token = (spec: JsonObject, ...objects: Manifest[]) => {
		const snapshot = snapshotOf([pod({serviceAccountName: 'web', ...spec}), ...objects]);
		return hasToken(snapshot, workloads(snapshot)[0] ?? assert.fail());
	};
	const given = {volumes: [{name: 'kube-api-access-x1y2z', projected: {sources: [{serviceAccountToken: {path: 'token'}}]}}]};
	assert.deepEqual(
		[
			token({}),
			token({}, says(false)),
			token({automountServiceAccountToken: true}, says(false)),
			token({automountServiceAccountToken: false}),
			token(given, says(false)),
		],
		[true, false, true, false, true],
	);
});

test('powers reach the whole cluster or the namespace of its control plane', () => {
	const role = clusterRole('r', [{apiGroups: [''], resources: ['secrets'], verbs: ['get']}]);
	const powers = (binding: Manifest) => powersOf(snapshotOf([role, binding]), web).map(({id}) => id);
	assert.deepEqual(powers(clusterRoleBinding('b', [account('web')], 'r')), ['secrets-read']);
	assert.deepEqual(powers(roleBinding('b', [account('web')], 'r', {namespace: 'kube-system'})), ['secrets-read']);
	assert.deepEqual(powers(roleBinding('b', [account('web')], 'r')), []);
	assert.deepEqual(powers(clusterRoleBinding('b', [account('web')])), ['everything']);
	assert.deepEqual(powers(clusterRoleBinding('b', [account('other')])), []);
});

test('a node is shared with apps where both have pods on it', () => {
	const shared = (nodes: Readonly<Record<string, string>>, parts: SnapshotParts = {}) => {
		const pods = Object.entries(nodes).map(([name, nodeName]) =>
			pod(nodeName === '' ? {} : {nodeName}, {name, namespace: name === 'agent' ? 'kube-system' : 'shop'}),
		);
		const snapshot = snapshotOf(pods, parts);
		return sharedNode(snapshot, workloads(snapshot).find(({subject}) => subject.name === 'agent') ?? assert.fail());
	};
	assert.equal(shared({agent: 'a', app: 'a'}), 'a');
	assert.equal(shared({agent: 'a', app: 'b'}), false);
	assert.equal(shared({agent: '', app: 'b'}), undefined);
});
