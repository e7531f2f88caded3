import type {Container, Exemption, Finding, Judged, Snapshot} from '../model/index.js';
import {type ContainerList, containersOf} from './containers.js';
import {standingOf} from './platform-workloads.js';
import {pathOf, type Workload, workloads} from './workloads.js';

export type Placed = {
	readonly container: Container;
	readonly list: ContainerList;
	readonly workload: Workload;
	/** Path in the object of a field of the container. */
	readonly path: (field: string) => string;
};
/** What a rule says of a workload; the workload itself is added. */
export type FoundIn = Omit<Finding, 'subject'>;

export type JudgeOptions = {
	/** The rule holds for Windows too. */
	readonly windows?: true;
	/** A finding that stands even about a part of the platform, as a warning. */
	readonly evenPlatform?: (found: FoundIn, workload: Workload) => boolean;
};

/** Every workload, judged one by one; platform workloads, static pods and Windows are accepted by name, with the reason. */
export function judgeWorkloads(snapshot: Snapshot, judge: (workload: Workload) => readonly FoundIn[], options: JudgeOptions = {}): Judged {
	const findings: Finding[] = [];
	const exempt: Exemption[] = [];
	let judged = 0;
	for (const workload of workloads(snapshot)) {
		const standing = standingOf(workload);
		if (standing.is === 'done') continue;
		judged += 1;
		const own = judge(workload);
		if (own.length === 0) continue;
		const {subject} = workload;
		const warned = (found: readonly FoundIn[]) => found.map(one => ({...one, subject, level: 'warn' as const}));
		if (standing.is === 'accepted') {
			findings.push(...warned(own.filter(one => options.evenPlatform?.(one, workload))));
			exempt.push({subject, reason: standing.reason});
		} else if (workload.windows && !options.windows) exempt.push({subject, reason: 'Windows has no such setting'});
		else findings.push(...(standing.is === 'warned' ? warned(own) : own.map(one => ({...one, subject}))));
	}
	return {findings, exempt, seen: [{text: `${judged} ${judged === 1 ? 'workload' : 'workloads'} looked at`}]};
}

/** Every container of every workload, judged one by one, with the same exemptions. */
export function judgeContainers(
	snapshot: Snapshot,
	judge: (placed: Placed) => Omit<FoundIn, 'container'> | undefined,
	options: JudgeOptions = {},
): Judged {
	return judgeWorkloads(
		snapshot,
		workload =>
			containersOf(workload.podSpec).flatMap(({container, list, path}): FoundIn[] => {
				const found = judge({container, list, workload, path: field => pathOf(workload, `${path}.${field}`)});
				return found ? [{...found, container: container.name}] : [];
			}),
		options,
	);
}
