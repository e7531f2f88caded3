import {cloudAccess, hasOwnIdentity, identityMarks} from '../../kube/cloud-access.js';
import {entranceSources, exposureOf} from '../../kube/exposure.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {type Asked, type Control, counted, type Finding, hasSaid, type Inspection, type Snapshot} from '../../model/index.js';

const retired = 'aadpodidentity.k8s.io';

function inspect(snapshot: Snapshot, {model}: Asked): Inspection {
	const {cloud, accounts, users, keys} = cloudAccess(snapshot);
	if (cloud === undefined) return {notApplicable: 'no node belongs to a cloud'};
	const byNode = hasSaid(model, 'cloud-api', 'node');
	const findings: Finding[] = users.map(workload => ({
		check: byNode ? 'node-identity' : 'no-identity',
		subject: workload.subject,
		level: byNode ? 'fail' : 'warn',
		message: `uses ${cloud} ${byNode ? 'with the rights of its node' : 'without an identity of its own'}`,
		internetFacing: exposureOf(snapshot, workload).state === 'internet-facing',
	}));
	for (const {metadata} of snapshot.items.serviceAccounts ?? []) {
		if (metadata.name !== 'default' || !hasOwnIdentity(metadata)) continue;
		const {namespace} = metadata;
		findings.push({
			check: 'default-account',
			subject: {group: '', kind: 'ServiceAccount', name: 'default', ...(namespace !== undefined && {namespace})},
			level: 'warn',
			message: 'every pod of the namespace that names no account gets this cloud identity',
			path: `metadata.annotations.${identityMarks.find(mark => metadata.annotations?.[mark] !== undefined) ?? ''}`,
		});
	}
	if (snapshot.facts.groups?.includes(retired)) {
		findings.push({
			check: 'retired-product',
			subject: {group: '', kind: 'Cluster', name: 'AAD Pod Identity'},
			level: 'fail',
			message: 'AAD Pod Identity hands out identities here, and gets no fixes any more',
		});
	}
	return {
		findings,
		exempt: [],
		seen: [
			{
				text: `the nodes belong to ${cloud}; ${counted(accounts, 'service account carries an identity of its own', 'service accounts carry identities of their own')}`,
			},
			...(keys.length > 0
				? [
						{
							text: `keys of a cloud in the environment of ${keys
								.map(({subject}) => `${subject.namespace ?? ''}/${subject.name}`)
								.slice(0, 3)
								.join(', ')}`,
						},
					]
				: []),
			{text: 'identities that only the cloud knows (Pod Identity associations, direct grants) are not seen'},
		],
		inferred: users.length > 0,
	};
}

export default {
	id: 'cloud-workload-identity',
	title: 'Give pods cloud identities of their own',
	layer: 'cluster',
	phase: 'build',
	severity: 'high',
	blast: 'cluster',
	fix: 'provider',
	threats: {external: 0, container: 3, user: 1},
	seeds: ['M5', 'K4'],
	references: {
		eks: ['5.2.1'],
		gke: ['5.2.2'],
		aks: ['5.2.1'],
		nsa: 'Protecting sensitive cloud infrastructure',
		owasp: ['K08', 'K02'],
		microsoft: ['MS-TA9028', 'MS-TA9020'],
		attack: ['T1552.005', 'T1078.004'],
		kubescape: ['C-0225', 'C-0239'],
	},
	why: 'Rights of a node are rights of every pod on it: one hijacked container has them all.',
	risk: 'A wrong trust policy means that the app is refused by the cloud.',
	question: "Does each pod that calls the cloud use its own short-lived role (neither the node's role nor stored keys)?",
	because: 'pods borrow the cloud rights of the machine they run on',
	verify: 'kubectl get serviceaccounts -A -o yaml | grep -E "role-arn|gcp-service-account|client-id"',
	hidden: 'Pod Identity associations of EKS and direct grants of GKE are in the API of the cloud.',
	boosts: {'cloud-api.node': 1.5, 'cloud-api.static': 1.2, 'cloud-api.none': 0.5},
	guide: {
		everywhere: [
			'Make a role with just what the program needs, and let only its service account take it.',
			'Start the pod anew, and look that it runs with the new identity.',
		],
		platforms: {
			eks: ['Associate the account with a role (EKS Pod Identity), or annotate it: eks.amazonaws.com/role-arn'],
			gke: ['Enable Workload Identity Federation and grant the role to the account, or annotate it: iam.gke.io/gcp-service-account'],
			aks: ['Enable workload identity and annotate the account: azure.workload.identity/client-id; move off AAD Pod Identity'],
		},
		snippet: 'metadata:\n  annotations:\n    eks.amazonaws.com/role-arn: arn:aws:iam::<account>:role/<app>\n',
	},
	cluster: {
		needs: ['nodes', 'serviceAccounts', 'pods', 'deployments'],
		wants: [...workloadSources, ...entranceSources, 'settings'],
		inspect,
	},
} satisfies Control;
