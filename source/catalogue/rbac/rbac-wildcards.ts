import {namedRules} from '../../kube/named-rules.js';
import {
	addedRights,
	defaultRules,
	isFullWildcard,
	isOfAddedKinds,
	readsAddedKinds,
	rulesOf,
	tooMuchForEdit,
	tooMuchForView,
	widens,
	wildcardsOf,
} from '../../kube/rbac.js';
import {rolePatch, roleTarget} from '../../kube/right-remedy.js';
import {type Holding, holdingOf} from '../../kube/role-holding.js';
import {
	type Control,
	counted,
	type Evidence,
	type Exemption,
	type Finding,
	type Given,
	type Inspection,
	type PolicyRule,
	type Remediation,
	type Role,
	type Snapshot,
} from '../../model/index.js';

const subjectOf = ({metadata: {name, namespace}}: Role) => ({
	group: 'rbac.authorization.k8s.io',
	kind: namespace === undefined ? 'ClusterRole' : 'Role',
	name,
	...(namespace !== undefined && {namespace}),
});

/** The rules that are judged: of a role of the server, what was added. What a role collects is judged where it stands. */
function judgedRules(role: Role): readonly PolicyRule[] {
	if (role.aggregationRule) return [];
	return defaultRules(role.metadata) ? rulesOf(addedRights(role) ?? []) : role.rules;
}

const said = {verbs: 'verb', resources: 'resource', apiGroups: 'API group'} as const;
type Found = Omit<Finding, 'subject'>;

function ofWildcards(rules: readonly PolicyRule[], {names}: Holding): Found | undefined {
	const full = rules.find(isFullWildcard);
	const wild = rules.filter(rule => wildcardsOf(rule).length > 0);
	if (!full && (wild.length === 0 || names.length === 0)) return undefined;
	const held =
		names.length === 0
			? 'nobody holds it yet'
			: `held by ${names.slice(0, 2).join(' and ')}${names.length > 2 ? ` and ${names.length - 2} more` : ''}`;
	if (full) {
		const groups = (full.apiGroups ?? []).map(group => (group === '' ? 'the core group' : group));
		const where = full.apiGroups?.includes('*') ? '' : ` of ${groups.join(', ')}`;
		return {
			check: names.length === 0 ? 'unbound' : 'everything',
			level: names.length === 0 ? 'warn' : 'fail',
			path: 'rules',
			value: '*',
			message: `allows every verb on every resource${where}; ${held}`,
		};
	}
	const kinds = [...new Set(wild.flatMap(wildcardsOf))].map(key => `every ${said[key]}`);
	return {
		check: 'wildcard',
		level: 'warn',
		path: 'rules',
		value: '*',
		message: `a rule of it covers ${kinds.join(' and ')} with *; ${held}`,
	};
}

function ofCollecting(role: Role): Found[] {
	if (defaultRules(role.metadata)) return [];
	const targets = widens(role);
	const found = (name: string, level: Finding['level'], what: string): Found => ({
		check: 'widens',
		level,
		item: name,
		path: 'metadata.labels',
		value: name,
		message: `its label adds rules to the role ${name}, so that whoever has that may ${what}`,
	});
	const forView = targets.includes('view') ? tooMuchForView(role.rules) : undefined;
	const forEdit = tooMuchForEdit(role.rules);
	return [
		...(forView === undefined ? [] : [found('view', 'fail', forView)]),
		...(forEdit.length === 0 ? [] : targets.filter(name => name !== 'view').map(name => found(name, 'warn', forEdit.join(', ')))),
	];
}

