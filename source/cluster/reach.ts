import {lookup} from 'node:dns/promises';
import {isIP} from 'node:net';
import {type Reach, reachOf} from '../kube/addresses.js';
import {type Facts, visible} from '../model/index.js';
import type {Endpoint} from './agents.js';

/** The addresses behind the kubeconfig's server, and whether strangers have a way to them. */
export async function serverAddress({url, proxy}: Endpoint, timeout = 5000): Promise<NonNullable<Facts['serverAddress']>> {
	const name = url.hostname.replace(/^\[|\]$/g, '');
	const host = visible(name);
	if (isIP(name) > 0) return {host, addresses: [name], reach: reachOf(name)};
	// The proxy resolves the name; what this machine would find may be something else.
	if (proxy) return {host, addresses: [], reach: 'unknown'};
	let timer: ReturnType<typeof setTimeout> | undefined;
	const found = await Promise.race([
		lookup(name, {all: true}).then(
			all => all.map(({address}) => address),
			() => [],
		),
		new Promise<string[]>(resolve => {
			timer = setTimeout(resolve, timeout, []);
		}),
	]);
	clearTimeout(timer);
	const addresses = [...new Set(found)].toSorted();
	return {host, addresses, reach: widest(addresses)};
}

function widest(addresses: readonly string[]): Reach {
	const reaches = addresses.map(reachOf);
	return (['public', 'private', 'loopback'] as const).find(reach => reaches.includes(reach)) ?? 'unknown';
}
