import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {podSecurity, podSecurityChecks, policyVersion, strictestLevel, violations} from '../../source/kube/pod-security.js';
import {newestMinor} from '../../source/kube/versions.js';
import type {JsonObject, Manifest} from '../../source/model/index.js';
import {container, cronJob, daemonSet, deployment, job, pod, replicaSet, statefulSet} from '../helpers/manifests.js';

type Level = 'privileged' | 'baseline' | 'restricted';
const says = (object: unknown, level: Level, version = 'latest') => podSecurity(object, {level, version}).map(({message}) => message);
const ids = (object: unknown, level: Level, version = 'latest') => podSecurity(object, {level, version}).map(({check}) => check);

const hard: JsonObject = {
	allowPrivilegeEscalation: false,
	runAsNonRoot: true,
	capabilities: {drop: ['ALL']},
	seccompProfile: {type: 'RuntimeDefault'},
};
const hardened = (spec: JsonObject = {}, own: JsonObject = {}, metadata: JsonObject = {}) =>
	pod({containers: [container({securityContext: {...hard, ...own}})], ...spec}, metadata);

test('a hardened pod passes restricted at every version', () => {
	for (let minor = 0; minor <= newestMinor + 2; minor += 1)
		assert.deepEqual(ids(hardened(), 'restricted', `v1.${minor}`), [], `1.${minor}`);
});

test('the smallest pod passes baseline and says what restricted wants, in the words and order of the server', () => {
	assert.deepEqual(says(pod(), 'baseline'), []);
	assert.deepEqual(says(pod(), 'restricted'), [
		'allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false)',
		'unrestricted capabilities (container "app" must set securityContext.capabilities.drop=["ALL"])',
		'runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true)',
		'seccompProfile (pod or container "app" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
	]);
});

test('nothing violates privileged', () => assert.deepEqual(ids(pod({hostPID: true}), 'privileged'), []));

/** One violation of the baseline each, with the server's text. */
const baseline: readonly (readonly [check: string, object: Manifest, message: string])[] = [
	['hostNamespaces', hardened({hostNetwork: true, hostIPC: true}), 'host namespaces (hostNetwork=true, hostIPC=true)'],
	[
		'privileged',
		pod({containers: [container({securityContext: {privileged: true}})]}),
		'privileged (container "app" must not set securityContext.privileged=true)',
	],
	[
		'capabilities_baseline',
		pod({containers: [container({securityContext: {capabilities: {add: ['SYS_TIME', 'CHOWN', 'BPF']}}})]}),
		'non-default capabilities (container "app" must not include "BPF", "SYS_TIME" in securityContext.capabilities.add)',
	],
	[
		'hostPathVolumes',
		pod({
			volumes: [
				{name: 'a', hostPath: {path: '/'}},
				{name: 'b', hostPath: {path: '/'}},
			],
		}),
		'hostPath volumes (volumes "a", "b")',
	],
	[
		'hostPorts',
		pod({
			containers: [
				container({
					ports: [
						{containerPort: 1, hostPort: 90},
						{containerPort: 2, hostPort: 443},
					],
				}),
			],
		}),
		'hostPort (container "app" uses hostPorts 443, 90)',
	],
	[
		'appArmorProfile',
		pod({}, {annotations: {'container.apparmor.security.beta.kubernetes.io/app': 'unconfined'}}),
		'forbidden AppArmor profile (annotation must not set AppArmor profile type to "container.apparmor.security.beta.kubernetes.io/app="unconfined"")',
	],
	[
		'seLinuxOptions',
		pod({securityContext: {seLinuxOptions: {type: 'spc_t', user: 'u'}}}),
		'seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type "spc_t"; user may not be set)',
	],
	[
		'procMount',
		pod({containers: [container({securityContext: {procMount: 'Unmasked'}})]}),
		'procMount (container "app" must not set securityContext.procMount to "Unmasked")',
	],
	[
		'seccompProfile_baseline',
		pod({securityContext: {seccompProfile: {type: 'Unconfined'}}}),
		'seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")',
	],
	['sysctls', pod({securityContext: {sysctls: [{name: 'kernel.msgmax', value: '1'}]}}), 'forbidden sysctls (kernel.msgmax)'],
	[
		'windowsHostProcess',
		pod({securityContext: {windowsOptions: {hostProcess: true}}}),
		'hostProcess (pod must not set securityContext.windowsOptions.hostProcess=true)',
	],
	[
		'hostProbesAndHostLifecycle',
		pod({containers: [container({livenessProbe: {httpGet: {port: 1, host: '10.0.0.1'}}})]}),
		'probe or lifecycle host (container "app" uses probe or lifecycle host "10.0.0.1")',
	],
];
for (const [check, object, message] of baseline) {
	test(`${check} is found at baseline in the server's words`, () => {
		assert.deepEqual(
			podSecurity(object, {level: 'baseline', version: 'latest'}).map(one => [one.check, one.message]),
			[[check, message]],
		);
		assert.ok(message.startsWith(podSecurity(object, {level: 'baseline', version: 'latest'})[0]?.reason ?? '-'));
	});
}
test('every check of the baseline has its case', () => {
	assert.deepEqual(
		baseline.map(([check]) => check).sort(),
		podSecurityChecks
			.filter(({level}) => level === 'baseline')
			.map(({id}) => id)
			.sort(),
	);
});

