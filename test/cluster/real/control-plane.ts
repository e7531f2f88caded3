import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {binaries} from './binaries.js';
import {type Authority, certificateAuthority, type Pair} from './certificates.js';
import {type Child, eventually, startChild} from './child.js';
import {guardOf} from './guard.js';
import {kubeconfigText} from './kubeconfig-text.js';
import {type Requester, requester} from './requester.js';
import {ownNamespace, pathOf, type Role, roleObjects, roles, type Tenancy} from './roles.js';

/** A running Kubernetes on loopback, with nodes that kwok plays. */
export type ControlPlane = {
	readonly server: string;
	readonly port: number;
	readonly authority: Authority;
	/** Path of the kubeconfig of this account. */
	readonly kubeconfig: (role: Role) => string;
	readonly kubectl: string;
	/** Sends as the administrator. */
	readonly admin: Requester;
	/** Creates as the administrator; fails unless the server takes it. */
	readonly create: (path: string, object: unknown) => Promise<Record<string, unknown>>;
	/** Interrupts the API server and goes on with it, at the same address. */
	readonly stopServer: () => Promise<void>;
	readonly startServer: () => Promise<void>;
	readonly stop: () => Promise<void>;
};
export type Wishes = {readonly nodes?: number; readonly serverFlags?: readonly string[]; readonly tenancy?: Tenancy};

