import {containersOf} from '../../kube/containers.js';
import {repositoryOf} from '../../kube/images.js';
import {namespacesOf} from '../../kube/namespaces.js';
import {workloads} from '../../kube/workloads.js';
import {type Answers, counted, type GivenProposal, type Option, type Question, type Snapshot} from '../../model/index.js';
import {points} from '../points.js';

const tools: readonly (readonly [string, string])[] = [
	['capsule.clastix.io', 'Capsule'],
	['hnc.x-k8s.io', 'Hierarchical Namespaces'],
	['management.loft.sh', 'vCluster'],
	['project.openshift.io', 'OpenShift projects'],
];
const ownerLabels = ['team', 'owner', 'app.kubernetes.io/team', 'tenant', 'squad'];
/** Programs that run what somebody outside of the team wrote. */
const strangersCode = /(^|\/)(jupyterhub|k8s-hub|kubeflow|gitlab-runner|actions-runner|gha-runner-scale-set-controller|coder|e2b)(\/|$|-)/;
/** Runtime classes for code that is not trusted. */
const sandboxes = /gvisor|runsc|kata|firecracker|sandbox/i;

function prefill(snapshot: Snapshot): GivenProposal | undefined {
	const teams = [
		...new Set(
			[...namespacesOf(snapshot).values()]
				.filter(({kind}) => kind === 'application')
				.flatMap(({labels = {}}) => ownerLabels.map(key => labels[key]).find(value => value !== undefined) ?? []),
		),
	].sort();
	const tool = tools.find(([group]) => snapshot.facts.groups?.includes(group))?.[1];
	const runners = workloads(snapshot).filter(({podSpec}) =>
		containersOf(podSpec).some(({container}) => strangersCode.test(repositoryOf(container.image ?? ''))),
	);
	const hint = runners.slice(0, 2).map(({subject}) => `${subject.namespace ?? ''}/${subject.name} may run code that nobody here reviewed`);
	const caged = workloads(snapshot).find(({podSpec}) => sandboxes.test(podSpec.runtimeClassName ?? ''));
	const evidence = [
		...(teams.length > 0
			? [{text: `namespaces name ${teams.length === 1 ? 'one team' : counted(teams.length, 'team')}: ${teams.slice(0, 4).join(', ')}`}]
			: []),
		...(tool === undefined ? [] : [{text: `${tool} keeps tenants apart`}]),
		...hint.map(text => ({text})),
		...(caged
			? [{text: `${caged.subject.namespace ?? ''}/${caged.subject.name} runs in the sandbox ${caged.podSpec.runtimeClassName ?? ''}`}]
			: []),
	];
	if (teams.length > 1 || tool !== undefined) return {value: 'teams', basis: 'concluded', evidence};
	return evidence.length > 0 ? {basis: 'read', evidence} : undefined;
}

const single: Option = {value: 'single', says: 'one team', short: 'one team', points: points(0, 0, 0)};
const strangers: Option = {
	value: 'untrusted',
	says: 'code that nobody here reviewed: plug-ins, CI jobs of outsiders, notebooks, AI agents',
	short: 'strangers',
	points: points(0, 4, 1),
	phrase: 'strangers share the cluster',
};
const unsure: Option = {value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 2, 1)};

/** Who has one application shares with nobody but those whose code it runs. */
function part({tenancy, 'app-count': count}: Answers): ReturnType<NonNullable<Question['part']>> {
	const options = [
		{...single, says: 'no', short: 'no'},
		{...strangers, says: 'yes: plug-ins, CI jobs of outsiders, notebooks, AI agents', short: 'yes'},
		unsure,
	];
	if (count?.value !== 'one' || (tenancy && !options.some(({value}) => value === tenancy.value))) return undefined;
	return {text: 'Does code run here that nobody of you reviewed?', short: "Do you run other people's code?", options};
}

export default {
	id: 'tenancy',
	code: 'Q10',
	text: 'Who shares this cluster?',
	short: 'Who shares the cluster?',
	why: 'Namespaces alone do not hold back somebody who tries.',
	options: [
		single,
		{value: 'teams', says: 'several teams of one organisation', short: 'teams', points: points(0, 1, 2), phrase: 'teams share the cluster'},
		{
			value: 'customers',
			says: "several customers' workloads or users",
			short: 'customers',
			points: points(0, 2, 2),
			phrase: 'customers share the cluster',
		},
		strangers,
		unsure,
	],
	unsureAs: 'teams',
	part,
	prefill,
} satisfies Question;
