import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {chosenContext, contextLines, type Place, readKubeconfig} from '../../source/cluster/kubeconfig.js';
import {Failure} from '../../source/model/index.js';

let folder: string;
before(async () => {
	folder = await mkdtemp(join(tmpdir(), 'castellan-kubeconfig-'));
});
after(async () => rm(folder, {recursive: true, force: true}));

let count = 0;
async function file(text: string): Promise<string> {
	const path = join(folder, `config-${++count}`);
	await writeFile(path, text);
	return path;
}
const read = (env: Record<string, string>, place: Place = {}) =>
	readKubeconfig({env, home: folder, accountFolder: join(folder, 'nowhere'), ...place});
const listed = (...paths: string[]) => read({KUBECONFIG: paths.join(':')});
const simple = (name: string, server = `https://${name}.example`, more = '') => `
current-context: ${name}
contexts: [{name: ${name}, context: {cluster: ${name}, user: ${name}}}]
clusters: [{name: ${name}, cluster: {server: '${server}'}}]
users: [{name: ${name}, user: {${more}}}]
`;
async function failureOf(promise: Promise<unknown>): Promise<Failure> {
	try {
		await promise;
	} catch (error) {
		assert.ok(error instanceof Failure, String(error));
		assert.equal(error.exitCode, 2);
		assert.match(error.message, /^[^\n]+\.$/);
		assert.ok(error.steps.length > 0, 'no next step');
		return error;
	}
	return assert.fail('no failure');
}

test('the first file that has a current context decides, as in kubectl', async () => {
	const config = await listed(await file('contexts: []'), await file(simple('one')), await file(simple('two')));
	assert.equal(config.currentContext, 'one');
	assert.deepEqual([...config.contexts.keys()].toSorted(), ['one', 'two']);
});

test('of a name that two files hold the first counts, as a whole', async () => {
	const first = await file(`clusters: [{name: a, cluster: {server: 'https://first'}}]`);
	const second = await file(`clusters: [{name: a, cluster: {server: 'https://second', proxy-url: 'http://proxy'}}]`);
	const config = await listed(first, second);
	assert.equal(config.clusters.get('a')?.server, 'https://first');
	assert.equal(config.clusters.get('a')?.proxyUrl, undefined);
});

test('missing and empty files of the list are passed over', async () => {
	const config = await listed(join(folder, 'missing'), await file(''), await file('# only a comment'), await file(simple('one')));
	assert.equal(config.currentContext, 'one');
	assert.deepEqual(
		config.files.map(({found}) => found),
		[false, true, true, true],
	);
});

test('a file named by hand must exist', async () => {
	const failure = await failureOf(read({}, {kubeconfig: join(folder, 'missing')}));
	assert.match(failure.message, /There is no kubeconfig at/);
});

test('a name twice in one file is refused, because which one is meant decides which cluster is changed', async () => {
	const path = await file(`contexts: [{name: a, context: {cluster: x}}, {name: a, context: {cluster: y}}]`);
	assert.match((await failureOf(listed(path))).why, /"contexts" holds the name a twice/);
});

test('relative paths are taken from the folder of their file', async () => {
	await mkdir(join(folder, 'deep'));
	const path = join(folder, 'deep', 'config');
	await writeFile(
		path,
		`
clusters: [{name: c, cluster: {server: 'https://c', certificate-authority: pki/ca.crt}}]
users:
- {name: a, user: {client-certificate: a.crt, client-key: /abs/a.key, tokenFile: ../token}}
- {name: b, user: {exec: {apiVersion: v1, command: ./bin/sign-in}}}
- {name: c, user: {exec: {apiVersion: v1, command: aws}}}
`,
	);
	const {clusters, users} = await listed(path);
	assert.deepEqual(clusters.get('c')?.authority, {file: join(folder, 'deep/pki/ca.crt')});
	assert.deepEqual(users.get('a')?.certificate, {file: join(folder, 'deep/a.crt')});
	assert.deepEqual(users.get('a')?.key, {file: '/abs/a.key'});
	assert.equal(users.get('a')?.tokenFile, join(folder, 'token'));
	assert.equal(users.get('b')?.exec?.command, join(folder, 'deep/bin/sign-in'));
	assert.equal(users.get('c')?.exec?.command, 'aws');
});

test('data in the kubeconfig wins over a file that it names too', async () => {
	const data = Buffer.from('inline').toString('base64');
	const {clusters} = await listed(
		await file(`clusters: [{name: c, cluster: {server: 'https://c', certificate-authority: ca.crt, certificate-authority-data: ${data}}}]`),
	);
	assert.deepEqual(clusters.get('c')?.authority, {data: 'inline'});
});

test('YAML is read as kubectl reads it: yes is a truth value, and a date is text', async () => {
	const {clusters, users} = await listed(
		await file(`
clusters: [{name: c, cluster: {server: 'https://c', insecure-skip-tls-verify: yes}}]
users: [{name: u, user: {token: 2026-11-25}}, {name: 12:30:45, user: {}}]`),
	);
	assert.equal(clusters.get('c')?.insecure, true);
	assert.equal(users.get('u')?.token, '2026-11-25');
	assert.ok(users.has('12:30:45'));
});

test('~/.kube/config is read where KUBECONFIG is empty', async () => {
	const home = await mkdtemp(join(folder, 'home-'));
	await mkdir(join(home, '.kube'));
	await writeFile(join(home, '.kube', 'config'), simple('home'));
	assert.equal((await read({KUBECONFIG: ''}, {home})).currentContext, 'home');
});

