import {containersOf} from '../../kube/containers.js';
import {judgeContainers} from '../../kube/judge-workloads.js';
import {defaultMemory, limitsMemory, usageOf} from '../../kube/memory-limits.js';
import {cannotPatch, patchContainer} from '../../kube/pod-patch.js';
import {amountOf, cpuText, memoryText} from '../../kube/quantities.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {workloadOf, workloads} from '../../kube/workloads.js';
import type {Container, Control, Finding, Given, Inspection, JsonObject, Remediation, Snapshot} from '../../model/index.js';

function inspect(snapshot: Snapshot): Inspection {
	const judged = judgeContainers(
		snapshot,
		({container, list, workload, path}) => {
			if (limitsMemory({container, list}, workload.podSpec)) return undefined;
			if (defaultMemory(snapshot, workload.subject.namespace) !== undefined) return undefined;
			return {
				check: 'no-memory-limit',
				level: 'warn',
				path: path('resources.limits.memory'),
				message: `${container.name} may use all the memory of its node`,
			};
		},
		{windows: true},
	);
	const all = workloads(snapshot).flatMap(({podSpec}) => (podSpec.resources?.requests?.['cpu'] === undefined ? podSpec.containers : []));
	const silent = all.filter(({resources}) => (resources?.requests ?? resources?.limits)?.['cpu'] === undefined).length;
	return {...judged, seen: [...judged.seen, ...(silent > 0 ? [{text: `${silent} containers ask for no processor time`}] : [])]};
}

/** For a container that nobody measured. */
const usual = ['128Mi', '256Mi', '512Mi', '1Gi', '2Gi', '4Gi', '8Gi'];
const beyond = [1.5, 2, 3];

function remediate(finding: Finding, snapshot: Snapshot, given: Given): Remediation {
	const {subject, container: name} = finding;
	const workload = workloadOf(snapshot, subject);
	const container = workload && containersOf(workload.podSpec).find(one => one.container.name === name)?.container;
	if (!workload || !container || cannotPatch(workload) !== undefined)
		return patchContainer(finding, snapshot, () => ({resources: {limits: {memory: '<limit>'}}}));
	const usage = usageOf(snapshot, workload, container);
	const least = amountOf(container.resources?.requests?.['memory']) ?? 0;
	const id = `${subject.kind}/${subject.namespace ?? ''}/${subject.name}/${name ?? ''}`;
	const limit = amountOf(given[id]);
	if (limit !== undefined && limit >= Math.max(least, 1))
		return patchContainer(finding, snapshot, () => ({
			resources: {limits: {memory: given[id] as string}, ...requests(container, usage, limit)},
		}));
	const {memory} = usage;
	const sizes = memory === undefined ? usual : beyond.map(factor => memoryText(memory * factor));
	const enough = [...new Set(sizes)].filter(size => (amountOf(size) as number) >= least);
	const options = (enough.length > 0 ? enough : [memoryText(least * 2)]).map(value => ({value, says: value}));
	return {
		asks: [
			{
				id,
				question: `How much memory may ${name ?? ''} use at most?`,
				kind: 'quantity',
				...(memory !== undefined && {proposal: (options[0] as {value: string}).value}),
				options,
				seen: {text: memory === undefined ? 'how much it uses is not measured here' : `it uses ${memoryText(memory)} now, at most`},
			},
		],
		snippet: 'resources:\n  requests: {memory: <usual use>}\n  limits: {memory: <limit>}\n',
	};
}

/** What it asks for where it says nothing: a fifth more than it uses. Without a measure the server takes the limit. */
function requests({resources}: Container, {memory, cpu}: {memory?: number; cpu?: number}, limit: number): JsonObject {
	const said = resources?.requests ?? {};
	const wanted = memory === undefined || said['memory'] !== undefined ? undefined : memoryText(memory * 1.2);
	const asked = {
		...(wanted !== undefined && (amountOf(wanted) as number) <= limit && {memory: wanted}),
		...(cpu !== undefined && said['cpu'] === undefined && resources?.limits?.['cpu'] === undefined && {cpu: cpuText(cpu * 1.2)}),
	};
	return Object.keys(asked).length > 0 ? {requests: asked} : {};
}

export default {
	id: 'pods-resource-limits',
	title: 'Limit the memory of every container',
	layer: 'application',
	phase: 'build',
	severity: 'medium',
	blast: 'workload',
	fix: 'patch',
	neverFails: true,
	threats: {external: 1, container: 2, user: 1},
	seeds: ['N4'],
	references: {
		nsa: 'Resource policies',
		owasp: ['K01'],
		microsoft: ['MS-TA9040', 'MS-TA9039'],
		attack: ['T1499', 'T1496'],
		kubescape: ['C-0270', 'C-0271', 'C-0269', 'C-0268', 'C-0004', 'C-0009'],
		trivy: ['KSV-0011', 'KSV-0015', 'KSV-0016', 'KSV-0018'],
	},
	why: 'One container that leaks, or that mines for an intruder, takes the memory of its node until the kernel kills others in its place.',
	risk: 'A container that reaches its limit is killed (OOMKilled): set it well above what the container uses at its worst.',
	question: 'Does every container have a memory limit and CPU/memory requests?',
	because: 'one hijacked or leaking pod can starve its node',
	verify:
		'kubectl get pods -A -o json | jq -r \'.items[] | .metadata as $m | .spec.containers[] | select(.resources.limits.memory == null) | "\\($m.namespace)/\\($m.name) \\(.name)"\'',
	hidden: 'How much a container uses is seen only where metrics.k8s.io is served, and only as it is now.',
	guide: {
		everywhere: [
			'Measure a container for a week, ask for what it usually uses, and limit it to half as much again as its worst.',
			'A limit on CPU is not needed: it slows a container down even where the node has time to spare.',
			'A LimitRange gives a default to every container of a namespace that says nothing.',
		],
		snippet: 'resources:\n  requests: {cpu: 50m, memory: <usual use>}\n  limits: {memory: <limit>}\n',
	},
	cluster: {
		needs: ['pods', 'deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs', 'limitRanges'],
		over: 'pods',
		wants: [...workloadSources, 'nodes', 'podMetrics'],
		inspect,
		remediate,
	},
} satisfies Control;
