import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isDeepStrictEqual} from 'node:util';
import {startDemo} from '../../../source/demo/server.js';
import {manualClock} from '../../helpers/api-server.js';
import {eventually} from './child.js';
import {type Answer, demoSender, realSender, type Send} from './contract-client.js';
import {type Step, strategic} from './contract-step.js';
import {contractSteps} from './contract-steps.js';
import {sharedControlPlane} from './shared.js';

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
	const real = await realSender(plane);
	const clock = manualClock();
	const demo = await startDemo({objects: [], version: 'v1.36.3', clock});
	try {
		const imitation = demoSender(demo.url);
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

type Listed = {readonly items?: readonly Readonly<Record<string, unknown>>[]};
const itemsOf = async (send: Send, path: string) => ((await send({method: 'GET', path})).body as Listed).items ?? [];
const roles = '/apis/rbac.authorization.k8s.io/v1';

test('the demo has the roles and bindings that a real server makes for itself', async () => {
	const real = await realSender(await sharedControlPlane());
	const demo = await startDemo({objects: [], version: 'v1.36.3', clock: manualClock()});
	try {
		const bootstrapped = async (send: Send, plural: string) =>
			(await itemsOf(send, `${roles}/${plural}?labelSelector=kubernetes.io/bootstrapping%3Drbac-defaults`)).map(item => comparable(item));
		for (const plural of ['clusterroles', 'clusterrolebindings', 'roles', 'rolebindings'])
			assert.deepEqual(await bootstrapped(demoSender(demo.url), plural), await bootstrapped(real, plural), plural);
	} finally {
		await demo.stop();
	}
});

const base = '/apis/apps/v1/namespaces/rolled/deployments';
const template = (image: string, privileged: boolean) => ({
	metadata: {labels: {app: 'web'}},
	spec: {containers: [{name: 'app', image, securityContext: {privileged}}]},
});
const rolled = [
	{method: 'POST', path: '/api/v1/namespaces', body: {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'rolled'}}},
	{
		method: 'POST',
		path: base,
		body: {
			apiVersion: 'apps/v1',
			kind: 'Deployment',
			metadata: {name: 'web'},
			spec: {replicas: 2, selector: {matchLabels: {app: 'web'}}, template: template('nginx:1.25', true)},
		},
	},
	{method: 'PATCH', path: `${base}/web`, type: strategic, body: {spec: {template: {spec: {automountServiceAccountToken: false}}}}},
	{
		method: 'PATCH',
		path: '/api/v1/namespaces/rolled',
		type: strategic,
		body: {metadata: {labels: {'pod-security.kubernetes.io/enforce': 'baseline'}}},
	},
	{method: 'PATCH', path: `${base}/web`, type: strategic, body: {spec: {template: {spec: {terminationGracePeriodSeconds: 5}}}}},
] as const;

/** What a person sees of a roll-out: numbers, conditions, and events without the names that a server makes up. */
async function outcome(send: Send) {
	const nameless = (text: unknown) =>
		String(text)
			.replace('(combined from similar events): ', '')
			.replaceAll(/web-[a-z0-9]+-[a-z0-9]{5}\b/g, 'POD')
			.replaceAll(/web-[a-z0-9]+/g, 'SET');
	const {body} = await send({method: 'GET', path: `${base}/web`});
	const {status = {}} = body as {readonly status?: Readonly<Record<string, unknown>>};
	const {
		conditions,
		terminatingReplicas: _,
		...numbers
	} = status as {conditions?: readonly Readonly<Record<string, string>>[]; terminatingReplicas?: number};
	const events = await itemsOf(send, '/api/v1/namespaces/rolled/events');
	const told = events
		.filter(event => ['Deployment', 'ReplicaSet'].includes((event['involvedObject'] as {readonly kind: string}).kind))
		.map(event => `${String(event['type'])} ${String(event['reason'])} ${nameless(event['message'])}`);
	return {
		numbers,
		conditions: (conditions ?? []).map(({type, status, reason}) => `${type} ${status} ${reason}`).sort(),
		events: [...new Set(told)].sort(),
	};
}

test('a roll-out ends in the demo as it does in a real cluster, also where Pod Security stops it', async () => {
	const real = await realSender(await sharedControlPlane());
	const demo = await startDemo({objects: nodes, version: 'v1.36.3', clock: manualClock()});
	try {
		const imitation = demoSender(demo.url);
		for (const [index, step] of rolled.entries()) {
			const answers = [await real(step), await imitation(step)].map(({status, warnings}) => ({
				status,
				warnings: warnings.map(line => line.replaceAll(/web-\w+-\w{5}/g, 'POD')),
			}));
			assert.deepEqual(answers[1], answers[0], `step ${index}`);
			demo.settle();
			let last: Awaited<ReturnType<typeof outcome>> | undefined;
			const expected = await outcome(imitation);
			await eventually('the real roll-out ends like that of the demo', async () => {
				last = await outcome(real);
				return isDeepStrictEqual(last, expected);
			}).catch(() => assert.deepEqual(expected, last, `after step ${index}`));
		}
	} finally {
		await demo.stop();
	}
});

const nodes = ['one', 'two'].map(name => ({apiVersion: 'v1', kind: 'Node', metadata: {name}, spec: {}}));
