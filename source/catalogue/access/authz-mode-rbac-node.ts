import {componentSubject, controlPlaneOwner, overInstances, ownedBy} from '../../kube/control-plane.js';
import {flag} from '../../kube/flags.js';
import type {Asked, Control, Evidence, Finding, Inspection, Snapshot} from '../../model/index.js';

const group = 'rbac.authorization.k8s.io';
type Problem = Pick<Finding, 'check' | 'level' | 'message'> & {readonly value?: string};

/** What is wrong with the authorizers that a flag names. */
function ofModes(modes: readonly string[], isSet: boolean, owner: string): Problem[] {
	const value = `--authorization-mode=${modes.join(',')}`;
	const has = (mode: string) => modes.some(one => one.toLowerCase() === mode.toLowerCase());
	const missing = isSet ? `--authorization-mode is ${modes.join(',')}` : '--authorization-mode is not set';
	return [
		...(has('AlwaysAllow')
			? [{check: 'always-allow', level: 'fail' as const, message: `everybody may do everything: ${missing}`, value}]
			: []),
		...(has('ABAC')
			? [{check: 'abac', level: 'fail' as const, message: 'a file on the machine gives rights that no role shows (ABAC)', value}]
			: []),
		...(has('RBAC')
			? []
			: [{check: 'rbac-missing', level: 'fail' as const, message: `roles have no effect, RBAC is off: ${missing}`, value}]),
		...(has('Node') || owner === 'managed' || has('AlwaysAllow')
			? []
			: [
					{
						check: 'node-missing',
						level: 'warn' as const,
						message: 'every node may read what belongs to the others: the authorizer Node is off',
						value,
					},
				]),
		...(has('Webhook') ? [webhook] : []),
	];
}
const webhook: Problem = {
	check: 'webhook',
	level: 'warn',
	message: 'a second place gives rights (Webhook): what roles allow is not all of it',
};

/** What the server counted: an authorizer that decided is there; one that did not may be there too. */
function ofCounts(counts: Readonly<Record<string, number>>): Problem[] {
	const decided = (type: string) => (counts[type] ?? 0) > 0;
	return [
		...(decided('AlwaysAllow')
			? [{check: 'always-allow', level: 'fail' as const, message: 'everybody may do everything (AlwaysAllow)'}]
			: []),
		...(decided('ABAC')
			? [{check: 'abac', level: 'fail' as const, message: 'a file on the machine gives rights that no role shows (ABAC)'}]
			: []),
		...(decided('Webhook') ? [webhook] : []),
	];
}

function inspect(snapshot: Snapshot, {model}: Asked): Inspection {
	const subject = componentSubject(snapshot, 'apiServer');
	const owner = controlPlaneOwner(snapshot, model);
	const counts = snapshot.facts.metrics?.authorizers;
	const deciding = Object.entries(counts ?? {}).flatMap(([type, count]) => (count > 0 ? [type] : []));
	const seen: Evidence[] = deciding.length > 0 ? [{text: `requests were decided by ${deciding.join(', ')}`, source: '/metrics'}] : [];
	const judged = (problems: readonly Problem[], inferred = false): Inspection => ({
		findings: problems.map(one => ({...one, subject})),
		seen,
		exempt: [],
		...(inferred && {inferred}),
	});
	const {groups} = snapshot.facts;
	if (groups && !groups.includes(group))
		return judged([{check: 'rbac-missing', level: 'fail', message: `roles have no effect: the server does not serve ${group}`}]);
	const file = flag(snapshot, 'apiServer', '--authorization-config')?.value;
	const mode = flag(snapshot, 'apiServer', '--authorization-mode');
	if (mode && file === undefined) {
		const modes = (mode.value ?? '')
			.split(',')
			.map(one => one.trim())
			.filter(Boolean);
		seen.push({text: `--authorization-mode=${modes.join(',')}`, source: mode.where});
		return judged(ofModes(modes, mode.isSet, owner), mode.inferred);
	}
	if (file !== undefined) seen.push({text: `authorizers are listed in ${file}`, source: mode?.where ?? ''});
	const counted = counts ? ofCounts(counts) : [];
	if (owner === 'managed' && groups) {
		seen.push({text: 'rights that the provider keeps (EKS access entries, IAM of Google, Azure RBAC) are not in roles'});
		return judged(
			counted.filter(({check}) => check !== 'webhook'),
			true,
		);
	}
	if (counted.some(({level}) => level === 'fail') || (counts?.['RBAC'] ?? 0) > 0) return judged(counted, true);
	const text =
		file === undefined
			? owner === 'managed'
				? ownedBy(snapshot)
				: 'neither flags nor decisions of the API server can be seen'
			: `the authorizers are listed in ${file}, which the API does not show`;
	return {unknown: {code: 'hidden', text}, seen};
}

export default {
	id: 'authz-mode-rbac-node',
	title: 'Let only roles and Node give rights',
	layer: 'cluster',
	phase: 'build',
	severity: 'critical',
	blast: 'cluster',
	fix: 'control-plane',
	threats: {external: 2, container: 3, user: 3},
	seeds: ['N6', 'K6', 'N12'],
	references: {
		cis: ['1.2.6', '1.2.7', '1.2.8'],
		gke: ['5.8.3'],
		nsa: 'Role-Based Access Control',
		owasp: ['K02'],
		attack: ['T1078'],
		kubescape: ['C-0088', 'C-0118', 'C-0119', 'C-0120'],
		trivy: ['KCV-0007', 'KCV-0008', 'KCV-0009'],
	},
	why: 'Where the API server allows everything, or reads rights from a file that nobody looks at, every other limit in this list is worth nothing.',
	risk: 'Turning AlwaysAllow or ABAC off denies everybody who has no binding, components of the cluster included.',
	question: 'Is RBAC the only way people get rights (no ABAC, no AlwaysAllow)?',
	because: 'your API server does not check permissions the way every other control assumes',
	verify: 'kubectl auth can-i "*" "*" --as=system:serviceaccount:default:default (must say no)',
	hidden: 'A file named by --authorization-config is not in the API; neither are the flags of a managed control plane.',
	guide: {
		everywhere: [
			'First give everybody who needs rights a role and a binding: compare with the audit log.',
			'Then set the authorizers to Node and RBAC, one control-plane node at a time.',
		],
		platforms: {
			kubeadm: [
				'Set --authorization-mode=Node,RBAC in /etc/kubernetes/manifests/kube-apiserver.yaml on every control-plane node',
				'Put the same into the ConfigMap kubeadm-config, so that upgrades keep it',
			],
			k3s: ['Take kube-apiserver-arg: authorization-mode=… out of /etc/rancher/k3s/config.yaml and restart: Node,RBAC is its default'],
			talos: ['Take authorization-mode out of cluster.apiServer.extraArgs: Node,RBAC is its default'],
			eks: ['EKS always uses RBAC; look at the access entries beside it.'],
			gke: ['gcloud container clusters update <cluster> --no-enable-legacy-authorization'],
			aks: ['RBAC can only be chosen when the cluster is made.'],
		},
		snippet: '- --authorization-mode=Node,RBAC\n',
	},
	cluster: {
		needs: [['apiServerFlags', 'metrics', 'nodes', 'version']],
		wants: ['apiServerFlags', 'metrics', 'nodes', 'pods', 'settings', 'version'],
		inspect: (snapshot, asked) => overInstances(snapshot, 'apiServer', one => inspect(one, asked)),
	},
} satisfies Control;
