import assert from 'node:assert/strict';
import {test} from 'node:test';
import {imageOf, repositoryOf} from '../../source/kube/images.js';

test('a bare name comes from the library of Docker Hub', () => {
	assert.deepEqual(imageOf('nginx'), {registry: 'docker.io', path: 'library/nginx'});
	assert.equal(repositoryOf('index.docker.io/nginx'), 'docker.io/library/nginx');
});

test('the port of a registry is not a tag', () => {
	assert.deepEqual(imageOf('localhost:5000/shop/web'), {registry: 'localhost:5000', path: 'shop/web'});
	assert.deepEqual(imageOf('localhost:5000/shop/web:1'), {registry: 'localhost:5000', path: 'shop/web', tag: '1'});
});

test('a digest and a tag are both seen', () => {
	assert.deepEqual(imageOf('quay.io/a/b:1@sha256:00'), {registry: 'quay.io', path: 'a/b', tag: '1', digest: 'sha256:00'});
});

test('an owner without a dot is no registry', () => {
	assert.equal(repositoryOf('calico/node:v3'), 'docker.io/calico/node');
});
