import child from 'node:child_process';
import datagrams from 'node:dgram';
import dns from 'node:dns';
import {appendFileSync} from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
import net from 'node:net';

/** Loaded into a program before anything else: whatever leads to the network is written down in the file `CASTELLAN_TEST_NETWORK`, and fails. */
const file = process.env['CASTELLAN_TEST_NETWORK'] ?? '';

function closed(holder: object, name: string): void {
	Object.defineProperty(holder, name, {
		configurable: true,
		writable: true,
		value: () => {
			appendFileSync(file, `${name}\n`);
			throw new Error(`${name} was called`);
		},
	});
}

closed(net.Socket.prototype, 'connect');
closed(net.Server.prototype, 'listen');
closed(datagrams.Socket.prototype, 'send');
closed(datagrams.Socket.prototype, 'bind');
for (const holder of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
	for (const name of Object.getOwnPropertyNames(holder)) if (/^(lookup|resolve|reverse)/.test(name)) closed(holder, name);
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) closed(child, name);
syncBuiltinESMExports();
