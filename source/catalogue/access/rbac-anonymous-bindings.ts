import {componentSubject} from '../../kube/control-plane.js';
import {
	addedRights,
	type Bearer,
	bearerKey,
	bearerName,
	beyond,
	bindingsOf,
	defaultRules,
	type Grant,
	isDefaultSubject,
	maySay,
	rightsSay,
} from '../../kube/rbac.js';
import {holderOf, roleTarget, ruleOf} from '../../kube/right-remedy.js';
import {bindingChanges} from '../../kube/role-change.js';
import {
	type Control,
	counted,
	type Exemption,
	type Finding,
	type Inspection,
	type PolicyRule,
	type Remediation,
	type ResourceName,
	type Snapshot,
} from '../../model/index.js';

const isStranger = (bearer: Bearer) =>
	(bearer.kind === 'User' && bearer.name === 'system:anonymous') || (bearer.kind === 'Group' && bearer.name === 'system:unauthenticated');

const lists: readonly ResourceName[] = ['clusterRoleBindings', 'roleBindings', 'clusterRoles', 'roles'];
const joining: readonly PolicyRule[] = [{verbs: ['get'], apiGroups: [''], resources: ['configmaps'], resourceNames: ['cluster-info']}];

/** The rules that a binding for strangers has by default, and what it is for. */
function expected(
	{binding, namespace, subject}: Grant,
	bearer: Bearer,
): {readonly rules: readonly PolicyRule[]; readonly reason: string} | undefined {
	if (isDefaultSubject(binding, bearer)) {
		const rules = defaultRules({name: binding.roleRef.name});
		return rules && {rules, reason: 'health and version of the server, part of every cluster'};
	}
	return subject.name === 'kubeadm:bootstrap-signer-clusterinfo' && namespace === 'kube-public' && bearer.kind === 'User'
		? {rules: joining, reason: 'kubeadm shows cluster-info to machines that join: delete it once none join any more'}
		: undefined;
}

function inspect(snapshot: Snapshot): Inspection {
	if (!lists.every(list => snapshot.read[list] === 'complete')) return ofProbes(snapshot);
	const findings: Finding[] = [];
	const exempt: Exemption[] = [];
	for (const grant of bindingsOf(snapshot)) {
		for (const bearer of grant.bearers.filter(isStranger)) {
			const base = {subject: grant.subject, item: bearerKey(bearer), path: 'roleRef', value: grant.binding.roleRef.name};
			const usual = expected(grant, bearer);
			const more = usual ? ((grant.role && addedRights(grant.role)) ?? beyond(grant.rules, usual.rules)) : [];
			const who = `${bearerName(bearer)}, everybody without a login,`;
			if (usual && more.length === 0) exempt.push({subject: grant.subject, reason: `${bearerName(bearer)}: ${usual.reason}`});
			else if (usual)
				findings.push({
					...base,
					check: 'widened',
					level: 'warn',
					message: `${who} may also ${rightsSay(more)}: this was added to the role`,
				});
			else {
				const {kind, name} = grant.binding.roleRef;
				const may = grant.rules.length === 0 ? `gets whatever ${kind} ${name} will allow` : `may ${maySay(grant.rules)}`;
				findings.push({...base, check: 'bound', level: 'fail', message: `${who} ${may}`});
			}
		}
	}
	return {findings, exempt, seen: [{text: `${counted(bindingsOf(snapshot).length, 'binding')} looked at`}]};
}

/** Where roles could not be read: an answer to a stranger tells that something is bound, a refusal does not tell that nothing is. */
function ofProbes(snapshot: Snapshot): Inspection {
	const answered = (snapshot.facts.anonymous ?? []).filter(({path, status}) => status === 200 && /^\/api(\/v1\/namespaces)?$/.test(path));
	if (answered.length > 0) {
		const paths = answered.map(({path}) => path).join(', ');
		const message = `a stranger gets an answer from ${paths}, so that some binding or authorizer lets everybody in`;
		return {
			findings: [{check: 'answers-strangers', level: 'fail', subject: componentSubject(snapshot, 'apiServer'), message}],
			seen: [],
			exempt: [],
			inferred: true,
		};
	}
	const gaps = snapshot.gaps.filter(({source}) => lists.includes(source as ResourceName));
	const code = gaps.some(({reason}) => reason === 'forbidden') ? 'forbidden' : 'partial';
	return {
		unknown: {code, text: 'roles and bindings could not be read whole, and what a stranger was refused does not tell what else is bound'},
	};
}

function remediate(finding: Finding, snapshot: Snapshot): Remediation {
	const holder = holderOf(snapshot, finding);
	const guide = {everywhere: ['Take the subject out of the binding, or delete the binding where nobody else is in it.']};
	if (!holder) return {guide};
	const {grant, bearer} = holder;
	if (finding.check !== 'widened') return {changes: bindingChanges(grant, bearer, {value: 'none', says: ''})};
	const usual = expected(grant, bearer);
	if (!usual || !grant.role) return {guide};
	return {changes: [{action: 'patch', target: roleTarget(grant.role), patch: {rules: usual.rules.map(ruleOf)}}]};
}

export default {
	id: 'rbac-anonymous-bindings',
	title: 'Give strangers no rights',
	layer: 'cluster',
	phase: 'operate',
	severity: 'critical',
	blast: 'cluster',
	fix: 'patch',
	threats: {external: 3, container: 2, user: 1},
	seeds: ['K1', 'K6', 'N6'],
	references: {
		cis: ['5.1.1'],
		gke: ['4.1.8', '4.1.9'],
		nsa: 'Role-Based Access Control',
		owasp: ['K02', 'K09'],
		microsoft: ['MS-TA9029'],
		attack: ['T1078'],
		kubescape: ['C-0262'],
		trivy: ['KSV-0122'],
	},
	why: 'Such a binding gives its rights to everybody who can open a connection to the API server, without any password or certificate.',
	risk: 'Whoever relied on access without a login, such as dashboards and old monitoring, loses it.',
	question: 'Have you checked that no RoleBinding names system:anonymous or system:unauthenticated?',
	because: 'an RBAC binding gives rights to people who have not logged in',
	verify: 'kubectl auth can-i --list --as=system:anonymous --as-group=system:unauthenticated',
	boosts: {'mgmt-exposure.open': 1.3},
	requires: ['authz-mode-rbac-node'],
	guide: {
		everywhere: [
			'Take system:anonymous and system:unauthenticated out of the subjects of every binding but system:public-info-viewer.',
			'Give programs that asked without a login a service account of their own.',
		],
		snippet: 'kubectl delete clusterrolebinding <name>\n',
	},
	cluster: {
		needs: [
			['clusterRoleBindings', 'anonymous'],
			['roleBindings', 'anonymous'],
			['clusterRoles', 'anonymous'],
			['roles', 'anonymous'],
		],
		wants: ['pods', 'settings', 'apiServerFlags', 'self'],
		inspect,
		remediate,
	},
} satisfies Control;
