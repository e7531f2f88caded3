import {type PodSecurityLevel, policyVersion, violations} from '../../kube/pod-security.js';
import {workloads} from '../../kube/workloads.js';
import {type Change, counted, type JsonObject, type Snapshot, visible} from '../../model/index.js';
import type {Around, Effects} from '../impact.js';

const prefix = 'pod-security.kubernetes.io/';
const shown = 5;
const strictness: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];

function labelOf(object: JsonObject | undefined, key: string): string | undefined {
	const labels = ((object?.['metadata'] ?? {}) as JsonObject)['labels'] as JsonObject | undefined;
	const value = labels?.[`${prefix}${key}`];
	return typeof value === 'string' ? value : undefined;
}

/** For a Pod Security level: which workloads violate it. While any does, it is refused: their pods could not start again. */
export function podSecurityImpact({action, target}: Change, {before, after, warnings}: Around, snapshot: Snapshot): Effects {
	if (target.kind !== 'Namespace' || target.group !== '' || action !== 'patch') return {};
	const level = (labelOf(after, 'enforce') ?? 'privileged') as PodSecurityLevel;
	const was = (labelOf(before, 'enforce') ?? 'privileged') as PodSecurityLevel;
	const version = labelOf(after, 'enforce-version') ?? 'latest';
	if (!strictness.includes(level) || (level === was && version === (labelOf(before, 'enforce-version') ?? 'latest'))) return {};
	if (strictness.indexOf(level) <= strictness.indexOf(was) && level === 'privileged')
		return {seen: [`every pod may start in ${visible(target.name)} again`]};
	const own = workloads(snapshot).filter(({subject, finished}) => subject.namespace === visible(target.name) && !finished);
	const violating = own.flatMap(({subject, podSpec, podMetadata}) => {
		const found = violations(podSpec, podMetadata, {level, version: policyVersion(version)});
		return found.length === 0 ? [] : [`${subject.kind.toLowerCase()}/${subject.name} (${found.map(({reason}) => reason).join(', ')})`];
	});
	const server = warnings.filter(text => text.includes('existing pods in namespace'));
	if (violating.length === 0 && server.length === 0)
		return {
			seen: [
				`${own.length === 1 ? 'the only workload' : `all ${own.length} workloads`} of ${visible(target.name)} ${own.length === 1 ? 'passes' : 'pass'} ${level} ${visible(version)}`,
			],
		};
	const rest = violating.length - shown;
	const why =
		violating.length > 0
			? `${violating.length} of ${counted(own.length, 'workload')} ${violating.length === 1 ? 'violates' : 'violate'} ${level}: ${violating.slice(0, shown).join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`
			: `${server[0] as string}.`;
	return {
		refused: {
			why: `${why} Running pods stay, but they could not start again.`,
			allows: 'Mend these workloads first, or enforce a weaker level.',
		},
	};
}
