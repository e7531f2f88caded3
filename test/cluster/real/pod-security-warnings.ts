import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {podSecurity, podSecurityChecks} from '../../../source/kube/pod-security.js';
import type {JsonObject} from '../../../source/model/index.js';
import {eventually} from './child.js';
import type {Answer} from './requester.js';
import {sharedControlPlane} from './shared.js';

/** Every field that a check of the Pod Security Standards looks at, with values that the server takes. */
const some = (values: readonly JsonObject[]) => fc.constantFrom<JsonObject>({}, {}, {}, ...values);
const all = (...parts: readonly fc.Arbitrary<JsonObject>[]): fc.Arbitrary<JsonObject> =>
	fc.tuple(...parts).map(fields => Object.assign({}, ...fields) as JsonObject);

const profiles = ['RuntimeDefault', 'Unconfined', 'Localhost'].map(type => ({
	type,
	...(type === 'Localhost' && {localhostProfile: 'own'}),
}));
const users = some([{runAsUser: 0}, {runAsUser: 1000}, {runAsNonRoot: true}, {runAsNonRoot: false}, {runAsNonRoot: true, runAsUser: 1000}]);
const seccomp = some(profiles.map(seccompProfile => ({seccompProfile})));
const appArmor = some(profiles.map(appArmorProfile => ({appArmorProfile})));
const seLinux = some(
	[
		{type: 'container_t'},
		{type: 'container_engine_t'},
		{type: 'spc_t'},
		{user: 'system_u'},
		{role: 'system_r'},
		{type: 'spc_t', user: 'u', role: 'r'},
		{level: 's0:c1'},
		{},
	].map(seLinuxOptions => ({seLinuxOptions})),
);
const capabilities = some(
	[
		{add: ['NET_BIND_SERVICE']},
		{add: ['SYS_TIME', 'CHOWN']},
		{drop: ['ALL']},
		{drop: ['NET_RAW']},
		{drop: ['ALL'], add: ['NET_BIND_SERVICE', 'BPF']},
	].map(one => ({capabilities: one})),
);
const privileges = fc.constantFrom<JsonObject>(
	{},
	{},
	{privileged: true},
	{privileged: false},
	{allowPrivilegeEscalation: false},
	{allowPrivilegeEscalation: true},
);
const containerContext = all(users, seccomp, appArmor, seLinux, capabilities, privileges).chain(context =>
	fc.constantFrom(
		context,
		context,
		{...context, procMount: 'Unmasked'},
		{...context, procMount: 'Default'},
		{...context, procMount: 'Unmasked'},
	),
);
const get = (host?: string): JsonObject => ({httpGet: {path: '/', port: 8080, ...(host !== undefined && {host})}});
const hooks = some([
	{livenessProbe: get()},
	{livenessProbe: get('10.0.0.1'), readinessProbe: get('127.0.0.1')},
	{readinessProbe: {tcpSocket: {port: 8080, host: 'db.example.org'}}},
	{lifecycle: {postStart: get('example.org'), preStop: {tcpSocket: {port: 1, host: 'localhost'}}}},
	{startupProbe: {tcpSocket: {port: 8080, host: '::1'}}},
]);
const container = (name: string, at: number) =>
	fc.tuple(fc.option(containerContext), hooks, fc.constantFrom(0, 0, 0, 1)).map(
		([securityContext, own, hostPort]): JsonObject => ({
			name,
			image: 'registry.k8s.io/pause:3.10',
			...own,
			...(securityContext && {securityContext}),
			...(hostPort > 0 && {ports: [{containerPort: 9000 + at, hostPort: 9000 + at}]}),
		}),
	);
