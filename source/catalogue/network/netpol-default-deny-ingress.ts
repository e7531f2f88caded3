import {creation} from '../../kube/creation.js';
import {callerLists, defaultDeny} from '../../kube/default-deny.js';
import {entranceSources, publicEntrances} from '../../kube/exposure.js';
import {namespaceKind, namespacesOf} from '../../kube/namespaces.js';
import {type Coverage, coverageOf} from '../../kube/network-policies.js';
import {networkPlugin} from '../../kube/signatures/cni.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {yamlOf} from '../../kube/yaml-text.js';
import {
	type Control,
	counted,
	type Exemption,
	type Finding,
	type Inspection,
	type Manifest,
	type Remediation,
	type Snapshot,
} from '../../model/index.js';

/** A namespace that says that its data are worth more. */
function isSensitive(labels: Readonly<Record<string, string>> = {}): boolean {
	const said = labels['data-class'] ?? labels['data-classification'] ?? labels['security.io/data-class'] ?? '';
	return /^(secret|confidential|regulated|restricted|pii|phi|pci|sensitive)$/i.test(said);
}

function inspect(snapshot: Snapshot): Inspection {
	const enforces = networkPlugin(snapshot).enforces === 'yes';
	const open = new Set(publicEntrances(snapshot).flatMap(({workloads}) => workloads.map(({subject}) => subject.namespace ?? '')));
	const findings: Finding[] = [];
	const exempt: Exemption[] = [];
	let judged = 0;
	for (const {name, labels} of namespacesOf(snapshot).values()) {
		const subject = {group: '', kind: 'Namespace', name};
		const coverage = coverageOf(snapshot, name);
		if (coverage.pods === 0 && coverage.onHostNetwork === 0) continue;
		if (namespaceKind(name) === 'system') {
			exempt.push({subject, reason: 'a namespace of the system: close it only with policies that its provider has tested'});
			continue;
		}
		if (coverage.pods === 0) {
			exempt.push({subject, reason: 'all its pods use the network of their nodes, which policies do not reach'});
			continue;
		}
		judged += 1;
		if (coverage.ingress.denies !== undefined || coverage.ingress.isolated === coverage.pods) continue;
		const facing = open.has(name);
		findings.push(findingOf(subject, coverage, facing, facing || isSensitive(labels), enforces));
	}
	const policies = snapshot.items.networkPolicies?.length ?? 0;
	return {
		findings,
		exempt,
		seen: [
			{text: `${counted(judged, 'namespace')} with pods looked at, ${counted(policies, 'network policy', 'network policies')}`},
			...(enforces ? [] : [{text: 'it is not known that the network plugin obeys policies'}]),
		],
	};
}

function findingOf(
	subject: Finding['subject'],
	{pods, ingress}: Coverage,
	internetFacing: boolean,
	matters: boolean,
	enforces: boolean,
): Finding {
	const base = {subject, internetFacing};
	const every = pods === 1 ? 'its pod' : `all ${counted(pods, 'pod')}`;
	if (ingress.isolated > 0)
		return {
			...base,
			check: 'partly-open',
			level: 'warn',
			message: `${pods - ingress.isolated} of ${counted(pods, 'pod')} ${pods - ingress.isolated === 1 ? 'takes' : 'take'} traffic from every other namespace`,
		};
	const why = internetFacing ? ', and strangers reach one of them' : '';
	return {
		...base,
		check: 'open',
		level: matters && enforces ? 'fail' : 'warn',
		message: `${every} take${pods === 1 ? 's' : ''} traffic from every other namespace${why}`,
	};
}

function remediate({subject}: Finding, snapshot: Snapshot): Remediation {
	const {manifests, opened, unread} = defaultDeny(snapshot, subject.name);
	const plugin = networkPlugin(snapshot);
	const snippet = manifests.map(text).join('---\n');
	const guide = {everywhere: ['Write down who calls into the namespace, allow them, then deny the rest.']};
	if (plugin.enforces !== 'yes')
		return {guide, snippet, refused: 'the network plugin is not known to obey policies: row cni-enforces-policy comes first'};
	if (unread.length > 0) return {guide, snippet, refused: `callers could be missed: ${unread.join(', ')} were not read`};
	if (opened.length > 0)
		return {guide, snippet, refused: `${opened.join(', ')} lets everything in, and policies add up: narrow or delete that first`};
	const [first, ...rest] = manifests.map(manifest => creation('networkPolicies', manifest));
	return first ? {changes: [first, ...rest]} : {guide};
}

function text(manifest: Manifest): string {
	return yamlOf(manifest);
}

export default {
	id: 'netpol-default-deny-ingress',
	title: 'Block pod traffic that nobody allowed',
	layer: 'application',
	phase: 'build',
	severity: 'high',
	blast: 'namespace',
	fix: 'manifest',
	threats: {external: 0, container: 3, user: 1},
	seeds: ['N5', 'K5', 'N4'],
	references: {
		cis: ['5.3.2'],
		eks: ['4.3.2'],
		gke: ['4.3.2'],
		aks: ['4.4.2'],
		nsa: 'Network policies',
		owasp: ['K05'],
		microsoft: ['MS-TA9034'],
		attack: ['T1210', 'T1046'],
		kubescape: ['C-0030', 'C-0206', 'C-0260', 'C-0054'],
	},
	why: 'From one hijacked container an intruder can try every service of the cluster, most of which trust whoever reaches them.',
	risk: 'Callers from other namespaces that nothing in the cluster names are cut off: hand-made scrapers, health checks of load balancers, tools of people.',
	question: 'Is traffic between namespaces blocked unless allowed?',
	because: 'once inside one pod, an intruder can call every other service',
	verify: 'kubectl get networkpolicies -A',
	boosts: {'internet-apps.public': 1.2, 'app-count.many': 1.2, 'tenancy.customers': 1.3, 'tenancy.teams': 1.1},
	requires: ['cni-enforces-policy'],
	guide: {
		everywhere: [
			'Write down who calls into the namespace, allow them, then deny the rest.',
			'Watch the pods stay ready for ten minutes; a call from another namespace must now fail.',
		],
		snippet:
			'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: default-deny-ingress, namespace: <namespace>}\nspec:\n  podSelector: {}\n  policyTypes: [Ingress]\n  ingress: [{from: [{podSelector: {}}]}]\n',
	},
	cluster: {
		needs: [
			'namespaces',
			'pods',
			'networkPolicies',
			'ciliumNetworkPolicies',
			'ciliumClusterwideNetworkPolicies',
			'calicoGlobalNetworkPolicies',
			'clusterNetworkPolicies',
		],
		wants: [...workloadSources, ...callerLists, ...entranceSources, 'nodes', 'settings', 'version'],
		inspect,
		remediate,
	},
} satisfies Control;
