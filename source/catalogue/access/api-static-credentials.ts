import {componentSubject, controlPlaneOwner, overInstances, ownedBy} from '../../kube/control-plane.js';
import {flag} from '../../kube/flags.js';
import {people} from '../../kube/people.js';
import type {Asked, Control, Evidence, Finding, Inspection, Snapshot} from '../../model/index.js';

const insecurePortUntil = 20;
type Problem = Pick<Finding, 'check' | 'message'> & {readonly value: string};

function problems(snapshot: Snapshot): Problem[] {
	const value = (name: `--${string}`) => flag(snapshot, 'apiServer', name)?.value ?? '';
	const files = [
		{check: 'token-file', name: '--token-auth-file', message: 'a file with tokens that never expire opens the API server'},
		{check: 'password-file', name: '--basic-auth-file', message: 'a file with passwords opens the API server'},
	] as const;
	const {version} = snapshot.cluster;
	const old = version !== undefined && version.major === 1 && version.minor < insecurePortUntil;
	// Until 1.20 the port was open unless it was set to 0.
	const port = value('--insecure-port') || '8080';
	const client = value('--client-ca-file');
	const anyFront = client !== '' && value('--requestheader-client-ca-file') === client && value('--requestheader-allowed-names') === '';
	return [
		...files.flatMap(({check, name, message}) => (value(name) === '' ? [] : [{check, message, value: name}])),
		...(old && port !== '0'
			? [{check: 'insecure-port', message: `port ${port} of the API server asks for no login`, value: `--insecure-port=${port}`}]
			: []),
		...(anyFront
			? [
					{
						check: 'request-header',
						message: 'every client certificate may name any user: the front proxy shares its CA, and no name is asked for',
						value: '--requestheader-allowed-names missing',
					},
				]
			: []),
	];
}

function inspect(snapshot: Snapshot, {model}: Asked): Inspection {
	const flags = snapshot.facts.flags.apiServer;
	if (!flags) {
		const managed = controlPlaneOwner(snapshot, model) === 'managed';
		return {unknown: {code: 'hidden', text: managed ? ownedBy(snapshot) : 'flags of the API server cannot be seen'}};
	}
	const subject = componentSubject(snapshot, 'apiServer');
	const findings = problems(snapshot).map((one): Finding => ({...one, subject, level: 'fail'}));
	const maybe = people(snapshot).users.filter(name => !name.includes('@'));
	const seen: Evidence[] = [
		{text: `flags of ${flags.where}`},
		...(findings.some(({check}) => check.endsWith('-file')) && maybe.length > 0
			? [{text: `users in roles that may log in this way: ${maybe.slice(0, 5).join(', ')}`}]
			: []),
	];
	return {findings, seen, exempt: [], ...(flags.from === 'kubeadm-config' && {inferred: true})};
}

export default {
	id: 'api-static-credentials',
	title: 'Use no token or password files for logins',
	layer: 'cluster',
	phase: 'build',
	severity: 'high',
	blast: 'cluster',
	fix: 'control-plane',
	threats: {external: 3, container: 1, user: 3},
	seeds: ['K1', 'N10'],
	references: {
		cis: ['1.2.2'],
		nsa: 'Authentication',
		owasp: ['K09', 'K06'],
		microsoft: ['MS-TA9003'],
		attack: ['T1078'],
		kubescape: ['C-0114'],
		trivy: ['KCV-0002'],
	},
	why: 'Tokens and passwords in a file never expire, lie in plain text on the machine, and can be taken back only by a restart: whoever copies one keeps the door key.',
	risk: 'Holders of those tokens lose access at the restart; the API server restarts once per control-plane node.',
	question: 'Is the API server free of static token files and password files?',
	because: 'a password-style file opens your API server and cannot be revoked without restart',
	verify: "kubectl -n kube-system get pods -l component=kube-apiserver -o yaml | grep -E 'token-auth-file|basic-auth-file|requestheader'",
	hidden: 'The flags of a managed control plane are not in the API.',
	guide: {
		everywhere: [
			'Give the holders another way in: OIDC for people, short-lived tokens of service accounts for programs.',
			'Then take the flag and the file away, on one control-plane node at a time.',
			'Give the front proxy (--requestheader-client-ca-file) a CA of its own, and name its certificate in --requestheader-allowed-names.',
		],
		platforms: {
			kubeadm: [
				'Take --token-auth-file out of /etc/kubernetes/manifests/kube-apiserver.yaml on every control-plane node, and the file with it',
				'Take it out of the ConfigMap kubeadm-config too, or the next upgrade brings it back',
			],
			k3s: ['Take kube-apiserver-arg: token-auth-file=… out of /etc/rancher/k3s/config.yaml and restart'],
			talos: ['Take token-auth-file out of cluster.apiServer.extraArgs'],
		},
		snippet: '- --requestheader-allowed-names=front-proxy-client\n',
	},
	cluster: {
		needs: [['apiServerFlags', 'nodes', 'version']],
		wants: ['apiServerFlags', 'nodes', 'pods', 'settings', 'version', 'roles', 'clusterRoles', 'roleBindings', 'clusterRoleBindings'],
		inspect: (snapshot, asked) => overInstances(snapshot, 'apiServer', one => inspect(one, asked)),
	},
} satisfies Control;
