import assert from 'node:assert/strict';
import http from 'node:http';
import net, {type AddressInfo} from 'node:net';
import {after, test} from 'node:test';
import {proxyFor} from '../../source/cluster/proxies.js';
import {connected} from './local/connection.js';
import {json, listening} from './local/server.js';
import {certificateAuthority} from './real/certificates.js';

type Proxy = {readonly url: string; readonly targets: string[]};

async function httpProxy(): Promise<Proxy> {
	const targets: string[] = [];
	const server = http.createServer((request, response) => {
		const target = new URL(request.url ?? '');
		targets.push(`${request.method} ${target.host}`);
		request.pipe(
			http.request(target, {method: request.method ?? 'GET', headers: request.headers}, answer => {
				response.writeHead(answer.statusCode ?? 500, answer.headers);
				answer.pipe(response);
			}),
		);
	});
	server.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
		targets.push(`CONNECT ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
		const [host = '', port] = (request.url ?? '').split(':');
		const onward = net.connect(Number(port), host, () => {
			socket.write('HTTP/1.1 200 OK\r\n\r\n');
			socket.pipe(onward).pipe(socket);
		});
		for (const one of [socket, onward]) one.on('error', () => undefined);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	after(() => {
		server.closeAllConnections();
		server.close();
	});
	return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, targets};
}

/** SOCKS 5 without a login, IPv4 and names. */
async function socksProxy(): Promise<Proxy> {
	const targets: string[] = [];
	const sockets = new Set<net.Socket>();
	const server = net.createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.once('data', () => {
			socket.write(Buffer.from([5, 0]));
			socket.once('data', request => {
				const named = request[3] === 3;
				const length = named ? (request[4] as number) : 4;
				const start = named ? 5 : 4;
				const host = named ? request.toString('utf8', start, start + length) : [...request.subarray(start, start + 4)].join('.');
				const port = request.readUInt16BE(start + length);
				targets.push(`${host}:${port}`);
				const onward = net.connect(port, '127.0.0.1', () => {
					socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
					socket.pipe(onward).pipe(socket);
				});
				sockets.add(onward);
				onward.on('error', () => undefined);
			});
		});
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	after(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	return {url: `socks5://127.0.0.1:${(server.address() as AddressInfo).port}`, targets};
}

async function secure() {
	const authority = await certificateAuthority();
	const server = await listening((_, response) => json(response, {ok: true}), await authority.issue({name: 'api', hosts: ['127.0.0.1']}));
	return {...server, cluster: {authority: {data: authority.certificate}}};
}

test('three requests go through one tunnel of the proxy that the kubeconfig names', async () => {
	const [{url, port, cluster}, proxy] = await Promise.all([secure(), httpProxy()]);
	const {reader, describe} = await connected(url, {cluster: {...cluster, proxyUrl: proxy.url.replace('//', '//me:secret@')}});
	for (let at = 0; at < 3; at++) assert.equal((await reader.json('/version')).status, 200);
	assert.deepEqual(proxy.targets, [`CONNECT 127.0.0.1:${port} Basic ${Buffer.from('me:secret').toString('base64')}`]);
	assert.equal(describe().proxy, proxy.url);
});

test('a socks5 proxy is used, by one connection for three requests', async () => {
	const [{url, port, cluster}, proxy] = await Promise.all([secure(), socksProxy()]);
	const {reader} = await connected(url, {cluster: {...cluster, proxyUrl: proxy.url}});
	for (let at = 0; at < 3; at++) assert.equal((await reader.json('/version')).status, 200);
	assert.deepEqual(proxy.targets, [`127.0.0.1:${port}`]);
});

test('a server without TLS is asked through the proxy too', async () => {
	const [{url, port}, proxy] = await Promise.all([listening((_, response) => json(response, {ok: true})), httpProxy()]);
	const {reader} = await connected(url, {cluster: {proxyUrl: proxy.url}});
	assert.equal((await reader.json('/version')).status, 200);
	assert.deepEqual(proxy.targets, [`GET 127.0.0.1:${port}`]);
});

const api = (host: string) => new URL(`https://${host}:6443`);
test('the proxy of the environment is used as Go programs use it', () => {
	const env = {
		HTTPS_PROXY: 'proxy:3128',
		HTTP_PROXY: 'http://plain',
		NO_PROXY: 'internal, .corp.example,10.0.0.0/8,exact.example:6443,other.example:1, fd00::/8',
	};
	const through = (host: string) => proxyFor(api(host), undefined, env)?.href;
	assert.equal(through('api.example'), 'http://proxy:3128/');
	for (const host of [
		'localhost',
		'127.0.0.1',
		'[::1]',
		'internal',
		'a.internal',
		'x.corp.example',
		'10.1.2.3',
		'exact.example',
		'[fd00::1]',
	])
		assert.equal(through(host), undefined, host);
	for (const host of ['corp.example', 'notinternal', '11.0.0.1', 'other.example', '[fe00::1]'])
		assert.equal(through(host), 'http://proxy:3128/', host);
	assert.equal(proxyFor(new URL('http://api.example'), undefined, env)?.href, 'http://plain/');
	assert.equal(proxyFor(api('api.example'), undefined, {...env, NO_PROXY: '*'}), undefined);
	assert.equal(proxyFor(api('api.example'), undefined, {https_proxy: 'http://lower'})?.href, 'http://lower/');
	assert.equal(proxyFor(api('10.1.2.3'), 'socks5://s', env)?.href, 'socks5://s');
});
