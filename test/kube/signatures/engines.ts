import assert from 'node:assert/strict';
import {test} from 'node:test';
import {engineCoverage} from '../../../source/kube/signatures/engines.js';
import type {JsonObject, Manifest} from '../../../source/model/index.js';
import {snapshotOf} from '../../helpers/objects.js';

const custom = (apiVersion: string, kind: string, name: string, spec: JsonObject): Manifest => ({apiVersion, kind, metadata: {name}, spec});
const kyverno = (name: string, spec: JsonObject, rule: JsonObject = {}) =>
	custom('kyverno.io/v1', 'ClusterPolicy', name, {...spec, rules: [{match: {any: [{resources: {kinds: ['Pod']}}]}, ...rule}]});
const constraint = (kind: string, spec: JsonObject = {}) => custom('constraints.gatekeeper.sh/v1beta1', kind, kind.toLowerCase(), spec);
const covered = (objects: Manifest[], namespace = 'shop') => [...engineCoverage(snapshotOf(objects), namespace).covered].sort();
const enforce = {validationFailureAction: 'Enforce'};

test('without an engine every check of the baseline is missing', () => {
	const {engines, missing} = engineCoverage(snapshotOf([]), 'shop');
	assert.deepEqual(engines, []);
	assert.ok(missing.includes('privileged') && missing.length >= 11);
});

test('Kyverno covers what it enforces, not what it audits', () => {
	assert.deepEqual(covered([kyverno('disallow-privileged-containers', enforce)]), ['privileged']);
	assert.deepEqual(covered([kyverno('disallow-privileged-containers', {validationFailureAction: 'Audit'})]), []);
	assert.deepEqual(covered([kyverno('disallow-privileged-containers', {})]), []);
	assert.deepEqual(covered([kyverno('disallow-host-path', {}, {validate: {failureAction: 'Enforce'}})]), ['hostPathVolumes']);
});

test('a whole level in one policy covers every check, unless something is left out', () => {
	const level = (more: JsonObject = {}) =>
		kyverno('pss', enforce, {validate: {podSecurity: {level: 'baseline', version: 'latest', ...more}}});
	assert.deepEqual(engineCoverage(snapshotOf([level()]), 'shop').missing, []);
	assert.ok(engineCoverage(snapshotOf([level({exclude: [{controlName: 'Capabilities'}]})]), 'shop').missing.length > 0);
});

test('namespaces that are left out are not covered', () => {
	const policy = kyverno('disallow-privileged-containers', enforce, {exclude: {any: [{resources: {namespaces: ['kube-*', 'shop']}}]}});
	assert.deepEqual(covered([policy]), []);
	assert.deepEqual(covered([policy], 'other'), ['privileged']);
});

test('Gatekeeper covers by the kind of its constraint where it denies', () => {
	assert.deepEqual(covered([constraint('K8sPSPPrivilegedContainer')]), ['privileged']);
	assert.deepEqual(covered([constraint('K8sPSPPrivilegedContainer', {enforcementAction: 'dryrun'})]), []);
	assert.deepEqual(covered([constraint('K8sPSPPrivilegedContainer', {match: {excludedNamespaces: ['shop']}})]), []);
	assert.deepEqual(covered([constraint('K8sPSPPrivilegedContainer', {match: {namespaces: ['other']}})]), []);
});

test('an admission policy covers where a binding of it denies', () => {
	const group = 'admissionregistration.k8s.io/v1';
	const policy = custom(group, 'ValidatingAdmissionPolicy', 'no-privileged', {
		matchConstraints: {resourceRules: [{apiGroups: [''], resources: ['pods']}]},
	});
	const binding = (actions: string[]) =>
		custom(group, 'ValidatingAdmissionPolicyBinding', 'b', {policyName: 'no-privileged', validationActions: actions});
	assert.deepEqual(covered([policy, binding(['Deny'])]), ['privileged']);
	assert.deepEqual(covered([policy, binding(['Warn', 'Audit'])]), []);
	assert.deepEqual(covered([policy]), []);
});
