import assert from 'node:assert/strict';
import http from 'node:http';
import net, {type AddressInfo} from 'node:net';
import {after, test} from 'node:test';
import tls, {type TlsOptions} from 'node:tls';
import type {Endpoint} from '../../source/cluster/agents.js';
import {handshakeWith} from '../../source/cluster/handshake.js';
import {certificateOf} from '../../source/cluster/handshake-certificate.js';
import {type Authority, certificateAuthority} from './real/certificates.js';

async function tlsServer(authority: Authority, options: TlsOptions = {}, hosts = ['127.0.0.1', 'api.example']): Promise<Endpoint> {
	const pair = await authority.issue({name: 'api', hosts});
	const server = tls.createServer({cert: pair.certificate, key: pair.key, ...options}, socket => socket.on('error', () => undefined));
	server.on('tlsClientError', () => undefined);
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	after(() => server.close());
	return {
		url: new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`),
		authority: authority.certificate,
		insecure: false,
		compressed: true,
	};
}

test('a server of today refuses old versions and weak suites', async () => {
	const endpoint = await tlsServer(await certificateAuthority(), {
		minVersion: 'TLSv1.2',
		ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256:TLS_AES_128_GCM_SHA256',
	});
	const handshake = await handshakeWith(endpoint);
	assert.equal(handshake?.protocol, 'TLSv1.3');
	assert.equal(handshake?.cipher, 'TLS_AES_128_GCM_SHA256');
	assert.deepEqual(handshake?.accepts, {tls10: false, tls11: false, weakSuite: false});
	assert.equal(handshake?.weakSuite, undefined);
});

test('a server that takes TLS 1.0, 1.1 or a weak suite is found out', async () => {
	const endpoint = await tlsServer(await certificateAuthority(), {
		minVersion: 'TLSv1',
		maxVersion: 'TLSv1.2',
		ciphers: 'DEFAULT:@SECLEVEL=0',
	});
	const handshake = await handshakeWith(endpoint);
	assert.equal(handshake?.protocol, 'TLSv1.2');
	assert.deepEqual(handshake?.accepts, {tls10: true, tls11: true, weakSuite: true});
	assert.match(handshake?.weakSuite ?? '', /CBC/);
});

test('the chain, the authority and whether the name fits are told', async () => {
	const authority = await certificateAuthority('our root');
	const endpoint = await tlsServer(authority);
	const handshake = await handshakeWith(endpoint);
	assert.deepEqual(
		handshake?.chain.map(({subject}) => subject),
		['CN=api', 'CN=our root'],
	);
	assert.equal(handshake?.nameMatches, true);
	assert.equal(handshake?.authority?.subject, 'CN=our root');
	assert.equal((await handshakeWith({...endpoint, serverName: 'api.example'}))?.nameMatches, true);
	assert.equal((await handshakeWith({...endpoint, serverName: 'other.example'}))?.nameMatches, false);
});

test('a certificate that is not trusted is looked at all the same', async () => {
	const [one, other] = await Promise.all([certificateAuthority('one'), certificateAuthority('other')]);
	const handshake = await handshakeWith({...(await tlsServer(one)), authority: other.certificate});
	assert.equal(handshake?.chain[0]?.issuer, 'CN=one');
});

test('a server that never answers the hello gives no handshake, in time', async () => {
	const sockets: net.Socket[] = [];
	const server = net.createServer(socket => {
		sockets.push(socket);
		socket.on('error', () => undefined);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	after(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	const url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
	assert.equal(await handshakeWith({url, insecure: false, compressed: true}, 50), undefined);
});

test('a server without TLS, and a SOCKS proxy, give no handshake', async () => {
	const endpoint = {insecure: false, compressed: true};
	assert.equal(await handshakeWith({...endpoint, url: new URL('http://127.0.0.1:1')}), undefined);
	assert.equal(await handshakeWith({...endpoint, url: new URL('https://127.0.0.1:1'), proxy: new URL('socks5://127.0.0.1:1')}), undefined);
});

test('through an HTTP proxy the handshake is that of the server', async () => {
	const endpoint = await tlsServer(await certificateAuthority());
	const proxy = http.createServer();
	proxy.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
		const onward = net.connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 OK\r\n\r\n');
			socket.pipe(onward).pipe(socket);
		});
		for (const one of [socket, onward]) one.on('error', () => undefined);
	});
	await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
	after(() => proxy.close());
	const through = {...endpoint, proxy: new URL(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)};
	assert.equal((await handshakeWith(through))?.chain[0]?.subject, 'CN=api');
	assert.equal(await handshakeWith({...through, proxy: new URL('http://127.0.0.1:1')}), undefined);
});

test('what is no certificate is none, and hostile names in one are escaped', async () => {
	assert.equal(certificateOf('hello'), undefined);
	const authority = await certificateAuthority();
	const pair = await authority.issue({name: 'a\u001b[31m', hosts: ['x.example']});
	assert.doesNotMatch(certificateOf(pair.certificate)?.subject ?? '\u001b', /\p{Cc}/u);
});
