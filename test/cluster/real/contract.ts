import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import {test} from 'node:test';
import {startDemo} from '../../../source/demo/server.js';
import {contractSteps, type Step} from '../../demo/contract-steps.js';
import {manualClock} from '../../helpers/api-server.js';
import {sharedControlPlane} from './shared.js';

type Answer = {readonly status: number; readonly warnings: readonly string[]; readonly body: unknown};
type Send = (step: Step) => Promise<Answer>;

/** Sends the steps of the contract; who is somebody else is impersonated. */
function sender(url: string, credentials: https.RequestOptions & {readonly token?: string}): Send {
	const {token, ...tls} = credentials;
	const {cert: _, key: __, ...anonymous} = tls;
	return ({method, path, body, type = 'application/json', as, accept = 'application/json'}) =>
		new Promise((resolve, reject) => {
			const isKnown = as !== 'nobody' && as !== 'stranger';
			const headers: Record<string, string> = {accept, 'user-agent': 'contract'};
			if (isKnown && token) headers['authorization'] = `Bearer ${token}`;
			if (as === 'stranger') headers['authorization'] = 'Bearer wrong';
			if (as && isKnown) headers['impersonate-user'] = as;
			const text = body === undefined ? (method === 'PATCH' ? '{"spec":' : undefined) : JSON.stringify(body);
			if (text !== undefined) Object.assign(headers, {'content-type': type, 'content-length': String(Buffer.byteLength(text))});
			const options = {method, headers, ...(isKnown ? tls : anonymous)};
			const request = (url.startsWith('https') ? https : http).request(new URL(path, url), options, response => {
				const parts: Buffer[] = [];
				response.on('error', reject);
				response.on('data', (part: Buffer) => parts.push(part));
				response.on('end', () => {
					const answer = Buffer.concat(parts).toString();
					const isJson = answer.trimStart().startsWith('{');
					resolve({
						status: response.statusCode ?? 0,
						warnings: response.headersDistinct['warning'] ?? [],
						body: isJson ? (JSON.parse(answer) as unknown) : answer,
					});
				});
			});
			request.on('error', reject);
			request.end(text);
		});
}

const ownOfServer = new Set([
	'deployment.kubernetes.io/revision',
	'uid',
	'resourceVersion',
	'creationTimestamp',
	'managedFields',
	'deletionTimestamp',
	'selfLink',
	'clusterIP',
	'clusterIPs',
	'nodePort',
	'continue',
	'serverAddressByClientCIDRs',
	'paths',
]);

/** What must be equal: everything but what each server makes up itself. */
function comparable(value: unknown): unknown {
	if (Array.isArray(value)) {
		const items = value.map(comparable);
		const areRules = value.some(item => typeof item === 'object' && item !== null && 'verbs' in item && 'nonResourceURLs' in item);
		return areRules ? items.sort((left, right) => JSON.stringify(left).localeCompare(JSON.stringify(right))) : items;
	}
	if (typeof value === 'string')
		return value
			.replace(/kube-api-access-[a-z0-9]{5}/g, 'kube-api-access-xxxxx')
			.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UID')
			.replace(/in record \(\d+\)/, 'in record (N)')
			.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME');
	if (typeof value !== 'object' || value === null) return value;
	const hidden = isWorkload(value) ? new Set([...ownOfServer, 'status']) : ownOfServer;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => !hidden.has(key))
			.map(([key, item]) => [key, comparable(item)]),
	);
}

/** Its status changes while controllers work; what becomes of it is compared on its own. */
function isWorkload(value: object): boolean {
	const spec = 'spec' in value && typeof value.spec === 'object' ? value.spec : undefined;
	return spec !== null && spec !== undefined && ['template', 'jobTemplate', 'containers'].some(key => key in spec);
}

function compared({only}: Step, {status, warnings, body}: Answer): unknown {
	if (only === 'status') return {status};
	return {status, warnings: comparable(warnings), body: comparable(body)};
}

test('the demo answers as the real API server does', async () => {
	const plane = await sharedControlPlane();
	const config = JSON.parse(await readFile(plane.kubeconfig('admin'), 'utf8')) as {
		readonly clusters: readonly {readonly cluster: {readonly 'certificate-authority-data': string}}[];
		readonly users: readonly {readonly user: Readonly<Record<string, string>>}[];
	};
	const decoded = (text: string | undefined) => Buffer.from(text ?? '', 'base64').toString();
	const {user} = config.users[0] ?? {user: {}};
	const ca = decoded(config.clusters[0]?.cluster['certificate-authority-data']);
	const real = sender(plane.server, {ca, cert: decoded(user['client-certificate-data']), key: decoded(user['client-key-data'])});
	const clock = manualClock();
	const demo = await startDemo({objects: [], version: 'v1.36.3', clock});
	try {
		const imitation = sender(demo.url, {token: 'demo-admin'});
		const differences: string[] = [];
		for (const step of contractSteps) {
			const [expected, found] = [await real(step), await imitation(step)];
			clock.advance(1000);
			try {
				assert.deepEqual(compared(step, found), compared(step, expected));
			} catch (error) {
				differences.push(`${step.says}: ${step.method} ${step.path}\n${(error as Error).message}`);
			}
		}
		assert.deepEqual(differences, [], differences.join('\n\n'));
	} finally {
		await demo.stop();
	}
});
