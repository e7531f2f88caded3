import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isSensitivePath, runtimeSocketAt} from '../../source/kube/host-paths.js';

test('places that decide over a node are sensitive, with what lies in them and what contains them', () => {
	for (const path of [
		'/',
		'//',
		'/etc',
		'/etc/',
		'/etc/kubernetes/pki',
		'/var',
		'/var/lib',
		'/var//run/x',
		'/var/./log',
		'C:\\',
		'c:\\Windows\\System32',
	])
		assert.ok(isSensitivePath(path), path);
});

test('directories of their own are not', () => {
	for (const path of ['/data', '/var/cache/images', '/var/lib/app', '/etcetera', '/mnt/disks', 'C:\\data', '/opt/app'])
		assert.ok(!isSensitivePath(path), path);
});

test('the socket of a runtime is found under both its names, and in every directory that contains it', () => {
	for (const path of ['/var/run/docker.sock', '/run/docker.sock', '/run/containerd/containerd.sock', '\\\\.\\pipe\\docker_engine'])
		assert.equal(runtimeSocketAt(path)?.exactly, true, path);
	for (const path of ['/', '/run', '/var', '/var/run/', '/run/containerd', '/var/run/crio'])
		assert.equal(runtimeSocketAt(path)?.exactly, false, path);
	for (const path of ['/run/flannel', '/var/lib/docker', '/run/docker', '/run/docker.sock.d'])
		assert.equal(runtimeSocketAt(path), undefined, path);
});
