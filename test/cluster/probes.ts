import assert from 'node:assert/strict';
import {test} from 'node:test';
import {collect} from '../../source/cluster/collect.js';
import {probe, probePaths} from '../../source/cluster/probes.js';
import {connected} from './local/connection.js';
import {core, kubernetes} from './local/kubernetes.js';
import {json, listening, refusal} from './local/server.js';
import {certificateAuthority} from './real/certificates.js';

test('the probes are the announced ones, with no login of any kind', async () => {
	const {url, seen} = await kubernetes({}, [core]);
	const connection = await connected(url, {impersonate: {user: 'somebody'}});
	const {facts, read} = await collect(connection);
	const without = seen.filter(({headers}) => headers.authorization === undefined);
	assert.deepEqual(without.map(({url}) => url).toSorted(), [...probePaths].toSorted());
	assert.ok(without.every(({method, headers}) => method === 'GET' && !Object.keys(headers).some(name => name.startsWith('impersonate'))));
	assert.deepEqual(connection.describe().probes, probePaths);
	assert.deepEqual(
		facts.anonymous?.map(({path, status}) => `${path} ${status}`),
		['/livez 200', '/version 200', '/api 200', '/api/v1/namespaces 200', '/api/v1/namespaces/kube-public/configmaps/cluster-info 404'],
	);
	assert.equal(read.anonymous, 'complete');
});

test('a client certificate is not shown by the probes', async () => {
	const authority = await certificateAuthority();
	const shown: boolean[] = [];
	const {url} = await listening(
		(request, response) => {
			const peer = (request.socket as unknown as {getPeerCertificate(): object}).getPeerCertificate();
			if (request.url === '/livez') shown.push(Object.keys(peer).length > 0);
			if (request.url === '/version') json(response, {gitVersion: 'v1.36.3', major: '1', minor: '36'});
			else refusal(response, 401, 'Unauthorized');
		},
		{...(await authority.issue({name: 'api', hosts: ['127.0.0.1']})), clientAuthority: authority.certificate, optional: true},
	);
	const client = await authority.issue({name: 'me'});
	const user = {name: 'u', certificate: {data: client.certificate}, key: {data: client.key}};
	const connection = await connected(url, {user, cluster: {authority: {data: authority.certificate}}});
	await assert.rejects(connection.reader.get('/livez'), {name: 'Failure'});
	await probe(connection);
	assert.deepEqual(shown, [true, true, false]);
});

test('an answer that is not Kubernetes is no result', async () => {
	const {url} = await kubernetes({'/livez': (_, response) => void response.end('<html>portal</html>')}, [core]);
	const snapshot = await collect(await connected(url));
	assert.equal(snapshot.read.anonymous, 'partial');
	assert.ok(!snapshot.facts.anonymous?.some(({path}) => path === '/livez'));
	assert.match(snapshot.gaps.find(({source}) => source === 'anonymous')?.detail ?? '', /\/livez/);
});