const volumes = fc
	.subarray<JsonObject>([
		{emptyDir: {}},
		{hostPath: {path: '/var/log'}},
		{secret: {secretName: 'a'}},
		{configMap: {name: 'a'}},
		{downwardAPI: {}},
		{projected: {sources: []}},
		{persistentVolumeClaim: {claimName: 'a'}},
		{csi: {driver: 'example.org'}},
		{nfs: {server: 'nfs', path: '/'}},
		{iscsi: {targetPortal: '10.0.0.1:3260', iqn: 'iqn.2001-04.com.example:a', lun: 0}},
		{gitRepo: {repository: 'https://example.org/a'}},
		{image: {reference: 'ghcr.io/a/b:1'}},
		{ephemeral: {volumeClaimTemplate: {spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}}}}},
	])
	.map(chosen => chosen.map((one, at): JsonObject => ({name: `v${at}`, ...one})));
const host = some([
	{hostNetwork: true},
	{hostPID: true},
	{hostIPC: true},
	{hostNetwork: true, hostPID: true, hostIPC: true},
	{hostUsers: false},
	{hostUsers: true},
]);
const sysctls = some(
	[
		['kernel.shm_rmid_forced', '1'],
		['net.ipv4.tcp_syncookies', '1'],
		['kernel.msgmax', '1'],
		['net.ipv4.ip_unprivileged_port_start', '0'],
		['net.ipv4.tcp_rmem', '1'],
	].map(([name = '', value = '']) => ({sysctls: [{name, value}]})),
);
const annotations = some([
	{'container.apparmor.security.beta.kubernetes.io/a': 'unconfined'},
	{'container.apparmor.security.beta.kubernetes.io/a': 'runtime/default'},
	{'seccomp.security.alpha.kubernetes.io/pod': 'unconfined'},
	{'container.seccomp.security.alpha.kubernetes.io/a': 'unconfined', 'seccomp.security.alpha.kubernetes.io/pod': 'runtime/default'},
]);

type Made = {readonly metadata: JsonObject; readonly spec: JsonObject};
const linux = fc
	.record({
		first: container('a', 0),
		second: fc.option(container('b', 1)),
		init: fc.option(container('i', 2)),
		context: fc.option(all(users, seccomp, appArmor, seLinux, sysctls)),
		volumes,
		host,
		annotations,
	})
	.map(
		({first, second, init, context, volumes: mounted, host: shared, annotations: own}): Made => ({
			metadata: {annotations: own},
			spec: {
				...shared,
				containers: [first, ...(second ? [second] : [])].map(one => fitting(one, own, shared)),
				...(init && {initContainers: [fitting(plain(init), own, shared)]}),
				...(context && {securityContext: apart(agreeing(context, own), shared)}),
				...(mounted.length > 0 && {volumes: mounted}),
			},
		}),
	);
