import {componentSubject, overInstances} from '../../kube/control-plane.js';
import {flag, perInstance, switchOf} from '../../kube/flags.js';
import {platformOf} from '../../kube/signatures/provider.js';
import {
	type AnonymousProbe,
	type Control,
	type Evidence,
	type Finding,
	type Inspection,
	isJudged,
	type Judged,
	type Snapshot,
	type Unknown,
} from '../../model/index.js';

/** Pages that may be open: they tell health and version. */
const open = new Set(['/livez', '/readyz', '/healthz', '/version']);
const joinPath = '/api/v1/namespaces/kube-public/configmaps/cluster-info';

/** kubeadm publishes cluster-info for machines that join. */
function joinsByKubeadm(snapshot: Snapshot): boolean {
	const {platform} = platformOf(snapshot);
	return platform === 'kubeadm' || platform === 'lab' || snapshot.facts.settings?.['kube-system/kubeadm-config'] !== undefined;
}

/** Bindings that give rights to callers without a login. */
function bound({items}: Snapshot): Evidence[] {
	const names = [...(items.clusterRoleBindings ?? []), ...(items.roleBindings ?? [])].flatMap(({metadata, subjects}) =>
		subjects.some(({name}) => name === 'system:anonymous' || name === 'system:unauthenticated') ? [metadata.name] : [],
	);
	return names.length > 0 ? [{text: `rights of callers without a login: ${names.slice(0, 4).join(', ')}`}] : [];
}

const active = 'requests without a login are let in as system:anonymous; only roles keep them from everything else';

/** What callers without a login were answered; undefined where nobody asked, or the answer tells nothing. */
function ofProbes(snapshot: Snapshot, seen: readonly Evidence[]): Judged | undefined {
	const probes = snapshot.facts.anonymous ?? [];
	const subject = componentSubject(snapshot, 'apiServer');
	const answered = probes.filter(({path, status}) => status === 200 && !open.has(path)).map(({path}) => path);
	const joins = joinsByKubeadm(snapshot);
	const tells = answered.filter(path => path !== joinPath || !joins);
	const exempt = answered.length > tells.length ? [{subject, reason: 'kubeadm shows cluster-info to machines that join'}] : [];
	const judged = (...findings: readonly Omit<Finding, 'subject'>[]): Judged => ({
		findings: findings.map(one => ({...one, subject})),
		seen,
		exempt,
	});
	if (tells.length > 0)
		return judged({check: 'answers-strangers', level: 'fail', message: `anybody gets an answer without a login: ${tells.join(', ')}`});
	const api = probes.find(({path}) => path === '/api');
	if (api && isRefusedAsAnonymous(api)) return judged({check: 'authenticator-active', level: 'warn', message: active});
	return api?.status === 401 ? judged() : undefined;
}

/** What the flags of one API server say. */
function ofFlags(snapshot: Snapshot, seen: readonly Evidence[]): Inspection {
	const anonymous = flag(snapshot, 'apiServer', '--anonymous-auth');
	if (!anonymous || flag(snapshot, 'apiServer', '--authentication-config')?.value !== undefined) return {unknown: unseen(snapshot), seen};
	const subject = componentSubject(snapshot, 'apiServer');
	return {
		findings: switchOf(anonymous.value) === false ? [] : [{check: 'authenticator-active', level: 'warn', message: active, subject}],
		seen: [...seen, {text: `--anonymous-auth=${anonymous.value}`, source: anonymous.where}],
		exempt: [],
		...(anonymous.inferred && {inferred: true}),
	};
}

function unseen({gaps}: Snapshot): Unknown {
	const gap = gaps.find(({source}) => source === 'anonymous');
	const text = gap ? gap.detail : 'what the server answers without a login was not seen';
	return {code: gap?.reason === 'not-asked' ? 'not-asked' : 'hidden', text};
}

function inspect(snapshot: Snapshot): Inspection {
	const probes = snapshot.facts.anonymous ?? [];
	const seen: Evidence[] = [
		...probes.map(({path, status}) => ({text: `${path}: ${status}`, source: 'without a login'})),
		...bound(snapshot),
	];
	const told = ofProbes(snapshot, seen);
	// One of several answered the probe: the others may have been started in another way.
	if (told && (told.findings.length > 0 || perInstance(snapshot, 'apiServer').length === 1)) return told;
	const flags = overInstances(snapshot, 'apiServer', one => ofFlags(one, seen));
	return told && !(isJudged(flags) && flags.findings.length > 0) ? told : flags;
}

const isRefusedAsAnonymous = ({status, message}: AnonymousProbe) => status === 403 && message?.includes('system:anonymous') === true;

export default {
	id: 'api-anonymous-auth',
	title: 'Answer nobody who is not logged in',
	layer: 'cluster',
	phase: 'build',
	severity: 'high',
	blast: 'cluster',
	fix: 'control-plane',
	threats: {external: 3, container: 2, user: 1},
	seeds: ['K1', 'N12'],
	references: {
		cis: ['1.2.1'],
		gke: ['4.1.8'],
		nsa: 'Authentication',
		owasp: ['K09', 'K06'],
		microsoft: ['MS-TA9029'],
		attack: ['T1190'],
		kubescape: ['C-0113'],
		trivy: ['KCV-0001'],
	},
	why: 'A caller without a login is let in as system:anonymous: one careless binding, or one flaw in a check, and strangers read or change the cluster.',
	risk: 'Health checks of load balancers on other paths fail, and machines can no longer join by kubeadm token; the flag --anonymous-auth must go when the file sets anonymous.',
	question: 'Is everything on the API server except its health and version pages closed to callers without credentials?',
	because: 'strangers get an authenticated-as-anonymous answer from your API server',
	verify: 'curl --insecure https://<server>:6443/api (must say 401)',
	hidden: 'A proxy or front end may answer in place of the API server.',
	boosts: {'mgmt-exposure.open': 1.3, 'network-trust.hostile': 1.2},
	guide: {
		everywhere: [
			'From Kubernetes 1.32 on: allow anonymous requests on the health paths only, with a file for --authentication-config.',
			'Before: --anonymous-auth=false, with health checks that log in.',
		],
		platforms: {
			kubeadm: [
				'Copy the file below to /etc/kubernetes/authentication.yaml on every control-plane node and mount it',
				'Set --authentication-config in /etc/kubernetes/manifests/kube-apiserver.yaml, and take --anonymous-auth out',
			],
			gke: ['gcloud container clusters update <cluster> --anonymous-authentication-config=LIMITED'],
			k3s: ['Take kube-apiserver-arg: anonymous-auth=true out of /etc/rancher/k3s/config.yaml and restart'],
			eks: ['EKS limits it from 1.32 on: upgrade.'],
		},
		snippet: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
anonymous:
  enabled: true
  conditions: [{path: /livez}, {path: /readyz}, {path: /healthz}]
`,
	},
	cluster: {
		needs: [['anonymous', 'apiServerFlags', 'version']],
		wants: ['anonymous', 'apiServerFlags', 'clusterRoleBindings', 'roleBindings', 'nodes', 'pods', 'settings', 'version'],
		inspect,
	},
} satisfies Control;
