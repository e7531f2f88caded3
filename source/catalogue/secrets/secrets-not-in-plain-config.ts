import {containersOf} from '../../kube/containers.js';
import {type FoundIn, judgeWorkloads} from '../../kube/judge-workloads.js';
import {isSystemNamespace} from '../../kube/namespaces.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {pathOf, type Workload} from '../../kube/workloads.js';
import type {Asked, Control, Finding, Inspection, Metadata, SecretForm, Snapshot, Suspicion} from '../../model/index.js';
import {hasAnswered} from '../../model/index.js';

const looksLike: Readonly<Record<SecretForm, string>> = {
	'private-key': 'a private key',
	'cloud-key': 'a key of a cloud',
	token: 'a token',
	login: 'an address with its password',
	password: 'a password',
	name: 'a secret, by its name',
};

/** `where`: "variable DB_PASSWORD of app". */
function judged(where: string, {key, form}: Suspicion, production: boolean): Pick<Finding, 'check' | 'level' | 'message' | 'item'> {
	const certain = form === 'private-key' || form === 'cloud-key' || (form !== 'name' && production);
	return {
		check: form === 'name' ? 'secret-name' : form,
		level: certain ? 'fail' : 'warn',
		item: key,
		message: `${where} holds ${looksLike[form]}`,
	};
}

function inWorkload(workload: Workload, production: boolean): readonly FoundIn[] {
	const inContainers = containersOf(workload.podSpec).flatMap(({container, path}): FoundIn[] => {
		const {name, env = [], suspicious = []} = container;
		const variables = env.flatMap(({name: key, form}, index): FoundIn[] =>
			form ? [{...judged(`variable ${key} of ${name}`, {key, form}, production), path: pathOf(workload, `${path}.env[${index}]`)}] : [],
		);
		const words = suspicious.map(one => ({
			...judged(one.key === '' ? `an argument of ${name}` : `argument ${one.key} of ${name}`, one, production),
			path: pathOf(workload, `${path}.args`),
		}));
		return [...variables, ...words].map(found => ({...found, container: name}));
	});
	const {metadata, podMetadata, list} = workload;
	const own = inAnnotations(metadata.suspicious, 'metadata.annotations', production);
	const ofPods = list === 'pods' ? [] : inAnnotations(podMetadata.suspicious, pathOf(workload, 'metadata.annotations'), production);
	return [...inContainers, ...own, ...ofPods];
}

function inAnnotations(suspicious: readonly Suspicion[] = [], path: string, production: boolean): FoundIn[] {
	return suspicious.map(one => ({...judged(`annotation ${one.key}`, one, production), path}));
}

function subjectOf(kind: string, {name, namespace}: Metadata): Finding['subject'] {
	return {group: '', kind, name, ...(namespace !== undefined && {namespace})};
}

function inConfigMaps(snapshot: Snapshot, production: boolean): Finding[] {
	return (snapshot.items.configMaps ?? []).flatMap(({metadata, suspiciousData = []}) => {
		const found: FoundIn[] = [
			...suspiciousData.map(one => ({...judged(`key ${one.key}`, one, production), path: 'data'})),
			...inAnnotations(metadata.suspicious, 'metadata.annotations', production),
		];
		const level = isSystemNamespace(metadata.namespace) ? ({level: 'warn'} as const) : {};
		return found.map(one => ({...one, ...level, subject: subjectOf('ConfigMap', metadata)}));
	});
}

function inSecrets(snapshot: Snapshot): Finding[] {
	return (snapshot.items.secrets ?? []).flatMap(({metadata, lastApplied}): Finding[] =>
		lastApplied
			? [
					{
						check: 'last-applied',
						level: 'warn',
						subject: subjectOf('Secret', metadata),
						path: 'metadata.annotations',
						message: 'an annotation repeats its values: it was made with kubectl apply',
					},
				]
			: [],
	);
}

function inspect(snapshot: Snapshot, {model}: Asked): Inspection {
	const production = hasAnswered(model, 'environment', 'prod', 'unsure');
	const {findings, exempt, seen} = judgeWorkloads(snapshot, workload => inWorkload(workload, production), {
		windows: true,
		evenPlatform: () => true,
	});
	const maps = snapshot.items.configMaps ?? [];
	const contents = snapshot.read.configMaps === 'complete' && (maps.length === 0 || maps.some(({hasData}) => hasData));
	return {
		findings: [...findings, ...inConfigMaps(snapshot, production), ...inSecrets(snapshot)],
		exempt,
		seen: [
			...seen,
			...(contents ? [] : [{text: 'the contents of ConfigMaps were not read: passwords may lie there too'}]),
			...(snapshot.read.secrets === 'complete' ? [] : [{text: 'annotations of Secrets, which may repeat their values, were not read'}]),
		],
	};
}

export default {
	id: 'secrets-not-in-plain-config',
	title: 'Keep passwords out of plain settings',
	layer: 'application',
	phase: 'operate',
	severity: 'high',
	blast: 'namespace',
	fix: 'patch',
	threats: {external: 0, container: 2, user: 2},
	seeds: ['N3'],
	references: {
		nsa: 'Secrets',
		owasp: ['K03', 'K08:2022'],
		microsoft: ['MS-TA9027'],
		attack: ['T1552.001'],
		kubescape: ['C-0012', 'C-0259'],
		trivy: ['KSV-0109', 'KSV-01010'],
	},
	why: 'Settings are read by everyone who may look at pods, are printed by tools and kept in Git: a password among them belongs to all of these.',
	risk: 'Pods restart with the value from a Secret; the old one stays in old ReplicaSets and in backups, so it must be replaced.',
	question:
		'Are ConfigMaps, manifests and Git free of passwords, and are Secrets created without `kubectl apply` (which keeps a copy in an annotation)?',
	because: 'anyone who may read settings can read the passwords in them',
	verify: 'kubectl get pods -A -o json | grep -iE \'"name": "[^"]*(password|token|secret|key)"\'',
	hidden:
		'Values are looked at while they are read and dropped at once; what is kept is under which name they stand and what they look like. Contents of ConfigMaps are looked at in files only, not in a live cluster.',
	boosts: {'data-class.secret': 1.2, 'limited-users.limited': 1.1},
	guide: {
		everywhere: [
			'Make a Secret of the value, read from standard input and never from the command line: kubectl create secret generic app-db --from-file=password=/dev/stdin',
			'Let the container take it from there, best as a file, else by secretKeyRef, and take the plain value out.',
			'Replace the value where it is used: whoever read the settings may still have the old one.',
			'For a Secret that was applied: kubectl annotate secret <name> kubectl.kubernetes.io/last-applied-configuration- and from then on use kubectl apply --server-side.',
		],
		snippet: 'env:\n  - name: DB_PASSWORD\n    value: null\n    valueFrom:\n      secretKeyRef: {name: app-db, key: password}\n',
	},
	cluster: {
		needs: ['pods', 'deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs'],
		over: 'pods',
		wants: [...workloadSources, 'nodes', 'configMaps', 'secrets'],
		inspect,
	},
} satisfies Control;
