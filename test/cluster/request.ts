import assert from 'node:assert/strict';
import net, {type AddressInfo} from 'node:net';
import {after, test} from 'node:test';
import {gzipSync} from 'node:zlib';
import type {Review} from '../../source/cluster/request.js';
import {Failure} from '../../source/model/index.js';
import {connected} from './local/connection.js';
import {json, listening, refusal} from './local/server.js';
import {certificateAuthority} from './real/certificates.js';

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
	try {
		await promise;
	} catch (error) {
		assert.ok(error instanceof Failure, String(error));
		assert.equal(error.exitCode, 3);
		assert.match(error.message, /^[^\n]+\.$/);
		assert.ok(error.steps.length > 0, 'no next step');
		return error;
	}
	return assert.fail('no failure');
}
const ok = async (body: unknown = {ok: true}) => listening((_, response) => json(response, body));

test('a reader has no way to send anything but GET and reviews of oneself', async () => {
	const {url, seen} = await listening((_, response) => json(response, {}));
	const {reader} = await connected(url);
	assert.deepEqual(Object.keys(reader).toSorted(), ['get', 'json', 'log', 'reads', 'review']);
	const attempts = {method: 'DELETE', body: '{}', headers: {'x-http-method-override': 'DELETE'}} as object;
	(await reader.get('/api/v1/pods', attempts)).release();
	await reader.json('/api/v1/pods', attempts);
	for (const review of ['selfsubjectreviews', 'selfsubjectaccessreviews', 'selfsubjectrulesreviews'] as const)
		await reader.review(review, 'v1', {});
	assert.throws(() => reader.review('pods' as Review, 'v1', {}));
	assert.deepEqual(
		seen.map(({method, url}) => `${method} ${url}`),
		[
			'GET /api/v1/pods',
			'GET /api/v1/pods',
			'POST /apis/authentication.k8s.io/v1/selfsubjectreviews',
			'POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
			'POST /apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
		],
	);
	assert.ok(seen.every(({headers}) => headers['x-http-method-override'] === undefined));
	assert.ok(seen.slice(0, 2).every(({body}) => body === ''));
});

test('one connection serves one request after another', async () => {
	const {url, server} = await ok();
	let connections = 0;
	server.on('connection', () => connections++);
	const {reader} = await connected(url);
	for (let at = 0; at < 5; at++) await reader.json('/version');
	assert.equal(connections, 1);
});

test('a packed answer is unpacked', async () => {
	const {url, seen} = await listening((_, response) => {
		response
			.writeHead(200, {'content-type': 'application/json', 'content-encoding': 'gzip'})
			.end(gzipSync(JSON.stringify({a: 'ä'.repeat(100_000)})));
	});
	const {reader} = await connected(url);
	const {body} = await reader.json('/version');
	assert.equal((body['a'] as string).length, 100_000);
	assert.equal(seen[0]?.headers['accept-encoding'], 'gzip');
});

test('the path of the server address comes before every path', async () => {
	const {url, seen} = await ok();
	await (await connected(`${url}/k8s/clusters/c-1/`)).reader.json('/version');
	assert.equal(seen[0]?.url, '/k8s/clusters/c-1/version');
});

test('a 429 is waited for as long as the server says, and tried again', async () => {
	let calls = 0;
	const {url} = await listening((_, response) =>
		calls++ < 2 ? refusal(response, 429, 'too many', {'retry-after': '7'}) : json(response, {calls}),
	);
	const waits: number[] = [];
	const {reader} = await connected(url, {sleep: async milliseconds => waits.push(milliseconds)});
	let throttled = 0;
	const {body} = await reader.json('/version', {onThrottle: () => throttled++});
	assert.equal(body['calls'], 3);
	assert.equal(throttled, 2);
	for (const wait of waits) assert.ok(wait >= 6000 && wait <= 9000, `${wait}`);
});

