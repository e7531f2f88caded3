import {controlPlaneOwner, ownedBy} from '../../kube/control-plane.js';
import {brokersIn, loginText, openshiftProviders, serverLogins, sessionLogin} from '../../kube/logins.js';
import {platformOf} from '../../kube/signatures/provider.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {type Asked, type Control, type Evidence, type Finding, hasAnswered, type Inspection, type Snapshot} from '../../model/index.js';

const server = {group: '', kind: 'Cluster', name: 'API server'} as const;
const session = {group: '', kind: 'Cluster', name: 'this session'} as const;

/** OpenShift says which providers it asks; HTPasswd is a file of passwords. */
function ofOpenshift(snapshot: Snapshot, providers: readonly string[]): Finding[] {
	const real = providers.filter(type => type !== 'HTPasswd');
	const kubeadmin = (snapshot.items.secrets ?? []).some(
		({metadata}) => metadata.namespace === 'kube-system' && metadata.name === 'kubeadmin',
	);
	const subject = {group: 'config.openshift.io', kind: 'OAuth', name: 'cluster'};
	return [
		...(real.length === 0
			? [
					{
						check: 'no-provider',
						subject,
						level: 'warn' as const,
						message: providers.length > 0 ? 'people log in with passwords of a file only (HTPasswd)' : 'no identity provider is set up',
						path: 'spec.identityProviders',
					},
				]
			: []),
		...(kubeadmin
			? [
					{
						check: 'kubeadmin',
						subject: {group: '', kind: 'Secret', namespace: 'kube-system', name: 'kubeadmin'},
						level: 'warn' as const,
						message: 'the administrator of the installation (kubeadmin) can still log in',
					},
				]
			: []),
	];
}

function inspect(snapshot: Snapshot, {model, attested}: Asked): Inspection {
	const {login} = snapshot.facts;
	const own = sessionLogin(snapshot.facts);
	const {provider, inferred, seen: told} = serverLogins(snapshot);
	const brokers = brokersIn(snapshot);
	const seen: Evidence[] = [
		...(login ? [{text: `this session logs in with ${loginText(login)}`}] : []),
		...told,
		...(brokers.length > 0 ? [{text: `${brokers.join(' and ')} in the cluster may pass logins on`}] : []),
		{text: 'how other people log in cannot be seen'},
	];
	const judged = (findings: readonly Finding[], isInferred = inferred): Inspection => ({
		findings,
		seen,
		exempt: [],
		...(isInferred && {inferred: true}),
	});
	const unknown = (text: string): Inspection => ({unknown: {code: 'hidden', text}, seen});
	const providers = platformOf(snapshot).platform === 'openshift' ? openshiftProviders(snapshot) : undefined;
	if (providers) {
		seen.push({text: `identity providers: ${providers.join(', ') || 'none'}`, source: 'OAuth cluster'});
		const findings = ofOpenshift(snapshot, providers);
		return judged([...findings, ...(own === 'certificate' && findings.length === 0 ? [ofSession('a client certificate')] : [])], false);
	}
	if (provider === 'no' && own !== 'identity-provider' && controlPlaneOwner(snapshot, model) !== 'managed') {
		const many = hasAnswered(model, 'user-count', 'some', 'many');
		const message = many
			? 'the API server trusts no identity provider, and more than five people log in'
			: 'the API server trusts no identity provider';
		return judged([{check: 'no-provider', subject: server, level: many ? 'fail' : 'warn', message, value: '--oidc-issuer-url missing'}]);
	}
	if (own === 'identity-provider') return judged([], inferred || provider !== 'yes');
	if (provider === 'yes' && login && (own === 'certificate' || own === 'static')) {
		if (attested !== 'yes') return judged([ofSession(loginText(login))]);
		const reason = `an account for emergencies, you said: it logs in with ${loginText(login)}`;
		return {findings: [], seen, exempt: [{subject: session, reason}], attested: true};
	}
	if (provider === 'yes') return unknown('an identity provider is set up; whether people use it cannot be seen');
	if (provider === 'maybe') return unknown('a file of the API server may name an identity provider; the API does not show it');
	return unknown(controlPlaneOwner(snapshot, model) === 'managed' ? ownedBy(snapshot) : 'how people log in cannot be seen');
}

