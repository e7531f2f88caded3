import type {CustomObject, Snapshot} from '../../model/index.js';
import {at, field, list, type Raw, text, texts} from '../keep/raw.js';
import {perSnapshot} from '../per-snapshot.js';
import {podSecurityChecks} from '../pod-security.js';
import {newestMinor} from '../versions.js';

/** Which checks of the baseline an engine enforces in a namespace. */
export type EngineCoverage = {
	/** "Kyverno". */
	readonly engines: readonly string[];
	readonly covered: ReadonlySet<string>;
	/** Ids of baseline checks that no engine enforces there. */
	readonly missing: readonly string[];
};

/** One enforced policy. */
type Enforced = {readonly engine: string; readonly checks: readonly string[]; readonly holdsIn: (namespace: string) => boolean};

const baseline = podSecurityChecks.filter(({level}) => level === 'baseline').map(({id}) => id);
const hostProbesSince = 34;

/** By words in the names of the policies that the engines' own libraries have. */
const words: readonly (readonly [RegExp, string])[] = [
	[/privileged-?containers?|pod-privileged|psp-?privileged|no-privileged|^disallow-privileged/i, 'privileged'],
	[/host-?namespaces?/i, 'hostNamespaces'],
	[/host-?paths?|host-?filesystem/i, 'hostPathVolumes'],
	[/host-?ports?|host-?networking-?ports?|host-?network-ports/i, 'hostPorts'],
	[/capabilities/i, 'capabilities_baseline'],
	[/apparmor/i, 'appArmorProfile'],
	[/selinux/i, 'seLinuxOptions'],
	[/proc-?mount/i, 'procMount'],
	[/seccomp/i, 'seccompProfile_baseline'],
	[/sysctls?/i, 'sysctls'],
	[/host-?process/i, 'windowsHostProcess'],
	[/host-?probes?/i, 'hostProbesAndHostLifecycle'],
];
const named = (name: string): string[] => words.filter(([pattern]) => pattern.test(name)).map(([, check]) => check);

/** `*` stands for anything, as in the patterns of the engines. */
function matches(pattern: string, name: string): boolean {
	return new RegExp(
		`^${pattern
			.split('*')
			.map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
			.join('.*')}$`,
	).test(name);
}
export const isIn = (patterns: readonly string[], name: string) => patterns.some(pattern => matches(pattern, name));

/** Namespaces that a match or exclude block of Kyverno names; undefined where it names none. */
export function kyvernoNamespaces(block: Raw): string[] | undefined {
	const resources = [
		at(block, 'resources'),
		...[...list(field(block, 'any')), ...list(field(block, 'all'))].map(one => field(one, 'resources')),
	];
	const names = resources.flatMap(one => texts(field(one, 'namespaces')));
	return names.length > 0 ? names : undefined;
}

function ofKyverno({metadata, spec}: CustomObject): Enforced[] {
	const whole = text(field(spec, 'validationFailureAction')) ?? 'Audit';
	return list(field(spec, 'rules')).flatMap(rule => {
		const action = text(at(rule, 'validate', 'failureAction')) ?? whole;
		if (!/^enforce$/i.test(action)) return [];
		const level = text(at(rule, 'validate', 'podSecurity', 'level'));
		const checks = level === undefined ? named(metadata.name) : baseline;
		const only = kyvernoNamespaces(field(rule, 'match'));
		const without = kyvernoNamespaces(field(rule, 'exclude')) ?? [];
		const conditional = at(rule, 'preconditions') !== undefined || list(at(rule, 'validate', 'podSecurity', 'exclude')).length > 0;
		return checks.length === 0 || conditional
			? []
			: [{engine: 'Kyverno', checks, holdsIn: (name: string) => (only === undefined || isIn(only, name)) && !isIn(without, name)}];
	});
}

function ofKyvernoValidating({metadata, spec}: CustomObject): Enforced[] {
	const checks = named(metadata.name);
	const limited = at(spec, 'matchConstraints', 'namespaceSelector') !== undefined || list(field(spec, 'matchConditions')).length > 0;
	return texts(field(spec, 'validationActions')).includes('Deny') && checks.length > 0 && !limited
		? [{engine: 'Kyverno', checks, holdsIn: () => true}]
		: [];
}

