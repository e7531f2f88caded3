import {readFileSync} from 'node:fs';
import https from 'node:https';
import {createGunzip} from 'node:zlib';
import {parse} from 'yaml';
import {resources} from '../source/kube/resources.js';

/*
 * The floor: the same lists in the same pages, four at a time over kept connections, and every byte thrown away. Only the token of the
 * next page is looked for.
 */
const [file = '', limit = '250'] = process.argv.slice(2);
type Entry = Readonly<Record<string, Readonly<Record<string, string>>>>;
const config = parse(readFileSync(file, 'utf8')) as {readonly clusters: readonly Entry[]; readonly users: readonly Entry[]};
const cluster = config.clusters[0]?.['cluster'] ?? {};
const user = config.users[0]?.['user'] ?? {};
const server = new URL(cluster['server'] ?? '');
const decoded = (data = '') => Buffer.from(data, 'base64').toString();
const agent = new https.Agent({
	keepAlive: true,
	maxSockets: 4,
	ca: decoded(cluster['certificate-authority-data']),
	cert: decoded(user['client-certificate-data']),
	key: decoded(user['client-key-data']),
});

function page(path: string, accept: string): Promise<{readonly next: string | undefined; readonly bytes: number}> {
	return new Promise((resolve, reject) => {
		https
			.get({agent, host: server.hostname, port: server.port, path, headers: {accept, 'accept-encoding': 'gzip'}}, response => {
				let head = '';
				let bytes = 0;
				const body = response.headers['content-encoding'] === 'gzip' ? response.pipe(createGunzip()) : response;
				body.on('data', (chunk: Buffer) => {
					bytes += chunk.length;
					if (head.length < 2000) head += chunk.subarray(0, 2000).toString('latin1');
				});
				body.on('end', () => resolve({next: /"continue":"([^"]+)"/.exec(head)?.[1], bytes}));
				body.on('error', reject);
			})
			.on('error', reject);
	});
}

async function drained(path: string, accept: string): Promise<number> {
	let total = 0;
	for (let next: string | undefined = ''; next !== undefined; ) {
		const answer: {next: string | undefined; bytes: number} = await page(`${path}?limit=${limit}${next === '' ? '' : `&continue=${encodeURIComponent(next)}`}`, accept);
		total += answer.bytes;
		next = answer.next;
	}
	return total;
}

const start = performance.now();
const lists = resources.filter(({builtIn, read}) => builtIn && read !== 'never');
const waiting = lists.map(({group, versions, plural, read}) => ({
	path: group === '' ? `/api/v1/${plural}` : `/apis/${group}/${versions[0]}/${plural}`,
	accept: read === 'metadata' ? 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' : 'application/json',
}));
let bytes = 0;
await Promise.all(
	Array.from({length: 4}, async () => {
		for (let list = waiting.shift(); list; list = waiting.shift()) bytes += await drained(list.path, list.accept);
	}),
);
agent.destroy();
process.stdout.write(JSON.stringify({milliseconds: performance.now() - start, bytes}));
