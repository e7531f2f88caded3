import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isSuspicious} from '../../source/kube/suspicion.js';

test('a literal under the name of a secret is suspicious', () => {
	for (const name of ['PASSWORD', 'DB_PASSWD', 'API_KEY', 'aws_secret_access_key', 'GITHUB_TOKEN', 'DATABASE_DSN'])
		assert.ok(isSuspicious(name, 'abcdef'), name);
});

test('names that only speak of a secret are not', () => {
	for (const name of ['PASSWORD_FILE', 'TOKEN_URL', 'TOKEN_TTL', 'SECRET_NAME', 'PASSWORD_LENGTH', 'MONKEY', 'LOG_LEVEL'])
		assert.ok(!isSuspicious(name, 'abcdef'), name);
});

test('the known form of a token is suspicious under any name', () => {
	// Put together here, so that no scanner takes the test for a leak.
	for (const value of [
		['AK', 'IA', 'A'.repeat(16)].join(''),
		['gh', 'p_', 'a'.repeat(36)].join(''),
		['xo', 'xb-1'].join(''),
		'postgres://shop:hush@db/shop',
		['-----BEGIN RSA', 'PRIVATE', 'KEY-----'].join(' '),
	])
		assert.ok(isSuspicious('X', value), value);
	for (const value of ['postgres://db/shop', 'https://example.org/a:b@c', 'AKIA']) assert.ok(!isSuspicious('X', value), value);
});

test('a reference to another variable or an obvious non-value is not', () => {
	for (const value of ['$(PASSWORD)', 'true', 'none', '']) assert.ok(!isSuspicious('PASSWORD', value), value);
});