test('restricted replaces the weaker check instead of saying it twice', () => {
	const object = hardened(
		{volumes: [{name: 'v', hostPath: {path: '/'}}]},
		{capabilities: {drop: ['ALL'], add: ['BPF']}, procMount: 'Unmasked', seccompProfile: {type: 'Unconfined'}},
	);
	assert.deepEqual(ids(object, 'restricted', 'v1.36'), [
		'capabilities_restricted',
		'procMount_restricted',
		'restrictedVolumes',
		'seccompProfile_restricted',
	]);
	assert.deepEqual(ids(object, 'restricted', 'v1.18'), ['capabilities_baseline', 'procMount', 'restrictedVolumes']);
});

test('a container of any kind counts', () => {
	const bad = container({name: 'bad', securityContext: {privileged: true}});
	for (const list of ['containers', 'initContainers', 'ephemeralContainers']) {
		assert.deepEqual(ids(pod({[list]: [bad]}), 'baseline'), ['privileged'], list);
	}
	assert.deepEqual(says(pod({initContainers: [bad], containers: [{...bad, name: 'b'}]}), 'baseline'), [
		'privileged (containers "bad", "b" must not set securityContext.privileged=true)',
	]);
});

/** From the first version on a pod is refused (or no longer is). */
const changes: readonly (readonly [name: string, object: Manifest, level: Level, before: string, since: string, refused: boolean])[] = [
	[
		'probes of other hosts',
		pod({containers: [container({startupProbe: {tcpSocket: {port: 1, host: 'x'}}})]}),
		'baseline',
		'v1.33',
		'v1.34',
		true,
	],
	['escalation without a word', hardened({}, {allowPrivilegeEscalation: undefined}), 'restricted', 'v1.7', 'v1.8', true],
	['seccomp without a word', hardened({}, {seccompProfile: undefined}), 'restricted', 'v1.18', 'v1.19', true],
	['capabilities that are kept', hardened({}, {capabilities: undefined}), 'restricted', 'v1.21', 'v1.22', true],
	['root by number', hardened({}, {runAsUser: 0}), 'restricted', 'v1.22', 'v1.23', true],
	['Windows without seccomp', hardened({os: {name: 'windows'}}, {seccompProfile: undefined}), 'restricted', 'v1.24', 'v1.25', false],
	[
		'an SELinux type of engines',
		pod({securityContext: {seLinuxOptions: {type: 'container_engine_t'}}}),
		'baseline',
		'v1.30',
		'v1.31',
		false,
	],
	[
		'a reserved range of ports',
		pod({securityContext: {sysctls: [{name: 'net.ipv4.ip_local_reserved_ports', value: '1'}]}}),
		'baseline',
		'v1.26',
		'v1.27',
		false,
	],
	[
		'keepalive of TCP',
		pod({securityContext: {sysctls: [{name: 'net.ipv4.tcp_keepalive_time', value: '1'}]}}),
		'baseline',
		'v1.28',
		'v1.29',
		false,
	],
	['buffers of TCP', pod({securityContext: {sysctls: [{name: 'net.ipv4.tcp_rmem', value: '1'}]}}), 'baseline', 'v1.31', 'v1.32', false],
	[
		'slow start of TCP',
		pod({securityContext: {sysctls: [{name: 'net.ipv4.tcp_slow_start_after_idle', value: '1'}]}}),
		'baseline',
		'v1.36',
		'v1.37',
		false,
	],
	['root in a user namespace', hardened({hostUsers: false}, {runAsNonRoot: false, runAsUser: 0}), 'restricted', 'v1.34', 'v1.35', false],
	[
		'unmasked proc in a user namespace',
		pod({hostUsers: false, containers: [container({securityContext: {procMount: 'Unmasked'}})]}),
		'baseline',
		'v1.34',
		'v1.35',
		false,
	],
];
for (const [name, object, level, before, since, refused] of changes) {
	test(`${name}: ${level} ${refused ? 'refuses it since' : 'allows it since'} ${since}, not at ${before}`, () => {
		assert.deepEqual([ids(object, level, before).length > 0, ids(object, level, since).length > 0], [!refused, refused]);
	});
}

