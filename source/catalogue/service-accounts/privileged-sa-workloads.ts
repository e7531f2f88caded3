import {powersOf} from '../../kube/account-power.js';
import {accountOf, hasToken, projectsToken} from '../../kube/api-tokens.js';
import {entranceSources, exposureOf} from '../../kube/exposure.js';
import {pinnedVersion} from '../../kube/namespace-security.js';
import {namespaceKind} from '../../kube/namespaces.js';
import {operatorOf} from '../../kube/operators.js';
import {platformProduct, standingOf} from '../../kube/platform-workloads.js';
import {policyVersion, strictestLevel} from '../../kube/pod-security.js';
import {bearerName} from '../../kube/rbac.js';
import {sharedNode} from '../../kube/shared-nodes.js';
import {askedForToken, withoutToken} from '../../kube/token-remedy.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {pathOf, type Workload, workloadOf, workloads} from '../../kube/workloads.js';
import {
	type Control,
	counted,
	type Exemption,
	type Finding,
	type Given,
	type Inspection,
	type Remediation,
	type Snapshot,
} from '../../model/index.js';

type Judgement = Finding | {readonly accepted: string} | 'unsure' | undefined;

function judge(workload: Workload, snapshot: Snapshot): Judgement {
	if (!hasToken(snapshot, workload) && !projectsToken(workload)) return undefined;
	const account = accountOf(workload);
	const powers = powersOf(snapshot, account);
	if (powers.length === 0) return undefined;
	const operator = operatorOf(workload);
	if (operator) return {accepted: `${operator.name} needs its rights: look at them once a year`};
	const may = `${bearerName(account)} may ${powers.map(({says}) => says).join(', ')}`;
	const found = (check: string, level: Finding['level'], message: string, more: Partial<Finding> = {}): Finding => ({
		check,
		level,
		subject: workload.subject,
		path: pathOf(workload, 'serviceAccountName'),
		value: account.name,
		message,
		...more,
	});
	const {state} = exposureOf(snapshot, workload);
	if (state === 'internet-facing') return found('facing', 'fail', `strangers reach it, and ${may}`, {internetFacing: true});
	const product = platformProduct(workload);
	const place = namespaceKind(workload.subject.namespace, snapshot);
	if (product === undefined)
		return place === 'application'
			? found('application', 'fail', `its ${may}`)
			: found('not-known', 'warn', `its ${may}, and it is not known as part of a platform`);
	if (strictestLevel(workload.podSpec, workload.podMetadata, policyVersion(pinnedVersion(snapshot))) === 'privileged')
		return found('privileged', 'warn', `${product}: its ${may}, and it breaks Pod Security baseline`);
	const node = sharedNode(snapshot, workload);
	if (typeof node === 'string') return found('shared-node', 'warn', `${product}: its ${may}, and it shares node ${node} with pods of apps`);
	return node === undefined || state === 'unknown' ? 'unsure' : {accepted: `${product}, on nodes of its own`};
}

function inspect(snapshot: Snapshot): Inspection {
	const findings: Finding[] = [];
	const exempt: Exemption[] = [];
	let unsure = 0;
	for (const workload of workloads(snapshot)) {
		if (standingOf(workload, snapshot).is === 'done' || workload.mirror) continue;
		const found = judge(workload, snapshot);
		if (found === undefined) continue;
		if (found === 'unsure') unsure += 1;
		else if ('accepted' in found) exempt.push({subject: workload.subject, reason: found.accepted});
		else findings.push(found);
	}
	const seen = [{text: `${counted(workloads(snapshot).length, 'workload')} looked at`}];
	if (findings.length === 0 && unsure > 0)
		return {
			unknown: {
				code: 'partial',
				text: `which nodes ${unsure} parts of the platform with powerful accounts run on, or who reaches them, was not seen`,
			},
			seen,
		};
	return {findings, exempt, seen};
}

function remediate(finding: Finding, snapshot: Snapshot, given: Given): Remediation {
	const guide = {everywhere: ['Narrow the rights of its account to the namespaces and verbs it uses, or give it nodes of its own.']};
	const workload = workloadOf(snapshot, finding.subject);
	const patch = withoutToken(finding, snapshot);
	if (!('changes' in patch)) return patch;
	if (!workload || projectsToken(workload)) return {guide, refused: 'it mounts its token on purpose: narrow the rights of its account'};
	const keeps = 'it keeps its token, and its rights are narrowed by hand';
	return askedForToken(finding, patch, given, {proposal: 'yes', keeps, guide});
}

export default {
	id: 'privileged-sa-workloads',
	title: 'Keep powerful accounts out of apps',
	layer: 'cluster',
	phase: 'operate',
	severity: 'critical',
	blast: 'cluster',
	fix: 'patch',
	threats: {external: 0, container: 3, user: 1},
	seeds: ['K4', 'N6', 'T2'],
	references: {
		cis: ['5.1.6'],
		nsa: 'Protecting Pod service account tokens',
		owasp: ['K02'],
		microsoft: ['MS-TA9016', 'MS-TA9019'],
		attack: ['T1528', 'T1078'],
		kubescape: ['C-0053', 'C-0267', 'C-0272'],
	},
	why: 'Such a pod holds a token with which whoever breaks into it reads every Secret, starts pods on every node, or takes the rights of somebody else.',
	risk: 'An operator that loses its token or its rights no longer does its work.',
	question: 'Are your application pods free of rights to change the cluster or read other teams’ secrets?',
	because: 'a hole in the app of such a pod would hand over the whole cluster',
	verify: 'kubectl auth can-i --list --as=system:serviceaccount:<namespace>:<account>',
	hidden: 'Whether an app uses its rights is not in the API; the audit log tells.',
	boosts: {'internet-apps.public': 1.3, 'app-count.many': 1.1},
	guide: {
		everywhere: [
			'Take the token from pods that never call the API (automountServiceAccountToken: false).',
			'Narrow the others to the namespaces and verbs they use; run operators on nodes of their own.',
		],
		snippet: 'automountServiceAccountToken: false\n',
	},
	cluster: {
		needs: [
			...(['pods', 'deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs', 'serviceAccounts'] as const),
			...(['clusterRoleBindings', 'roleBindings', 'clusterRoles', 'roles'] as const),
		],
		over: 'pods',
		wants: [...workloadSources, 'nodes', ...entranceSources, 'version'],
		inspect,
		remediate,
	},
} satisfies Control;
