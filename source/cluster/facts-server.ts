import {createHash} from 'node:crypto';
import {field, list, texts} from '../kube/keep/raw.js';
import {escaped, Failure, type ServerVersion, visible} from '../model/index.js';
import type {Connection} from './connect.js';
import {shortened} from './failures.js';
import type {Gathering} from './gathering.js';
import {handshakeWith} from './handshake.js';
import {metricsReader} from './metrics.js';
import {probe, probePaths} from './probes.js';
import {serverAddress} from './reach.js';

/** What the server says about itself; the first request, so what fails here fails the whole reading. */
export async function readVersion({reader}: Connection, into: Gathering, signal?: AbortSignal): Promise<ServerVersion | undefined> {
	const {status, body, message} = await reader.json('/version', signal && {signal});
	if (status !== 200) {
		into.gap({
			source: 'version',
			resource: '/version',
			verb: 'get',
			reason: status === 403 ? 'forbidden' : 'error',
			detail: shortened(message || `status ${status}`),
		});
		return undefined;
	}
	const {gitVersion, major, minor} = body;
	const version = {
		gitVersion: visible(typeof gitVersion === 'string' ? gitVersion : ''),
		major: leadingNumber(major),
		minor: leadingNumber(minor),
	};
	into.complete('version');
	return version;
}

/** Providers write "31+". */
function leadingNumber(text: unknown): number {
	return Number.parseInt(typeof text === 'string' ? text : '', 10) || 0;
}

/** Who the server takes us for. */
export async function readSelf({reader}: Connection, into: Gathering, signal?: AbortSignal): Promise<void> {
	for (const version of ['v1', 'v1beta1', 'v1alpha1']) {
		const {status, body, message} = await reader.review('selfsubjectreviews', version, undefined, signal);
		if (status === 404) continue;
		const user = (body['status'] as {userInfo?: {username?: unknown; groups?: unknown}} | undefined)?.userInfo;
		if (status !== 201 || typeof user?.username !== 'string') {
			into.gap({
				source: 'self',
				resource: 'selfsubjectreviews.authentication.k8s.io',
				verb: 'create',
				reason: status === 403 ? 'forbidden' : 'error',
				detail: shortened(message || `status ${status}`),
			});
			return;
		}
		const groups = Array.isArray(user.groups) ? user.groups.filter(group => typeof group === 'string') : [];
		into.know({self: escaped({name: user.username, groups})});
		into.complete('self');
		return;
	}
	into.gap({
		source: 'self',
		resource: 'selfsubjectreviews.authentication.k8s.io',
		verb: 'create',
		reason: 'absent',
		detail: visible('not served'),
	});
}

export async function readHandshake({endpoint}: Connection, into: Gathering, signal?: AbortSignal): Promise<void> {
	const [address, handshake] = await Promise.all([serverAddress(endpoint), handshakeWith(endpoint, undefined, signal)]);
	into.know({serverAddress: address});
	if (handshake) {
		into.know({handshake});
		into.complete('handshake');
		return;
	}
	const {url} = endpoint;
	const detail = url.protocol === 'http:' ? 'the server is spoken to without TLS' : 'no handshake came about';
	into.gap({
		source: 'handshake',
		resource: url.host,
		verb: 'handshake',
		reason: signal?.aborted ? 'stopped' : 'error',
		detail: visible(detail),
	});
}

export async function readAnonymous(connection: Connection, into: Gathering, wanted: boolean, signal?: AbortSignal): Promise<void> {
	const gap = (reason: 'not-asked' | 'error' | 'stopped', detail: string) =>
		into.gap({source: 'anonymous', resource: 'requests without a login', verb: 'get', reason, detail: visible(detail)});
	if (!wanted) return gap('not-asked', 'requests without a login were left out');
	const {probes, missing} = await probe(connection, signal);
	if (probes.length > 0) into.know({anonymous: probes});
	if (missing.length === 0) return into.complete('anonymous');
	if (probes.length > 0) into.complete('anonymous', 'partial');
	gap(
		signal?.aborted ? 'stopped' : 'error',
		`no answer of Kubernetes on ${missing.length === probePaths.length ? 'any path' : missing.join(', ')}`,
	);
}

export async function readMetrics({reader}: Connection, into: Gathering, signal?: AbortSignal): Promise<void> {
	const gap = (reason: 'forbidden' | 'absent' | 'error' | 'stopped', detail: string) =>
		into.gap({source: 'metrics', resource: '/metrics', verb: 'get', reason, detail: shortened(detail)});
	const {take, metrics} = metricsReader();
	try {
		const answer = await reader.get('/metrics', {accept: 'text/plain', sink: take, ...(signal && {signal})});
		answer.release();
		if (answer.status === 200) {
			into.know({metrics: metrics()});
			return into.complete('metrics');
		}
		gap(answer.status === 403 ? 'forbidden' : answer.status === 404 ? 'absent' : 'error', `the server answered ${answer.status}`);
	} catch (error) {
		if (signal?.aborted) return gap('stopped', 'stopped');
		if (!(error instanceof Failure)) throw error;
		gap('error', error.message);
	}
}

/** Where pods reach the API server. It only helps to answer a question: where it is not read, nothing is missing. */
export async function readInnerAddresses({reader}: Connection, into: Gathering, signal?: AbortSignal): Promise<void> {
	try {
		const path = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes';
		const {status, body} = await reader.json(path, signal && {signal});
		if (status !== 200) return;
		const innerAddresses = list(body['endpoints']).flatMap(endpoint => texts(field(endpoint, 'addresses')));
		into.know({innerAddresses: escaped([...new Set(innerAddresses)].sort())});
	} catch (error) {
		if (!(error instanceof Failure) && !signal?.aborted) throw error;
	}
}

/** uid of kube-system; where it cannot be read, what tells this server from others. */
export async function clusterId({reader, endpoint}: Connection, into: Gathering, signal?: AbortSignal): Promise<string> {
	const listed = into.items.namespaces?.find(({metadata}) => metadata.name === 'kube-system')?.metadata.uid;
	if (listed !== undefined) return listed;
	const otherwise = () =>
		createHash('sha256')
			.update(`${endpoint.authority ?? ''}\n${endpoint.url.host}`)
			.digest('hex');
	if (signal?.aborted || into.read.namespaces === 'complete') return otherwise();
	try {
		const {body} = await reader.json('/api/v1/namespaces/kube-system', signal && {signal});
		const uid = (body['metadata'] as {uid?: unknown} | undefined)?.uid;
		return typeof uid === 'string' ? visible(uid) : otherwise();
	} catch (error) {
		if (error instanceof Failure || signal?.aborted) return otherwise();
		throw error;
	}
}
