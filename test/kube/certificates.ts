import assert from 'node:assert/strict';
import {test} from 'node:test';
import {daysLeft, weakness} from '../../source/kube/certificates.js';
import type {Certificate} from '../../source/model/index.js';

const certificate = (overrides: Partial<Certificate> = {}): Certificate => ({
	subject: 'CN=kube-apiserver',
	issuer: 'CN=kubernetes',
	notBefore: '2026-01-01T00:00:00Z',
	notAfter: '2026-12-01T00:00:00Z',
	names: ['kubernetes'],
	keyType: 'rsa',
	keyBits: 2048,
	signature: 'sha256WithRSAEncryption',
	...overrides,
});

test('days are counted whole, and below zero once it has run out', () => {
	assert.equal(daysLeft(certificate(), '2026-11-25T12:00:00Z'), 5);
	assert.ok(daysLeft(certificate(), '2026-12-02T00:00:01Z') < 0);
});

test('RSA of 2048 bits with SHA-256 is not weak', () => assert.equal(weakness(certificate()), undefined));
test('a shorter RSA key is weak', () => assert.match(weakness(certificate({keyBits: 1024})) ?? '', /1024 bits/));
test('a curve is not judged by its bits', () => assert.equal(weakness(certificate({keyType: 'ec', keyBits: 256})), undefined));
test('SHA-1 and MD5 signatures are weak, SHA-1xx names are not confused', () => {
	assert.ok(weakness(certificate({signature: 'sha1WithRSAEncryption'})));
	assert.ok(weakness(certificate({signature: 'ecdsa-with-SHA1'})));
	assert.ok(weakness(certificate({signature: 'md5WithRSAEncryption'})));
	assert.equal(weakness(certificate({signature: 'ecdsa-with-SHA384'})), undefined);
});
