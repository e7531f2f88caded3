import assert from 'node:assert/strict';
import {test} from 'node:test';
import {formOfAnnotation, isSuspicious, suspiciousData, suspiciousWords} from '../../source/kube/suspicion.js';

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

test('what an argument looks like is told by its flag, by its name in a line for a shell, or by its form', () => {
	const token = ['gh', 'p_', 'a'.repeat(36)].join('');
	assert.deepEqual(suspiciousWords(['--password=x1y', '--token', 'abc', '-c', 'A=1 DB_PASSWORD="xyz 1" run', token]), [
		{key: '--password', form: 'password'},
		{key: '--token', form: 'name'},
		{key: 'DB_PASSWORD', form: 'password'},
		{key: '', form: 'token'},
	]);
	assert.deepEqual(suspiciousWords(['--verbose', '--token', '--x', '--password=$(PASSWORD)', 'echo', 'password']), []);
});

test('an annotation that names a secret is not one', () => {
	for (const key of ['checksum/secret', 'example.org/auth-secret', 'x/token', 'x/password-file'])
		assert.equal(formOfAnnotation(key, 'abcdef'), undefined, key);
	assert.equal(formOfAnnotation('example.org/password', 'abcdef'), 'password');
	assert.equal(formOfAnnotation('x/note', 'redis://:hush@cache'), 'login');
});

test('lines of a file in a ConfigMap are known by their names, each once', () => {
	const data = {'a.env': 'export TOKEN=abc\nexport TOKEN=def\nHOST=db\n', 'b.json': '{\n  "password": "hush",\n  "port": 1\n}', c: 'hush'};
	assert.deepEqual(suspiciousData(data), [
		{key: 'a.env TOKEN', form: 'name'},
		{key: 'b.json password', form: 'password'},
	]);
});

test('keys of clouds under names of their own are suspicious', () => {
	for (const name of ['AWS_SECRET_ACCESS_KEY', 'AZURE_BATCH_KEY', 'OCI_CLI_KEY_CONTENT']) assert.ok(isSuspicious(name, 'abcdef'), name);
	for (const name of ['AWS_KMS_KEY', 'AWS_ACCESS_KEY_ID', 'GOOGLE_PUBLIC_KEY']) assert.ok(!isSuspicious(name, 'abcdef'), name);
});

test('a long text does not hold up whoever looks at it: the time limit of a test would end it', {timeout: 20_000}, () => {
	for (const text of ['a.'.repeat(100_000), `x= ${' '.repeat(200_000)}y`, '-----BEGIN '.repeat(20_000), 'a://'.repeat(50_000)])
		assert.ok(Array.isArray(suspiciousData({text: `${text}\n${text}`, one: text})));
});
