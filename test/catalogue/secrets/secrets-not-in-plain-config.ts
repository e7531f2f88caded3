import assert from 'node:assert/strict';
import {test} from 'node:test';
import control from '../../../source/catalogue/secrets/secrets-not-in-plain-config.js';
import {type Case, type Cases, upholdsTheLaw, verdictOfCase} from '../../helpers/law.js';
import {configMap, container, cronJob, daemonSet, deployment, pod} from '../../helpers/manifests.js';

// Put together here, so that no scanner takes the test for a leak.
const privateKey = `${['-----BEGIN RSA', 'PRIVATE', 'KEY-----'].join(' ')}\nMIIE\n-----END`;
const cloudKey = ['AK', 'IA', 'Q'.repeat(16)].join('');
const token = ['gh', 'p_', 'a'.repeat(36)].join('');
const login = 'postgres://shop:hush-hush@db/shop';
const variables = (env: readonly object[], overrides: object = {}) => ({
	containers: [container({env: env.map(one => ({...one})), ...overrides})],
});
const literal = (name: string, value: string) => variables([{name, value}]);
const secret = (annotations: object) => ({
	apiVersion: 'v1',
	kind: 'Secret',
	metadata: {name: 'db', namespace: 'shop', annotations: {...annotations}},
});
const prod = {environment: 'prod'};
const dev = {environment: 'dev'};
const byHand = {mend: 'by-hand'} as const;

