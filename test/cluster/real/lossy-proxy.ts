import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import https from 'node:https';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {kubeconfigText} from './kubeconfig-text.js';
import {sharedControlPlane} from './shared.js';

/** What becomes of a write: it goes through, it never arrives, or it is done and its answer is lost. */
export type Fate = 'through' | 'never-arrives' | 'answer-lost';
export type LossyProxy = {
	/** A kubeconfig of the administrator that leads through here. */
	readonly kubeconfig: string;
	/** Asked for each write that is meant: not for dry runs. */
	fate: (method: string, path: string) => Fate;
	/** Runs before the connection of a lost write is cut. */
	beforeCut: () => Promise<void>;
	/** This many of the next requests find nobody there, whatever they are. */
	away: number;
	/** Writes that reached the API server. */
	readonly arrived: string[];
};

/** A way to the API server on which writes get lost. */
export async function throughLossyProxy<T>(act: (proxy: LossyProxy) => Promise<T>): Promise<T> {
	const plane = await sharedControlPlane();
	const {certificate: cert, key} = await plane.authority.issue({name: 'proxy', hosts: ['127.0.0.1']});
	const pair = await adminPair(plane.kubeconfig('admin'));
	const agent = new https.Agent({keepAlive: true, ca: plane.authority.certificate, cert: pair.certificate, key: pair.key});
	const folder = await mkdtemp(join(tmpdir(), 'castellan-proxy-'));
	const proxy = {
		kubeconfig: join(folder, 'kubeconfig'),
		fate: (): Fate => 'through',
		beforeCut: async () => undefined,
		away: 0,
		arrived: [] as string[],
	} as LossyProxy;
	const server = https.createServer({cert, key}, async (request, response) => {
		const {method = 'GET', url = '/', headers} = request;
		const body = Buffer.concat((await request.toArray()) as Buffer[]);
		if (proxy.away > 0) {
			proxy.away -= 1;
			request.socket.destroy();
			return;
		}
		const isWrite = !['GET', 'HEAD'].includes(method) && !/dryRun|selfsubject/.test(url);
		const fate = isWrite ? proxy.fate(method, url) : 'through';
		const cut = async () => {
			await proxy.beforeCut();
			request.socket.destroy();
		};
		if (fate === 'never-arrives') return cut();
		const upstream = https.request({agent, host: '127.0.0.1', port: plane.port, method, path: url, headers});
		upstream.on('error', () => request.socket.destroy());
		upstream.on('response', answer => {
			if (isWrite) proxy.arrived.push(`${method} ${url.split('?')[0]}`);
			if (fate === 'answer-lost') {
				answer.resume().on('end', () => void cut());
				return;
			}
			response.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
			answer.pipe(response);
		});
		upstream.end(body);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const {port} = server.address() as AddressInfo;
	const text = kubeconfigText({server: `https://127.0.0.1:${port}`, authority: plane.authority.certificate, name: 'admin', pair});
	await writeFile(proxy.kubeconfig, text, {mode: 0o600});
	try {
		return await act(proxy);
	} finally {
		server.closeAllConnections();
		server.close();
		agent.destroy();
		await rm(folder, {recursive: true});
	}
}

async function adminPair(path: string) {
	const {users} = JSON.parse(await readFile(path, 'utf8')) as {
		readonly users: readonly {readonly user: Readonly<Record<string, string>>}[];
	};
	const decoded = (name: string) => Buffer.from(users[0]?.user[name] ?? '', 'base64').toString();
	return {certificate: decoded('client-certificate-data'), key: decoded('client-key-data')};
}
