import {operatorOfAccount, productOfAccount} from '../../kube/operators.js';
import {
	acceptedHolders,
	allowsEverything,
	askings,
	bearerKey,
	bearerName,
	heldOf,
	holdersOf,
	isOpenGroup,
	type Standing,
	withoutRights,
} from '../../kube/rbac.js';
import {bindingsOfRole, holderOf, narrowed, rolePatch} from '../../kube/right-remedy.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {
	type Control,
	counted,
	type Exemption,
	type Finding,
	type Given,
	type Inspection,
	type PolicyRule,
	type Remediation,
	type Role,
	type Snapshot,
} from '../../model/index.js';

const reading = askings('get,list,watch :secrets');
/** What shows the Secrets that pods mount to whoever may do it. */
const indirect = askings(
	'create :pods,pods/exec;update,patch :pods/ephemeralcontainers;create,update,patch apps:deployments,statefulsets,daemonsets;create,update,patch batch:jobs,cronjobs',
);

const mayRead = (rules: readonly PolicyRule[]) => heldOf(rules, reading).length > 0;

type Found = Pick<Finding, 'check' | 'level' | 'message'> | {readonly accepted: string} | undefined;

function judge({grant, bearer}: Standing, snapshot: Snapshot): Found {
	const who = bearerName(bearer);
	const {namespace} = grant;
	const operator = operatorOfAccount(snapshot, bearer);
	const program = operator?.name ?? productOfAccount(snapshot, bearer);
	if (operator?.secrets === 'its-work') return {accepted: `${who}: it runs ${operator.name}, whose work is with Secrets`};
	if (namespace === undefined) {
		const why = program === undefined ? '' : `: it runs ${program}; see whether single namespaces are enough`;
		return {
			check: 'everywhere',
			level: program === undefined ? 'fail' : 'warn',
			message: `${who} may read every Secret of the cluster${why}`,
		};
	}
	// People of a namespace are another control's matter.
	if (bearer.kind !== 'ServiceAccount' && !isOpenGroup(bearer)) return undefined;
	if (program !== undefined) return {accepted: `${who}: it runs ${program}, and reads Secrets of ${namespace} only`};
	return {check: 'whole-namespace', level: 'warn', message: `${who} may read every Secret of ${namespace}, not only its own`};
}

function inspect(snapshot: Snapshot): Inspection {
	const holders = holdersOf(snapshot);
	const findings: Finding[] = [];
	const exempt: Exemption[] = acceptedHolders(holders, mayRead);
	let others = 0;
	for (const holder of holders) {
		if (holder.reason !== undefined) continue;
		const {grant, bearer, rules} = holder;
		if (!mayRead(rules)) {
			if (heldOf(rules, indirect).length > 0) others += 1;
			continue;
		}
		const found = judge(holder, snapshot);
		if (found === undefined) continue;
		if ('accepted' in found) exempt.push({subject: grant.subject, reason: found.accepted});
		else findings.push({...found, subject: grant.subject, item: bearerKey(bearer), path: 'roleRef', value: grant.binding.roleRef.name});
	}
	return {
		findings,
		exempt,
		seen: [
			{text: `${counted(holders.length, 'subject')} of bindings looked at`},
			...(others > 0 ? [{text: `${others} more may start or enter pods, which shows them the Secrets that pods mount`}] : []),
			{text: 'rights that a cloud provider keeps (access entries, IAM) are not seen here'},
		],
	};
}

const isName = (name: string) => /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(name);

/** Somebody else holds the role whose work is with Secrets: it must stay as it is. */
function isNeeded(snapshot: Snapshot, role: Role | undefined): boolean {
	return (
		role !== undefined &&
		bindingsOfRole(snapshot, role).some(({bearers}) => bearers.some(bearer => operatorOfAccount(snapshot, bearer)?.secrets === 'its-work'))
	);
}

/** A role of its own keeps the Secrets that a person names; a role of the server, or one full of wildcards, is changed for another. */
function remediate(finding: Finding, snapshot: Snapshot, given: Given): Remediation {
	const grant = holderOf(snapshot, finding)?.grant;
	const rest = grant && !allowsEverything(grant.rules) && withoutRights(grant.rules, reading);
	if (!grant || !rest || !rolePatch(snapshot, grant.role, rest) || isNeeded(snapshot, grant.role))
		return narrowed(finding, snapshot, given, {what: 'read every Secret', fits: ({role}) => role !== 'edit'});
	const {roleRef} = grant.binding;
	const id = `${roleRef.kind}/${roleRef.kind === 'Role' ? (grant.namespace ?? '') : ''}/${roleRef.name}/secrets`;
	const names = given[id]?.split(/[\s,]+/).filter(name => name !== '') ?? [];
	const wanted = names.length === 1 && names[0] === 'none' ? [] : names;
	if (names.length > 0 && wanted.every(isName)) {
		const named = {apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: wanted};
		const patch = rolePatch(snapshot, grant.role, [...rest, ...(wanted.length > 0 ? [named] : [])]);
		if (patch) return {changes: [patch]};
	}
	return {
		asks: [
			{
				id,
				question: `Which Secrets must whoever holds ${roleRef.kind} ${roleRef.name} still read? Their names, or: none`,
				kind: 'text',
				proposal: 'none',
				seen: {text: `${finding.subject.kind} ${finding.subject.name} gives this role; it reads all of them now`},
			},
		],
		snippet: '- apiGroups: [""]\n  resources: [secrets]\n  verbs: [get]\n  resourceNames: [<name>]\n',
	};
}

export default {
	id: 'rbac-secrets-read',
	title: 'Let few read Secrets',
	layer: 'cluster',
	phase: 'operate',
	severity: 'high',
	blast: 'cluster',
	fix: 'patch',
	threats: {external: 0, container: 3, user: 3},
	seeds: ['N6', 'N3', 'K6', 'K4'],
	references: {
		cis: ['5.1.2'],
		eks: ['4.1.2'],
		gke: ['4.1.2'],
		aks: ['4.1.2'],
		nsa: 'Secrets',
		owasp: ['K02', 'K03'],
		microsoft: ['MS-TA9025'],
		attack: ['T1552.007'],
		kubescape: ['C-0015', 'C-0186', 'C-0255'],
		trivy: ['KSV-0041', 'KSV-0113'],
	},
	why: 'get, list and watch all show the values: whoever steals such an account has the database passwords, keys and tokens of every app it reaches.',
	risk: 'A controller that watches Secrets crashes without that right, and names in a rule do not help it: list and watch cannot be limited to some names.',
	question: 'Do you know who can read production secrets, and is that only admins and the secret controllers?',
	because: 'whoever gets such an account can read the passwords of every app',
	verify: 'kubectl auth can-i list secrets -A --as=<user>',
	hidden: 'Rights that a cloud provider keeps outside of Kubernetes (EKS access entries, Azure RBAC, Google IAM) are not in the API.',
	boosts: {'data-class.secret': 1.3, 'data-class.regulated': 1.2, 'internet-apps.public': 1.1},
	requires: ['authz-mode-rbac-node'],
	guide: {
		everywhere: [
			'Let apps mount the Secrets they need instead of asking the API for them.',
			'Where an app must ask, name its Secrets in the rule (resourceNames) and allow get only.',
		],
		snippet: '- apiGroups: [""]\n  resources: [secrets]\n  verbs: [get]\n  resourceNames: [<name>]\n',
	},
	cluster: {
		needs: ['clusterRoleBindings', 'roleBindings', 'clusterRoles', 'roles', 'pods'],
		wants: [...workloadSources, 'nodes', 'self'],
		inspect,
		remediate,
	},
} satisfies Control;