test('in a pod the account of the pod is used, but only without a kubeconfig', async () => {
	const accountFolder = await mkdtemp(join(folder, 'account-'));
	await writeFile(join(accountFolder, 'token'), 'secret');
	await writeFile(join(accountFolder, 'ca.crt'), 'ca');
	const env = {KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '6443'};
	const chosen = chosenContext(await read(env, {accountFolder}), undefined);
	assert.equal(chosen.cluster.server, 'https://[fd00::1]:6443');
	assert.deepEqual(chosen.cluster.authority, {file: join(accountFolder, 'ca.crt')});
	assert.equal(chosen.user?.tokenFile, join(accountFolder, 'token'));
	const own = await read({...env, KUBECONFIG: await file(simple('own'))}, {accountFolder});
	assert.equal(chosenContext(own, undefined).context.name, 'own');
});

const broken: Record<string, [text: string, why: RegExp]> = {
	'YAML that does not parse': ['contexts: [', /Line 1: /],
	'a list at the top': ['- a', /not a mapping/],
	'contexts that are no list': ['contexts: {a: b}', /"contexts" is not a list/],
	'an entry without a name': ['users: [{user: {}}]', /no name/],
	'a name that is a number': ['users: [{name: 12}]', /no name that is text/],
	'a cluster that is text': ['clusters: [{name: a, cluster: x}]', /"cluster" of a is not a mapping/],
	'an alias bomb': [
		`a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c]`,
		/aliases/,
	],
};
for (const [what, [text, why]] of Object.entries(broken)) {
	test(`${what} is one clear sentence`, async () => {
		assert.match((await failureOf(listed(await file(text)))).why, why);
	});
}

test('an error in a kubeconfig never quotes it: it may hold a token', async () => {
	const failure = await failureOf(listed(await file('users: [{name: u, user: {token: CANARY-1\n  : CANARY-2]')));
	assert.doesNotMatch(`${failure.message} ${failure.why} ${failure.steps.join(' ')}`, /CANARY/);
});

test('a directory and a huge file are no kubeconfigs', async () => {
	assert.match((await failureOf(listed(folder))).why, /directory/);
	assert.match((await failureOf(listed(await file('#'.repeat(6_000_000))))).why, /no kubeconfig/);
});

test('a link that leads round in a circle is said, not followed', async () => {
	const path = join(folder, 'circle');
	await symlink(path, path);
	assert.match((await failureOf(listed(path))).why, /ELOOP/);
});

test('without any context the failure says where one was looked for', async () => {
	const config = await listed(join(folder, 'missing'));
	const failure = await failureOf((async () => chosenContext(config, undefined))());
	assert.match(failure.why, /missing/);
	assert.match(failure.steps.join(' '), /demo/);
});

test('an unknown context is refused with the known ones', async () => {
	const config = await listed(await file(simple('one')));
	const failure = await failureOf((async () => chosenContext(config, 'two'))());
	assert.match(failure.message, /no context called two/);
	assert.match(failure.why, /one/);
});

const unusable: Record<string, [text: string, why: RegExp]> = {
	'whose cluster is missing': [`current-context: a\ncontexts: [{name: a, context: {cluster: gone}}]`, /cluster gone is not/],
	'whose user is missing': [
		`current-context: a\ncontexts: [{name: a, context: {cluster: a, user: gone}}]\nclusters: [{name: a, cluster: {server: 'https://a'}}]`,
		/user gone is not/,
	],
	'without a server': [
		`current-context: a\ncontexts: [{name: a, context: {cluster: a}}]\nclusters: [{name: a, cluster: {}}]`,
		/has no server/,
	],
	'whose server is no address': [simple('a', 'file:///etc/passwd'), /no http or https address/],
};
for (const [what, [text, why]] of Object.entries(unusable)) {
	test(`a context ${what} is listed with its problem and refused when chosen`, async () => {
		const config = await listed(await file(text));
		assert.match(contextLines(config)[0]?.problem ?? '', why);
		assert.match((await failureOf((async () => chosenContext(config, undefined))())).why, why);
	});
}

test('contexts are listed current first, with the program that would run', async () => {
	const config = await listed(
		await file(
			simple('zeta', 'https://zeta.example', `exec: {apiVersion: v1, command: aws, args: [eks, get-token, --cluster-name, "a b"]}`),
		),
		await file(simple('alpha')),
	);
	const lines = contextLines(config);
	assert.deepEqual(
		lines.map(({id, current}) => [id, current]),
		[
			['zeta', true],
			['alpha', false],
		],
	);
	assert.equal(lines[0]?.runs, `aws eks get-token --cluster-name 'a b'`);
	assert.equal(lines[1]?.runs, undefined);
});

test('names that would drive a terminal are shown escaped and still chosen by what they are', async () => {
	const name = '\\e]0;owned\\a';
	const config = await listed(
		await file(`
current-context: "${name}"
contexts: [{name: "${name}", context: {cluster: c, user: "\\e[31m"}}]
clusters: [{name: c, cluster: {server: 'https://c'}}]
users: [{name: "\\e[31m", user: {exec: {apiVersion: v1, command: "\\e[2Jrm"}}}]`),
	);
	const [line] = contextLines(config);
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these must be gone.
	for (const text of [line?.name, line?.user, line?.runs]) assert.doesNotMatch(text ?? '\x1b', /[\x00-\x1f]/);
	assert.equal(chosenContext(config, line?.id).context.user, '\x1b[31m');
});
