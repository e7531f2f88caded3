import {namespaceKind} from '../../kube/namespaces.js';
import {operatorOfAccount, productOfAccount} from '../../kube/operators.js';
import {
	acceptedHolders,
	allowsEverything,
	bearerKey,
	bearerName,
	defaultRules,
	type Escalation,
	escalatingRights,
	escalationsIn,
	type Grant,
	holdersOf,
	type Standing,
	withoutRights,
} from '../../kube/rbac.js';
import {holderOf, narrowed} from '../../kube/right-remedy.js';
import {workloadSources} from '../../kube/workload-sources.js';
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

/** The roles that the server makes for the people of a namespace: inside of it they pass on no more than they hold. */
function isOwnerOfNamespace({grant: {binding, namespace, role}}: Standing): boolean {
	const {roleRef} = binding;
	return (
		namespace !== undefined &&
		namespaceKind(namespace) !== 'system' &&
		roleRef.kind === 'ClusterRole' &&
		(roleRef.name === 'admin' || roleRef.name === 'edit') &&
		(role === undefined || defaultRules(role.metadata) !== undefined)
	);
}

/** After "may". */
function saying(ways: readonly Escalation[], {rules, namespace}: Grant): string {
	if (!allowsEverything(rules)) return `${ways.map(({says}) => says).join(', ')}${namespace === undefined ? '' : ` in ${namespace}`}`;
	return namespace === undefined
		? 'do everything, and so act as anybody and give any role'
		: `do everything in ${namespace}, and so act as others and give roles`;
}

function inspect(snapshot: Snapshot): Inspection {
	const holders = holdersOf(snapshot);
	const findings: Finding[] = [];
	const exempt: Exemption[] = acceptedHolders(holders, (rules, {namespace}) => escalationsIn(rules, namespace).length > 0);
	for (const holder of holders) {
		const {grant, bearer, rules, reason} = holder;
		if (reason !== undefined) continue;
		const ways = escalationsIn(rules, grant.namespace);
		const [widest] = ways;
		if (!widest) continue;
		const who = bearerName(bearer);
		if (isOwnerOfNamespace(holder) && ways.every(({check}) => check === 'bindings' || check === 'impersonate-account')) {
			exempt.push({
				subject: grant.subject,
				reason: `${who}: ${grant.binding.roleRef.name} of its namespace, which passes on only what it holds`,
			});
			continue;
		}
		const known = operatorOfAccount(snapshot, bearer);
		const program = known?.escalates ? known.name : productOfAccount(snapshot, bearer);
		findings.push({
			check: widest.check,
			level: widest.wide && program === undefined ? 'fail' : 'warn',
			subject: grant.subject,
			item: bearerKey(bearer),
			path: 'roleRef',
			value: grant.binding.roleRef.name,
			message: `${who} may ${saying(ways, grant)}${program === undefined ? '' : `: it runs ${program}, which needs some of it`}`,
		});
	}
	return {
		findings,
		exempt,
		seen: [
			{text: `${counted(holders.length, 'subject')} of bindings looked at`},
			{text: 'rights that a cloud provider keeps (access entries, IAM) are not seen here'},
		],
	};
}

function remediate(finding: Finding, snapshot: Snapshot, given: Given): Remediation {
	const holder = holderOf(snapshot, finding);
	const rules = holder?.grant.rules ?? [];
	const namespace = holder?.grant.namespace;
	return narrowed(finding, snapshot, given, {
		what: escalationsIn(rules, namespace)
			.map(({says}) => says)
			.join(', '),
		trimmed: withoutRights(rules, escalatingRights(rules, namespace)),
		fits: ({role, namespace: where}) => role !== 'edit' || (where !== undefined && namespaceKind(where) !== 'system'),
	});
}

export default {
	id: 'rbac-escalation-verbs',
	title: 'Let few act as others or give roles',
	layer: 'cluster',
	phase: 'operate',
	severity: 'critical',
	blast: 'cluster',
	fix: 'patch',
	threats: {external: 0, container: 3, user: 3},
	seeds: ['N6', 'K6'],
	references: {
		cis: ['5.1.8'],
		eks: ['4.1.8'],
		gke: ['4.1.7'],
		aks: ['4.1.7'],
		owasp: ['K02'],
		microsoft: ['MS-TA9019'],
		attack: ['T1098', 'T1078'],
		kubescape: ['C-0065', 'C-0191'],
		trivy: ['KSV-0043', 'KSV-0050', 'KSV-0051', 'KSV-0052'],
	},
	why: 'Three verbs go past all other rights: impersonate acts as somebody else, bind gives a role to anybody, escalate writes rights into a role that its writer does not hold.',
	risk: 'Operators that make roles can no longer install, and proxies that log people in stop.',
	question: 'Are acting as another user (impersonate) and granting roles (bind, escalate) limited to cluster admins?',
	because: "accounts here can give themselves or borrow any other account's rights",
	verify: 'kubectl auth can-i impersonate groups --as=<user> && kubectl auth can-i escalate clusterroles --as=<user>',
	hidden: 'Rights that a cloud provider keeps outside of Kubernetes (EKS access entries, Azure RBAC, Google IAM) are not in the API.',
	boosts: {'limited-users.limited': 1.2, 'tenancy.teams': 1.1},
	requires: ['authz-mode-rbac-node'],
	guide: {
		everywhere: [
			'Name what may be given or acted as: resourceNames beside the verbs bind and impersonate.',
			'From Kubernetes 1.36 on, constrained impersonation (impersonate-on) also limits what is done as somebody else.',
		],
		snippet: '- apiGroups: [rbac.authorization.k8s.io]\n  resources: [clusterroles]\n  verbs: [bind]\n  resourceNames: [view, edit]\n',
	},
	cluster: {
		needs: ['clusterRoleBindings', 'roleBindings', 'clusterRoles', 'roles', 'pods'],
		wants: [...workloadSources, 'nodes', 'self'],
		inspect,
		remediate,
	},
} satisfies Control;