export const cases: Cases = {
	pass: [
		{
			name: 'values from Secrets and files, and names that only speak of one',
			objects: [
				deployment(
					variables([
						{name: 'DB_PASSWORD', valueFrom: {secretKeyRef: {name: 'db', key: 'password'}}},
						{name: 'PASSWORD_FILE', value: '/run/secrets/password'},
						{name: 'TOKEN_TTL', value: '3600'},
						{name: 'SECRET_NAME', value: 'shop-db'},
						{name: 'API_TOKEN_URL', value: 'https://login.example/token'},
						{name: 'ALLOW_EMPTY_PASSWORD', value: 'true'},
						{name: 'PASSWORD', value: '$(OTHER)'},
						{name: 'TOKEN', value: ''},
						{name: 'PASSWORD_MIN_LENGTH', value: '8'},
						{name: 'SECRET_ROTATION_DAYS', value: '30'},
						{name: 'MAX_TOKENS', value: '4096'},
						{name: 'TOKENIZER', value: 'bpe-large'},
						{name: 'DATABASE', value: 'postgres://db/shop'},
					]),
				),
				cronJob({containers: [container({args: ['--password-file=/run/secrets/p', '--tls-secret=web-tls', '--token', '--verbose']})]}),
			],
		},
		{
			name: 'annotations that name Secrets',
			objects: [
				deployment({}, {annotations: {'nginx.ingress.kubernetes.io/auth-secret': 'shop/users', 'checksum/secret': 'd41d8cd98f00b204'}}),
				secret({}),
			],
		},
		{
			name: 'plain settings',
			objects: [configMap('settings', {LOG_LEVEL: 'info', 'app.properties': 'db.host=db\ndb.password.file=/run/p\n'})],
		},
	],
	fail: [
		{
			name: 'a private key',
			objects: [deployment(literal('TLS', privateKey))],
			answers: dev,
			says: ['variable TLS of app holds a private key'],
			...byHand,
		},
		{
			name: 'a key of a cloud',
			objects: [deployment(literal('ID', cloudKey))],
			answers: dev,
			says: ['variable ID of app holds a key of a cloud'],
			...byHand,
		},
		{
			name: 'a password in production',
			objects: [deployment(literal('DB_PASSWORD', 'hush'))],
			answers: prod,
			says: ['variable DB_PASSWORD of app holds a password'],
			...byHand,
		},
		{
			name: 'a password where nobody said what the cluster is for',
			objects: [pod(literal('DB_PASSWORD', 'hush'))],
			says: ['variable DB_PASSWORD of app holds a password'],
			...byHand,
		},
		{
			name: 'a token in production',
			objects: [deployment(literal('GITHUB', token))],
			answers: prod,
			says: ['variable GITHUB of app holds a token'],
			...byHand,
		},
		{
			name: 'a login in production, in an init container',
			objects: [deployment({initContainers: [container({name: 'migrate', env: [{name: 'DATABASE', value: login}]})]})],
			answers: prod,
			says: ['variable DATABASE of migrate holds an address with its password'],
			...byHand,
		},
		{
			name: 'arguments and a line for a shell',
			objects: [
				deployment({
					containers: [
						container({
							command: ['sh', '-c', 'PGPASSWORD=hush psql -h db'],
							args: ['--admin-password', 'hush', '--auth-token=abcd', login],
						}),
					],
				}),
			],
			answers: prod,
			says: [
				'argument PGPASSWORD of app holds a password',
				'argument --admin-password of app holds a password',
				'argument --auth-token of app holds a secret, by its name',
				'an argument of app holds an address with its password',
			],
			...byHand,
		},
		{
			name: 'a password in an annotation of its pods',
			objects: [
				{
					...deployment(),
					spec: {
						selector: {matchLabels: {app: 'deployment'}},
						template: {
							metadata: {labels: {app: 'deployment'}, annotations: {'example.org/password': 'hush'}},
							spec: {containers: [container()]},
						},
					},
				},
			],
			answers: prod,
			says: ['annotation example.org/password holds a password'],
			...byHand,
		},
		{
			name: 'a ConfigMap, by its keys and by the lines of a file in it',
			objects: [
				configMap('settings', {
					'tls.pem': privateKey,
					'app.properties': 'db.host=db\ndb.password=hush\n',
					'config.yaml': 'users:\n  - name: anna\n    password: "hush"\napiToken: ${TOKEN}\n',
					API_KEY: 'abcd',
				}),
			],
			answers: prod,
			says: [
				'key tls.pem holds a private key',
				'key app.properties db.password holds a password',
				'key config.yaml password holds a password',
				'key API_KEY holds a secret, by its name',
			],
			...byHand,
		},
	],
	warn: [
		{
			name: 'a password elsewhere',
			objects: [deployment(literal('DB_PASSWORD', 'hush'))],
			answers: dev,
			says: ['variable DB_PASSWORD of app holds a password'],
			...byHand,
		},
		{
			name: 'a name alone, in production',
			objects: [deployment(literal('SESSION_SECRET', 'hush'))],
			answers: prod,
			says: ['variable SESSION_SECRET of app holds a secret, by its name'],
			...byHand,
		},
		{
			name: 'the word for a secret in the middle of a name, and files of one line',
			objects: [
				deployment(literal('DJANGO_SECRET_KEY', 'hush')),
				configMap('settings', {'application.properties': 'db.password=hush', 'config.json': '{"password":"hush"}'}),
			],
			answers: dev,
			says: [
				'variable DJANGO_SECRET_KEY of app holds a secret, by its name',
				'key application.properties db.password holds a password',
				'key config.json password holds a password',
			],
			...byHand,
		},
		{
			name: 'a Secret that was applied',
			objects: [secret({'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"password":"aHVzaA=="}}'})],
			says: ['an annotation repeats its values: it was made with kubectl apply'],
			...byHand,
		},
		{
			name: 'a part of the platform',
			objects: [
				daemonSet(
					{containers: [container({image: 'docker.io/calico/node:v3.31.0', env: [{name: 'DB_PASSWORD', value: 'hush'}]})]},
					{name: 'calico-node', namespace: 'kube-system'},
				),
			],
			answers: prod,
			says: ['variable DB_PASSWORD of app holds a password'],
			...byHand,
		},
		{
			name: 'a ConfigMap of the system',
			objects: [configMap('addon', {password: 'hush'}, {namespace: 'kube-system'})],
			answers: prod,
			says: ['key password holds a password'],
			...byHand,
		},
	],
	unknown: [{name: 'pods read in part, without a finding', objects: [deployment()], unread: {pods: 'partial'}, code: 'partial'}],
};

upholdsTheLaw(control, cases);

const evidenceOf = (one: Omit<Case, 'name'>) => verdictOfCase(control, {name: 'x', ...one}).evidence.map(({text}) => text);

test('secrets-not-in-plain-config: what was not read is said', () => {
	const maps = 'the contents of ConfigMaps were not read: passwords may lie there too';
	const secrets = 'annotations of Secrets, which may repeat their values, were not read';
	assert.ok(!evidenceOf({objects: [configMap('a', {a: 'b'})]}).includes(maps));
	const {data: _, ...metadataOnly} = configMap('a', {a: 'b'});
	assert.ok(evidenceOf({objects: [metadataOnly]}).includes(maps));
	assert.ok(evidenceOf({unread: {configMaps: 'absent'}}).includes(maps));
	assert.ok(evidenceOf({unread: {secrets: 'absent'}}).includes(secrets));
});

test('secrets-not-in-plain-config: no finding holds a character of a value', () => {
	for (const one of [...(cases.fail ?? []), ...(cases.warn ?? [])])
		assert.doesNotMatch(JSON.stringify(verdictOfCase(control, one)), /hush|abcd|MIIE|QQQ|aaaa|aHVz/, one.name);
});
