import {unlimitedSchemas} from '../../kube/flow-schemas.js';
import {defaultMemory} from '../../kube/memory-limits.js';
import {limitRangeRemedy, quotaRemedy, unlimitedContainers} from '../../kube/namespace-limits.js';
import {livingWorkloads} from '../../kube/namespace-security.js';
import {isSystemNamespace, namespaceKind, namespacesOf} from '../../kube/namespaces.js';
import {quotasOf} from '../../kube/quotas.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {
	type Asked,
	type Control,
	counted,
	type Evidence,
	type Exemption,
	type Finding,
	type Given,
	hasAnswered,
	type Inspection,
	type Remediation,
	type Snapshot,
} from '../../model/index.js';

function inspect(snapshot: Snapshot, {model}: Asked): Inspection {
	const strangers = hasAnswered(model, 'tenancy', 'customers', 'untrusted');
	const oneApp = hasAnswered(model, 'app-count', 'one');
	const findings: Finding[] = [];
	const exempt: Exemption[] = [];
	const seen: Evidence[] = [];
	let looked = 0;
	for (const {name} of namespacesOf(snapshot).values()) {
		const subject = {group: '', kind: 'Namespace', name};
		if (isSystemNamespace(name))
			exempt.push({subject, reason: 'a namespace of the system: a quota there can keep the cluster from mending itself'});
		const used = livingWorkloads(snapshot, name).length > 0;
		if (namespaceKind(name, snapshot) !== 'application' || (!used && (name === 'default' || !strangers))) continue;
		looked += 1;
		if (quotasOf(snapshot, name).length === 0) {
			if (strangers)
				findings.push({check: 'no-quota', level: 'fail', subject, message: 'no quota keeps its tenant from using up the cluster'});
			else if (oneApp) seen.push({text: `${name} has no quota, which matters little with one app`});
			else findings.push({check: 'no-quota', level: 'warn', subject, message: 'no quota keeps it from using up the cluster'});
		}
		const open = unlimitedContainers(snapshot, name).length;
		if (open === 0 || defaultMemory(snapshot, name) !== undefined) continue;
		if (oneApp && !strangers) seen.push({text: `${name} has no LimitRange, which matters little with one app`});
		else
			findings.push({
				check: 'no-limit-range',
				level: 'warn',
				subject,
				message: `no LimitRange gives a limit to ${open === 1 ? 'the container' : `the ${open} containers`} without one`,
			});
	}
	for (const {name, who} of unlimitedSchemas(snapshot)) {
		findings.push({
			check: 'exempt-flow',
			level: 'warn',
			subject: {group: 'flowcontrol.apiserver.k8s.io', kind: 'FlowSchema', name},
			path: 'spec.priorityLevelConfiguration.name',
			value: 'exempt',
			message: `lets ${who.map(one => `${one.kind} ${one.name}`).join(', ')} send any number of requests`,
		});
	}
	seen.unshift({text: `${counted(looked, 'namespace')} looked at`});
	if (findings.length === 0 && snapshot.read.flowSchemas !== 'complete')
		return {
			unknown: {code: 'partial', text: 'namespaces have quotas, but who passes the limits on requests (FlowSchemas) was not read'},
			seen,
		};
	return {findings, exempt, seen};
}

function remediate({check, subject}: Finding, snapshot: Snapshot, given: Given): Remediation {
	if (check === 'no-quota') return quotaRemedy(subject.name, snapshot, given);
	if (check === 'no-limit-range') return limitRangeRemedy(subject.name, snapshot, given);
	return {
		guide: {
			everywhere: [
				'Give these accounts a priority level of their own (workload-high for one), so that a flood of theirs does not shut others out.',
			],
		},
	};
}

export default {
	id: 'ns-quotas',
	title: 'Give every namespace a quota',
	layer: 'application',
	phase: 'build',
	severity: 'medium',
	blast: 'namespace',
	fix: 'manifest',
	threats: {external: 1, container: 2, user: 2},
	seeds: ['N4', 'N12'],
	references: {
		cis: ['1.2.9', '1.2.20', '5.6.1'],
		nsa: 'Resource policies',
		owasp: ['K01'],
		microsoft: ['MS-TA9039', 'MS-TA9040'],
		attack: ['T1496', 'T1499'],
		kubescape: ['C-0121', 'C-0134'],
		trivy: ['KSV-0039', 'KSV-0040', 'KCV-0010'],
	},
	why: 'Without a quota one team, or an intruder who mines in its name, starts as many pods and load balancers as the cluster and the bill can bear.',
	risk: 'Pods beyond the quota are refused, new load balancers and node ports too where there was none; a quota on limits refuses pods without one, so the LimitRange comes first.',
	question: 'Are CPU, memory, pods, load balancers and object counts limited per namespace?',
	because: 'one team or intruder can use up the cluster',
	verify: 'kubectl get resourcequotas,limitranges -A',
	hidden: 'How many Secrets and ConfigMaps a namespace holds is not counted here; limit these too where objects are made by many.',
	boosts: {'tenancy.customers': 1.4, 'tenancy.untrusted': 1.4, 'tenancy.teams': 1.2, 'app-count.many': 1.1},
	guide: {
		everywhere: [
			'First give a default to containers that say nothing (LimitRange), then limit the namespace (ResourceQuota), half as much again as it uses.',
			'Look at the events of the namespace for FailedCreate during the next roll-outs.',
			'Requests to the API server are limited by priority levels; nobody but the system belongs into the level exempt.',
		],
		snippet:
			'apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: namespace-quota, namespace: <namespace>}\nspec:\n  hard:\n    requests.cpu: "<x>"\n    requests.memory: "<y>"\n    limits.memory: "<z>"\n    pods: "50"\n    services.loadbalancers: "1"\n    services.nodeports: "0"\n    count/secrets: "200"\n    count/configmaps: "200"\n',
	},
	cluster: {
		needs: ['namespaces', 'resourceQuotas', 'limitRanges', 'pods', 'deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs'],
		wants: [...workloadSources, 'nodes', 'services', 'flowSchemas', 'podMetrics'],
		inspect,
		remediate,
	},
} satisfies Control;
