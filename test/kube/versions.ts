import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isStale, newestMinor, openshiftSupport, parsedVersion, support} from '../../source/kube/versions.js';

const at = (minor: number) => ({gitVersion: `v1.${minor}.0`, major: 1, minor});

test('a version that the data do not know yet is unknown, never ended', () => {
	assert.equal(support(at(newestMinor + 1), 'kubeadm', '2026-11-25').state, 'unknown');
	assert.equal(support({gitVersion: 'v2.0.0', major: 2, minor: 0}, 'kubeadm', '2026-11-25').state, 'unknown');
});

test('a version older than all data has ended', () => assert.equal(support(at(20), 'kubeadm', '2026-11-25').state, 'ended'));

test('support holds on its last day and is over on the next', () => {
	assert.equal(support(at(34), 'kubeadm', '2026-10-27').state, 'ends-soon');
	assert.equal(support(at(34), 'kubeadm', '2026-10-28').state, 'ended');
	assert.equal(support(at(35), 'kubeadm', '2026-10-28').state, 'supported');
});

test('a provider may support a version for longer, and says when only extended support is left', () => {
	assert.equal(support(at(34), 'eks', '2026-11-25').state, 'ends-soon');
	assert.equal(support(at(33), 'eks', '2026-11-25').state, 'extended');
	assert.equal(support(at(33), 'kubeadm', '2026-11-25').state, 'ended');
	assert.equal(support(at(30), 'eks', '2026-11-25').state, 'ended');
});

test('OpenShift has dates of its own', () => {
	const stateOf = (version: string, today = '2026-11-25') => openshiftSupport(version, today)?.state;
	assert.equal(stateOf('4.22.1'), 'supported');
	assert.equal(stateOf('4.19.20'), 'ends-soon');
	assert.equal(stateOf('4.19.20', '2026-12-18'), 'ended');
	assert.equal(stateOf('4.18.3'), 'extended');
	assert.equal(stateOf('4.18.3', '2027-02-26'), 'ended');
	assert.equal(stateOf('4.17.3'), 'ended');
	assert.equal(stateOf('4.16.3', '2026-06-27'), 'extended');
	assert.equal(stateOf('4.16.3'), 'ended');
	assert.equal(stateOf('4.12.0'), 'ended');
	assert.equal(stateOf('3.11.0'), 'ended');
});

test('an OpenShift newer than the data is unknown, and OKD has other dates, which the data do not hold', () => {
	assert.equal(openshiftSupport('4.23.0', '2026-11-25')?.state, 'unknown');
	assert.equal(openshiftSupport('5.0.0', '2026-11-25')?.state, 'unknown');
	assert.equal(openshiftSupport('4.17.0-okd-scos.1', '2026-11-25'), undefined);
	assert.equal(openshiftSupport('soon', '2026-11-25'), undefined);
});

test('data are stale after nine months', () => {
	assert.equal(isStale('2027-05-20'), false);
	assert.equal(isStale('2027-05-24'), true);
});

test('versions of vendors are read, other texts are not', () => {
	assert.deepEqual(parsedVersion('v1.34.2-gke.100'), {gitVersion: 'v1.34.2-gke.100', major: 1, minor: 34});
	assert.equal(parsedVersion('1.34+')?.minor, 34);
	for (const text of ['', 'latest', '1', 'v1.x', '1.34 or so', 'x1.34']) assert.equal(parsedVersion(text), undefined, text);
});
