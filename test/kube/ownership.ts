import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ownerOf} from '../../source/kube/ownership.js';
import type {Metadata} from '../../source/model/index.js';
import {snapshotOf} from '../helpers/objects.js';

const application = {apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: {name: 'shop', namespace: 'argocd'}};
const snapshot = snapshotOf([application]);
const owner = (metadata: Partial<Metadata>) => ownerOf({name: 'web', namespace: 'shop', ...metadata}, snapshot);

test('nobody is seen where nothing says so', () => assert.deepEqual(owner({}), {kind: 'nobody', says: 'nobody seen'}));

test('a controller stands before everything else', () => {
	const made = owner({
		owners: [{apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true}],
		annotations: {'meta.helm.sh/release-name': 'x'},
	});
	assert.deepEqual([made.kind, made.says], ['controller', 'Deployment web']);
	assert.equal(owner({owners: [{apiVersion: 'apps/v1', kind: 'Deployment', name: 'web'}]}).kind, 'nobody');
});

test('Argo CD is known by its annotation, its label, or the name of an application that exists', () => {
	assert.deepEqual(
		owner({annotations: {'argocd.argoproj.io/tracking-id': 'store:apps/Deployment:shop/web'}}).says,
		'Argo CD, application store',
	);
	assert.equal(owner({labels: {'argocd.argoproj.io/instance': 'store'}}).git, true);
	assert.equal(owner({labels: {'app.kubernetes.io/instance': 'shop'}}).kind, 'argo-cd');
	assert.equal(owner({labels: {'app.kubernetes.io/instance': 'other'}}).kind, 'nobody');
});

test('Flux names what it comes from', () => {
	const found = owner({labels: {'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system'}});
	assert.deepEqual([found.kind, found.says, found.git], ['flux', 'Flux, Kustomization flux-system/apps', true]);
});

test('a release that Flux installs is owned by Flux, another one by Helm, which is not Git', () => {
	const release = {'meta.helm.sh/release-name': 'web', 'meta.helm.sh/release-namespace': 'shop'};
	assert.equal(owner({annotations: release, labels: {'helm.toolkit.fluxcd.io/name': 'web'}}).kind, 'flux');
	const helm = owner({annotations: release});
	assert.deepEqual([helm.kind, helm.says, helm.git], ['helm', 'Helm, release shop/web', undefined]);
});

test('the label of Helm alone, which charts print without Helm too, is not enough', () => {
	assert.equal(owner({labels: {'app.kubernetes.io/managed-by': 'Helm'}}).kind, 'nobody');
});

test('field managers speak where nothing else does', () => {
	assert.equal(owner({managers: ['Terraform']}).kind, 'terraform');
	assert.equal(owner({managers: ['eks']}).kind, 'addon-manager');
	assert.equal(owner({managers: ['kube-controller-manager', 'kubectl-client-side-apply']}).kind, 'person');
	assert.equal(owner({managers: ['kube-controller-manager']}).kind, 'nobody');
});

test('other controllers of Git are known', () => {
	assert.equal(owner({annotations: {'configmanagement.gke.io/managed': 'enabled'}}).kind, 'config-sync');
	assert.equal(owner({annotations: {'objectset.rio.cattle.io/id': 'x'}}).kind, 'fleet');
	assert.equal(owner({labels: {'kapp.k14s.io/app': '1'}}).kind, 'kapp');
	assert.equal(owner({labels: {'olm.owner': 'x'}}).git, undefined);
});
