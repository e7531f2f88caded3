import {heldBy} from '../../kube/account-rights.js';
import {accountOf, hasToken} from '../../kube/api-tokens.js';
import {grantsToEverybody} from '../../kube/grants-to-everybody.js';
import {judgeWorkloads} from '../../kube/judge-workloads.js';
import {ownAccountChanges, rightsToOwnAccount, withoutAccount} from '../../kube/own-account.js';
import {patchPodSpec} from '../../kube/pod-patch.js';
import {bearerKey, isOwn} from '../../kube/rbac.js';
import {holderOf} from '../../kube/right-remedy.js';
import {bindingChanges} from '../../kube/role-change.js';
import {sharedAccounts} from '../../kube/shared-accounts.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {pathOf, subjectKey, workloadOf} from '../../kube/workloads.js';
import type {Asked, Control, Exemption, Finding, Given, Inspection, Remediation, Snapshot} from '../../model/index.js';
import {hasAnswered} from '../../model/index.js';

/** More unrelated apps than this by one account are many. */
const mostApps = 3;

/** Bindings that give rights to whatever names no account of its own. */
function ofBindings(snapshot: Snapshot, {model}: Asked): {findings: Finding[]; exempt: Exemption[]} {
	const findings: Finding[] = [];
	const exempt: Exemption[] = [];
	for (const {grant, bearer, says, reason} of grantsToEverybody(snapshot, {lab: hasAnswered(model, 'control-plane-owner', 'lab')})) {
		const base = {check: 'bound', level: 'fail', item: bearerKey(bearer), path: 'subjects', value: grant.binding.roleRef.name} as const;
		if (reason === undefined) findings.push({...base, subject: grant.subject, message: says});
		else exempt.push({subject: grant.subject, reason});
	}
	return {findings, exempt};
}

function ofSharing(snapshot: Snapshot): Finding[] {
	return sharedAccounts(snapshot)
		.filter(({apps, powers}) => apps > mostApps && powers.length > 0)
		.map(({namespace, name, apps, powers}) => ({
			check: 'shared',
			level: 'warn',
			subject: {group: '', kind: 'ServiceAccount', namespace, name},
			message: `${apps} apps share it, and with it ${powers.join(' and ')}`,
		}));
}

function inspect(snapshot: Snapshot, asked: Asked): Inspection {
	const bound = ofBindings(snapshot, asked);
	const judged = judgeWorkloads(
		snapshot,
		workload =>
			accountOf(workload).name === 'default' && hasToken(snapshot, workload)
				? [
						{
							check: 'runs-as-default',
							level: 'warn',
							path: pathOf(workload, 'serviceAccountName'),
							message: 'names no service account of its own, and carries the token of default',
						},
					]
				: [],
		{windows: true},
	);
	return {
		findings: [...bound.findings, ...judged.findings, ...ofSharing(snapshot)],
		exempt: [...bound.exempt, ...judged.exempt],
		seen: judged.seen,
	};
}

function ofBinding(finding: Finding, snapshot: Snapshot, given: Given): Remediation {
	const guide = {
		everywhere: ['Give each app that needs these rights an account of its own, bind that, and take default out of the binding.'],
	};
	const holder = holderOf(snapshot, finding);
	if (!holder) return {guide};
	const {grant, bearer} = holder;
	if (isOwn(snapshot, bearer)) return {guide, refused: 'this binding carries your own rights: another administrator has to change it'};
	const using = bearer.kind === 'ServiceAccount' ? withoutAccount(snapshot, bearer.namespace) : [];
	const id = `${subjectKey(finding.subject)}/${finding.item ?? ''}`;
	const chosen = using.find(({subject}) => given[id] === `${subject.kind}/${subject.name}`);
	const changes = chosen && rightsToOwnAccount(snapshot, grant, bearer, chosen);
	if (changes) return {changes};
	if (given[id] === 'none') return {changes: bindingChanges(grant, bearer, {value: 'none', says: ''})};
	return {
		asks: [
			{
				id,
				question: 'Who needs these rights?',
				kind: 'role',
				proposal: 'none',
				options: [
					{value: 'none', says: 'nobody: take them away'},
					...using.map(({subject: {kind, name}}) => ({
						value: `${kind}/${name}`,
						says: `${kind.toLowerCase()}/${name} alone: give it an account of its own`,
					})),
				],
				seen: {text: finding.message},
			},
		],
	};
}

function remediate(finding: Finding, snapshot: Snapshot, given: Given): Remediation {
	if (finding.check === 'bound') return ofBinding(finding, snapshot, given);
	const workload = workloadOf(snapshot, finding.subject);
	if (!workload) return {guide: {everywhere: ['Give each app a service account of its own.']}};
	const off = patchPodSpec(finding, snapshot, () => ({automountServiceAccountToken: false}));
	const own = ownAccountChanges(snapshot, workload);
	if (!('changes' in off) || !own || heldBy(snapshot, accountOf(workload)).length === 0) return off;
	const id = `${subjectKey(finding.subject)}/account`;
	if (given[id] === 'off') return off;
	if (given[id] === 'own') return {changes: own};
	return {
		asks: [
			{
				id,
				question: `Does ${finding.subject.name} call the Kubernetes API?`,
				kind: 'role',
				proposal: 'off',
				options: [
					{value: 'off', says: 'no: take its token away'},
					{value: 'own', says: 'yes: give it an account of its own, without rights yet'},
				],
				seen: {text: 'default has rights here, which it may use'},
			},
		],
	};
}

export default {
	id: 'default-sa-unused',
	title: 'Give apps service accounts of their own',
	layer: 'application',
	phase: 'operate',
	severity: 'high',
	blast: 'namespace',
	fix: 'patch',
	threats: {external: 0, container: 3, user: 1},
	seeds: ['N6', 'K4'],
	references: {
		cis: ['5.1.5'],
		eks: ['4.1.5', '5.2.1'],
		gke: ['4.1.4'],
		aks: ['4.1.5', '5.2.1'],
		nsa: 'Protecting Pod service account tokens',
		owasp: ['K02', 'K09'],
		microsoft: ['MS-TA9016'],
		attack: ['T1528'],
		kubescape: ['C-0189', 'C-0225', 'C-0239'],
	},
	why: 'What names no account runs as default: a right that one app needed is then held by every pod of its namespace, also by those that come later.',
	risk: 'An app that runs as another account loses what default had: image pull secrets and cloud annotations are copied, trust that a cloud keeps by the name of the account is not.',
	question: 'Does each app that talks to the API have its own service account?',
	because: 'pods without their own identity silently get these rights',
	verify:
		'kubectl get clusterrolebindings,rolebindings -A -o json | jq -r \'.items[] | select(any(.subjects[]?; .kind == "ServiceAccount" and .name == "default")) | .metadata.name\'',
	boosts: {'internet-apps.public': 1.1, 'app-count.many': 1.1},
	guide: {
		everywhere: [
			'Make a service account for each app that calls the API, and name it in its pod template (serviceAccountName).',
			'Take default and system:serviceaccounts:<namespace> out of bindings.',
		],
		snippet: 'serviceAccountName: <app>\n',
	},
	cluster: {
		needs: [
			...(['pods', 'deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs', 'serviceAccounts'] as const),
			...(['clusterRoleBindings', 'roleBindings', 'clusterRoles', 'roles'] as const),
		],
		over: 'pods',
		wants: [...workloadSources, 'nodes', 'self'],
		inspect,
		remediate,
	},
} satisfies Control;