export async function startControlPlane({nodes = 2, serverFlags = [], tenancy = ownNamespace}: Wishes = {}): Promise<ControlPlane> {
	const programs = await binaries();
	const folder = await mkdtemp(join(tmpdir(), 'castellan-cluster-'));
	const file = (name: string) => join(folder, name);
	const [etcdPort, peerPort, port] = (await freePorts(3)) as [number, number, number];
	const server = `https://127.0.0.1:${port}`;
	const authority = await certificateAuthority();
	const identities = await issue(authority);
	for (const [name, pair] of Object.entries(identities)) {
		await writeFile(file(`${name}.crt`), pair.certificate);
		await writeFile(file(`${name}.key`), pair.key, {mode: 0o600});
		const place = name === 'tenant' ? {namespace: tenancy.namespace} : {};
		const text = kubeconfigText({server, authority: authority.certificate, name, pair, ...place});
		await writeFile(file(`${name}.kubeconfig`), text, {mode: 0o600});
	}
	await writeFile(file('ca.crt'), authority.certificate);
	const admin = requester(port, authority.certificate, identities.admin);
	const children = new Map<string, Child>();
	const guard = guardOf(folder);
	const start = (name: string, path: string, flags: readonly string[]) => {
		const child = startChild(name, path, flags);
		children.set(name, child);
		if (child.pid !== undefined) guard.watch(child.pid);
	};
	const failOnDeath = () => {
		const dead = [...children.values()].map(child => child.failure()).find(Boolean);
		if (dead !== undefined) throw new Error(dead);
	};
	const stop = async () => {
		admin.close();
		for (const child of [...children.values()].toReversed()) await child.stop();
		guard.dismiss();
		await rm(folder, {recursive: true, force: true, maxRetries: 5});
	};
	const startServer = async () => {
		start('kube-apiserver', programs['kube-apiserver'], [
			`--etcd-servers=http://127.0.0.1:${etcdPort}`,
			`--secure-port=${port}`,
			'--bind-address=127.0.0.1',
			`--tls-cert-file=${file('server.crt')}`,
			`--tls-private-key-file=${file('server.key')}`,
			`--client-ca-file=${file('ca.crt')}`,
			'--service-account-issuer=https://kubernetes.default.svc',
			`--service-account-key-file=${file('accounts.crt')}`,
			`--service-account-signing-key-file=${file('accounts.key')}`,
			'--authorization-mode=Node,RBAC',
			'--enable-admission-plugins=NodeRestriction',
			'--allow-privileged=true',
			'--service-cluster-ip-range=10.96.0.0/16',
			'--endpoint-reconciler-type=none',
			...serverFlags,
		]);
		await eventually('the API server is ready', async () => {
			failOnDeath();
			return admin('GET', '/readyz').then(
				({status}) => status === 200,
				() => false,
			);
		});
	};
	try {
		start('etcd', programs.etcd, [
			`--data-dir=${file('etcd')}`,
			`--listen-client-urls=http://127.0.0.1:${etcdPort}`,
			`--advertise-client-urls=http://127.0.0.1:${etcdPort}`,
			`--listen-peer-urls=http://127.0.0.1:${peerPort}`,
			'--unsafe-no-fsync',
			'--log-level=error',
		]);
		await startServer();
		start('kube-controller-manager', programs['kube-controller-manager'], [
			`--kubeconfig=${file('controller-manager.kubeconfig')}`,
			`--service-account-private-key-file=${file('accounts.key')}`,
			`--root-ca-file=${file('ca.crt')}`,
			'--use-service-account-credentials=true',
			'--leader-elect=false',
			'--secure-port=0',
		]);
		start('kube-scheduler', programs['kube-scheduler'], [
			`--kubeconfig=${file('scheduler.kubeconfig')}`,
			'--leader-elect=false',
			'--secure-port=0',
		]);
		start('kwok', programs.kwok, [
			`--kubeconfig=${file('admin.kubeconfig')}`,
			'--manage-all-nodes=true',
			'--node-lease-duration-seconds=40',
			...programs.stages.map(stage => `--config=${stage}`),
		]);
		const create = async (path: string, object: unknown) => {
			const {status, body, text} = await admin('POST', path, object);
			assert.equal(status, 201, `POST ${path}: ${text}`);
			return body;
		};
		for (const object of roleObjects(tenancy)) await create(pathOf(object), object);
		for (let at = 1; at <= nodes; at++) await create('/api/v1/nodes', nodeObject(`node-${at}`));
		await eventually('nodes are ready and namespaces have their accounts', async () => {
			failOnDeath();
			return settled(admin, nodes);
		});
		return {
			server,
			port,
			authority,
			kubeconfig: role => file(`${role}.kubeconfig`),
			kubectl: programs.kubectl,
			admin,
			create,
			stopServer: async () => children.get('kube-apiserver')?.stop(),
			startServer,
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

async function issue(authority: Authority) {
	const client = (name: string, groups: readonly string[] = []) => authority.issue({name, groups});
	return {
		server: await authority.issue({
			name: 'kube-apiserver',
			hosts: ['127.0.0.1', 'localhost', 'kubernetes', 'kubernetes.default', 'kubernetes.default.svc', '10.96.0.1'],
		}),
		accounts: await client('service-accounts'),
		'controller-manager': await client('system:kube-controller-manager'),
		scheduler: await client('system:kube-scheduler'),
		admin: await client(roles.admin.user, roles.admin.groups),
		reader: await client(roles.reader.user),
		tenant: await client(roles.tenant.user),
	} satisfies Record<string, Pair>;
}

/** Held open together, so that none is given twice. */
async function freePorts(count: number): Promise<number[]> {
	const servers = Array.from({length: count}, () => createServer());
	await Promise.all(servers.map(server => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))));
	const ports = servers.map(server => (server.address() as {port: number}).port);
	await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
	return ports;
}

function nodeObject(name: string) {
	const capacity = {cpu: '32', memory: '256Gi', pods: '500'};
	return {
		apiVersion: 'v1',
		kind: 'Node',
		metadata: {name, labels: {'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64'}},
		status: {allocatable: capacity, capacity},
	};
}

async function settled(admin: Requester, nodes: number): Promise<boolean> {
	const account = await admin('GET', '/api/v1/namespaces/default/serviceaccounts/default');
	const {body} = await admin('GET', '/api/v1/nodes');
	type Listed = {
		readonly status?: {readonly conditions?: readonly {readonly type: string; readonly status: string}[]};
		readonly spec?: {readonly taints?: unknown};
	};
	const ready = ((body['items'] ?? []) as readonly Listed[]).filter(
		({status, spec}) => spec?.taints === undefined && status?.conditions?.some(({type, status}) => type === 'Ready' && status === 'True'),
	);
	return account.status === 200 && ready.length >= nodes;
}
