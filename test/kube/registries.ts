import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {celAllows, celList, givenPlaces, isFrom, placesIn, usedImages} from '../../source/kube/registries.js';
import {container, cronJob, deployment, pod} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

const running = (...images: readonly string[]) => deployment({containers: images.map((image, at) => container({name: `c${at}`, image}))});

test('the proposal names owners where a registry serves everybody, and the registry alone elsewhere', () => {
	const images = usedImages(
		snapshotOf([
			running('nginx', 'ghcr.io/acme/web:1', 'ghcr.io/acme/api@sha256:abc', 'registry.example.org:5000/a/b/c'),
			cronJob({containers: [container({image: 'registry.k8s.io/pause:3.10'})]}),
		]),
	);
	assert.deepEqual(placesIn(images), ['docker.io/library/', 'ghcr.io/acme/', 'registry.example.org:5000/', 'registry.k8s.io/']);
});

test('what providers bring into kube-system is left out, what else runs there is not', () => {
	const of = (image: string) => usedImages(snapshotOf([pod({containers: [container({image})]}, {namespace: 'kube-system'})])).length;
	assert.equal(of('registry.k8s.io/kube-state-metrics:v2'), 0);
	assert.equal(of('docker.io/evil/miner:1'), 1);
});

test('a list that somebody wrote is read with commas, spaces, addresses and stars', () => {
	assert.deepEqual(givenPlaces('ghcr.io/acme/*, https://registry.example.org:5000\nindex.docker.io'), [
		'docker.io/',
		'ghcr.io/acme/',
		'registry.example.org:5000/',
	]);
});

test('what is no registry is not taken, so that nothing can break out of the expression', () => {
	for (const text of ['', ' , ', "ghcr.io/'] || true", 'acme', 'ghcr.io/a b', 'GHCR.io', 'ghcr.io/"', 'ghcr.io/a\\']) {
		const places = givenPlaces(text);
		assert.ok(places === undefined || places.every(place => /^[a-z0-9./:_-]+$/.test(place)), text);
	}
	assert.equal(givenPlaces("ghcr.io/'] || true"), undefined);
	fc.assert(fc.property(fc.string(), text => (givenPlaces(text) ?? []).every(place => !/['"\\\s]/.test(place) && place.endsWith('/'))));
});

test('a registry is not taken for one whose name it begins', () => {
	assert.ok(!isFrom(['ghcr.io/acme/'], 'ghcr.io/acme-evil/app:1'));
	assert.ok(!isFrom(['registry.example.org/'], 'registry.example.org.evil.net/app:1'));
	assert.ok(isFrom(['docker.io/library/'], 'nginx'));
});

test('images of Docker Hub may be written without it', () => {
	assert.equal(celList(['docker.io/acme/']), "['docker.io/acme/', 'index.docker.io/acme/', 'acme/']");
	assert.match(celAllows('c.image', ['docker.io/library/']), /!c\.image\.contains\('\/'\)/);
	assert.match(celAllows('c.image', ['docker.io/']), /matches/);
	assert.doesNotMatch(celAllows('c.image', ['ghcr.io/']), /contains|matches/);
});