function inspect(snapshot: Snapshot): Inspection {
	const all = [...(snapshot.items.clusterRoles ?? []), ...(snapshot.items.roles ?? [])];
	const findings: Finding[] = [];
	const exempt: Exemption[] = [];
	const seen: Evidence[] = [{text: `${counted(all.length, 'role')} looked at`}];
	for (const role of all) {
		const subject = subjectOf(role);
		findings.push(...ofCollecting(role).map(found => ({...found, subject})));
		const rules = judgedRules(role);
		if (!rules.some(rule => wildcardsOf(rule).length > 0)) continue;
		const held = holdingOf(snapshot, role);
		const programs = held.accountsOnly && held.names.length > 0;
		const judged = rules.filter(rule => !(programs ? isOfAddedKinds(rule, snapshot) : readsAddedKinds(rule, snapshot)));
		const found = ofWildcards(judged, held);
		if (found && held.provider !== undefined) exempt.push({subject, reason: held.provider});
		else if (found) findings.push({...found, subject});
		else if (judged.length < rules.length)
			seen.push({text: `${subject.kind} ${subject.name}: its wildcards are for kinds that were added to the cluster`});
	}
	return {findings, exempt, seen};
}

function remediate({check, subject, item}: Finding, snapshot: Snapshot, given: Given): Remediation {
	const {clusterRoles = [], roles = []} = snapshot.items;
	const role = [...clusterRoles, ...roles].find(({metadata}) => metadata.name === subject.name && metadata.namespace === subject.namespace);
	const guide = {everywhere: ['Write the verbs, resources and API groups that are really used into the rule.']};
	if (!role) return {guide};
	if (check === 'widens')
		return {
			changes: [
				{
					action: 'patch',
					target: roleTarget(role),
					patch: {metadata: {labels: {[`rbac.authorization.k8s.io/aggregate-to-${item ?? ''}`]: null}}},
				},
			],
		};
	if (check === 'unbound' && !defaultRules(role.metadata)) return {changes: [{action: 'delete', target: roleTarget(role)}]};
	if (!rolePatch(snapshot, role, role.rules))
		return {guide, refused: 'this role is the server’s own or carries your own rights: it cannot be changed from here'};
	const {asks, rules} = namedRules(role, given);
	const [first, ...others] = asks;
	if (first) return {asks: [first, ...others]};
	const patch = rolePatch(snapshot, role, rules);
	return patch ? {changes: [patch]} : {guide};
}

export default {
	id: 'rbac-wildcards',
	title: 'Let roles name what they allow',
	layer: 'cluster',
	phase: 'build',
	severity: 'high',
	blast: 'cluster',
	fix: 'patch',
	threats: {external: 0, container: 2, user: 3},
	seeds: ['N6', 'K6'],
	references: {
		cis: ['5.1.3'],
		eks: ['4.1.3'],
		gke: ['4.1.3'],
		aks: ['4.1.3'],
		nsa: 'Role-Based Access Control',
		owasp: ['K02'],
		attack: ['T1098'],
		kubescape: ['C-0187'],
		trivy: ['KSV-0044', 'KSV-0045', 'KSV-0112'],
	},
	why: 'A role with * also covers kinds, verbs and subresources that are added later, and those that nobody thought of: tokens, exec, impersonation.',
	risk: 'Kinds and verbs that are added later are no longer covered; who used added kinds through view or edit loses them.',
	question: 'Do your own roles list verbs and resources by name?',
	because: 'wildcard roles also cover things nobody thought of yet',
	verify:
		'kubectl get clusterroles,roles -A -o json | jq -r \'.items[] | select(any(.rules[]?; (.verbs + (.resources // []) + (.apiGroups // [])) | index("*"))) | "\\(.kind) \\(.metadata.namespace // "")/\\(.metadata.name)"\'',
	requires: ['authz-mode-rbac-node'],
	guide: {
		everywhere: [
			'Find out what is used (the audit log tells), and write just these verbs and resources into the rule.',
			'Take the aggregate-to-view label from roles that do more than read.',
		],
		snippet: '- apiGroups: [apps]\n  resources: [deployments, statefulsets]\n  verbs: [get, list, watch, create, update, patch, delete]\n',
	},
	cluster: {
		needs: ['clusterRoleBindings', 'roleBindings', 'clusterRoles', 'roles'],
		wants: ['customResourceDefinitions', 'self'],
		inspect,
		remediate,
	},
} satisfies Control;