test('a server that is busy for ever is asked six times and no more', async () => {
	const {url, seen} = await listening((_, response) => refusal(response, 429, 'too many'));
	const {status} = await (await connected(url)).reader.json('/version');
	assert.equal(status, 429);
	assert.equal(seen.length, 6);
});

test('a 401 is answered with one fresh login, a second one is the end', async () => {
	const {url, seen} = await listening((_, response) => refusal(response, 401, 'Unauthorized'));
	const failure = await failureOf((await connected(url)).reader.json('/version'));
	assert.match(failure.message, /does not accept this login/);
	assert.equal(seen.length, 2);
});

test('a page of HTML is not Kubernetes', async () => {
	const {url} = await listening((_, response) => response.writeHead(200, {'content-type': 'text/html'}).end('<html>\x1b[31mlogin</html>'));
	const failure = await failureOf((await connected(url)).reader.json('/version'));
	assert.match(failure.message, /the answer is not Kubernetes/);
	assert.doesNotMatch(`${failure.message}${failure.why}`, /login|html>/);
});

for (const [what, body] of Object.entries({'a JSON list': '[]', 'a JSON text': '"hello"', nothing: '', 'broken JSON': '{"a":'})) {
	test(`${what} is not Kubernetes`, async () => {
		const {url} = await listening((_, response) => response.writeHead(200, {'content-type': 'application/json'}).end(body));
		assert.match((await failureOf((await connected(url)).reader.json('/version'))).message, /the answer is not Kubernetes/);
	});
}

test('an answer that is cut short is not taken for a whole one', async () => {
	const {url} = await listening((_, response) => {
		response.writeHead(200, {'content-type': 'application/json', 'content-length': '1000'});
		response.write('{"items":[]}');
		setImmediate(() => response.destroy());
	});
	assert.match((await failureOf((await connected(url)).reader.json('/version'))).why, /closed before the answer was complete/);
});

test('a packed answer that is cut short is not taken for a whole one', async () => {
	const packed = gzipSync(JSON.stringify({a: 'x'.repeat(1000)}));
	const {url} = await listening((_, response) => {
		response.writeHead(200, {'content-type': 'application/json', 'content-encoding': 'gzip'}).end(packed.subarray(0, packed.length - 12));
	});
	await failureOf((await connected(url)).reader.json('/version'));
});

test('an answer larger than the limit is not kept', async () => {
	const {url} = await listening((_, response) => json(response, {a: 'x'.repeat(10_000)}));
	const failure = await failureOf((await connected(url)).reader.json('/version', {limit: 5000}));
	assert.match(failure.why, /larger than 5000 bytes/);
});

async function deaf(): Promise<string> {
	const sockets = new Set<net.Socket>();
	const server = net.createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => undefined);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	after(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a server that takes the connection and says nothing is given up', async () => {
	const {reader} = await connected(`http://${await deaf()}`, {timeouts: {idle: 50}});
	assert.match((await failureOf(reader.json('/version'))).why, /stopped answering/);
});

test('a server that never ends its TLS handshake is given up', async () => {
	const {reader} = await connected(`https://${await deaf()}`, {timeouts: {connect: 50}});
	assert.match((await failureOf(reader.json('/version'))).why, /No connection came about/);
});

test('a server that stops in the middle of its answer is given up', async () => {
	const {url} = await listening((_, response) => {
		response.writeHead(200, {'content-type': 'application/json'});
		response.write('{');
	});
	const {reader} = await connected(url, {timeouts: {idle: 50}});
	assert.match((await failureOf(reader.json('/version'))).why, /stopped answering/);
});

test('a server that dribbles for ever is given up', async () => {
	const {url} = await listening((_, response) => {
		response.writeHead(200, {'content-type': 'application/json'});
		const timer = setInterval(() => response.write(' '), 5);
		response.on('close', () => clearInterval(timer));
	});
	const {reader} = await connected(url, {timeouts: {total: 100}});
	assert.match((await failureOf(reader.json('/version'))).why, /did not arrive in time/);
});

test('a port where nothing listens is said so', async () => {
	const {url, close} = await ok();
	close();
	assert.match((await failureOf((await connected(url)).reader.json('/version'))).why, /Nothing listens there/);
});

