import {BlockList, isIP} from 'node:net';
import type {Environment} from './kubeconfig.js';

/** The proxy that a request to `server` goes through: the kubeconfig's, else the environment's, as Go programs choose it. */
export function proxyFor(server: URL, fromKubeconfig: string | undefined, env: Environment): URL | undefined {
	if (fromKubeconfig !== undefined) return parsed(fromKubeconfig);
	const name = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
	const wanted = env[name] ?? env[name.toLowerCase()];
	if (!wanted || isExempt(server, env['NO_PROXY'] ?? env['no_proxy'] ?? '')) return undefined;
	return parsed(wanted);
}

function parsed(text: string): URL | undefined {
	return URL.parse(text.includes('://') ? text : `http://${text}`) ?? undefined;
}

export const isSocks = (proxy: URL) => /^socks[45]?[ah]?:$/.test(proxy.protocol);

function isExempt(server: URL, list: string): boolean {
	const host = server.hostname.replace(/^\[|\]$/g, '').toLowerCase();
	const port = server.port || (server.protocol === 'https:' ? '443' : '80');
	if (host === 'localhost' || host === '::1' || host.startsWith('127.')) return true;
	return list
		.split(',')
		.map(entry => entry.trim().toLowerCase())
		.filter(Boolean)
		.some(entry => covers(entry, host, port));
}

function covers(entry: string, host: string, port: string): boolean {
	if (entry === '*') return true;
	const [address, bits] = entry.split('/') as [string, string | undefined];
	if (bits !== undefined) return isIP(address) > 0 && isIP(host) > 0 && inSubnet(host, address, Number(bits));
	const [, name, only] = /^(.*?)(?::(\d+))?$/.exec(entry) as RegExpExecArray;
	const bare = isIP(entry) > 0 ? entry : (name ?? '');
	if (isIP(entry) === 0 && only !== undefined && only !== port) return false;
	const suffix = bare.replace(/^\*?\./, '');
	return (host === suffix && !/^\*?\./.test(bare)) || host.endsWith(`.${suffix}`);
}

function inSubnet(host: string, address: string, bits: number): boolean {
	const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
	const list = new BlockList();
	if (!Number.isInteger(bits) || bits < 0 || bits > (family === 'ipv6' ? 128 : 32)) return false;
	list.addSubnet(address, bits, family);
	return list.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}