test('an explicit false is worse than nothing: a pod that runs as non-root does not excuse its container', () => {
	const object = hardened({securityContext: {runAsNonRoot: true}}, {runAsNonRoot: false});
	assert.deepEqual(says(object, 'restricted'), ['runAsNonRoot != true (container "app" must not set securityContext.runAsNonRoot=false)']);
});

test('every kind that makes pods is judged by its template, other kinds are not', () => {
	const spec = {hostPID: true};
	const template = {metadata: {name: 'x'}, template: {spec: {...spec, containers: []}}};
	for (const make of [deployment, statefulSet, daemonSet, replicaSet, job, cronJob])
		assert.deepEqual(ids(make(spec), 'baseline'), ['hostNamespaces'], make(spec).kind);
	assert.deepEqual(ids({...template, kind: 'PodTemplate'}, 'baseline'), ['hostNamespaces']);
	assert.deepEqual(ids({...template, kind: 'ReplicationController', spec: template}, 'baseline'), ['hostNamespaces']);
	assert.deepEqual(ids({...deployment(spec), kind: 'Rollout'}, 'baseline'), []);
});

test('a template of a Deployment is judged by its own annotations, not by those of the Deployment', () => {
	const object = deployment({}, {annotations: {'container.apparmor.security.beta.kubernetes.io/app': 'unconfined'}});
	assert.deepEqual(ids(object, 'baseline'), []);
});

test('no JSON whatsoever makes it throw', () => {
	fc.assert(
		fc.property(fc.anything(), fc.anything(), fc.constantFrom('Pod', 'CronJob', 'Deployment'), (spec, metadata, kind) => {
			podSecurity({kind, spec, metadata}, {level: 'restricted', version: 'latest'});
			podSecurity(spec, {level: 'restricted', version: 'latest'});
		}),
	);
});

test('a violation says where: container, path and value of each place', () => {
	const [found] = violations(
		{containers: [{name: 'a'}, {name: 'b', securityContext: {privileged: true}}]},
		{},
		{level: 'baseline', version: 'latest'},
	);
	assert.deepEqual(
		{container: found?.container, path: found?.path, value: found?.value},
		{container: 'b', path: 'containers[1].securityContext.privileged', value: 'true'},
	);
});

test('a version that is none counts as the latest', () => {
	assert.deepEqual(policyVersion('v1.30'), {major: 1, minor: 30});
	assert.deepEqual(policyVersion('1.30'), {major: 1, minor: 30});
	for (const text of ['latest', 'v2.0', '', 'v1.x']) assert.equal(policyVersion(text), 'latest');
});

test('the strictest level that a pod passes is found', () => {
	const level = (spec: JsonObject) => strictestLevel({containers: [{name: 'a', ...spec}]}, {}, 'latest');
	assert.equal(level({}), 'baseline');
	assert.equal(level({securityContext: {privileged: true}}), 'privileged');
	assert.equal(level({securityContext: hard}), 'restricted');
});
