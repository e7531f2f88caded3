import {namespaceKind} from '../../kube/namespaces.js';
import {
	allowsEverything,
	type Bearer,
	bearerKey,
	bearerName,
	bearersOf,
	bindingsOf,
	type Grant,
	isDefaultSubject,
	isOpenGroup,
	providerReason,
} from '../../kube/rbac.js';
import {bindingChanges, roleChoices} from '../../kube/role-change.js';
import {workloadsRunningAs} from '../../kube/service-accounts.js';
import {workloadSources} from '../../kube/workload-sources.js';
import type {Asked, Control, Exemption, Finding, Given, Inspection, Remediation, Snapshot} from '../../model/index.js';

/** More people than this with every right are too many in production. */
const mostPeople = 5;

type Holder = {readonly grant: Grant; readonly bearer: Bearer};

/** Everybody who may do everything, binding by binding. */
function holders(snapshot: Snapshot): Holder[] {
	return bindingsOf(snapshot)
		.filter(
			({rules, binding: {roleRef}}) => (roleRef.kind === 'ClusterRole' && roleRef.name === 'cluster-admin') || allowsEverything(rules),
		)
		.flatMap(grant => grant.bearers.map(bearer => ({grant, bearer})));
}

function exemptReason({grant, bearer}: Holder): string | undefined {
	return isDefaultSubject(grant.binding, bearer)
		? 'part of every cluster: the group system:masters'
		: providerReason(grant.binding, bearer);
}

function isPerson({bearer}: Holder): boolean {
	return bearer.kind !== 'ServiceAccount' && !bearer.name.startsWith('system:');
}

function inspect(snapshot: Snapshot, {model}: Asked): Inspection {
	const all = holders(snapshot);
	const exempt: Exemption[] = [];
	const judged: Holder[] = [];
	for (const holder of all) {
		const reason = exemptReason(holder);
		if (reason === undefined) judged.push(holder);
		else exempt.push({subject: holder.grant.subject, reason: `${bearerName(holder.bearer)}: ${reason}`});
	}
	const people = new Set(judged.filter(isPerson).map(({bearer}) => bearerKey(bearer))).size;
	const production = ['prod', 'unsure'].includes(model.answers.environment.value);
	const crowd = production && people > mostPeople ? people : 0;
	return {
		findings: judged.map(holder => findingOf(holder, crowd, snapshot)),
		seen: [
			{
				text: `${all.length} holders of every right in ${new Set(all.map(({grant}) => grant.subject)).size} bindings, ${exempt.length} of them accepted`,
			},
			...(snapshot.read.pods === 'complete' ? [] : [{text: 'which pods run as these accounts was not read'}]),
			{text: 'rights that a cloud provider keeps (access entries, IAM) are not seen here'},
		],
		exempt,
	};
}

function findingOf(holder: Holder, crowd: number, snapshot: Snapshot): Finding {
	const {grant, bearer} = holder;
	const where = grant.namespace === undefined ? '' : ` in ${grant.namespace}`;
	const base = {subject: grant.subject, item: bearerKey(bearer), path: 'roleRef', value: grant.binding.roleRef.name};
	const who = bearerName(bearer);
	if (bearer.kind === 'ServiceAccount') {
		const using = workloadsRunningAs(snapshot, bearer);
		const system = namespaceKind(bearer.namespace) === 'system';
		if (using.length === 0)
			return {...base, check: 'unused-account', level: 'warn', message: `${who} may do everything${where}; no pod runs as it`};
		const names = using.slice(0, 2).map(({subject}) => `${subject.kind.toLowerCase()}/${subject.name}`);
		return {
			...base,
			check: 'account-of-pods',
			level: system ? 'warn' : 'fail',
			message: `${who} may do everything${where}: ${names.join(', ')}${using.length > 2 ? ` and ${using.length - 2} more` : ''} ${using.length === 1 ? 'runs' : 'run'} as it`,
		};
	}
	if (isOpenGroup(bearer))
		return {...base, check: 'open-group', level: 'fail', message: `${who} may do everything${where}: nobody can count its members`};
	if (crowd > 0 && isPerson(holder))
		return {
			...base,
			check: 'too-many-people',
			level: 'fail',
			message: `${who} may do everything${where}, one of ${crowd} people and groups`,
		};
	return {...base, check: 'person', level: 'warn', message: `${who} may do everything${where}`};
}

