import {livingWorkloads, pinnedVersion, podSecurityLabel, podSecurityLabels, strictestForAll} from '../../kube/namespace-security.js';
import {type KnownNamespace, namespacesOf} from '../../kube/namespaces.js';
import {standingOf} from '../../kube/platform-workloads.js';
import {policyVersion, violations} from '../../kube/pod-security.js';
import {engineCoverage} from '../../kube/signatures/engines.js';
import {platformOf} from '../../kube/signatures/provider.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {
	type Asked,
	type Control,
	counted,
	type Exemption,
	type Finding,
	type Inspection,
	type JsonObject,
	type Remediation,
	type Snapshot,
	unescaped,
} from '../../model/index.js';

/** Whether the server may have a default of its own, which the API does not show. */
function serverDefault(snapshot: Snapshot): {may: boolean; inferred: boolean} {
	const {platform} = platformOf(snapshot);
	if (platform === 'eks' || platform === 'gke' || platform === 'aks') return {may: false, inferred: true};
	const flags = snapshot.facts.flags.apiServer;
	if (!flags) return {may: true, inferred: false};
	return {may: flags.values['--admission-control-config-file'] !== undefined, inferred: flags.from === 'kubeadm-config'};
}

type Judgement = Omit<Finding, 'subject'> | 'holds' | {readonly exempt: string};

function judged(snapshot: Snapshot, {name, kind, labels = {}}: KnownNamespace, production: boolean, mayDefault: boolean): Judgement {
	if (kind === 'system') return {exempt: 'a namespace of the system: its pods need what the baseline forbids'};
	const {enforce, enforceVersion, warn, audit} = podSecurityLabels(labels);
	if (enforce === 'baseline' || enforce === 'restricted') {
		if (enforceVersion !== undefined || !production) return 'holds';
		return {
			check: 'version-missing',
			level: 'warn',
			message: `enforces ${enforce}, but in no fixed version: an upgrade may refuse pods that run today`,
			path: `metadata.labels.${podSecurityLabel('enforce-version')}`,
		};
	}
	const own = livingWorkloads(snapshot, name);
	const platformOnly =
		kind === 'infrastructure' && own.length > 0 && own.every(workload => standingOf(workload, snapshot).is === 'accepted');
	const path = `metadata.labels.${podSecurityLabel('enforce')}`;
	if (platformOnly) {
		if (enforce === 'privileged') return {exempt: 'only workloads of the platform run here, and it says privileged on purpose'};
		return {
			check: 'undecided',
			level: 'warn',
			message: 'only workloads of the platform run here, and no label says which level they need',
			path,
		};
	}
	const {engines, covered, missing} = engineCoverage(snapshot, name);
	if (engines.length > 0 && missing.length === 0) return 'holds';
	const pss = {level: 'baseline', check: 'enforce'} as const;
	if (covered.size > 0)
		return {
			check: 'engine-partly',
			level: 'warn',
			message: `${engines.join(' and ')} refuses some dangerous pods only; not covered: ${missing.join(', ')}`,
			path,
			pss,
		};
	if (enforce === 'privileged')
		return {
			check: 'privileged',
			level: 'fail',
			message: 'says privileged: every pod may start here, also one that takes over its node',
			path,
			value: 'privileged',
			pss,
		};
	if (warn !== undefined || audit !== undefined)
		return {
			check: 'warn-only',
			level: 'warn',
			message: `dangerous pods are ${warn ? 'warned about' : 'recorded'} here, but start all the same`,
			path,
			pss,
		};
	if (mayDefault)
		return {
			check: 'no-label',
			level: 'warn',
			message: 'no label keeps dangerous pods out; whether the server has a default cannot be seen',
			path,
			pss,
		};
	return {check: 'no-label', level: 'fail', message: 'nothing keeps a pod out that takes over its node', path, pss};
}

function inspect(snapshot: Snapshot, {model}: Asked): Inspection {
	if (platformOf(snapshot).platform === 'openshift') {
		return {
			findings: [],
			exempt: [],
			inferred: true,
			seen: [{text: 'OpenShift admits pods by security context constraints, restricted-v2 for everybody by default'}],
		};
	}
	const production = ['prod', 'unsure'].includes(model.answers.environment.value);
	const {may, inferred} = serverDefault(snapshot);
	const findings: Finding[] = [];
	const exempt: Exemption[] = [];
	const unseen: string[] = [];
	let held = 0;
	for (const namespace of namespacesOf(snapshot).values()) {
		const subject = {group: '', kind: 'Namespace', name: namespace.name};
		if (namespace.labels === undefined && namespace.kind !== 'system') {
			unseen.push(namespace.name);
			continue;
		}
		const judgement = judged(snapshot, namespace, production, may);
		if (judgement === 'holds') held += 1;
		else if ('exempt' in judgement) exempt.push({subject, reason: judgement.exempt});
		else findings.push({...judgement, subject});
	}
	const seen = [
		{text: `${held} of ${counted(held + findings.length, 'namespace')} ${held === 1 ? 'keeps' : 'keep'} dangerous pods out`},
		...(unseen.length > 0 ? [{text: `labels of ${unseen.join(', ')} are not known`}] : []),
		...(may ? [{text: 'a default of the server (--admission-control-config-file) cannot be seen'}] : []),
	];
	if (unseen.length > 0 && findings.length === 0)
		return {
			unknown: {
				code: 'partial',
				text: `labels of ${unseen.slice(0, 3).join(', ')}${unseen.length > 3 ? ` and ${unseen.length - 3} more` : ''} are not known`,
			},
			seen,
		};
	return {findings, exempt, seen, ...(inferred && findings.some(({check}) => check === 'no-label') && {inferred: true})};
}