const ofSession = (login: string): Finding => ({
	check: 'session-beside-it',
	subject: session,
	level: 'warn',
	message: `an identity provider is set up, but this session logs in past it, with ${login}`,
});

export default {
	id: 'human-auth-idp',
	title: 'Log people in by an identity provider',
	layer: 'cluster',
	phase: 'operate',
	severity: 'high',
	blast: 'cluster',
	fix: 'control-plane',
	threats: {external: 1, container: 0, user: 3},
	seeds: ['N10', 'T3'],
	references: {
		cis: ['3.1.1', '3.1.2', '3.1.3'],
		eks: ['5.5.1'],
		gke: ['5.8.2'],
		aks: ['5.5.1'],
		nsa: 'Authentication',
		owasp: ['K09', 'K06'],
		microsoft: ['MS-TA9003'],
		attack: ['T1078'],
		kubescape: ['C-0286', 'C-0232'],
	},
	why: 'Certificates and tokens in files ask for no second factor and outlive the people they were made for: a leaver, or whoever copies the file, goes on working.',
	risk: 'A prefix that is missing lets a user of the provider take the name of an account in a role; a broken file may keep the API server from starting.',
	question: 'Do all people reach the cluster through your identity provider (single sign-on)?',
	because: 'people reach your cluster without single sign-on, so a leaver or a stolen file keeps working',
	verify: 'kubectl auth whoami (shows the name with the prefix of the provider)',
	hidden: 'How other people log in is not in the API; only this session and what the server trusts are.',
	boosts: {'user-count.many': 1.3, 'user-count.some': 1.1, 'limited-users.limited': 1.1},
	applies: model => !hasAnswered(model, 'control-plane-owner', 'lab'),
	guide: {
		everywhere: [
			'Set up the cluster as a client of your identity provider, always with a prefix for users and groups.',
			'Bind roles to groups of the provider, have people log in, then take their certificates and tokens away.',
			'Keep one account for emergencies apart, and watch its use.',
		],
		platforms: {
			kubeadm: [
				'Copy the file below to every control-plane node, mount it, and set --authentication-config in /etc/kubernetes/manifests/kube-apiserver.yaml',
			],
			k3s: ['kube-apiserver-arg: authentication-config=… in /etc/rancher/k3s/config.yaml, then restart'],
			eks: ['Give people access entries for their roles in IAM Identity Center; take users out of aws-auth'],
			gke: ['People log in with their Google account; bind roles to Google groups.'],
			aks: ['az aks update --enable-aad --disable-local-accounts'],
			openshift: ['Add a provider to spec.identityProviders of oauths.config.openshift.io/cluster, then delete the secret kubeadmin'],
			talos: ['Set authentication-config in cluster.apiServer.extraArgs, and the file in machine.files'],
		},
		snippet: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
- issuer: {url: https://idp.example.com, audiences: [kubernetes]}
  claimMappings: {username: {claim: email, prefix: "oidc:"}, groups: {claim: groups, prefix: "oidc:"}}
  claimValidationRules: [{expression: "claims.email_verified == true", message: "verified e-mail only"}]
`,
	},
	cluster: {
		needs: [['apiServerFlags', 'kubeconfig', 'openshiftOAuths', 'nodes', 'version']],
		wants: [
			'apiServerFlags',
			'kubeconfig',
			'self',
			'openshiftOAuths',
			'secrets',
			'nodes',
			'pods',
			...workloadSources,
			'settings',
			'version',
		],
		inspect,
	},
} satisfies Control;