function remediate({subject, item}: Finding, snapshot: Snapshot, given: Given): Remediation {
	const holder = holders(snapshot).find(
		({grant, bearer}) =>
			grant.subject.kind === subject.kind &&
			grant.subject.name === subject.name &&
			grant.subject.namespace === subject.namespace &&
			bearerKey(bearer) === item,
	);
	const guide = {everywhere: ['Bind the account to a narrower role in the namespaces it really uses, then delete the old binding.']};
	if (!holder) return {guide};
	const {self} = snapshot.facts;
	const mine =
		self &&
		!self.groups.includes('system:masters') &&
		bearersOf({kind: 'User', name: self.name, groups: self.groups}).has(bearerKey(holder.bearer));
	if (mine) return {guide, refused: 'this binding carries your own rights: another administrator has to change it'};
	const id = `${subject.kind}/${subject.namespace ?? ''}/${subject.name}/${item ?? ''}`;
	const choices = roleChoices(holder.bearer, holder.grant.namespace);
	const chosen = choices.find(({value}) => value === given[id]);
	if (!chosen) {
		return {
			asks: [
				{
					id,
					question: `Which rights should ${bearerName(holder.bearer)} have instead of everything?`,
					kind: 'role',
					proposal: (choices[0] as (typeof choices)[number]).value,
					options: choices.map(({value, says}) => ({value, says})),
					seen: {text: `${subject.kind} ${subject.name} gives it ${holder.grant.binding.roleRef.name} now`},
				},
			],
		};
	}
	return {changes: bindingChanges(holder.grant, holder.bearer, chosen)};
}

export default {
	id: 'rbac-cluster-admin-bindings',
	title: 'Give cluster-admin to few',
	layer: 'cluster',
	phase: 'operate',
	severity: 'critical',
	blast: 'cluster',
	fix: 'patch',
	threats: {external: 1, container: 3, user: 3},
	seeds: ['N6', 'K6', 'K4'],
	references: {
		cis: ['5.1.1'],
		eks: ['4.1.1'],
		gke: ['4.1.1'],
		aks: ['4.1.1'],
		nsa: 'Role-Based Access Control',
		owasp: ['K02'],
		microsoft: ['MS-TA9019'],
		attack: ['T1078', 'T1098'],
		kubescape: ['C-0035', 'C-0185', 'C-0272'],
		trivy: ['KSV-0111', 'KSV-0046'],
	},
	why: 'Whoever steals one of these accounts, or gets into one pod that runs as one, owns every workload, every secret and every node.',
	risk: 'The account loses rights that it may use; operators that lose theirs crash again and again.',
	question: 'Can you name everyone and every program with full administrator rights, and is that at most five people and no application?',
	because: 'whoever holds cluster-admin can do anything, so one stolen token takes the whole cluster',
	verify:
		'kubectl get clusterrolebindings,rolebindings -A -o json | jq -r \'.items[] | select(.roleRef.name == "cluster-admin") | .metadata.name + ": " + ([.subjects[]? | .kind + " " + .name] | join(", "))\'',
	hidden: 'Rights that a cloud provider keeps outside of Kubernetes (EKS access entries, Azure RBAC, Google IAM) are not in the API.',
	boosts: {'user-count.many': 1.2, 'internet-apps.public': 1.1, 'limited-users.limited': 1.2},
	requires: ['authz-mode-rbac-node'],
	guide: {
		everywhere: [
			'Find out what each of these accounts needs (the audit log tells), and bind it to a role with just that.',
			'Create the new binding first, then delete the old one: roleRef of a binding cannot be changed.',
		],
		snippet:
			'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: <account>-edit, namespace: <namespace>}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}\nsubjects: [<the same subject>]\n',
	},
	cluster: {
		needs: ['clusterRoleBindings', 'roleBindings', 'clusterRoles', 'roles'],
		wants: [...workloadSources, 'pods', 'nodes', 'self'],
		inspect,
		remediate,
	},
} satisfies Control;