test('a name that does not exist is said so', async () => {
	const {reader} = await connected('https://castellan.invalid');
	assert.match((await failureOf(reader.json('/version'))).why, /name cannot be resolved/);
});

test('an abort ends a request at once with its own reason', async () => {
	const {reader} = await connected(`http://${await deaf()}`);
	const abort = new AbortController();
	const reading = reader.json('/version', {signal: abort.signal});
	setImmediate(() => abort.abort());
	await assert.rejects(reading, {name: 'AbortError'});
});

test('a kept connection that the server has closed is replaced without a word', async () => {
	const {url, server} = await ok();
	const {reader} = await connected(url);
	await reader.json('/version');
	server.closeAllConnections();
	assert.equal((await reader.json('/version')).status, 200);
});

test('the log knows every request and no header', async () => {
	const {url} = await ok();
	const {reader} = await connected(url);
	await reader.json('/version?\x1b[31m'.replace('\x1b', '%1b'));
	assert.equal(reader.reads(), 1);
	assert.deepEqual(
		reader.log().map(({method, path, status}) => ({method, path, status})),
		[{method: 'GET', path: '/version?%1b[31m', status: 200}],
	);
	assert.doesNotMatch(JSON.stringify(reader.log()), /secret-token/);
});

test('the authority of the kubeconfig is trusted and no other', async () => {
	const [ours, other] = await Promise.all([certificateAuthority('ours'), certificateAuthority('other')]);
	const {url} = await listening((_, response) => json(response, {}), await ours.issue({name: 'api', hosts: ['127.0.0.1']}));
	const good = await connected(url, {cluster: {authority: {data: ours.certificate}}});
	assert.equal((await good.reader.json('/version')).status, 200);
	const bad = await connected(url, {cluster: {authority: {data: other.certificate}}});
	const failure = await failureOf(bad.reader.json('/version'));
	assert.match(failure.message, /is not trusted/);
	assert.match(failure.why, /authority that is not the one/);
	const unchecked = await connected(url, {cluster: {insecure: true}});
	assert.equal((await unchecked.reader.json('/version')).status, 200);
	assert.equal(unchecked.describe().unchecked, true);
});

test('a certificate for another name is refused, unless tls-server-name says that name', async () => {
	const authority = await certificateAuthority();
	const {url} = await listening((_, response) => json(response, {}), await authority.issue({name: 'api', hosts: ['api.internal']}));
	const cluster = {authority: {data: authority.certificate}};
	assert.match((await failureOf((await connected(url, {cluster})).reader.json('/version'))).why, /for another name/);
	const named = await connected(url, {cluster: {...cluster, serverName: 'api.internal'}});
	assert.equal((await named.reader.json('/version')).status, 200);
});

test('an expired certificate of the server is said so', async () => {
	const authority = await certificateAuthority();
	const pair = await authority.issue({
		name: 'api',
		hosts: ['127.0.0.1'],
		notBefore: new Date('2020-01-01'),
		notAfter: new Date('2021-01-01'),
	});
	const {url} = await listening((_, response) => json(response, {}), pair);
	const {reader} = await connected(url, {cluster: {authority: {data: authority.certificate}}});
	assert.match((await failureOf(reader.json('/version'))).why, /has expired/);
});

test('a client certificate that the server refuses is said so', async () => {
	const [ours, other] = await Promise.all([certificateAuthority('ours'), certificateAuthority('other')]);
	const pair = await ours.issue({name: 'api', hosts: ['127.0.0.1']});
	const {url} = await listening((_, response) => json(response, {}), {...pair, clientAuthority: ours.certificate});
	const client = await other.issue({name: 'somebody'});
	const user = {name: 'u', certificate: {data: client.certificate}, key: {data: client.key}};
	const failure = await failureOf((await connected(url, {user, cluster: {authority: {data: ours.certificate}}})).reader.json('/version'));
	assert.match(failure.message, /cannot be reached/);
});
