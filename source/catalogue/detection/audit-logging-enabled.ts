import {componentSubject, overInstances} from '../../kube/control-plane.js';
import {platformOf} from '../../kube/signatures/provider.js';
import {
	type Asked,
	type Control,
	type Evidence,
	type Finding,
	type Flags,
	type Inspection,
	isJudged,
	type Judged,
	type Snapshot,
} from '../../model/index.js';

const policyFile = '--audit-policy-file';
type Problem = Pick<Finding, 'check' | 'message' | 'value'>;

/** OpenShift says it in an object of its own. */
function openshiftProfile(snapshot: Snapshot): string | undefined {
	const spec = snapshot.items.openshiftApiServers?.find(({metadata}) => metadata.name === 'cluster')?.spec;
	const audit = spec?.['audit'];
	const profile = typeof audit === 'object' && audit !== null ? (audit as Record<string, unknown>)['profile'] : undefined;
	return typeof profile === 'string' ? profile : undefined;
}

/** What the flags of one API server lack. */
function problemOf(values: Flags['values'], backends: readonly string[]): Problem | undefined {
	if (!values[policyFile])
		return {check: 'no-policy', message: 'the API server has no audit policy: nothing is recorded', value: `${policyFile} missing`};
	return backends.length > 0
		? undefined
		: {check: 'no-backend', message: 'the API server has an audit policy, but writes its log nowhere', value: '--audit-log-path missing'};
}

function ofFlags(snapshot: Snapshot, {values, where, from}: Flags, level: Finding['level']): Judged {
	const backends = ['--audit-log-path', '--audit-webhook-config-file'].filter(name => values[name]);
	const policy = values[policyFile];
	const problem = problemOf(values, backends);
	return {
		findings: problem ? [{...problem, level, subject: componentSubject(snapshot, 'apiServer')}] : [],
		seen: [
			{text: `flags of ${where}`},
			{text: policy ? `policy ${policy}, written by ${backends.map(name => name.slice(2)).join(' and ') || 'nothing'}` : 'no audit policy'},
		],
		exempt: [],
		...(from === 'kubeadm-config' && {inferred: true}),
	};
}

function inspect(snapshot: Snapshot, {model, attested}: Asked): Inspection {
	const {flags, metrics} = snapshot.facts;
	const subject = componentSubject(snapshot, 'apiServer');
	const seen: Evidence[] = [];
	const lab = model.answers['control-plane-owner'].value === 'lab';
	const judged = (findings: Omit<Finding, 'subject'>[], extra: {inferred?: boolean; attested?: boolean} = {}): Inspection => ({
		findings: findings.map(finding => ({...finding, subject, level: lab ? 'warn' : finding.level})),
		seen,
		exempt: [],
		...extra,
	});
	const {platform, owner} = platformOf(snapshot);
	if (owner === 'managed' || model.answers['control-plane-owner'].value === 'managed') {
		seen.push({
			text: `the provider${platform === 'other' ? '' : ` (${platform.toUpperCase()})`} writes an audit log; whether you can search it is a setting of the cloud`,
		});
		if (attested === 'no')
			return judged([{check: 'attested-no', level: 'fail', message: 'nobody can search the audit log, you said'}], {attested: true});
		if (attested === 'yes') return judged([], {attested: true});
		return {unknown: {code: 'hidden', text: 'whether you can search the audit log is a setting of the cloud, not of the cluster'}, seen};
	}
	const profile = openshiftProfile(snapshot);
	if (profile !== undefined) {
		seen.push({text: `audit profile ${profile}`});
		return judged(
			profile === 'None'
				? [
						{
							check: 'profile-none',
							level: 'fail',
							message: 'the audit profile is None: nothing is recorded',
							path: 'spec.audit.profile',
							value: profile,
						},
					]
				: [],
		);
	}
	if (metrics?.auditEvents !== undefined)
		seen.push({text: `${metrics.auditEvents.toLocaleString('en')} audit events since this API server started`});
	if (flags.apiServer) {
		const told = overInstances(snapshot, 'apiServer', one => ofFlags(one, one.facts.flags.apiServer as Flags, lab ? 'warn' : 'fail'));
		if (!isJudged(told)) return told;
		seen.push(...told.seen);
		if (told.findings.length > 0 || !allAreNone(metrics?.auditLevels)) return {...told, seen};
		return judged([{check: 'level-none', level: 'fail', message: 'the audit policy drops every request (level None)'}], {
			inferred: told.inferred === true,
		});
	}
	if (metrics?.auditEvents !== undefined && metrics.auditEvents > 0) return judged([]);
	if (metrics?.auditEvents === 0)
		return judged([{check: 'no-events', level: 'fail', message: 'the API server counted no audit event', value: '0'}]);
	return {unknown: {code: 'hidden', text: 'neither flags nor audit metrics of the API server can be seen'}, seen};
}