/** What an annotation says a field may not say otherwise. */
function agreeing({seccompProfile, appArmorProfile, ...rest}: JsonObject, own: JsonObject): JsonObject {
	return Object.keys(own).length > 0
		? rest
		: {...rest, ...(seccompProfile !== undefined && {seccompProfile}), ...(appArmorProfile !== undefined && {appArmorProfile})};
}
/** Settings of namespaces that are the node's are not taken. */
function apart({sysctls: settings, ...rest}: JsonObject, shared: JsonObject): JsonObject {
	const isShared = shared['hostNetwork'] === true || shared['hostIPC'] === true;
	return settings === undefined || isShared ? rest : {...rest, sysctls: settings};
}
/** An unmasked /proc is taken in a user namespace only. */
function fitting({securityContext, ...rest}: JsonObject, own: JsonObject, shared: JsonObject): JsonObject {
	if (securityContext === undefined) return rest;
	const {procMount, ...context} = agreeing(securityContext as JsonObject, own);
	const taken = procMount === 'Default' || (procMount !== undefined && shared['hostUsers'] === false);
	return {...rest, securityContext: {...context, ...(taken && {procMount})}};
}
/** Init containers have neither probes nor hooks. */
function plain({livenessProbe: _l, readinessProbe: _r, startupProbe: _s, lifecycle: _h, ...rest}: JsonObject): JsonObject {
	return rest;
}
const windows = fc.constantFrom<Made>(
	{metadata: {}, spec: {os: {name: 'windows'}, containers: [{name: 'a', image: 'w:1'}]}},
	{
		metadata: {},
		spec: {
			os: {name: 'windows'},
			hostNetwork: true,
			securityContext: {windowsOptions: {hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM'}},
			containers: [{name: 'a', image: 'w:1'}],
		},
	},
	{
		metadata: {},
		spec: {
			os: {name: 'windows'},
			hostNetwork: true,
			containers: [{name: 'a', image: 'w:1', securityContext: {windowsOptions: {hostProcess: true}}}],
		},
	},
);

const count = 300;
const seed = 20_261_126;
const levels = ['baseline', 'restricted'] as const;
const versions = ['latest', 'v1.26', 'v1.18'] as const;
const nameOf = (level: string, version: string) => `warned-${level}-${version.replaceAll('.', '-')}`;

/** What the server says against a pod, as it writes it into the header. */
function warned({warnings}: Answer): string[] {
	return warnings.flatMap(line => {
		const text = /^299 - "(.*)"$/.exec(line)?.[1]?.replace(/\\(.)/g, '$1') ?? '';
		return text.startsWith('would violate PodSecurity') ? [text] : [];
	});
}

test(`of ${count} pods of every kind the server warns in our words, at both levels and three versions`, async () => {
	const {admin, create} = await sharedControlPlane();
	const places = levels.flatMap(level => versions.map(version => ({level, version, name: nameOf(level, version)})));
	for (const {level, version, name} of places) {
		const labels = {'pod-security.kubernetes.io/warn': level, 'pod-security.kubernetes.io/warn-version': version};
		await create('/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name, labels}});
		await eventually(
			`${name} has its account`,
			async () => (await admin('GET', `/api/v1/namespaces/${name}/serviceaccounts/default`)).status === 200,
		);
	}
	const pods = fc.sample(fc.oneof({arbitrary: linux, weight: 30}, {arbitrary: windows, weight: 1}), {numRuns: count, seed});
	const refused: string[] = [];
	const seen = new Set<string>();
	const warnedOf = new Map<string, number>();
	const tryOne = async ({metadata, spec}: Made, at: number) => {
		for (const {level, version, name} of places) {
			const pod = {
				apiVersion: 'v1',
				kind: 'Pod',
				metadata: {...metadata, name: `pod-${at}`},
				spec: {...spec, automountServiceAccountToken: false},
			};
			const answer = await admin('POST', `/api/v1/namespaces/${name}/pods?dryRun=All`, pod);
			if (answer.status !== 201) {
				refused.push(String(answer.body['message']));
				return;
			}
			// The server copies fields into annotations before it judges: what it judged is what it answers.
			const ours = podSecurity({kind: 'Pod', ...answer.body}, {level, version});
			for (const {check} of ours) seen.add(check);
			const expected =
				ours.length === 0 ? [] : [`would violate PodSecurity "${level}:${version}": ${ours.map(({message}) => message).join(', ')}`];
			assert.deepEqual(warned(answer), expected, JSON.stringify({level, version, pod}));
			if (expected.length > 0) warnedOf.set(name, (warnedOf.get(name) ?? 0) + 1);
		}
	};
	const lanes = 6;
	await Promise.all(
		Array.from({length: lanes}, async (_, lane) => {
			for (const [at, pod] of pods.entries()) if (at % lanes === lane) await tryOne(pod, at);
		}),
	);
	assert.deepEqual(refused, []);
	for (const {name} of places) assert.ok((warnedOf.get(name) ?? 0) > count / 4, `${name} warned of ${warnedOf.get(name) ?? 0} pods only`);
	assert.deepEqual(
		podSecurityChecks.map(({id}) => id).filter(id => !seen.has(id)),
		[],
		'checks that no pod violated',
	);
});
