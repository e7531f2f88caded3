import {subjectKey} from '../kube/workloads.js';
import type {Threat, ThreatModel, Verdict} from '../model/index.js';
import {threats, ticks} from '../model/index.js';

/** Why a control stands where it stands, in one sentence without its rank. */
export function reason(verdict: Verdict, model: ThreatModel, lifts: number): string {
	const {control, status} = verdict;
	const threat = threatPhrase(verdict, model);
	if (status === 'unknown') return sentence(`${threat}; not visible here; if it does not hold, ${control.because}`);
	if (status === 'pass' || status === 'not-applicable')
		return sentence(verdict.notApplicable ?? verdict.evidence[0]?.text ?? 'nothing speaks against it');
	if (lifts > 0)
		return sentence(
			`${lifts === 1 ? 'one of your top fixes does' : `${count(lifts)} of your top fixes do`} nothing without it, and ${control.because}`,
		);
	return sentence(`${threat} and ${control.because}${evidence(verdict)}`);
}

function threatPhrase({control}: Verdict, model: ThreatModel): string {
	const part = (threat: Threat) => model.scores[threat] * control.threats[threat];
	const largest = threats.reduce((best, threat) => (part(threat) > part(best) ? threat : best));
	const boosted = (question: string, value: string) =>
		Math.max(...ticks(value).map(tick => control.boosts?.[`${question}.${tick}` as keyof typeof control.boosts] ?? 1));
	const candidates = model.parts
		.filter(({phrase, points, question, value}) => phrase !== undefined && (points[largest] > 0 || boosted(question, value) > 1))
		.sort((a, b) => b.points[largest] - a.points[largest] || boosted(b.question, b.value) - boosted(a.question, a.value));
	return candidates[0]?.phrase ?? 'it matters in every cluster';
}

function evidence(verdict: Verdict): string {
	if (verdict.basis === 'attested') return ' (you said so)';
	const objects = howMany(verdict);
	return objects === '' ? '' : ` (${objects})`;
}

/** "14 workloads in 3 namespaces", "2 bindings", "deployment/web"; empty where the finding is about the cluster itself. */
export function howMany(verdict: Pick<Verdict, 'findings'>): string {
	const standing = verdict.findings.filter(finding => !finding.waivedBy);
	const counted = standing.filter(finding => finding.subject.kind !== 'Cluster');
	// Findings of one workload have one subject between them, so that few are told apart by their names.
	const each = new Map([...new Set(counted.map(({subject}) => subject))].map(subject => [subjectKey(subject), subject]));
	const all = [...each.values()];
	const [first] = all;
	if (!first) return '';
	const cluster = counted.length < standing.length ? 'the cluster and ' : '';
	if (all.length === 1) return `${cluster}${first.kind.toLowerCase()}/${first.name}`;
	const spaces = new Set(all.map(subject => subject.namespace).filter(name => name !== undefined));
	return `${cluster}${all.length} ${nounOf(all.map(subject => subject.kind))}${spaces.size > 1 ? ` in ${spaces.size} namespaces` : ''}`;
}

const workloads = new Set([
	'Deployment',
	'StatefulSet',
	'DaemonSet',
	'ReplicaSet',
	'ReplicationController',
	'Job',
	'CronJob',
	'Pod',
	'PodTemplate',
]);
const plurals: Readonly<Record<string, string>> = {
	Namespace: 'namespaces',
	ClusterRoleBinding: 'bindings',
	RoleBinding: 'bindings',
	Node: 'nodes',
	Service: 'services',
	Pod: 'pods',
};
function nounOf(kinds: readonly string[]): string {
	const distinct = new Set(kinds.map(kind => plurals[kind] ?? kind));
	if (distinct.size === 1) return plurals[kinds[0] as string] ?? `${(kinds[0] as string).toLowerCase()}s`;
	return kinds.every(kind => workloads.has(kind)) ? 'workloads' : kinds.every(kind => kind.endsWith('Binding')) ? 'bindings' : 'objects';
}

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
function count(number: number): string {
	return words[number] ?? String(number);
}

function sentence(text: string): string {
	// A version is not the beginning of a sentence.
	const start = /^v\d/.test(text) ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
	return `${start}${/[.?]$/.test(text) ? '' : '.'}`;
}