/** Every request was dropped by the policy. */
function allAreNone(levels: Readonly<Record<string, number>> | undefined): boolean {
	const counted = Object.entries(levels ?? {}).filter(([, count]) => count > 0);
	return counted.length > 0 && counted.every(([level]) => level === 'None');
}

export default {
	id: 'audit-logging-enabled',
	title: 'Record who does what through the API',
	layer: 'cluster',
	phase: 'build',
	severity: 'high',
	blast: 'cluster',
	fix: 'control-plane',
	threats: {external: 1, container: 2, user: 3},
	seeds: ['N7'],
	references: {
		cis: ['3.2.1', '1.2.16'],
		eks: ['2.1.1'],
		gke: ['5.7.1'],
		aks: ['2.1.1'],
		nsa: 'Kubernetes native audit logging configuration',
		owasp: ['K10'],
		attack: ['T1562'],
		kubescape: ['C-0067', 'C-0130', 'C-0160', 'C-0254'],
		trivy: ['KCV-0019'],
	},
	why: 'Without an audit log nobody can tell afterwards what a stolen login read or changed, and an attack in progress makes no noise.',
	risk: 'The log needs disk space, and the static pod of the API server needs mounts for policy and log; a policy file with a mistake keeps the API server from starting.',
	question: 'Is the Kubernetes audit log switched on and can you search it?',
	because: 'if someone abuses the API today, you could not tell afterwards',
	verify: 'kubectl get --raw /metrics | grep apiserver_audit_event_total',
	hidden: 'On a managed control plane the log is a setting of the cloud.',
	boosts: {'user-count.many': 1.2, 'compliance.any': 1.1, 'change-and-watch.blind': 1.2},
	guide: {
		everywhere: ['Write an audit policy, give it to the API server, and ship the log off the node.'],
		platforms: {
			kubeadm: [
				'Copy the policy to /etc/kubernetes/audit-policy.yaml on every control-plane node',
				'In /etc/kubernetes/manifests/kube-apiserver.yaml set --audit-policy-file, --audit-log-path, --audit-log-maxage, and mount both paths',
				'Put the same into the ConfigMap kubeadm-config, so that upgrades keep it',
			],
			k3s: ['kube-apiserver-arg: audit-policy-file=… and audit-log-path=… in /etc/rancher/k3s/config.yaml, then restart'],
			eks: ['aws eks update-cluster-config --name <cluster> --logging \'{"clusterLogging":[{"types":["audit"],"enabled":true}]}\''],
			gke: ['Admin activity is always recorded; switch on data access logs for the Kubernetes Engine API.'],
			aks: ['Add a diagnostic setting with the category kube-audit-admin.'],
			openshift: ['Set spec.audit.profile of apiservers.config.openshift.io/cluster to Default or more.'],
		},
		snippet: `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- {level: None, users: ["system:kube-proxy"], verbs: [watch]}
- level: Metadata
  resources:
  - {group: "", resources: [secrets, configmaps, serviceaccounts/token]}
  - {group: authentication.k8s.io, resources: [tokenreviews]}
- level: RequestResponse
  verbs: [create, update, patch, delete]
  resources: [{group: rbac.authorization.k8s.io}, {group: certificates.k8s.io}, {group: admissionregistration.k8s.io}]
- {level: Metadata}
`,
	},
	cluster: {
		needs: [['apiServerFlags', 'metrics', 'openshiftApiServers', 'nodes', 'version']],
		wants: ['apiServerFlags', 'metrics', 'openshiftApiServers', 'nodes', 'pods', 'settings', 'version'],
		inspect,
	},
} satisfies Control;