function remediate({subject, check}: Finding, snapshot: Snapshot): Remediation {
	const namespace = namespacesOf(snapshot).get(subject.name);
	const labels = podSecurityLabels(namespace?.labels ?? {});
	const version = pinnedVersion(snapshot);
	if (check === 'version-missing') {
		return patched(subject.name, {[podSecurityLabel('enforce-version')]: version});
	}
	if (check === 'undecided') return patched(subject.name, {[podSecurityLabel('enforce')]: 'privileged'});
	const level = strictestForAll(snapshot, subject.name);
	if (level !== 'privileged') {
		const above = level === 'baseline' ? {[podSecurityLabel('warn')]: 'restricted', [podSecurityLabel('audit')]: 'restricted'} : {};
		return patched(subject.name, {[podSecurityLabel('enforce')]: level, [podSecurityLabel('enforce-version')]: version, ...above});
	}
	const violating = livingWorkloads(snapshot, subject.name).flatMap(({subject: own, podSpec, podMetadata}) => {
		const found = violations(podSpec, podMetadata, {level: 'baseline', version: policyVersion(version)});
		return found.length === 0 ? [] : [`${own.kind.toLowerCase()}/${own.name} (${found.map(({reason}) => reason).join(', ')})`];
	});
	if (labels.warn === undefined && labels.audit === undefined) {
		return {
			...patched(subject.name, {[podSecurityLabel('warn')]: 'baseline', [podSecurityLabel('audit')]: 'baseline'}),
			next: `it warns now; enforcing follows once ${violating.length === 1 ? 'this workload passes' : `these ${violating.length} workloads pass`}: ${violating.slice(0, 4).join('; ')}`,
		};
	}
	const why = `${counted(violating.length, 'workload violates', 'workloads violate')} the baseline and could not start again: ${violating.slice(0, 4).join('; ')}`;
	return {
		guide: {everywhere: ['Mend these workloads, or move them to a namespace of their own, then enforce the baseline here.', ...violating]},
		refused: why,
	};
}

function patched(name: string, labels: JsonObject): Extract<Remediation, {changes: unknown}> {
	const target = {group: '', version: 'v1', kind: 'Namespace', plural: 'namespaces', name: unescaped(name)};
	return {changes: [{action: 'patch', target, patch: {metadata: {labels}}}]};
}

export default {
	id: 'psa-enforced',
	title: 'Refuse dangerous pods in every namespace',
	layer: 'cluster',
	phase: 'build',
	severity: 'critical',
	blast: 'namespace',
	fix: 'patch',
	threats: {external: 0, container: 3, user: 3},
	seeds: ['N9', 'K7', 'T2', 'T3'],
	references: {
		cis: ['5.2.1'],
		eks: ['4.2.1'],
		gke: ['4.2.1'],
		nsa: 'Pod security enforcement',
		podSecurity: 'baseline',
		owasp: ['K01', 'K04'],
		microsoft: ['MS-TA9018', 'MS-TA9008'],
		attack: ['T1610', 'T1611'],
		kubescape: ['C-0068', 'C-0192'],
	},
	why: 'Whoever may create a pod, a stolen login or a hijacked pipeline, starts a privileged one and owns the node it lands on, with everything that runs there.',
	risk: 'Running pods stay, but pods that violate the level cannot be made again: the next roll-out or eviction fails.',
	question: 'Does something stop a user from starting a privileged pod in every namespace?',
	because: 'nothing stops a pod that takes over its node',
	verify: 'kubectl get namespaces -L pod-security.kubernetes.io/enforce -L pod-security.kubernetes.io/enforce-version',
	hidden: 'A default for the whole cluster lies in a file of the API server; only its flag can be seen.',
	boosts: {'internet-apps.public': 1.2, 'limited-users.limited': 1.2, 'tenancy.customers': 1.3, 'tenancy.teams': 1.1},
	guide: {
		everywhere: [
			'Label each namespace with the strictest level that its pods pass today; warn and audit one level higher.',
			'Where an engine (Kyverno, Gatekeeper, Kubewarden) shall do it, let it enforce every check of the baseline.',
		],
		snippet:
			'metadata:\n  labels:\n    pod-security.kubernetes.io/enforce: baseline\n    pod-security.kubernetes.io/enforce-version: v1.36\n    pod-security.kubernetes.io/warn: restricted\n    pod-security.kubernetes.io/audit: restricted\n',
	},
	cluster: {
		needs: [
			'namespaces',
			'pods',
			'kyvernoClusterPolicies',
			'kyvernoValidatingPolicies',
			'gatekeeperConstraints',
			'kubewardenPolicies',
			'validatingAdmissionPolicies',
			'validatingAdmissionPolicyBindings',
		],
		wants: [...workloadSources, 'apiServerFlags', 'nodes', 'settings', 'version'],
		inspect,
		remediate,
	},
} satisfies Control;
