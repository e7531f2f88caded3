import {heldBy} from '../../kube/account-rights.js';
import {accountOf, hasToken} from '../../kube/api-tokens.js';
import {entranceSources, exposureOf} from '../../kube/exposure.js';
import {type FoundIn, judgeWorkloads} from '../../kube/judge-workloads.js';
import {operatorOf} from '../../kube/operators.js';
import {standingOf} from '../../kube/platform-workloads.js';
import {bearerName, maySay} from '../../kube/rbac.js';
import {askedForToken, withoutToken} from '../../kube/token-remedy.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {pathOf, type Workload, workloads} from '../../kube/workloads.js';
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

/** Its pods ask for credentials with the token of their account. */
const isVaultClient = ({podMetadata}: Workload) => podMetadata.annotations?.['vault.hashicorp.com/agent-inject'] === 'true';

function judge(workload: Workload, snapshot: Snapshot): FoundIn | undefined {
	if (!hasToken(snapshot, workload)) return undefined;
	const account = accountOf(workload);
	const held = heldBy(snapshot, account);
	const own = held.some(one => one.own);
	const who = bearerName(account);
	const base = {path: pathOf(workload, 'automountServiceAccountToken'), value: account.name};
	if (held.length > 0 && exposureOf(snapshot, workload).state === 'internet-facing') {
		return {
			...base,
			check: 'facing',
			level: 'fail',
			internetFacing: true,
			message: `strangers reach it, and it carries the token of ${who}, which may ${maySay(held.flatMap(({rules}) => rules))}`,
		};
	}
	if (isVaultClient(workload)) return undefined;
	if (!own)
		return {
			...base,
			check: 'useless',
			level: 'warn',
			message: `carries the token of ${who}, which has ${held.length > 0 ? 'only rights that every account has' : 'no rights to use it for'}`,
		};
	if (account.name === 'default')
		return {...base, check: 'default', level: 'warn', message: `carries the token of ${who}, as everything that names no account does`};
	return undefined;
}

/** Operators work through the API: with rights of their own their token is meant. */
const isOperator = (workload: Workload, snapshot: Snapshot) =>
	operatorOf(workload) !== undefined && heldBy(snapshot, accountOf(workload)).some(({own}) => own);

function inspect(snapshot: Snapshot): Inspection {
	const exempt: Exemption[] = [];
	const judged = judgeWorkloads(
		snapshot,
		workload => {
			const found = judge(workload, snapshot);
			if (!found) return [];
			if (!isOperator(workload, snapshot)) return [found];
			exempt.push({subject: workload.subject, reason: `${operatorOf(workload)?.name ?? ''} works through the API`});
			return [];
		},
		{windows: true},
	);
	const unsure = workloads(snapshot).filter(
		workload =>
			standingOf(workload, snapshot).is === 'judged' &&
			hasToken(snapshot, workload) &&
			!isOperator(workload, snapshot) &&
			heldBy(snapshot, accountOf(workload)).length > 0 &&
			exposureOf(snapshot, workload).state === 'unknown',
	);
	const seen = [
		...judged.seen,
		...(unsure.length > 0
			? [{text: `${counted(unsure.length, 'workload')} with rights may be reached by strangers or not: it was not seen`}]
			: []),
	];
	if (judged.findings.length === 0 && unsure.length > 0)
		return {
			unknown: {
				code: 'partial',
				text: `whether strangers reach ${unsure.length === 1 ? 'a workload' : counted(unsure.length, 'workload')} with a token and rights was not seen`,
			},
			seen,
		};
	return {...judged, exempt: [...judged.exempt, ...exempt], seen};
}

function remediate(finding: Finding, snapshot: Snapshot, given: Given): Remediation {
	const patch = withoutToken(finding, snapshot);
	if (finding.check === 'useless' || !('changes' in patch)) return patch;
	const guide = {everywhere: ['Give it a service account of its own with just the rights it uses, and keep strangers away from it.']};
	return askedForToken(finding, patch, given, {proposal: 'no', keeps: 'it keeps its token', guide});
}

export default {
	id: 'sa-automount-off',
	title: 'Take API tokens from pods without use',
	layer: 'application',
	phase: 'build',
	severity: 'high',
	blast: 'workload',
	fix: 'patch',
	threats: {external: 0, container: 3, user: 0},
	seeds: ['K4'],
	references: {
		cis: ['5.1.5', '5.1.6'],
		eks: ['4.1.6'],
		gke: ['4.1.5'],
		aks: ['4.1.6'],
		nsa: 'Protecting Pod service account tokens',
		owasp: ['K09'],
		microsoft: ['MS-TA9016'],
		attack: ['T1528'],
		kubescape: ['C-0034', 'C-0190', 'C-0261'],
		trivy: ['KSV-0036'],
	},
	why: 'Whoever breaks into a pod reads its token from a file and is then known to the API server as its account.',
	risk: 'Apps that do call the API (leader election, service discovery, clustering by Spring, Hazelcast or JGroups) fail when they start again.',
	question: 'Do apps that never call the Kubernetes API run without a token?',
	because: 'pods carry a key to the API server whether they need it or not',
	verify:
		'kubectl get pods -A -o json | jq -r \'.items[] | select(any(.spec.volumes[]?; .name | startswith("kube-api-access-"))) | "\\(.metadata.namespace)/\\(.metadata.name)"\'',
	hidden: 'Whether an app calls the API is not in the API itself; the audit log tells.',
	boosts: {'internet-apps.public': 1.2},
	guide: {
		everywhere: [
			'Set automountServiceAccountToken: false in the pod template; a pod that says true wins over its account.',
			'Where every pod of an account does without, set it on the ServiceAccount, and start the pods again.',
		],
		snippet: 'automountServiceAccountToken: false\n',
	},
	cluster: {
		needs: [
			...(['pods', 'deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs', 'serviceAccounts'] as const),
			...(['clusterRoleBindings', 'roleBindings', 'clusterRoles', 'roles'] as const),
		],
		over: 'pods',
		wants: [...workloadSources, 'nodes', ...entranceSources],
		inspect,
		remediate,
	},
} satisfies Control;
