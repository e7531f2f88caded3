import assert from 'node:assert/strict';
import {test} from 'node:test';
import {formOfAnnotation, isSuspicious, suspiciousData, suspiciousWords} from '../../source/kube/suspicion.js';

test('a literal under the name of a secret is suspicious', () => {
	for (const name of ['PASSWORD', 'DB_PASSWD', 'API_KEY', 'aws_secret_access_key', 'GITHUB_TOKEN', 'DATABASE_DSN'])
		assert.ok(isSuspicious(name, 'abcdef'), name);
});

test('the word for a secret counts anywhere in a name', () => {
	for (const name of `SECRET_KEY DJANGO_SECRET_KEY STRIPE_SECRET_KEY JWT_SECRET_KEY SECRET_KEY_BASE PASSWORD_DB MYSQL_PASSWORD_ROOT
		DB_PASSWORD_1 DB_PASSWORD2 API_KEY_PROD TOKEN_VALUE PRIVATE_KEY_PEM CREDENTIALS_JSON AWS_ACCESS_KEY_ID dbPassword apiKeyProd
		APIKey spring.datasource.password PGPASSWORD`.split(/\s+/))
		assert.ok(isSuspicious(name, 'hunter22'), name);
	assert.ok(isSuspicious('CREDENTIALS_JSON', '{"type":"service_account"}'));
	assert.deepEqual(suspiciousWords(['--secret-key=abcdefgh']), [{key: '--secret-key', form: 'name'}]);
	for (const name of ['TOKENIZER', 'TOKENIZERS_PARALLELISM', 'PASSTHROUGH', 'PASS_THROUGH', 'SECRETARY', 'KEY_VAULT'])
		assert.ok(!isSuspicious(name, 'hunter22'), name);
});

test('a short value counts, a number or a time only directly under the word for a secret', () => {
	for (const [name, value] of [
		['PASSWORD', '12'],
		['PASSWORD_1', '12'],
		['PASSWORD', 'x'],
		['PASSWORD_DB', '123456'],
	] as const)
		assert.ok(isSuspicious(name, value), `${name}=${value}`);
	for (const [name, value] of [
		['TOKEN_CACHE', '100'],
		['TOKEN_CACHE', '10m'],
		['MAX_TOKENS', '4096'],
		['PASSWORD_RESET', 'true'],
	] as const)
		assert.ok(!isSuspicious(name, value), `${name}=${value}`);
});

test('what follows the word for a secret may say that it is the place, the age or the shape of one', () => {
	for (const [name, value] of [
		['TOKEN_TTL_SECONDS', 'short'],
		['PASSWORD_FILE_1', '/run/p'],
		['PASSWORD_MIN_LENGTH', '8'],
		['SECRET_ROTATION_DAYS', '30'],
		['TOKEN_EXPIRY', '1h30m'],
		['TOKEN_EXPIRES_AT', 'tomorrow'],
		['secretStoreRef', 'vault'],
		['PASSWORD_ENCRYPTION', 'scram-sha-256'],
	] as const)
		assert.ok(!isSuspicious(name, value), name);
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
		['eyJ', 'hbGciO', 'iJIUzI1NiJ9'].join(''),
		['-----BEGIN RSA', 'PRIVATE', 'KEY-----'].join(' '),
	])
		assert.ok(isSuspicious('X', value), value);
	for (const value of ['postgres://db/shop', 'https://example.org/a:b@c', 'AKIA']) assert.ok(!isSuspicious('X', value), value);
});

test('a reference to another variable or an obvious non-value is not', () => {
	for (const value of ['$(PASSWORD)', '$1', '`cat x`', 'true', 'none', '', '|', '>-', '{', '[]'])
		assert.ok(!isSuspicious('PASSWORD', value), value);
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

test('a file of one line is looked into as longer ones are', () => {
	const data = {
		'application.properties': 'db.password=hunter22',
		'config.json': '{"db":{"user":"shop","password":"hunter22"},"port":1}',
		'flow.yaml': 'users:\n- {name: anna, password: hunter22}\n',
		plain: 'host=db',
	};
	assert.deepEqual(suspiciousData(data), [
		{key: 'application.properties db.password', form: 'password'},
		{key: 'config.json password', form: 'password'},
		{key: 'flow.yaml password', form: 'password'},
	]);
});

test('keys of clouds under names of their own are suspicious', () => {
	for (const name of ['AWS_SECRET_ACCESS_KEY', 'AZURE_BATCH_KEY', 'OCI_CLI_KEY_CONTENT']) assert.ok(isSuspicious(name, 'abcdef'), name);
	for (const name of ['AWS_KMS_KEY', 'GOOGLE_PUBLIC_KEY']) assert.ok(!isSuspicious(name, 'abcdef'), name);
});

test('a long text does not hold up whoever looks at it: the time limit of a test would end it', {timeout: 20_000}, () => {
	for (const text of [
		'a.'.repeat(100_000),
		`x= ${' '.repeat(200_000)}y`,
		'-----BEGIN '.repeat(20_000),
		'a://'.repeat(50_000),
		'{{'.repeat(100_000),
	])
		assert.ok(Array.isArray(suspiciousData({text: `${text}\n${text}`, one: text})));
	assert.ok(isSuspicious(`${'1'.repeat(1_000_000)}_TOKEN`, 'abcdef'));
});