const gatekeeperKinds: Readonly<Record<string, string>> = {
	K8sPSPPrivilegedContainer: 'privileged',
	K8sPSPHostNamespace: 'hostNamespaces',
	K8sPSPHostFilesystem: 'hostPathVolumes',
	K8sPSPHostNetworkingPorts: 'hostPorts',
	K8sPSPCapabilities: 'capabilities_baseline',
	K8sPSPAppArmor: 'appArmorProfile',
	K8sPSPSELinuxV2: 'seLinuxOptions',
	K8sPSPProcMount: 'procMount',
	K8sPSPSeccomp: 'seccompProfile_baseline',
	K8sPSPSeccompV2: 'seccompProfile_baseline',
	K8sPSPForbiddenSysctls: 'sysctls',
	K8sPSPHostProcess: 'windowsHostProcess',
	K8sPSPHostProbesLifecycle: 'hostProbesAndHostLifecycle',
};
function ofGatekeeper({kind, spec}: CustomObject): Enforced[] {
	const check = gatekeeperKinds[kind];
	if (check === undefined || (text(field(spec, 'enforcementAction')) ?? 'deny') !== 'deny') return [];
	const match = field(spec, 'match');
	const only = texts(field(match, 'namespaces'));
	const without = texts(field(match, 'excludedNamespaces'));
	const limited = field(match, 'labelSelector') !== undefined || field(match, 'namespaceSelector') !== undefined;
	return limited
		? []
		: [{engine: 'Gatekeeper', checks: [check], holdsIn: name => (only.length === 0 || isIn(only, name)) && !isIn(without, name)}];
}

function ofKubewarden({metadata, spec}: CustomObject): Enforced[] {
	const checks = named(`${text(field(spec, 'module')) ?? ''} ${metadata.name}`);
	const limited = field(spec, 'namespaceSelector') !== undefined || field(spec, 'objectSelector') !== undefined;
	return (text(field(spec, 'mode')) ?? 'protect') === 'protect' && checks.length > 0 && !limited
		? [{engine: 'Kubewarden', checks, holdsIn: () => true}]
		: [];
}

/** A policy counts where a binding denies; what it says is known by its name only. */
function ofAdmissionPolicies({items}: Snapshot): Enforced[] {
	return (items.validatingAdmissionPolicyBindings ?? []).flatMap(({spec}) => {
		const name = text(field(spec, 'policyName'));
		const policy = (items.validatingAdmissionPolicies ?? []).find(({metadata}) => metadata.name === name);
		if (!policy || !texts(field(spec, 'validationActions')).includes('Deny')) return [];
		const onPods = list(at(policy.spec, 'matchConstraints', 'resourceRules')).some(one =>
			texts(field(one, 'resources')).some(resource => resource === 'pods' || resource === '*'),
		);
		const selectors = [at(spec, 'matchResources', 'namespaceSelector'), at(policy.spec, 'matchConstraints', 'namespaceSelector')].filter(
			one => one !== undefined,
		);
		const without = selectors.flatMap(one =>
			list(field(one, 'matchExpressions')).flatMap(expression =>
				field(expression, 'key') === 'kubernetes.io/metadata.name' && field(expression, 'operator') === 'NotIn'
					? texts(field(expression, 'values'))
					: ['*'],
			),
		);
		const checks = named(policy.metadata.name);
		return onPods && checks.length > 0 ? [{engine: 'admission policies', checks, holdsIn: (place: string) => !isIn(without, place)}] : [];
	});
}

const enforced = perSnapshot((snapshot): readonly Enforced[] => {
	const {items} = snapshot;
	return [
		...(items.kyvernoClusterPolicies ?? []).flatMap(ofKyverno),
		...(items.kyvernoValidatingPolicies ?? []).flatMap(ofKyvernoValidating),
		...(items.gatekeeperConstraints ?? []).flatMap(ofGatekeeper),
		...(items.kubewardenPolicies ?? []).flatMap(ofKubewarden),
		...ofAdmissionPolicies(snapshot),
	];
});

/** How much of the baseline policy engines enforce in a namespace. */
export function engineCoverage(snapshot: Snapshot, namespace: string): EngineCoverage {
	const own = enforced(snapshot).filter(({holdsIn}) => holdsIn(namespace));
	const covered = new Set(own.flatMap(({checks}) => checks));
	const minor = snapshot.cluster.version?.minor ?? newestMinor;
	const asked = baseline.filter(id => id !== 'hostProbesAndHostLifecycle' || minor >= hostProbesSince);
	return {engines: [...new Set(own.map(({engine}) => engine))], covered, missing: asked.filter(id => !covered.has(id))};
}
